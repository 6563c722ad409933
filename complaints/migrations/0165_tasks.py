"""Small pieces of work in a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0158_desk_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
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
                ("n", models.PositiveSmallIntegerField()),
                ("text", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("dropped", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="complaints.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("n", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["whom", "due_on"],
                        name="task_open_of_person",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("case", "n"),
                        name="task_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at", None), ("done_by", None), ("dropped", False)
                            ),
                            models.Q(
                                ("done_at__isnull", False), ("done_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="task_ended_whole",
                    ),
                ],
            },
        ),
    ]
