"""What the office begins by itself: nobody reported it, so nothing of a reporter fits it.

The state guard learns its own entry and steps; nothing that would be a reporter's can be
sealed for it, and no case becomes one or ceases to be one. A hidden witness may be heard.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids
from complaints.models.guards import state_guard_sql

NOBODY = """
CREATE FUNCTION complaints_nobody_reported() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM complaints_case
              WHERE id = NEW.case_id AND channel = 'prakarsa') THEN
    RAISE EXCEPTION 'nobody reported this case' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION complaints_nobody_reported() FROM PUBLIC;
CREATE TRIGGER nobody_reported BEFORE INSERT ON complaints_vaultrow
  FOR EACH ROW WHEN (NEW.kind <> 'witness')
  EXECUTE FUNCTION complaints_nobody_reported();
CREATE TRIGGER nobody_reported BEFORE INSERT ON complaints_blindindex
  FOR EACH ROW WHEN (NEW.kind NOT IN ('witness', 'witn_whole'))
  EXECUTE FUNCTION complaints_nobody_reported();

CREATE FUNCTION complaints_own_stays_own() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a case stays what it began as' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER own_stays_own BEFORE UPDATE OF channel ON complaints_case
  FOR EACH ROW
  WHEN ((OLD.channel = 'prakarsa') IS DISTINCT FROM (NEW.channel = 'prakarsa'))
  EXECUTE FUNCTION complaints_own_stays_own();
"""
UNDO = """
DROP TRIGGER own_stays_own ON complaints_case;
DROP FUNCTION complaints_own_stays_own();
DROP TRIGGER nobody_reported ON complaints_blindindex;
DROP TRIGGER nobody_reported ON complaints_vaultrow;
DROP FUNCTION complaints_nobody_reported();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_office_versions"),
        ("complaints", "0185_substances"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
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
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("kabar", "Kabar tanpa nama"),
                            ("media", "Berita atau media sosial"),
                            ("laporan", "Beberapa laporan tentang hal yang sama"),
                            ("dicabut", "Laporan yang dicabut"),
                            ("temuan", "Temuan kami sendiri"),
                            ("lain", "Sumber lain"),
                        ],
                        max_length=10,
                    ),
                ),
                ("grounds", models.TextField(blank=True)),
                ("title", models.CharField(blank=True, max_length=160)),
                ("suspicion", models.TextField(blank=True)),
                ("substance", models.CharField(blank=True, max_length=40)),
                ("alleged_forms", models.JSONField(default=list)),
                (
                    "classification",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("light", "Ringan"),
                            ("medium", "Sedang"),
                            ("heavy", "Berat"),
                        ],
                        max_length=10,
                    ),
                ),
                ("limited_for", models.CharField(blank=True, max_length=20)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_channel_known",
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
                    models.Q(("channel", "prakarsa"), _negated=True),
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
            model_name="initiative",
            name="agency",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="case",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="initiative",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.office",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="out_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="initiatives",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(
                condition=models.Q(("decided_at", None)),
                fields=["office", "proposed_at"],
                name="initiative_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        ["kabar", "media", "laporan", "dicabut", "temuan", "lain"],
                    )
                ),
                name="initiative_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("classification__in", ["", "light", "medium", "heavy"])
                ),
                name="initiative_class_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case", None), ("decided_at", None), ("decided_by", None)
                    ),
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="initiative_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", False),
                        ("proposed_at", None),
                        ("proposed_by", None),
                    ),
                    models.Q(
                        ("proposed_at__isnull", False), ("proposed_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="initiative_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("decided_at", None), ("case__isnull", False), _connector="OR"
                ),
                fields=("out_of",),
                name="initiative_goes_on_once",
            ),
        ),
        migrations.RunSQL(NOBODY, UNDO),
        migrations.RunSQL(state_guard_sql(), migrations.RunSQL.noop),
    ]
