"""SQL that lets the database refuse what the lifecycle table refuses (R60)."""

from complaints.domain.lifecycle import ENTRY_STATES, allowed_pairs


def state_guard_sql() -> str:
    """A trigger on the case that knows the table of ``complaints.domain.lifecycle``.

    Migrations run it whenever the table changes; a test compares all pairs.
    """
    pairs = ", ".join(f"('{a}', '{b}')" for a, b in sorted(allowed_pairs()))
    entries = ", ".join(f"'{state}'" for state in sorted(ENTRY_STATES))
    return f"""
CREATE OR REPLACE FUNCTION complaints_case_state_guard() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ({entries}) THEN
      RAISE EXCEPTION 'a case cannot begin in %', NEW.state USING ERRCODE = '23514';
    END IF;
  ELSIF OLD.state IS DISTINCT FROM NEW.state
        AND (OLD.state, NEW.state) NOT IN ({pairs}) THEN
    RAISE EXCEPTION 'no way from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS case_state_guard ON complaints_case;
CREATE TRIGGER case_state_guard BEFORE INSERT OR UPDATE OF state ON complaints_case
FOR EACH ROW EXECUTE FUNCTION complaints_case_state_guard();
"""
