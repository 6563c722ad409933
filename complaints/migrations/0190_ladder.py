"""What climbs from a missed order: recommendation, matters of the plenary, reliefs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_office_versions"),
        ("complaints", "0187_letters_put_right"),
        ("documents", "0070_recommendation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftItem",
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
                ("text", models.TextField(blank=True)),
                ("wanted", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("n", "id"),
            },
        ),
        migrations.CreateModel(
            name="Matter",
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
                ("subject", models.CharField(max_length=15)),
                ("words", models.TextField(blank=True)),
                ("recipient", models.CharField(blank=True, max_length=200)),
                ("status", models.CharField(blank=True, max_length=12)),
                ("accepted", models.BooleanField(default=False)),
                ("proposed_at", models.DateTimeField()),
                ("approved", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
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
                ("summary", models.TextField(blank=True)),
                ("published_at", models.DateTimeField()),
                ("published_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Recommendation",
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
                ("official", models.CharField(blank=True, max_length=200)),
                ("superior", models.CharField(blank=True, max_length=200)),
                ("history", models.TextField(blank=True)),
                ("reasons", models.TextField(blank=True)),
                ("substance", models.TextField(blank=True)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("signed_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("status", models.CharField(blank=True, max_length=12)),
                ("accepted", models.BooleanField(null=True)),
                ("why", models.TextField(blank=True)),
                ("assessed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReliefRequest",
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
                ("kind", models.CharField(max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("granted", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="activity",
            name="activity_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="activity",
            name="activity_meets_on_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="caseletter",
            name="caseletter_addressee_known",
        ),
        migrations.RemoveConstraint(
            model_name="correctiveaction",
            name="action_number_once",
        ),
        migrations.RemoveConstraint(
            model_name="plenaryitem",
            name="plenary_item_decided_whole",
        ),
        migrations.AddField(
            model_name="plenary",
            name="bench",
            field=models.CharField(default="office", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "documents",
                            "visit",
                            "summons",
                            "witness",
                            "expert",
                            "superior",
                            "persuasion",
                        ],
                    )
                ),
                name="activity_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [
                                "expert",
                                "persuasion",
                                "summons",
                                "superior",
                                "visit",
                                "witness",
                            ],
                        ),
                        ("meets_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "kind__in",
                                [
                                    "expert",
                                    "persuasion",
                                    "summons",
                                    "superior",
                                    "visit",
                                    "witness",
                                ],
                            ),
                            _negated=True,
                        ),
                        ("meets_at", None),
                    ),
                    _connector="OR",
                ),
                name="activity_meets_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("addressee__in", ["reporter", "agency", "superior", "outside"])
                ),
                name="caseletter_addressee_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plenary",
            constraint=models.CheckConstraint(
                condition=models.Q(("bench__in", ["office", "members"])),
                name="plenary_bench_known",
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.correctiveaction",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="letter",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.letter",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plenaryitem",
            name="matter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="complaints.matter",
            ),
        ),
        migrations.AddConstraint(
            model_name="plenaryitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decided_by", None), ("decision", "")
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        (
                            "decision__in",
                            [
                                "register",
                                "send_back",
                                "refuse",
                                "postpone",
                                "approve",
                                "return",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="plenary_item_decided_whole",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="matter",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.matter",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="published_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="drafted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="letter",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.letter",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="lhp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.lhp",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="signed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="recommendation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication",
                to="complaints.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="complaints.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafted",
                to="complaints.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="correctiveaction",
            name="recommendation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="complaints.recommendation",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recommendation", None)),
                fields=("lhp", "n"),
                name="action_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recommendation__isnull", False)),
                fields=("recommendation", "n"),
                name="item_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("instrument", "rekomendasi"), ("recommendation__isnull", False)
                    ),
                    models.Q(
                        models.Q(("instrument", "rekomendasi"), _negated=True),
                        ("recommendation", None),
                    ),
                    _connector="OR",
                ),
                name="action_item_of_recommendation",
            ),
        ),
        migrations.AddField(
            model_name="reliefrequest",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reliefs",
                to="complaints.correctiveaction",
            ),
        ),
        migrations.AddField(
            model_name="reliefrequest",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reliefs",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="reliefrequest",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reliefrequest",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_by", None),
                    models.Q(("signed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="recommendation_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("letter", None), ("signed_by", None), ("signed_on", None)
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("letter__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="recommendation_signed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted", None), ("assessed_at", None), ("status", "")),
                    models.Q(
                        ("accepted__isnull", False),
                        ("assessed_at__isnull", False),
                        ("signed_on__isnull", False),
                        ("status__in", ["dilaksanakan", "sebagian", "tidak"]),
                    ),
                    _connector="OR",
                ),
                name="recommendation_assessed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="recommendation_one_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["-published_on", "-id"], name="publication_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["proposed_at", "id"],
                name="matter_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject__in",
                        ["recommendation", "execution", "sanction", "publication"],
                    )
                ),
                name="matter_subject_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ["dilaksanakan", "sebagian", "tidak"]),
                        ("subject", "execution"),
                    ),
                    models.Q(
                        models.Q(("subject", "execution"), _negated=True),
                        ("status", ""),
                    ),
                    _connector="OR",
                ),
                name="matter_execution_has_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved", None), ("ended_at__isnull", False), _connector="OR"
                ),
                name="matter_decided_is_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="matter_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftitem",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "action"), name="draft_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftitem",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "n"), name="draft_item_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reliefrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["excuse", "annul"])),
                name="relief_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reliefrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="relief_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="reliefrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decided_by", None), ("granted", None)
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("granted__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="relief_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reliefrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("action",),
                name="relief_one_waiting",
            ),
        ),
    ]
