"""What takes effect in the plenary of the commissioners needs two who sat."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0210_former_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plenaryitem",
            name="first_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="plenaryitem",
            name="first_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="plenaryitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_at", None), ("first_by", None))
                | models.Q(("first_at__isnull", False), ("first_by__isnull", False)),
                name="plenary_item_first_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="plenaryitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_by", None),
                    ("decided_by", None),
                    models.Q(("decision", "approve"), _negated=True),
                    models.Q(("first_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="plenary_item_two_voices",
            ),
        ),
    ]
