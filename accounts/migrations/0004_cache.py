"""The shared cache of the doors, as Django's DatabaseCache lays it out.

Unlogged: it holds counters and codes used up within the last minutes. After a
crash it is empty, and the windows of the limits start anew.
"""

from django.db import migrations

FORWARD = """
CREATE UNLOGGED TABLE accounts_cache (
  cache_key varchar(255) NOT NULL PRIMARY KEY,
  value text NOT NULL,
  expires timestamp with time zone NOT NULL
);
CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_membership_guard")]
    operations = [migrations.RunSQL(FORWARD, "DROP TABLE accounts_cache;")]
