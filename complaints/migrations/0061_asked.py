"""Questions to the reporter: messages that ask, and the messages that answer them."""

import django.db.models.deletion
from django.db import migrations, models

import journal.ids


def name_each(apps, schema_editor):
    """A ref of its own for every message that is there."""
    messages = apps.get_model("complaints", "ReporterMessage").objects
    for pk in messages.filter(ref=None).values_list("pk", flat=True).iterator():
        messages.filter(pk=pk).update(ref=journal.ids.uuid7())


class Migration(migrations.Migration):
    dependencies = [("complaints", "0060_taken_in")]

    operations = [
        migrations.AddField(
            model_name="reportermessage",
            name="answers",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="complaints.reportermessage",
            ),
        ),
        migrations.AddField(
            model_name="reportermessage",
            name="asks",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="reportermessage",
            name="ref",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="reportermessage",
            name="ref",
            field=models.UUIDField(
                default=journal.ids.uuid7, editable=False, unique=True
            ),
        ),
    ]
