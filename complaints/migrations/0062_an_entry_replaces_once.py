"""An entry replaces a contact once, also when two use it at the same moment.

The second waits for the row of the first; the condition stands in the UPDATE itself, so
it is asked again of the row as the first left it.
"""

from importlib import import_module

from django.db import migrations

replace = import_module("complaints.migrations.0052_vault_replace")

CREATE = "CREATE FUNCTION vault_replace("
ROW = "WHERE case_id = p_case AND kind = 'contact' AND erased_at IS NULL"
ONCE = f"{ROW}\n     AND (entry IS NULL OR entry < p_entry)"
# The function's text alone: its grants stay as they are.
BEFORE = replace.REPLACE.partition("REVOKE")[0].replace(
    CREATE, "CREATE OR REPLACE FUNCTION vault_replace("
)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0061_asked")]

    operations = [migrations.RunSQL(BEFORE.replace(ROW, ONCE), BEFORE)]
