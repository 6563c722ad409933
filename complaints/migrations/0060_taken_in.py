"""Reports that an officer writes down for somebody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_region_path"),
        ("complaints", "0052_vault_replace"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="case_channel_known",
        ),
        migrations.AddField(
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
                ],
                default="web",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="received_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="taken_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
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
                ],
                default="web",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("taken_by__isnull", False)),
                fields=["taken_by", "-updated_at"],
                name="draft_taken",
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
                        ],
                    )
                ),
                name="case_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("channel__in", ["keliling", "loket", "surat", "telepon"]),
                        ("taken_by__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("channel__in", ["keliling", "loket", "surat", "telepon"]),
                            _negated=True,
                        ),
                        ("taken_by", None),
                    ),
                    _connector="OR",
                ),
                name="draft_taken_by_channel",
            ),
        ),
    ]
