import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("compliance", "0011_sheets_handed_in_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="self_until",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="SelfSheet",
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
                ("handed_in_at", models.DateTimeField(null=True)),
                ("reminded_for", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="self_sheets",
                        to="compliance.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SelfAnswer",
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
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=12, null=True),
                ),
                ("of", models.PositiveIntegerField(null=True)),
                ("absent", models.BooleanField(default=False)),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compliance.methodologynode",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="compliance.place",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="compliance.selfsheet",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="selfsheet",
            constraint=models.UniqueConstraint(
                fields=("round", "agency"), name="self_sheet_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="selfsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_in_at", None), ("handed_in_by", None)),
                    models.Q(
                        ("handed_in_at__isnull", False),
                        ("handed_in_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="self_sheet_handed_in_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfanswer",
            constraint=models.UniqueConstraint(
                fields=("sheet", "place", "node"), name="self_answer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="selfanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("absent", True), ("of", None), ("value", None)),
                    models.Q(
                        ("absent", False),
                        ("value__gte", 0),
                        ("value__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="self_answer_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("of", None),
                    models.Q(("of__gte", 1), ("value__lte", models.F("of"))),
                    _connector="OR",
                ),
                name="self_answer_count_fits",
            ),
        ),
    ]
