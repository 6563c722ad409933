"""The objection of an agency to a report: its grounds, its review, what was decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("complaints", "0205_recurrences"),
        ("documents", "0071_objection"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
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
                ("wish", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(null=True)),
                ("filed_on", models.DateField(null=True)),
                ("named_at", models.DateTimeField(null=True)),
                ("withdraws", models.BooleanField(null=True)),
                ("reasons", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("back", models.TextField(blank=True)),
                ("outcome", models.CharField(blank=True, max_length=14)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="complaints.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.letter",
                    ),
                ),
                (
                    "lhp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="complaints.lhp",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewers",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="casefile",
            name="objection",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="complaints.objection",
            ),
        ),
        migrations.CreateModel(
            name="ObjectionGround",
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
                ("text", models.TextField()),
                (
                    "action",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.correctiveaction",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.finding",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="complaints.objection",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="OrderRuling",
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
                ("ruling", models.CharField(max_length=6)),
                ("text", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("text_before", models.TextField(blank=True)),
                ("due_before", models.DateField(null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="complaints.correctiveaction",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="complaints.objection",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by", None),
                        ("ended_at", None),
                        ("letter", None),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("decided_by", None),
                        ("ended_at__isnull", False),
                        ("letter", None),
                        ("outcome", "taken_back"),
                    ),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("ended_at__isnull", False),
                        ("letter__isnull", False),
                        ("outcome__in", ["refused", "changed", "lhp_withdrawn"]),
                        ("proposed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="objection_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at", None),
                        ("filed_at", None),
                        ("filed_by", None),
                        ("filed_on", None),
                    ),
                    models.Q(
                        ("filed_at__isnull", False),
                        ("filed_by__isnull", False),
                        ("filed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="objection_filed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposed_at", None),
                        ("proposed_by", None),
                        ("withdraws", None),
                    ),
                    models.Q(
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        ("withdraws__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="objection_proposed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="objection_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at", None),
                    ("outcome__in", ["refused", "changed", "lhp_withdrawn"]),
                    _connector="OR",
                ),
                fields=("lhp", "agency"),
                name="objection_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectionground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action__isnull", False), ("finding", None)),
                    models.Q(("action", None), ("finding__isnull", False)),
                    _connector="OR",
                ),
                name="objectionground_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("ruling__in", ["keep", "change", "annul"])),
                name="orderruling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderruling",
            constraint=models.UniqueConstraint(
                fields=("objection", "action"), name="orderruling_once"
            ),
        ),
    ]
