"""Who works on a case proposes to merge it: the proposal names the case that would stay."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0181_kinship")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="kept",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.case",
            ),
        ),
    ]
