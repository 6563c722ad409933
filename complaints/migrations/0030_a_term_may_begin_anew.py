"""A term that was met or dropped may run again, even to the same last day."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("complaints", "0020_before_sending")]

    operations = [
        migrations.RemoveConstraint("deadline", "deadline_once"),
        migrations.AddConstraint(
            "deadline",
            models.UniqueConstraint(
                fields=["case", "kind", "subject", "due_at"],
                condition=Q(met_on=None, dropped_at=None),
                name="deadline_once",
            ),
        ),
    ]
