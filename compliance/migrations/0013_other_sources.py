import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("compliance", "0012_self_assessment"),
    ]

    operations = [
        migrations.CreateModel(
            name="OtherSource",
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
                    "fact",
                    models.CharField(
                        choices=[("score", "score"), ("rank", "rank")], max_length=8
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("category", models.CharField(max_length=12)),
                ("label", models.CharField(max_length=160)),
                (
                    "score",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hijau", "hijau"),
                            ("kuning", "kuning"),
                            ("merah", "merah"),
                            ("", ""),
                        ],
                        max_length=8,
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=1)),
                ("opinion", models.CharField(blank=True, max_length=120)),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("of", models.PositiveSmallIntegerField(null=True)),
                ("source", models.CharField(max_length=400)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_sources",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "agency", "fact", "source"),
                        name="other_source_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fact", "score"),
                                ("of__isnull", True),
                                ("rank__isnull", True),
                                ("score__gte", 0),
                                ("score__isnull", False),
                                ("score__lte", 100),
                            ),
                            models.Q(
                                ("fact", "rank"),
                                ("of__isnull", False),
                                ("rank__gte", 1),
                                ("rank__isnull", False),
                                ("rank__lte", models.F("of")),
                                ("score__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="other_source_says_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("zone__in", ["hijau", "kuning", "merah", ""])
                        ),
                        name="other_source_zone_known",
                    ),
                ],
            },
        ),
    ]
