"""How long an examination may take; a version that was published stays as it is."""

from django.db import migrations, models

import journal.ids

GUARD = """
CREATE FUNCTION complaints_class_limits_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'class limits: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER class_limits_stay BEFORE UPDATE OR DELETE ON complaints_classlimits
  FOR EACH ROW EXECUTE FUNCTION complaints_class_limits_stay();
"""

UNDO = """
DROP TRIGGER class_limits_stay ON complaints_classlimits;
DROP FUNCTION complaints_class_limits_stay();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0178_bulk_class"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassLimits",
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
                ("rule_set", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("starts_on", models.DateField(null=True)),
                ("light", models.PositiveSmallIntegerField(default=0)),
                ("medium", models.PositiveSmallIntegerField(default=0)),
                ("heavy", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule_set", "number"), name="class_limits_one_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("rule_set",),
                        name="class_limits_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            models.Q(
                                ("heavy__gte", models.F("medium")),
                                ("light__gt", 0),
                                ("medium__gte", models.F("light")),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="class_limits_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
