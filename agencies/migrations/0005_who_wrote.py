"""Who saved a draft last; accounts stand on a floor above, so it is a number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_office_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="edited_by",
            field=models.BigIntegerField(null=True),
        )
        for name in ("calendardraft", "officeversion")
    ]
