"""What we verify of an action becomes a row that stays: the latest no longer erases
what was true before. Actions verified until now bring the one fact they hold."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.privileges import restrict

#: An action that waits for a verdict anew, but was verified before, was so in part.
DONE = "dilaksanakan"


def keep_what_is_known(apps, schema_editor):
    action_model = apps.get_model("complaints", "CorrectiveAction")
    fact_model = apps.get_model("complaints", "VerifiedFact")
    rows = action_model.objects.filter(
        executed_on__isnull=False, verified_at__isnull=False, verified_by__isnull=False
    )
    fact_model.objects.bulk_create(
        [
            fact_model(
                action=row,
                status=DONE if row.status == DONE else "sebagian",
                executed_on=row.executed_on,
                days_late=row.days_late or 0,
                verified_by_id=row.verified_by_id,
                verified_at=row.verified_at,
            )
            for row in rows.order_by("id").iterator()
        ],
        batch_size=1000,
    )


def grant(apps, schema_editor):
    restrict(schema_editor, "complaints_verifiedfact", "SELECT", "INSERT")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0005_consent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VerifiedFact",
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
                ("status", models.CharField(max_length=20)),
                ("executed_on", models.DateField()),
                ("days_late", models.PositiveSmallIntegerField()),
                ("verified_at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="complaints.correctiveaction",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.actionevidence",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["action", "id"], name="fact_by_action")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(status__in=["sebagian", "dilaksanakan"]),
                        name="fact_status_verified",
                    )
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(keep_what_is_known, migrations.RunPython.noop),
    ]
