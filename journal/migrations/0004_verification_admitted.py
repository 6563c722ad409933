"""A check says how often a loss was admitted after a restoration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_checkpoints_and_alarms"),
    ]

    operations = [
        migrations.AddField(
            model_name="verification",
            name="admitted",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
