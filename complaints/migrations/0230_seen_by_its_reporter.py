"""The reporter is asked whether an order that we verified is what he sees."""

import django.db.models.deletion
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0240_plenary_two_voices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sighting",
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
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("seen", models.CharField(blank=True, max_length=10)),
                ("text", models.TextField(blank=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="complaints.correctiveaction",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.actionevidence",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("action",),
                        name="sighting_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("seen", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("seen__in", ["yes", "partly", "no"]),
                            ),
                            _connector="OR",
                        ),
                        name="sighting_answered_whole",
                    ),
                ],
            },
        ),
    ]
