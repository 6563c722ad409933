"""Who saved a draft last: what moves the law's clocks is published by somebody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0183_class_limits_most"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="edited_by",
            field=models.BigIntegerField(null=True),
        )
        for name in ("classlimits", "questionset", "template")
    ]
