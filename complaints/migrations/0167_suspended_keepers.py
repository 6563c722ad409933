"""A consent dies with the account of its custodian, not with the role alone (R14, R30)."""

from django.db import migrations

HEAD = """
CREATE OR REPLACE FUNCTION complaints_keeps_identities(p_user bigint, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_or(role = 'custodian'), false)
     AND NOT coalesce(bool_or(role = ANY (ARRAY[
           'intake', 'examiner', 'head', 'resmon', 'commissioner', 'auditor'])), false)
"""
WHO = """
     AND EXISTS (SELECT FROM accounts_user WHERE id = p_user AND is_active)
"""
TAIL = """
    FROM accounts_officemembership
   WHERE user_id = p_user AND valid_from <= p_at
     AND (valid_to IS NULL OR valid_to > p_at)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0033_absences"),
        ("complaints", "0166_checklists"),
    ]

    operations = [migrations.RunSQL(HEAD + WHO + TAIL, HEAD + TAIL)]
