"""SQL that lets the database refuse what the lifecycle table refuses (R60)."""

from complaints.domain.lifecycle import (
    ENTRY_STATES,
    OWN_ENTRY_STATES,
    allowed_pairs,
)
from complaints.models.reporterless import WITHOUT_REPORTER


def state_guard_sql() -> str:
    """A trigger on the case that knows the table of ``complaints.domain.lifecycle``.

    What nobody reported here has its own entry and its own steps. Migrations run it
    whenever the table changes; a test compares all pairs.
    """
    return f"""
CREATE OR REPLACE FUNCTION complaints_case_state_guard() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  own boolean := NEW.channel IN ({_states(WITHOUT_REPORTER)});
  lawful boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    lawful := CASE WHEN own THEN NEW.state IN ({_states(OWN_ENTRY_STATES)})
                   ELSE NEW.state IN ({_states(ENTRY_STATES)}) END;
    IF NOT lawful THEN
      RAISE EXCEPTION 'a case cannot begin in %', NEW.state USING ERRCODE = '23514';
    END IF;
  ELSIF OLD.state IS DISTINCT FROM NEW.state THEN
    lawful := CASE WHEN own THEN (OLD.state, NEW.state) IN ({_pairs(reporter=False)})
                   ELSE (OLD.state, NEW.state) IN ({_pairs(reporter=True)}) END;
    IF NOT lawful THEN
      RAISE EXCEPTION 'no way from % to %', OLD.state, NEW.state
        USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS case_state_guard ON complaints_case;
CREATE TRIGGER case_state_guard BEFORE INSERT OR UPDATE OF state ON complaints_case
FOR EACH ROW EXECUTE FUNCTION complaints_case_state_guard();
"""


def _states(states: frozenset[str]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


def _pairs(*, reporter: bool) -> str:
    pairs = sorted(allowed_pairs(reporter=reporter))
    return ", ".join(f"('{a}', '{b}')" for a, b in pairs)
