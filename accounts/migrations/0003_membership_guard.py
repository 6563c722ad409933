"""Nobody is staff and liaison at the same time, nor staff of two offices.

Two transactions could each check and both insert; so the trigger locks the
person's row first and looks afterwards.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION accounts_membership_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE span tstzrange := tstzrange(NEW.valid_from, NEW.valid_to);
BEGIN
  PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR UPDATE;
  IF TG_TABLE_NAME = 'accounts_agencymembership' THEN
    IF EXISTS (SELECT 1 FROM accounts_officemembership m WHERE m.user_id = NEW.user_id
               AND tstzrange(m.valid_from, m.valid_to) && span) THEN
      RAISE EXCEPTION 'never staff and liaison'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_staff_and_liaison';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM accounts_agencymembership m WHERE m.user_id = NEW.user_id
             AND tstzrange(m.valid_from, m.valid_to) && span) THEN
    RAISE EXCEPTION 'never staff and liaison'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'never_staff_and_liaison';
  END IF;
  IF EXISTS (SELECT 1 FROM accounts_officemembership m WHERE m.user_id = NEW.user_id
             AND m.office_id <> NEW.office_id
             AND tstzrange(m.valid_from, m.valid_to) && span) THEN
    RAISE EXCEPTION 'staff of one office at a time'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'one_office_at_a_time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_membership_guard BEFORE INSERT OR UPDATE
  ON accounts_officemembership FOR EACH ROW EXECUTE FUNCTION accounts_membership_guard();
CREATE TRIGGER accounts_membership_guard BEFORE INSERT OR UPDATE
  ON accounts_agencymembership FOR EACH ROW EXECUTE FUNCTION accounts_membership_guard();
"""

BACKWARD = """
DROP TRIGGER accounts_membership_guard ON accounts_officemembership;
DROP TRIGGER accounts_membership_guard ON accounts_agencymembership;
DROP FUNCTION accounts_membership_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_memberships")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
