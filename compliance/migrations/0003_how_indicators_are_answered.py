"""How an indicator is answered, and versions that are written before they are published."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils.timezone import now

import journal.ids


def publish_the_loaded(apps, editor):
    """Every version there is was loaded, and rules results that are published."""
    versions = apps.get_model("compliance", "Methodology").objects
    for pk in versions.values_list("pk", flat=True):
        versions.filter(pk=pk).update(ref=journal.ids.uuid7(), published_at=now())


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0002_snapshot_guards"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="methodologynode",
            options={"ordering": ["position", "id"]},
        ),
        migrations.AddField(
            model_name="methodology",
            name="copy_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="compliance.methodology",
            ),
        ),
        migrations.AddField(
            model_name="methodology",
            name="edition",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="methodology",
            name="least_units",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="methodology",
            name="of_units",
            field=models.CharField(
                choices=[("mean", "mean"), ("pooled", "pooled")],
                db_default="mean",
                default="mean",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="methodology",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="methodology",
            name="ref",
            field=models.UUIDField(
                default=journal.ids.uuid7, editable=False, null=True
            ),
        ),
        migrations.RunPython(publish_the_loaded, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="methodology",
            name="ref",
            field=models.UUIDField(
                default=journal.ids.uuid7, editable=False, unique=True
            ),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("figure", "figure"),
                    ("yes_no", "yes_no"),
                    ("seen", "seen"),
                    ("scale", "scale"),
                    ("bands", "bands"),
                    ("count", "count"),
                ],
                db_default="",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="bands",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="component",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="evidence_en",
            field=models.CharField(blank=True, db_default="", max_length=160),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="evidence_id",
            field=models.CharField(blank=True, db_default="", max_length=160),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="law",
            field=models.CharField(blank=True, db_default="", max_length=160),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="least",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="may_be_absent",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="per",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agency", "agency"),
                    ("unit", "unit"),
                    ("product", "product"),
                    ("staff", "staff"),
                    ("user", "user"),
                ],
                db_default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="top",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="methodologynode",
            name="wanted",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(("of_units__in", ["mean", "pooled"])),
                name="methodology_of_units_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologynode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("per", "")),
                    models.Q(
                        (
                            "answer__in",
                            ["figure", "yes_no", "seen", "scale", "bands", "count"],
                        ),
                        ("per__in", ["agency", "unit", "product", "staff", "user"]),
                    ),
                    _connector="OR",
                ),
                name="node_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologynode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("component__isnull", True),
                    models.Q(("component__gte", 1), ("component__lte", 14)),
                    _connector="OR",
                ),
                name="node_component_known",
            ),
        ),
    ]
