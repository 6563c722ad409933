"""The vault's third door: a reporter replaces the contact, and nothing else.

The entry that says so must be committed, of this reporter, of the last quarter of an
hour and later than the one that served before: an entry replaces once. The same entry
opens the contact, and only that, because one address may stay while the other changes.
"""

from importlib import import_module

from django.conf import settings
from django.db import migrations

consent = import_module("complaints.migrations.0005_consent")

OPEN_HEAD = """
CREATE OR REPLACE FUNCTION vault_open(p_case bigint, p_entry bigint, p_kind text)
RETURNS TABLE (key_version smallint, wrapped_key bytea, nonce bytea, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  why text := vault_entry_ok(p_case, p_entry, ARRAY[
    'complaints.identity_opened', 'complaints.contact_opened', 'complaints.name_opened',
    'complaints.contact_confirmed']);
BEGIN
  IF why = 'complaints.contact_opened' AND p_kind <> 'contact'
     OR why = 'complaints.contact_confirmed' AND p_kind <> 'contact'
     OR why = 'complaints.name_opened' AND p_kind <> 'identity' THEN
    RAISE EXCEPTION 'vault: not what the entry says' USING ERRCODE = '42501';
  END IF;
  IF why = 'complaints.contact_confirmed' THEN
    PERFORM vault_confirmed_ok(p_case, p_entry);
  END IF;
"""

CONFIRMED = """
CREATE FUNCTION vault_confirmed_ok(p_case bigint, p_entry bigint) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM journal_entry WHERE id = p_entry
                    AND actor_kind = 'reporter' AND actor_id = p_case
                    AND recorded_at > clock_timestamp() - interval '15 minutes') THEN
    RAISE EXCEPTION 'vault: not the reporter, or too late' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM complaints_vaultrow WHERE case_id = p_case
                AND kind = 'contact' AND entry >= p_entry) THEN
    RAISE EXCEPTION 'vault: the entry served already' USING ERRCODE = '42501';
  END IF;
END $$;
REVOKE ALL ON FUNCTION vault_confirmed_ok(bigint, bigint) FROM PUBLIC;
"""

REPLACE = """
CREATE FUNCTION vault_replace(
  p_case bigint, p_entry bigint, p_version smallint, p_wrapped bytea, p_nonce bytea,
  p_ciphertext bytea, p_email bytea, p_phone bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM vault_entry_ok(p_case, p_entry, ARRAY['complaints.contact_confirmed']);
  PERFORM vault_confirmed_ok(p_case, p_entry);
  UPDATE complaints_vaultrow
     SET key_version = p_version, wrapped_key = p_wrapped, nonce = p_nonce,
         ciphertext = p_ciphertext, entry = p_entry
   WHERE case_id = p_case AND kind = 'contact' AND erased_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'vault: no contact to replace' USING ERRCODE = '42501';
  END IF;
  DELETE FROM complaints_blindindex
   WHERE case_id = p_case AND kind IN ('email', 'phone');
  INSERT INTO complaints_blindindex (case_id, kind, digest)
  SELECT p_case, said.kind, said.digest
    FROM (VALUES ('email', p_email), ('phone', p_phone)) AS said (kind, digest)
   WHERE said.digest IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION vault_replace(
  bigint, bigint, smallint, bytea, bytea, bytea, bytea, bytea) FROM PUBLIC;
"""

UNDO = """
DROP FUNCTION vault_replace(
  bigint, bigint, smallint, bytea, bytea, bytea, bytea, bytea);
DROP FUNCTION vault_confirmed_ok(bigint, bigint);
"""


def grant(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.RUNTIME_ROLE)
    schema_editor.execute(
        "GRANT EXECUTE ON FUNCTION vault_replace(bigint, bigint, smallint, bytea, bytea,"
        f" bytea, bytea, bytea) TO {role}"
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0051_contact")]

    operations = [
        migrations.RunSQL(
            CONFIRMED + REPLACE + OPEN_HEAD + consent.OPEN_NOW + consent.OPEN_TAIL,
            consent.OPEN_HEAD + consent.OPEN_NOW + consent.OPEN_TAIL + UNDO,
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
