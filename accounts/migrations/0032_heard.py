"""Whether digits were sent at all stands in the row, beside the tries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0031_reset_at")]

    operations = [
        migrations.AddField("contactproof", "heard", models.BooleanField(default=True)),
    ]
