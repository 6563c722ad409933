"""Reports to DPR and the President: nothing of one changes but that it is issued."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids
from journal.privileges import restrict

GUARD = """
CREATE FUNCTION complaints_periodic_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.issued_at IS NOT NULL OR OLD.ended_at IS NOT NULL
     OR (NEW.id, NEW.ref, NEW.year, NEW.quarter, NEW.version, NEW.why, NEW.data,
         NEW.sha256, NEW.formula, NEW.drafted_by_id, NEW.drafted_at)
        IS DISTINCT FROM
        (OLD.id, OLD.ref, OLD.year, OLD.quarter, OLD.version, OLD.why, OLD.data,
         OLD.sha256, OLD.formula, OLD.drafted_by_id, OLD.drafted_at)
  THEN
    RAISE EXCEPTION 'complaints: % on % is refused, what was frozen stays',
      TG_OP, TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER periodic_stays BEFORE UPDATE OR DELETE ON complaints_periodicreport
  FOR EACH ROW EXECUTE FUNCTION complaints_periodic_stays();

CREATE TRIGGER periodic_no_truncate BEFORE TRUNCATE ON complaints_periodicreport
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""

UNDO = """
DROP TRIGGER periodic_no_truncate ON complaints_periodicreport;
DROP TRIGGER periodic_stays ON complaints_periodicreport;
DROP FUNCTION complaints_periodic_stays();
"""


def take_rights(apps, editor):
    restrict(editor, "complaints_periodicreport", "SELECT", "INSERT", "UPDATE")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0198_public_register_guards"),
        ("documents", "0072_public_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeriodicReport",
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
                ("year", models.PositiveSmallIntegerField()),
                ("quarter", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("why", models.CharField(blank=True, max_length=500)),
                ("data", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("formula", models.CharField(max_length=10)),
                ("drafted_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.letter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("year", "quarter", "version"),
                        name="periodic_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__lte", 4)),
                        name="periodic_quarter_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_by", None),
                            models.Q(
                                ("issued_by", models.F("drafted_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="periodic_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_at", None),
                                ("issued_by", None),
                                ("issued_on", None),
                                ("letter", None),
                            ),
                            models.Q(
                                ("ended_at", None),
                                ("issued_at__isnull", False),
                                ("issued_by__isnull", False),
                                ("issued_on__isnull", False),
                                ("letter__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="periodic_issued_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="periodic_correction_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
