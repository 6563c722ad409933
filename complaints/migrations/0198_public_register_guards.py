"""What the public read stays as it was read: not even the owner changes a version."""

from django.db import migrations

from journal.privileges import restrict

GUARD = """
CREATE FUNCTION complaints_public_version_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'complaints: % on % is refused, what was released stays',
    TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER public_version_stays BEFORE UPDATE OR DELETE ON complaints_publicversion
  FOR EACH ROW EXECUTE FUNCTION complaints_public_version_stays();

CREATE TRIGGER public_version_no_truncate BEFORE TRUNCATE ON complaints_publicversion
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""

UNDO = """
DROP TRIGGER public_version_no_truncate ON complaints_publicversion;
DROP TRIGGER public_version_stays ON complaints_publicversion;
DROP FUNCTION complaints_public_version_stays();
"""


def take_rights(apps, editor):
    restrict(editor, "complaints_publicversion", "SELECT", "INSERT")
    restrict(editor, "complaints_registerentry", "SELECT", "INSERT", "UPDATE")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0197_public_register"),
        ("journal", "0002_guards"),
    ]

    operations = [
        migrations.RunSQL(GUARD, UNDO),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
