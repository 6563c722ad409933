"""The units that an order names see the case from the day that its report is signed."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0207_related_agencies"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="order_units",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None
            ),
        ),
    ]
