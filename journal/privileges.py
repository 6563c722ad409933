"""The rights of the runtime role: given by default, taken where a table needs it.

The owner creates tables; the runtime role gets SELECT, INSERT, UPDATE and DELETE
on each new one by ALTER DEFAULT PRIVILEGES. A migration of a table that must be
append-only calls ``restrict`` in a RunPython step.
"""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg2 import sql

_DEFAULTS = """
GRANT USAGE ON SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""


def grant_defaults(*, using: str = "default", **signal: Any) -> None:
    """Before migrations: what the owner will create the runtime role may use."""
    connection = connections[using]
    if not _is_second_role(connection.settings_dict["USER"]):
        return
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_DEFAULTS).format(role=sql.Identifier(_runtime_role())))


def restrict(editor: BaseDatabaseSchemaEditor, table: str, *rights: str) -> None:
    """Leave the runtime role only these rights on a table; none means no access."""
    if not _is_second_role(editor.connection.settings_dict["USER"]):
        return
    names = {"table": sql.Identifier(table), "role": sql.Identifier(_runtime_role())}
    with editor.connection.cursor() as cursor:
        cursor.execute(sql.SQL("REVOKE ALL ON {table} FROM {role}").format(**names))
        if rights:
            verbs = sql.SQL(", ").join(sql.SQL(right) for right in rights)
            grant = sql.SQL("GRANT {verbs} ON {table} TO {role}")
            cursor.execute(grant.format(verbs=verbs, **names))


def _runtime_role() -> str:
    return str(settings.RUNTIME_ROLE)


def _is_second_role(user: str) -> bool:
    return bool(_runtime_role()) and user != _runtime_role()
