"""An officer writes down what a reporter said of an order: how he said it, and to whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0250_a_draft_of_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="sighting",
            name="way",
            field=models.CharField(blank=True, default="", max_length=7),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sighting",
            name="written_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way", ""),
                    ("written_by", None),
                )
                | models.Q(
                    ("answered_at__isnull", False),
                    ("way__in", ["phone", "here", "visit", "message"]),
                    ("written_by__isnull", False),
                ),
                name="sighting_written_whole",
            ),
        ),
    ]
