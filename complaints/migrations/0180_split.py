"""Two matters in one report: what was split off, with its own sealed copy.

Who reported stays sealed: the database copies the rows as they are, with the keys in
which they are wrapped, and keeps in ``sealed_for`` the case as whose record they were
sealed, without which they do not open. To open a copy takes what it takes to open the
first: a committed entry on the chain of the case that it lies in, and where that one is
confidential a custodian. What a witness of the first was sealed under stays there.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.privileges import restrict

COPY = """
CREATE FUNCTION vault_split() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Nobody opens as open what was confidential, or a copy beside somebody's own.
  IF NOT EXISTS (SELECT FROM complaints_case a, complaints_case b
                  WHERE a.id = NEW.case_id AND b.id = NEW.made_id
                    AND a.secrecy = b.secrecy)
     OR EXISTS (SELECT FROM complaints_vaultrow WHERE case_id = NEW.made_id) THEN
    RAISE EXCEPTION 'vault: no case that was split off' USING ERRCODE = '42501';
  END IF;
  INSERT INTO complaints_vaultrow (case_id, kind, key_version, wrapped_key, nonce,
                                   ciphertext, created_at, sealed_for)
  SELECT NEW.made_id, kind, key_version, wrapped_key, nonce, ciphertext, created_at,
         coalesce(sealed_for, case_id)
    FROM complaints_vaultrow
   WHERE case_id = NEW.case_id AND kind <> 'witness' AND erased_at IS NULL
   ORDER BY id;
  INSERT INTO complaints_blindindex (case_id, kind, digest)
  SELECT NEW.made_id, kind, digest FROM complaints_blindindex
   WHERE case_id = NEW.case_id AND kind NOT IN ('witness', 'witn_whole');
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION vault_split() FROM PUBLIC;
CREATE TRIGGER split_copies_sealed AFTER INSERT ON complaints_split
  FOR EACH ROW EXECUTE FUNCTION vault_split();
"""
UNDO = """
DROP TRIGGER split_copies_sealed ON complaints_split;
DROP FUNCTION vault_split();
"""


def grant(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.RUNTIME_ROLE)
    schema_editor.execute(f"GRANT SELECT (sealed_for) ON complaints_vaultrow TO {role}")
    restrict(schema_editor, "complaints_split", "SELECT", "INSERT")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0179_class_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="vaultrow",
            name="sealed_for",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Split",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("parts", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="splits",
                        to="complaints.case",
                    ),
                ),
                (
                    "made",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="split_off",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("made")), _negated=True),
                        name="split_two_cases",
                    )
                ],
            },
        ),
        migrations.RunSQL(COPY, UNDO),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
