"""What was handed in stays, whoever writes: a sheet changes after it was given back."""

from django.db import migrations

GUARD = """
CREATE FUNCTION compliance_sheet_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.compliance_visit
    WHERE handed_in_at IS NOT NULL AND (
      (TG_OP <> 'DELETE' AND id = NEW.visit_id)
      OR (TG_OP <> 'INSERT' AND id = OLD.visit_id)
    )
  ) THEN
    RAISE EXCEPTION 'compliance: % on % is refused, a sheet handed in stays',
      TG_OP, TG_TABLE_NAME;
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER compliance_answers_stay
  BEFORE INSERT OR UPDATE OR DELETE ON compliance_observation
  FOR EACH ROW EXECUTE FUNCTION compliance_sheet_stays();
CREATE TRIGGER compliance_evidence_stays
  BEFORE INSERT OR UPDATE OR DELETE ON compliance_fieldevidence
  FOR EACH ROW EXECUTE FUNCTION compliance_sheet_stays();
"""

UNDO = """
DROP TRIGGER compliance_evidence_stays ON compliance_fieldevidence;
DROP TRIGGER compliance_answers_stay ON compliance_observation;
DROP FUNCTION compliance_sheet_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("compliance", "0010_plenary_and_seed")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
