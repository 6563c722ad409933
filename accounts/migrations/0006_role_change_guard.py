"""A decided proposal never changes, and an open one changes in its decision only.

The table of Django's own sessions goes: ours keeps hashes of the keys, and what lay
in the old one opened sessions to whoever read it.
"""

from django.db import migrations

from journal.privileges import restrict

FORWARD = """
CREATE FUNCTION accounts_role_change_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.decision <> '' THEN
    RAISE EXCEPTION 'a decided proposal stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_change_settled';
  END IF;
  IF (to_jsonb(NEW) - '{decision,decided_by_id,decided_at}'::text[])
     IS DISTINCT FROM (to_jsonb(OLD) - '{decision,decided_by_id,decided_at}'::text[]) THEN
    RAISE EXCEPTION 'a proposal is decided, not changed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_change_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_role_change_guard BEFORE UPDATE
  ON accounts_rolechange FOR EACH ROW EXECUTE FUNCTION accounts_role_change_guard();
DROP TABLE IF EXISTS django_session;
"""

BACKWARD = """
DROP TRIGGER accounts_role_change_guard ON accounts_rolechange;
DROP FUNCTION accounts_role_change_guard();
"""


def keep_proposals(apps, schema_editor):
    """The runtime role writes proposals down and decides them; it deletes none."""
    restrict(schema_editor, "accounts_rolechange", "SELECT", "INSERT", "UPDATE")
    restrict(schema_editor, "accounts_rolechange_units", "SELECT", "INSERT")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_people")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(keep_proposals, migrations.RunPython.noop),
    ]
