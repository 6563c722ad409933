"""Every corrective action in one list: its order, its kept filters, its tables."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_who_wrote"),
        ("complaints", "0202_milestones"),
        ("documents", "0072_public_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="listing",
            field=models.CharField(default="queue", max_length=8),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="listing",
            field=models.CharField(default="queue", max_length=8),
        ),
        migrations.AddIndex(
            model_name="correctiveaction",
            index=models.Index(
                condition=models.Q(
                    ("annulled_on", None),
                    ("excused_on", None),
                    ("settled_on", None),
                    ("superseded_by", None),
                ),
                fields=["due_on", "id"],
                name="action_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="lhp",
            index=models.Index(
                condition=models.Q(("replaced_by", None), ("signed_on__isnull", False)),
                fields=["signed_on", "id"],
                name="lhp_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(("listing__in", ["actions", "queue"])),
                name="export_listing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("listing__in", ["actions", "queue"])),
                name="saved_filter_listing_known",
            ),
        ),
    ]
