"""Checklists are templates too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0165_tasks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="template",
            name="template_kind_known",
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["checklist", "message"])),
                name="template_kind_known",
            ),
        ),
    ]
