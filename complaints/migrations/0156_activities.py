"""Activities of an examination, and the sealed name of a witness who asks for it.

The vault opens it for the entry that opens an identity, and under the same conditions:
a committed entry of this person, the quarter of an hour, a custodian's consent where the
report is confidential. What sends news or prints a letter opens no such name.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import complaints.models.choices
import journal.ids

consent = import_module("complaints.migrations.0005_consent")
replace = import_module("complaints.migrations.0052_vault_replace")
completed = import_module("complaints.migrations.0071_identity_completed")

KNOWN = completed.ALONE.replace(
    "('identity', 'contact')", "('identity', 'contact', 'witness')"
)


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0151_deadline_outside"),
        ("documents", "0061_minutes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                ("turn", models.PositiveSmallIntegerField(default=1)),
                ("about", models.TextField()),
                ("asked", models.TextField(blank=True)),
                ("person", models.CharField(blank=True, max_length=160)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("meets_at", models.DateTimeField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("begun_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("present", models.TextField(blank=True)),
                ("minutes", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="vaultrow",
            name="vault_one_per_kind",
        ),
        migrations.RemoveConstraint(
            model_name="vaultrow",
            name="vault_kind_known",
        ),
        migrations.AddField(
            model_name="clarification",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="vaultrow",
            name="kind",
            field=models.CharField(
                choices=[
                    (complaints.models.choices.VaultKind["IDENTITY"], "Identitas"),
                    (complaints.models.choices.VaultKind["CONTACT"], "Kontak"),
                    (
                        complaints.models.choices.VaultKind["COMPLETED"],
                        "Pelengkap identitas",
                    ),
                    (complaints.models.choices.VaultKind["WITNESS"], "Nama saksi"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="vaultrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind__in", ["completed", "witness"]), _negated=True
                ),
                fields=("case", "kind"),
                name="vault_one_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="vaultrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["identity", "contact", "completed", "witness"])
                ),
                name="vault_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="follows",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next",
                to="complaints.activity",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="letter",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.letter",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="sealed",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.vaultrow",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="activity",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="complaints.activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["documents", "visit", "summons", "witness", "expert"])
                ),
                name="activity_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["", "done", "partly", "absent", "excused", "cancelled"],
                    )
                ),
                name="activity_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["expert", "summons", "visit", "witness"]),
                        ("meets_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ["expert", "summons", "visit", "witness"]),
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
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("turn", 1),
                    models.Q(("kind__in", ["summons"]), ("turn__in", [2, 3])),
                    _connector="OR",
                ),
                name="activity_three_calls",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("follows", None), ("turn", 1)),
                    models.Q(("follows__isnull", False), ("kind__in", ["summons"])),
                    _connector="OR",
                ),
                name="activity_follows_a_call",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed", None), ("person", ""), _connector="OR"),
                name="activity_sealed_is_unnamed",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("outcome", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="activity_ended_whole",
            ),
        ),
        migrations.RunSQL(
            replace.OPEN_HEAD + KNOWN + consent.OPEN_NOW + completed.OPEN_TAIL,
            replace.OPEN_HEAD
            + completed.ALONE
            + consent.OPEN_NOW
            + completed.OPEN_TAIL,
        ),
    ]
