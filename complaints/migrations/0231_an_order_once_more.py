"""An order that was done and came back is given once more, with a letter of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("complaints", "0230_seen_by_its_reporter"),
        ("documents", "0072_public_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="correctiveaction",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.letter",
            ),
        ),
        migrations.AddField(
            model_name="correctiveaction",
            name="repeats",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="complaints.correctiveaction",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.UniqueConstraint(
                fields=("repeats",), name="action_repeated_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("letter", None), ("repeats__isnull", False), _connector="OR"
                ),
                name="action_letter_of_repetition",
            ),
        ),
    ]
