"""The letter that tells how a recommendation was carried out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0251_seen_and_written_down"),
        ("documents", "0260_how_a_recommendation_went"),
    ]

    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="assessment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.letter",
            ),
        ),
    ]
