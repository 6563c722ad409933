"""What reports may be about; a version that was published stays as it is."""

from django.db import migrations, models

import journal.ids

GUARD = """
CREATE FUNCTION complaints_substance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'substances: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER substance_stays BEFORE UPDATE OR DELETE ON complaints_substanceversion
  FOR EACH ROW EXECUTE FUNCTION complaints_substance_stays();
"""

UNDO = """
DROP TRIGGER substance_stays ON complaints_substanceversion;
DROP FUNCTION complaints_substance_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0184_who_wrote"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubstanceVersion",
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
                ("edited_by", models.BigIntegerField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "ref",
                    models.UUIDField(
                        default=journal.ids.uuid7, editable=False, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("starts_on", models.DateField(null=True)),
                ("name_id", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("offered", models.BooleanField(default=True)),
                ("words", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="substance_one_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("code",),
                        name="substance_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            models.Q(
                                ("starts_on__isnull", False),
                                models.Q(("name_id", ""), _negated=True),
                                models.Q(("name_en", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="substance_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
