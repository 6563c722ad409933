"""A published score is never changed: not by the runtime role, not by the owner."""

from django.db import migrations

from journal.privileges import restrict

GUARD = """
CREATE FUNCTION compliance_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'compliance: % on % is refused, a published score stays',
    TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER compliance_immutable BEFORE UPDATE OR DELETE ON compliance_snapshot
  FOR EACH ROW EXECUTE FUNCTION compliance_refuse();

CREATE TRIGGER compliance_no_truncate BEFORE TRUNCATE ON compliance_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""

UNDO = """
DROP TRIGGER compliance_no_truncate ON compliance_snapshot;
DROP TRIGGER compliance_immutable ON compliance_snapshot;
DROP FUNCTION compliance_refuse();
"""


def take_rights(apps, editor):
    restrict(editor, "compliance_snapshot", "SELECT", "INSERT")


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial"), ("journal", "0002_guards")]

    operations = [
        migrations.RunSQL(GUARD, UNDO),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
