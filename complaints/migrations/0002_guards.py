"""The guards of the case: the vault's doors, and no state change beside the table."""

from django.conf import settings
from django.db import migrations

from complaints.models.guards import state_guard_sql

VAULT = """
CREATE FUNCTION vault_entry_ok(p_case bigint, p_entry bigint, p_kinds text[])
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  e record;
  newest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  born bigint;
BEGIN
  SELECT kind, xmin::text::bigint AS x INTO e FROM journal_entry
   WHERE id = p_entry AND subject_kind = 'case' AND subject_id = p_case;
  IF NOT FOUND OR NOT (e.kind = ANY (p_kinds)) THEN
    RAISE EXCEPTION 'vault: no entry that allows this' USING ERRCODE = '42501';
  END IF;
  -- The entry must outlive us: one written by this very transaction could still be
  -- rolled back after the plaintext has left.
  born := newest - ((newest - e.x) & 4294967295);
  IF pg_xact_status(born::text::xid8) = 'in progress' THEN
    RAISE EXCEPTION 'vault: the entry is not committed' USING ERRCODE = '42501';
  END IF;
  RETURN e.kind;
END $$;

CREATE FUNCTION vault_open(p_case bigint, p_entry bigint, p_kind text)
RETURNS TABLE (key_version smallint, wrapped_key bytea, nonce bytea, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  why text := vault_entry_ok(p_case, p_entry, ARRAY[
    'complaints.identity_opened', 'complaints.contact_opened', 'complaints.name_opened']);
BEGIN
  IF why = 'complaints.contact_opened' AND p_kind <> 'contact'
     OR why = 'complaints.name_opened' AND p_kind <> 'identity' THEN
    RAISE EXCEPTION 'vault: not what the entry says' USING ERRCODE = '42501';
  END IF;
  -- Nobody opens a confidential reporter's identity without a custodian.
  IF why = 'complaints.identity_opened' AND EXISTS (
       SELECT 1 FROM complaints_case c WHERE c.id = p_case AND c.secrecy <> 'open') THEN
    RAISE EXCEPTION 'vault: confidential' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT v.key_version, v.wrapped_key, v.nonce, v.ciphertext
    FROM complaints_vaultrow v
   WHERE v.case_id = p_case AND v.kind = p_kind AND v.erased_at IS NULL;
END $$;

CREATE FUNCTION vault_erase(p_case bigint, p_entry bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM vault_entry_ok(p_case, p_entry, ARRAY['complaints.identity_erased']);
  UPDATE complaints_vaultrow
     SET wrapped_key = '', nonce = '', ciphertext = '', erased_at = clock_timestamp()
   WHERE case_id = p_case;
  DELETE FROM complaints_blindindex WHERE case_id = p_case;
END $$;

REVOKE ALL ON FUNCTION vault_entry_ok(bigint, bigint, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION vault_open(bigint, bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION vault_erase(bigint, bigint) FROM PUBLIC;
"""

UNDO = """
DROP FUNCTION vault_erase(bigint, bigint);
DROP FUNCTION vault_open(bigint, bigint, text);
DROP FUNCTION vault_entry_ok(bigint, bigint, text[]);
"""

GRANTS = """
REVOKE ALL ON complaints_vaultrow FROM {role};
GRANT INSERT ON complaints_vaultrow TO {role};
GRANT SELECT (id, case_id, kind, created_at, erased_at) ON complaints_vaultrow TO {role};
REVOKE UPDATE, DELETE, TRUNCATE ON complaints_blindindex FROM {role};
GRANT EXECUTE ON FUNCTION vault_open(bigint, bigint, text) TO {role};
GRANT EXECUTE ON FUNCTION vault_erase(bigint, bigint) TO {role};
"""


def grant(apps, schema_editor):
    quote = schema_editor.connection.ops.quote_name
    schema_editor.execute(GRANTS.format(role=quote(settings.RUNTIME_ROLE)))


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial"), ("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(VAULT, UNDO),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunSQL(
            state_guard_sql(),
            "DROP TRIGGER case_state_guard ON complaints_case;"
            "DROP FUNCTION complaints_case_state_guard();",
        ),
    ]
