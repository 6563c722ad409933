"""What stands ready for officers; a version that was published stays as it is."""

from django.db import migrations, models

import journal.ids

GUARD = """
CREATE FUNCTION complaints_template_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'templates: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER template_stays BEFORE UPDATE OR DELETE ON complaints_template
  FOR EACH ROW EXECUTE FUNCTION complaints_template_stays();
"""

UNDO = """
DROP TRIGGER template_stays ON complaints_template;
DROP FUNCTION complaints_template_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0100_unsent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Template",
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
                (
                    "ref",
                    models.UUIDField(
                        default=journal.ids.uuid7, editable=False, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("slug", models.SlugField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("name_id", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("place", models.CharField(blank=True, max_length=20)),
                ("offered", models.BooleanField(default=True)),
                ("lines", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug", "number"), name="template_one_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("kind", "slug"),
                        name="template_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["message"])),
                        name="template_kind_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
