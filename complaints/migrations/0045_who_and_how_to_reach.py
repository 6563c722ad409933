"""Who reports, for whom, how to reach him, and days that are known roughly."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import complaints.domain.approximate


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("complaints", "0050_afterwards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactCheck",
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
                ("kind", models.CharField(max_length=5)),
                ("nonce", models.BinaryField(max_length=16)),
                ("digest", models.BinaryField(max_length=32)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="contact_marks",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="happened_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month"), ("year", "year")],
                default=complaints.domain.approximate.Precision["DAY"],
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="identity_paper",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="case",
            name="on_behalf",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="casefile",
            name="purpose",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="draft",
            name="left",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="purpose",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("happened_precision__in", ["day", "month", "year"])
                ),
                name="case_precision_known",
            ),
        ),
        migrations.AddField(
            model_name="contactcheck",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="complaints.draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactcheck",
            constraint=models.UniqueConstraint(
                fields=("draft", "kind"), name="check_one_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["email", "phone"])),
                name="check_kind_known",
            ),
        ),
    ]
