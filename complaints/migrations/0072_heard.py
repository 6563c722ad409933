"""Whether digits were sent at all stands in the row, beside the tries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0100_unsent")]

    operations = [
        migrations.AddField(model, "heard", models.BooleanField(default=True))
        for model in ("contactcheck", "contactchange")
    ]
