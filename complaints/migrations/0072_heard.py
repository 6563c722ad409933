"""Whether digits were sent at all stands in the row, beside the tries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0071_identity_completed")]

    operations = [
        migrations.AddField(model, "heard", models.BooleanField(default=True))
        for model in ("contactcheck", "contactchange")
    ]
