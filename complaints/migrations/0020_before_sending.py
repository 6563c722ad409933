"""What a letter needs before it leaves: a summary, reasons, and drafts that go back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0011_proposal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="identity_filled",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="clarification",
            name="summary",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="lhp",
            name="no_action",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="DraftReturn",
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
                ("of", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
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
                        related_name="returns",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("of__in", ["notice", "lhp"])),
                        name="return_of_a_draft",
                    )
                ],
            },
        ),
    ]
