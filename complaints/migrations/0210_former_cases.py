"""Cases from the register before this one: which they are, and the files they came with.

The state guard lets them begin where what the office began itself begins; nothing that
would be a reporter's can be sealed for one, and no case becomes one or ceases to be.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids
from complaints.models.guards import state_guard_sql

NOBODY = """
CREATE OR REPLACE FUNCTION complaints_nobody_reported() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM complaints_case
              WHERE id = NEW.case_id AND channel IN ({channels})) THEN
    RAISE EXCEPTION 'nobody reported this case' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER own_stays_own ON complaints_case;
CREATE TRIGGER own_stays_own BEFORE UPDATE OF channel ON complaints_case
  FOR EACH ROW
  WHEN (OLD.channel IS DISTINCT FROM NEW.channel
        AND (OLD.channel IN ({channels}) OR NEW.channel IN ({channels})))
  EXECUTE FUNCTION complaints_own_stays_own();
"""
NOW = NOBODY.format(channels="'prakarsa', 'daftar'")
BEFORE = NOBODY.format(channels="'prakarsa'")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("complaints", "0208_order_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerCase",
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
                ("number", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("brought_at", models.DateTimeField()),
                ("brought_on", models.DateField()),
                ("due_reasons", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="OrdersFile",
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
                ("made_at", models.DateTimeField()),
                ("content", models.BinaryField(default=bytes)),
                ("stage", models.CharField(default="read", max_length=8)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("upto", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0)),
                ("tried", models.PositiveIntegerField(default=0)),
                ("stored", models.PositiveIntegerField(default=0)),
                ("orders", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("left", models.JSONField(default=list)),
                ("left_more", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_channel_known",
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_own_has_no_reporter",
        ),
        migrations.AddField(
            model_name="lhp",
            name="paper_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "Situs web"),
                    ("loket", "Loket kantor"),
                    ("telepon", "Telepon"),
                    ("surat", "Surat"),
                    ("keliling", "Pos keliling"),
                    ("api", "API"),
                    ("open311", "Open311"),
                    ("impor", "Impor"),
                    ("prakarsa", "Prakarsa sendiri"),
                    ("daftar", "Daftar sebelumnya"),
                ],
                default="web",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "Situs web"),
                    ("loket", "Loket kantor"),
                    ("telepon", "Telepon"),
                    ("surat", "Surat"),
                    ("keliling", "Pos keliling"),
                    ("api", "API"),
                    ("open311", "Open311"),
                    ("impor", "Impor"),
                    ("prakarsa", "Prakarsa sendiri"),
                    ("daftar", "Daftar sebelumnya"),
                ],
                default="web",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        [
                            "web",
                            "loket",
                            "telepon",
                            "surat",
                            "keliling",
                            "api",
                            "open311",
                            "impor",
                            "prakarsa",
                            "daftar",
                        ],
                    )
                ),
                name="case_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "channel__in",
                            [
                                "daftar",
                                "prakarsa",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("code_since__isnull", True),
                        ("contact_marks__isnull", True),
                        ("filed_by__isnull", True),
                        ("identity_filled__isnull", True),
                        ("identity_paper", ""),
                        ("on_behalf", False),
                        ("secrecy", "open"),
                        ("urgency", ""),
                        ("urgent", False),
                    ),
                    _connector="OR",
                ),
                name="case_own_has_no_reporter",
            ),
        ),
        migrations.AddField(
            model_name="formercase",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="formercase",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="formercase",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.office",
            ),
        ),
        migrations.AddField(
            model_name="ordersfile",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordersfile",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.office",
            ),
        ),
        migrations.AddField(
            model_name="formercase",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="cases",
                to="complaints.ordersfile",
            ),
        ),
        migrations.AddIndex(
            model_name="ordersfile",
            index=models.Index(
                condition=models.Q(("stage", "begun")),
                fields=["begun_at"],
                name="orders_file_begun",
            ),
        ),
        migrations.AddIndex(
            model_name="ordersfile",
            index=models.Index(fields=["made_at"], name="orders_file_made"),
        ),
        migrations.AddIndex(
            model_name="ordersfile",
            index=models.Index(
                fields=["office", "-made_at"], name="orders_file_of_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordersfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["begun", "done", "failed", "read"])),
                name="orders_file_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordersfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["read", "begun"]), ("content", b""), _connector="OR"
                ),
                name="orders_file_ended_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="formercase",
            constraint=models.UniqueConstraint(
                fields=("office", "key"), name="former_case_once"
            ),
        ),
        migrations.RunSQL(NOW, BEFORE),
        migrations.RunSQL(state_guard_sql(), migrations.RunSQL.noop),
    ]
