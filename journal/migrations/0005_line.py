"""By which way a delivery left: a code, so that a page can say what became of news."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_verification_admitted")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="line",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
    ]
