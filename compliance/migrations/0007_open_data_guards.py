"""What was released as open data is never changed: not by the owner either."""

from django.db import migrations

from journal.privileges import restrict

GUARD = """
CREATE FUNCTION compliance_release_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'compliance: % on % is refused, what was released stays',
    TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER data_release_stays BEFORE UPDATE OR DELETE ON compliance_datarelease
  FOR EACH ROW EXECUTE FUNCTION compliance_release_stays();

CREATE TRIGGER data_release_no_truncate BEFORE TRUNCATE ON compliance_datarelease
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""

UNDO = """
DROP TRIGGER data_release_no_truncate ON compliance_datarelease;
DROP TRIGGER data_release_stays ON compliance_datarelease;
DROP FUNCTION compliance_release_stays();
"""


def take_rights(apps, editor):
    restrict(editor, "compliance_datarelease", "SELECT", "INSERT")


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_open_data"), ("journal", "0002_guards")]

    operations = [
        migrations.RunSQL(GUARD, UNDO),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
