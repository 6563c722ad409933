"""Conciliation and mediation: meetings, minutes, what both sides signed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0092_merge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Talks",
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
                ("manner", models.CharField(max_length=15)),
                ("place", models.CharField(max_length=300)),
                ("meets_at", models.DateTimeField()),
                ("summary", models.TextField()),
                ("invited_at", models.DateTimeField()),
                ("attended", models.CharField(blank=True, max_length=10)),
                ("minutes", models.TextField(blank=True)),
                ("minutes_at", models.DateTimeField(null=True)),
                ("agreement", models.TextField(blank=True)),
                ("signed_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="complaints.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="casefile",
            name="talks",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="complaints.talks",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["conciliation", "mediation"])),
                name="talks_manner_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("attended__in", ["", "both", "reporter", "agency", "nobody"])
                ),
                name="talks_attended_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(("invited_at__lt", models.F("meets_at"))),
                name="talks_lie_ahead",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("attended", ""), ("minutes_at", None), ("minutes_by", None)
                    ),
                    models.Q(
                        ("minutes_at__isnull", False),
                        ("minutes_by__isnull", False),
                        models.Q(("attended", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="talks_minuted_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on", None),
                    models.Q(
                        ("ended_at__isnull", False), ("minutes_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="talks_agreed_after_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="talks",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="talks_ended_whole",
            ),
        ),
    ]
