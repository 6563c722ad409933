"""Say plainly that an entry is not committed, in every epoch of transaction numbers.

An entry of our own transaction usually has a number beyond the snapshot's end. The
arithmetic that gives it its epoch then went one epoch back: an error in the first,
and in a later one the state of a transaction of long ago.
"""

from django.db import migrations

HEAD = """
CREATE OR REPLACE FUNCTION vault_entry_ok(p_case bigint, p_entry bigint, p_kinds text[])
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
"""
BEYOND = """
  -- Visible, and yet not below the snapshot's end: only our own work is that.
  IF ((e.x - newest) & 4294967295) < 2147483648 THEN
    RAISE EXCEPTION 'vault: the entry is not committed' USING ERRCODE = '42501';
  END IF;
"""
TAIL = """
  -- The entry must outlive us: one written by this very transaction could still be
  -- rolled back after the plaintext has left.
  born := newest - ((newest - e.x) & 4294967295);
  IF pg_xact_status(born::text::xid8) = 'in progress' THEN
    RAISE EXCEPTION 'vault: the entry is not committed' USING ERRCODE = '42501';
  END IF;
  RETURN e.kind;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_guards")]

    operations = [migrations.RunSQL(HEAD + BEYOND + TAIL, HEAD + TAIL)]
