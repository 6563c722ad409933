"""Two persons at the vault: a custodian's committed consent, or no identity (R14).

``vault_open`` asks for a request that another person granted, for this case and this
reader, whose consent stands in the journal, committed, not older than four hours and
not revoked, by somebody who keeps identities and reads no cases. Whoever revokes it
waits for a reading that has begun; a reading that comes later sees the revocation.
"""

from django.conf import settings
from django.db import migrations

from journal.privileges import restrict

KEEPER = """
CREATE FUNCTION complaints_keeps_identities(p_user bigint, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_or(role = 'custodian'), false)
     AND NOT coalesce(bool_or(role = ANY (ARRAY[
           'intake', 'examiner', 'head', 'resmon', 'commissioner', 'auditor'])), false)
    FROM accounts_officemembership
   WHERE user_id = p_user AND valid_from <= p_at
     AND (valid_to IS NULL OR valid_to > p_at)
$$;
REVOKE ALL ON FUNCTION complaints_keeps_identities(bigint, timestamptz) FROM PUBLIC;
"""

GUARD = """
CREATE FUNCTION complaints_identityrequest_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'custody: a request stays' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.decided_at IS NOT NULL OR NEW.revoked_at IS NOT NULL THEN
      RAISE EXCEPTION 'custody: asked first, decided later' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.ref, NEW.case_id, NEW.asked_by_id, NEW.role, NEW.purpose, NEW.basis,
      NEW.asked_at)
     IS DISTINCT FROM
     (OLD.ref, OLD.case_id, OLD.asked_by_id, OLD.role, OLD.purpose, OLD.basis,
      OLD.asked_at) THEN
    RAISE EXCEPTION 'custody: what was asked stays' USING ERRCODE = '42501';
  END IF;
  IF OLD.decided_at IS NOT NULL AND
     (NEW.decided_at, NEW.decided_by_id, NEW.granted, NEW.lapses_at) IS DISTINCT FROM
     (OLD.decided_at, OLD.decided_by_id, OLD.granted, OLD.lapses_at) THEN
    RAISE EXCEPTION 'custody: decided once' USING ERRCODE = '42501';
  END IF;
  IF OLD.revoked_at IS NOT NULL AND
     (NEW.revoked_at, NEW.revoked_by_id) IS DISTINCT FROM
     (OLD.revoked_at, OLD.revoked_by_id) THEN
    RAISE EXCEPTION 'custody: revoked for good' USING ERRCODE = '42501';
  END IF;
  IF OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL AND
     NOT complaints_keeps_identities(NEW.decided_by_id, NEW.decided_at) THEN
    RAISE EXCEPTION 'custody: not a custodian' USING ERRCODE = '42501';
  END IF;
  IF OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL AND
     NOT complaints_keeps_identities(NEW.revoked_by_id, NEW.revoked_at) THEN
    RAISE EXCEPTION 'custody: not a custodian' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER identity_request_guard BEFORE INSERT OR UPDATE OR DELETE
    ON complaints_identityrequest
    FOR EACH ROW EXECUTE FUNCTION complaints_identityrequest_guard();
"""

CONSENT = """
CREATE FUNCTION vault_consent_ok(p_case bigint, p_entry bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  e record;
  r record;
  g record;
BEGIN
  SELECT actor_kind, actor_id, at, data INTO e FROM journal_entry WHERE id = p_entry;
  SELECT * INTO r FROM complaints_identityrequest
   WHERE case_id = p_case AND id::text = e.data->>'request' FOR SHARE;
  IF NOT FOUND OR e.actor_kind <> 'user' OR r.granted IS NOT TRUE
     OR r.asked_by_id IS DISTINCT FROM e.actor_id
     OR r.decided_by_id IS NOT DISTINCT FROM e.actor_id THEN
    RAISE EXCEPTION 'vault: confidential, and no consent' USING ERRCODE = '42501';
  END IF;
  IF r.revoked_at IS NOT NULL OR EXISTS (
       SELECT FROM journal_entry WHERE subject_kind = 'case' AND subject_id = p_case
          AND kind = 'complaints.identity_revoked' AND data->>'request' = r.id::text) THEN
    RAISE EXCEPTION 'vault: the consent is revoked' USING ERRCODE = '42501';
  END IF;
  SELECT id, recorded_at INTO g FROM journal_entry
   WHERE subject_kind = 'case' AND subject_id = p_case AND id < p_entry
     AND kind = 'complaints.identity_granted' AND actor_kind = 'user'
     AND actor_id = r.decided_by_id AND data->>'request' = r.id::text;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'vault: confidential, and no consent' USING ERRCODE = '42501';
  END IF;
  PERFORM vault_entry_ok(p_case, g.id, ARRAY['complaints.identity_granted']);
  IF g.recorded_at < clock_timestamp() - interval '4 hours' THEN
    RAISE EXCEPTION 'vault: the consent is over' USING ERRCODE = '42501';
  END IF;
  IF NOT complaints_keeps_identities(
       r.decided_by_id, greatest(e.at, clock_timestamp())) THEN
    RAISE EXCEPTION 'vault: nobody who keeps identities' USING ERRCODE = '42501';
  END IF;
END $$;
REVOKE ALL ON FUNCTION vault_consent_ok(bigint, bigint) FROM PUBLIC;
"""

OPEN_HEAD = """
CREATE OR REPLACE FUNCTION vault_open(p_case bigint, p_entry bigint, p_kind text)
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
"""
OPEN_BEFORE = """
  -- Nobody opens a confidential reporter's identity without a custodian.
  IF why = 'complaints.identity_opened' AND EXISTS (
       SELECT 1 FROM complaints_case c WHERE c.id = p_case AND c.secrecy <> 'open') THEN
    RAISE EXCEPTION 'vault: confidential' USING ERRCODE = '42501';
  END IF;
"""
OPEN_NOW = """
  IF why = 'complaints.identity_opened' THEN
    -- An opening lasts a quarter of an hour, and ends for who is kept out meanwhile.
    IF EXISTS (SELECT FROM journal_entry WHERE id = p_entry
                  AND recorded_at < clock_timestamp() - interval '15 minutes') THEN
      RAISE EXCEPTION 'vault: the opening is over' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (SELECT FROM journal_entry e JOIN complaints_recusal k
                   ON k.case_id = p_case AND k.user_id = e.actor_id
                WHERE e.id = p_entry AND e.actor_kind = 'user') THEN
      RAISE EXCEPTION 'vault: recused' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (SELECT FROM complaints_case c
                WHERE c.id = p_case AND c.secrecy <> 'open') THEN
      -- The contact of a confidential reporter opens to no person at all.
      IF p_kind <> 'identity' THEN
        RAISE EXCEPTION 'vault: confidential' USING ERRCODE = '42501';
      END IF;
      PERFORM vault_consent_ok(p_case, p_entry);
    END IF;
  END IF;
"""
OPEN_TAIL = """
  RETURN QUERY SELECT v.key_version, v.wrapped_key, v.nonce, v.ciphertext
    FROM complaints_vaultrow v
   WHERE v.case_id = p_case AND v.kind = p_kind AND v.erased_at IS NULL;
END $$;
"""

UNDO = """
DROP FUNCTION vault_consent_ok(bigint, bigint);
DROP TRIGGER identity_request_guard ON complaints_identityrequest;
DROP FUNCTION complaints_identityrequest_guard();
DROP FUNCTION complaints_keeps_identities(bigint, timestamptz);
"""


def less(apps, schema_editor):
    for table in ("identityrequest", "restriction", "readalarm", "visit"):
        restrict(schema_editor, f"complaints_{table}", "SELECT", "INSERT", "UPDATE")
    restrict(schema_editor, "complaints_agencytie", "SELECT", "INSERT")
    quote = schema_editor.connection.ops.quote_name
    schema_editor.execute(
        f"REVOKE UPDATE, DELETE ON complaints_recusal FROM {quote(settings.RUNTIME_ROLE)};"
        f"GRANT UPDATE (reason) ON complaints_recusal TO {quote(settings.RUNTIME_ROLE)}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0004_safeguards"),
        ("accounts", "0002_memberships"),
        ("journal", "0002_guards"),
    ]

    operations = [
        migrations.RunSQL(
            KEEPER + GUARD + CONSENT + OPEN_HEAD + OPEN_NOW + OPEN_TAIL,
            OPEN_HEAD + OPEN_BEFORE + OPEN_TAIL + UNDO,
        ),
        migrations.RunPython(less, migrations.RunPython.noop),
    ]
