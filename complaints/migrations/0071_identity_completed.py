"""What completes an identity later is sealed beside it, in a row of its own.

Whoever may open an identity gets these rows too, in the order in which they came; no
other entry opens them, and there may be many.
"""

from importlib import import_module

from django.db import migrations, models

consent = import_module("complaints.migrations.0005_consent")
replace = import_module("complaints.migrations.0052_vault_replace")

OPEN_TAIL = """
  RETURN QUERY SELECT v.key_version, v.wrapped_key, v.nonce, v.ciphertext
    FROM complaints_vaultrow v
   WHERE v.case_id = p_case AND v.erased_at IS NULL
     AND (v.kind = p_kind OR p_kind = 'identity' AND v.kind = 'completed')
   ORDER BY v.id;
END $$;
"""
# Alone they open to nobody: what they complete comes first.
ALONE = """
  IF p_kind NOT IN ('identity', 'contact') THEN
    RAISE EXCEPTION 'vault: not what the entry says' USING ERRCODE = '42501';
  END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0070_followed")]

    operations = [
        migrations.RemoveConstraint("blindindex", "blind_one_per_kind"),
        migrations.RemoveConstraint("vaultrow", "vault_one_per_kind"),
        migrations.RemoveConstraint("vaultrow", "vault_kind_known"),
        migrations.AlterField(
            model_name="vaultrow",
            name="kind",
            field=models.CharField(
                choices=[
                    ("identity", "Identitas"),
                    ("contact", "Kontak"),
                    ("completed", "Pelengkap identitas"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "blindindex",
            models.UniqueConstraint(
                condition=models.Q(("kind__in", ["email", "phone"])),
                fields=("case", "kind"),
                name="blind_one_per_kind",
            ),
        ),
        migrations.AddConstraint(
            "blindindex",
            models.UniqueConstraint(
                fields=("case", "kind", "digest"), name="blind_once_per_case"
            ),
        ),
        migrations.AddConstraint(
            "vaultrow",
            models.UniqueConstraint(
                condition=models.Q(("kind", "completed"), _negated=True),
                fields=("case", "kind"),
                name="vault_one_per_kind",
            ),
        ),
        migrations.AddConstraint(
            "vaultrow",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["identity", "contact", "completed"])),
                name="vault_kind_known",
            ),
        ),
        migrations.RunSQL(
            replace.OPEN_HEAD + ALONE + consent.OPEN_NOW + OPEN_TAIL,
            replace.OPEN_HEAD + consent.OPEN_NOW + consent.OPEN_TAIL,
        ),
    ]
