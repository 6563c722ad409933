"""Checkpoints of the chains' heads, what a check found, and what is wrong now."""

import django.db.models.functions.datetime
from django.db import migrations, models

from journal.privileges import restrict


def take_rights(apps, editor):
    restrict(editor, "journal_checkpoint", "SELECT", "INSERT")
    restrict(editor, "journal_verification", "SELECT", "INSERT")
    restrict(editor, "journal_anchoredhead", "SELECT", "INSERT", "UPDATE")


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
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
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "since",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("raised_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
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
                ("number", models.IntegerField(unique=True)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("chains", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("changed", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("digest", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("entries", models.BigIntegerField()),
                ("chains", models.BigIntegerField()),
                ("checkpoints", models.BigIntegerField()),
                ("breaks", models.BigIntegerField()),
                ("places", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="AnchoredHead",
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
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("n", models.IntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id"),
                        name="anchored_head_of_subject",
                    )
                ],
            },
        ),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
