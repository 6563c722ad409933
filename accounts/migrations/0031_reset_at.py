"""When a reporter's password came by link: the reports kept before stay shut."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0030_reporters"),
    ]

    operations = [
        migrations.AddField(
            model_name="reporteraccount",
            name="reset_at",
            field=models.DateTimeField(null=True),
        ),
    ]
