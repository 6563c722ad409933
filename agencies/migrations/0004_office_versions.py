"""What is published of an office; a version that was published stays as it is."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION agencies_office_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'offices: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER office_version_stays BEFORE UPDATE OR DELETE ON agencies_officeversion
  FOR EACH ROW EXECUTE FUNCTION agencies_office_version_stays();
"""

UNDO = """
DROP TRIGGER office_version_stays ON agencies_officeversion;
DROP FUNCTION agencies_office_version_stays();
"""
ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_calendar_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="address",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="phone",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="email",
            field=models.EmailField(
                blank=True, db_default="", default="", max_length=254
            ),
        ),
        migrations.CreateModel(
            name="OfficeVersion",
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
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("name_id", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("zone", models.CharField(choices=ZONES, max_length=32)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("provinces", models.JSONField(default=list)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="agencies.office",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "number"), name="office_version_one_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("office",),
                        name="office_version_one_draft",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
