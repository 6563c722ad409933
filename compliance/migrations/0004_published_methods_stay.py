"""A published version of the method and its tree are never changed, by nobody."""

from django.db import migrations

GUARD = """
CREATE FUNCTION compliance_method_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'compliance: % on % is refused, a published method stays',
    TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION compliance_tree_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.compliance_methodology
    WHERE published_at IS NOT NULL AND (
      (TG_OP <> 'DELETE' AND id = NEW.methodology_id)
      OR (TG_OP <> 'INSERT' AND id = OLD.methodology_id)
    )
  ) THEN
    RAISE EXCEPTION 'compliance: % on % is refused, a published method stays',
      TG_OP, TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER compliance_method_stays BEFORE UPDATE OR DELETE ON compliance_methodology
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
  EXECUTE FUNCTION compliance_method_stays();
-- AFTER: what is loaded again and is the same was never inserted.
CREATE TRIGGER compliance_tree_stays
  AFTER INSERT OR UPDATE OR DELETE ON compliance_methodologynode
  FOR EACH ROW EXECUTE FUNCTION compliance_tree_stays();
CREATE TRIGGER compliance_scale_stays
  AFTER INSERT OR UPDATE OR DELETE ON compliance_methodologyband
  FOR EACH ROW EXECUTE FUNCTION compliance_tree_stays();
"""

UNDO = """
DROP TRIGGER compliance_scale_stays ON compliance_methodologyband;
DROP TRIGGER compliance_tree_stays ON compliance_methodologynode;
DROP TRIGGER compliance_method_stays ON compliance_methodology;
DROP FUNCTION compliance_tree_stays();
DROP FUNCTION compliance_method_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("compliance", "0003_how_indicators_are_answered")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
