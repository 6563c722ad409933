"""Chain and guards of the journal: what even our own code cannot get around."""

from django.db import migrations

from journal.privileges import restrict

CHAIN = r"""
CREATE FUNCTION journal_core(e journal_entry) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT convert_to(jsonb_build_array(
    e.format, e.id, e.subject_kind, e.subject_id, e.n,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor_kind, e.actor_id, e.kind, e.data)::text, 'UTF8')
$$;

-- Runs as the owner: only here may the head of a chain be moved. Its row is the
-- lock that lets one writer after the other append to the same subject.
CREATE FUNCTION journal_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'journal: entries are written in READ COMMITTED only';
  END IF;
  IF NEW.data @? '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:/+=-]{0,80}$"))' THEN
    RAISE EXCEPTION 'journal: entry data holds ids, codes, dates and hashes, no words';
  END IF;
  INSERT INTO journal_chainhead AS head (subject_kind, subject_id, n, hash)
    VALUES (NEW.subject_kind, NEW.subject_id, 0, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (subject_kind, subject_id) DO UPDATE SET n = head.n
    RETURNING head.n + 1, head.hash INTO NEW.n, NEW.prev;
  NEW.format := 1;
  NEW.recorded_at := clock_timestamp();
  NEW.core := journal_core(NEW);
  NEW.hash := sha256(NEW.prev || NEW.core);
  UPDATE journal_chainhead SET n = NEW.n, hash = NEW.hash
    WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id;
  RETURN NEW;
END $$;

CREATE TRIGGER journal_chain BEFORE INSERT ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_chain();

CREATE FUNCTION journal_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'journal: % on % is refused, history is append-only', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();

-- Tests empty their tables between cases: as the owner, in a database made for
-- tests, after saying so.
CREATE FUNCTION journal_refuse_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('journal.flush', true) = 'on'
     AND starts_with(current_database(), 'test_')
     AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'journal: TRUNCATE on % is refused', TG_TABLE_NAME;
END $$;

CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_chainhead
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""

UNDO = """
DROP TRIGGER journal_no_truncate ON journal_chainhead;
DROP TRIGGER journal_no_truncate ON journal_entry;
DROP TRIGGER journal_append_only ON journal_entry;
DROP TRIGGER journal_chain ON journal_entry;
DROP FUNCTION journal_refuse_truncate();
DROP FUNCTION journal_refuse();
DROP FUNCTION journal_chain();
DROP FUNCTION journal_core(journal_entry);
"""


def take_rights(apps, editor):
    restrict(editor, "journal_entry", "SELECT", "INSERT")
    restrict(editor, "journal_chainhead", "SELECT")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(CHAIN, UNDO),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
