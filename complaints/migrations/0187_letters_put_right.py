"""What was written down wrong about a letter on paper stays beside what is right."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.privileges import restrict


def keep(apps, schema_editor):
    # The words are erased with the case; nothing else of a row ever changes.
    rights = ("SELECT", "INSERT", "UPDATE (reason)")
    restrict(schema_editor, "complaints_lettercorrection", *rights)


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0186_own_initiative"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterCorrection",
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
                ("day_before", models.DateField()),
                ("day", models.DateField()),
                ("side_before", models.CharField(blank=True, max_length=10)),
                ("side", models.CharField(blank=True, max_length=10)),
                ("counted_before", models.DateField(null=True)),
                ("counted", models.DateField(null=True)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_corrections",
                        to="complaints.case",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="complaints.caseletter",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="complaints.paperletter",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("letter__isnull", False),
                                ("paper", None),
                                ("side", ""),
                                ("side_before", ""),
                            ),
                            models.Q(
                                ("letter", None),
                                ("paper__isnull", False),
                                ("side__in", ["agency", "other", "reporter"]),
                                ("side_before__in", ["agency", "other", "reporter"]),
                            ),
                            _connector="OR",
                        ),
                        name="lettercorrection_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day_before", models.F("day")), _negated=True),
                            models.Q(("side_before", models.F("side")), _negated=True),
                            _connector="OR",
                        ),
                        name="lettercorrection_changes",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
