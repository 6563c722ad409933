"""The queue as each officer likes it, and whose turn it is as a column of the case."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: The holder of the nearest term that somebody holds, as services.clocks keeps it.
TURNS = """
UPDATE complaints_case SET turn = nearest.holder
FROM (
    SELECT DISTINCT ON (case_id) case_id, holder FROM complaints_deadline
    WHERE met_on IS NULL AND dropped_at IS NULL AND holder <> 'system'
    ORDER BY case_id, due_at, id
) AS nearest
WHERE nearest.case_id = complaints_case.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0072_heard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueueLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        default=list,
                        size=None,
                    ),
                ),
                ("density", models.CharField(default="lega", max_length=8)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="turn",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.RunSQL(TURNS, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-filed_at", "-id"], name="case_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["updated_at", "id"], name="case_untouched"),
        ),
        migrations.AddField(
            model_name="queuelook",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="queuelook",
            constraint=models.CheckConstraint(
                condition=models.Q(("density__in", ["lega", "rapat"])),
                name="queue_density_known",
            ),
        ),
    ]
