"""Who shows the link to an agency's letters of one case acts too."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ["stranger", "reporter", "user", "system", "addressee"]


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_line")]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="actor_kind",
            field=models.CharField(
                choices=[(kind, kind) for kind in KINDS], max_length=10
            ),
        ),
        migrations.RemoveConstraint(model_name="entry", name="entry_actor_kind"),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Q(actor_kind__in=KINDS), name="entry_actor_kind"
            ),
        ),
    ]
