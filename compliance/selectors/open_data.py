"""Open data as its pages and its files show them: released versions and no other rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints import interface
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.selectors import dictionary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from compliance.selectors.dictionary import About

FILES = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Version:
    """A version in a list. ``shut``: it still holds what the public no longer reads."""

    row: DataRelease
    shut: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A data set with its versions, the newest first."""

    about: About
    versions: Sequence[Version]

    @property
    def latest(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def older(self) -> Sequence[Version]:
        return self.versions[1:]


def catalogue(today: date) -> list[Shown]:
    """Every data set. Three queries."""
    withdrawn = interface.last_withdrawal()
    found: dict[str, list[Version]] = {}
    rows = DataRelease.objects.select_related("data_set").defer(*FILES)
    for row in rows.order_by("-version"):
        key = Key(row.data_set.key)
        found.setdefault(key.value, []).append(
            Version(row, is_shut(key, row.created_at, withdrawn))
        )
    return [
        Shown(dictionary.about(key, today), found.get(key.value, [])) for key in Key
    ]


def one_set(key: Key, today: date) -> Shown:
    """One data set. As many queries as for all of them."""
    return next(one for one in catalogue(today) if one.about.key is key)


def file(key: Key, version: int, kind: str) -> DataRelease | None:
    """A version with one of its files; None where it holds what the public no longer
    reads. Raises ``DataRelease.DoesNotExist``. At most two queries."""
    other = next(one for one in FILES if one != kind)
    rows = DataRelease.objects.defer(other)
    found = rows.get(data_set__key=key.value, version=version)
    if key is not Key.RECOMMENDATIONS:
        return found
    shut = is_shut(key, found.created_at, interface.last_withdrawal())
    return None if shut else found


def is_shut(key: Key, created_at: datetime, withdrawn: datetime | None) -> bool:
    """Whether a file is closed: it was made before a recommendation was taken back."""
    if key is not Key.RECOMMENDATIONS or withdrawn is None:
        return False
    return created_at <= withdrawn
