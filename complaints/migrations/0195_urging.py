"""An officer reminds an agency of single actions, of one or of many at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0194_tracker"),
        ("journal", "0005_line"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Urging",
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
                ("on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="bulk",
            name="bulk_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="bulkrow",
            name="bulk_case_once",
        ),
        migrations.AddField(
            model_name="bulkrow",
            name="action",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.correctiveaction",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["cetak", "golongan", "ingatkan", "pesan", "tugas"])
                ),
                name="bulk_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("action", None)),
                fields=("bulk", "case"),
                name="bulk_case_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("action__isnull", False)),
                fields=("bulk", "action"),
                name="bulk_action_once",
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="urgings",
                to="complaints.correctiveaction",
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("action", "on"),
                name="urging_once_a_day",
            ),
        ),
    ]
