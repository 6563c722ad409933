"""What findings rest on, the versions of a draft LHP, remarks on its sections."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NUMBER = """
UPDATE complaints_finding f SET n = o.n
  FROM (SELECT id, row_number() OVER (PARTITION BY lhp_id ORDER BY id) AS n
          FROM complaints_finding) o
 WHERE o.id = f.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0156_activities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="finding",
            options={"ordering": ("n", "id")},
        ),
        migrations.AddField(
            model_name="finding",
            name="n",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="FindingEvidence",
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
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.activity",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.clarification",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.casefile",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="complaints.finding",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("activity", None),
                                ("answer", None),
                                ("file__isnull", False),
                            ),
                            models.Q(
                                ("activity", None),
                                ("answer__isnull", False),
                                ("file", None),
                            ),
                            models.Q(
                                ("activity__isnull", False),
                                ("answer", None),
                                ("file", None),
                            ),
                            _connector="OR",
                        ),
                        name="backing_names_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("finding", "file", "answer", "activity"),
                        name="backing_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LhpVersion",
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
                ("n", models.PositiveSmallIntegerField()),
                ("sections", models.JSONField()),
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
                    "lhp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="complaints.lhp",
                    ),
                ),
            ],
            options={
                "ordering": ("n",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lhp", "n"), name="lhp_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
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
                ("section", models.CharField(max_length=12)),
                ("text", models.TextField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="complaints.draftreturn",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "section__in",
                                [
                                    "account",
                                    "result",
                                    "opinion",
                                    "findings",
                                    "conclusion",
                                    "actions",
                                ],
                            )
                        ),
                        name="remark_section_known",
                    ),
                    models.UniqueConstraint(
                        fields=("of", "section"), name="remark_one_per_section"
                    ),
                ],
            },
        ),
    ]
