"""The bodies and offices that answers name, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

if TYPE_CHECKING:
    from agencies.models import Agency, Office, Unit


class BodyOut(serializers.Serializer[Any]):
    """An agency of ``/agencies/``, or one of its service units."""

    ref = serializers.UUIDField()
    name_id = serializers.CharField()
    name_en = serializers.CharField()


class OfficeOut(serializers.Serializer[Any]):
    """An office of the Ombudsman, by its two digits."""

    code = serializers.CharField()
    name_id = serializers.CharField()
    name_en = serializers.CharField()


def body(row: Agency | Unit | None) -> dict[str, Any] | None:
    """As :class:`BodyOut`; nothing where none is named."""
    if row is None:
        return None
    return {"ref": row.ref, "name_id": row.name_id, "name_en": row.name_en}


def office(row: Office) -> dict[str, Any]:
    """As :class:`OfficeOut`."""
    return {"code": row.code, "name_id": row.name_id, "name_en": row.name_en}
