"""The agencies beside the one to which an order goes."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0206_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="correctiveaction",
            name="related",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=160),
                blank=True,
                default=list,
                size=None,
            ),
        ),
    ]
