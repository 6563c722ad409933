"""Who reports, as the law asks for it, and what he adds to it later."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from complaints.domain.completeness import IDENTITY_FIELDS
from complaints.domain.papers_of_identity import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Identity:
    """What UU 37/2008 art. 24(1)a asks for. Dates as ISO text."""

    name: str
    birth_place: str = ""
    birth_date: str = ""
    marital_status: str = ""
    occupation: str = ""
    address: str = ""
    nik: str = ""
    passport: str = ""
    kitas: str = ""
    sex: str = ""
    # For whom he reports, when not for himself.
    represented_name: str = ""
    represented_relation: str = ""

    @property
    def paper(self) -> str:
        """With which kind of number he says who he is; "" with none."""
        given = asdict(self)
        return next((kind.value for kind in Paper if given[kind.value]), "")

    def filled(self) -> list[str]:
        """The names of the fields of Article 24 that are there: never a value."""
        given = asdict(self)
        return [field for field in IDENTITY_FIELDS if given[field].strip()]

    def given(self) -> list[str]:
        """The names of all fields that are there: never a value."""
        return [name for name, value in asdict(self).items() if value.strip()]


@dataclass(frozen=True, slots=True)
class Revealed(Identity):
    """The latest of every field; ``former``: (field, value) pairs that gave way."""

    former: tuple[tuple[str, str], ...] = ()


def identity_of(record: Mapping[str, str]) -> Identity:
    """The identity in a sealed record, whichever fields it had when it was sealed."""
    known = [field.name for field in fields(Identity) if field.name in record]
    return Identity(**{"name": "", **{name: record[name] for name in known}})


def latest(records: Sequence[Mapping[str, str]]) -> Revealed:
    """What was given first with what was added later; an empty field takes nothing back.

    Of the papers one counts, the last that was given.
    """
    told: dict[str, str] = {}
    former: list[tuple[str, str]] = []
    for record in records:
        more = identity_of(record)
        new = {name: getattr(more, name) for name in more.given()}
        if more.paper:
            new = dict.fromkeys(Paper, "") | new
        for name, value in new.items():
            if told.get(name) and told[name] != value:
                former.append((str(name), told[name]))
            told[str(name)] = value
    return Revealed(**{"name": "", **told}, former=tuple(former))
