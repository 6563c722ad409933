"""The public register of recommendations: entries, their versions, what waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("complaints", "0191_objection"),
        ("documents", "0072_public_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterEntry",
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
                ("number", models.CharField(max_length=60, unique=True)),
                ("signed_on", models.DateField()),
                ("province", models.CharField(blank=True, max_length=2)),
                ("theme", models.CharField(blank=True, max_length=40)),
                ("status", models.CharField(blank=True, max_length=12)),
                ("announced_on", models.DateField(null=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("released_on", models.DateField()),
                ("changed_on", models.DateField()),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_entries",
                        to="complaints.case",
                    ),
                ),
                (
                    "recommendation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_entry",
                        to="complaints.recommendation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicVersion",
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
                ("kind", models.CharField(max_length=10)),
                ("data", models.JSONField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("released_at", models.DateTimeField()),
                ("released_on", models.DateField()),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.letter",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="complaints.registerentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseDraft",
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
                ("why", models.CharField(blank=True, max_length=500)),
                ("words", models.JSONField()),
                ("data", models.JSONField()),
                ("drafted_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agreed_by",
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
                        related_name="release_drafts",
                        to="complaints.case",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_drafts",
                        to="complaints.recommendation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["-signed_on", "-id"], name="entry_newest"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["-changed_at", "-id"], name="entry_changed"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on", None),
                    models.Q(
                        ("agency", None),
                        ("announced_on", None),
                        ("province", ""),
                        ("status", ""),
                        ("theme", ""),
                    ),
                    _connector="OR",
                ),
                name="entry_withdrawn_tells_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.UniqueConstraint(
                fields=("entry", "n"), name="public_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["first", "update", "correction", "withdrawal"])
                ),
                name="public_version_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("data", None),
                        ("kind", "withdrawal"),
                        ("letter", None),
                        ("sha256", ""),
                    ),
                    models.Q(
                        models.Q(("kind", "withdrawal"), _negated=True),
                        ("data__isnull", False),
                        ("drafted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="public_version_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("drafted_by", None),
                    models.Q(("released_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="public_version_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["first", "update", "correction"])),
                name="release_draft_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by", None),
                    models.Q(("agreed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="release_draft_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="release_draft_one_waiting",
            ),
        ),
    ]
