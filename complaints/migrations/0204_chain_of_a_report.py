"""Which findings an order puts right, and which component each finding is about."""

from django.db import migrations, models

# What was ordered before puts right all that its report found.
FILL = """
INSERT INTO complaints_correctiveaction_findings (correctiveaction_id, finding_id)
SELECT action.id, finding.id
FROM complaints_correctiveaction AS action
JOIN complaints_finding AS finding ON finding.lhp_id = action.lhp_id
WHERE action.recommendation_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0190_ladder"),
    ]

    operations = [
        migrations.AddField(
            model_name="correctiveaction",
            name="findings",
            field=models.ManyToManyField(
                related_name="actions", to="complaints.finding"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="component",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "component__in",
                        [
                            "",
                            "1",
                            "2",
                            "3",
                            "4",
                            "5",
                            "6",
                            "7",
                            "8",
                            "9",
                            "10",
                            "11",
                            "12",
                            "13",
                            "14",
                        ],
                    )
                ),
                name="finding_component_known",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
