"""Choices of the tables, from the words of the domain."""

from enum import StrEnum

from django.db import models


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enum for a field; pages bring their own words."""
    return [(member.value, member.value) for member in kind]


def known(field: str, kind: type[StrEnum], name: str) -> models.CheckConstraint:
    """The database refuses what the enum does not know."""
    values = [member.value for member in kind]
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": values}), name=name
    )


def within(field: str, most: int, name: str) -> models.CheckConstraint:
    """A figure from 0 to ``most``."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": 0, f"{field}__lte": most}), name=name
    )
