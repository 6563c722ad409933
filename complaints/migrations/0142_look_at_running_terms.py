"""Terms that run already get their reminders too: the sweep looks at each once."""

from django.db import migrations

LOOK = """
UPDATE complaints_deadline SET remind_on = started_on
 WHERE met_on IS NULL AND dropped_at IS NULL AND remind_on IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0141_reminders")]

    operations = [migrations.RunSQL(LOOK, migrations.RunSQL.noop)]
