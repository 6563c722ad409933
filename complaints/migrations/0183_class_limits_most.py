"""No version promises more time than was said to the citizen, in the database too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0182_merge_proposed"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="classlimits",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heavy__lte", 180), ("light__lte", 30), ("medium__lte", 90)
                ),
                name="class_limits_most",
            ),
        ),
    ]
