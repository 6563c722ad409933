"""The lanes in which an officer writes: who reads it, and where the words then stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.questions import one_by_one
from complaints.models.choices import NewsChannel
from complaints.services.leaks import places
from complaints.views.offers import closed_to
from complaints.views.sentences import SENTENCES
from complaints.views.words import agency_of
from documents.domain.characters import unknown_in
from documents.domain.kinds import LetterKind
from documents.domain.letters import SUBJECTS
from journal.mail import News, news_words
from journal.messages import message_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import Promise

    from complaints.domain.states import Party
    from complaints.models import Case
    from complaints.views.offers import ActOffer


@dataclass(frozen=True, slots=True)
class Lane:
    """One act of writing; ``fields`` are joined when the words move to another."""

    slug: str
    name: str | Promise
    reads: str | Promise  # whoever reads it once it is sent
    tone: str
    fields: tuple[str, ...] = ("text",)

    @property
    def into(self) -> str:
        """The field that takes words from another lane."""
        return self.fields[-1]

    @property
    def internal(self) -> bool:
        """Whether its words are for the house alone, whatever lane follows."""
        return self.tone == "int"


@dataclass(frozen=True, slots=True)
class Choice:
    """A lane as the composer offers it; ``why`` where it is closed."""

    lane: Lane
    here: bool
    why: str | Promise = ""


LANES: dict[str, Lane] = {
    lane.slug: lane
    for lane in (
        Lane("pesan", _("Pelapor"), _("Pelapor akan membaca ini."), "cit"),
        Lane(
            "tanya",
            _("Pelapor, sebagai pertanyaan"),
            _("Pelapor akan membaca ini dan punya 14 hari untuk menjawab."),
            "cit",
        ),
        Lane(
            "klarifikasi",
            _("Instansi"),
            _("Instansi akan membaca ini, sebagai surat."),
            "age",
            ("summary", "questions"),
        ),
        Lane(
            "catatan",
            _("Catatan internal"),
            _("Hanya tim Ombudsman yang membaca ini."),
            "int",
        ),
    )
}


def choices(
    case: Case, here: str, parties: frozenset[Party], rows: Iterable[ActOffer]
) -> list[Choice]:
    """Every lane, the one of this form marked, and why others are closed. None to a
    reporter where there is none."""
    rows = list(rows)
    return [
        Choice(lane, slug == here, why_closed(slug, case, parties, rows))
        for slug, lane in LANES.items()
        if case.has_reporter or lane.tone != "cit"
    ]


def why_closed(
    slug: str, case: Case, parties: frozenset[Party], rows: Iterable[ActOffer]
) -> str | Promise:
    """Why nothing can be sent in this lane now; "" where it can."""
    if slug == "tanya" and case.closed_at:
        return SENTENCES["case_closed"]
    closed = closed_to(slug, case, parties, rows)
    return closed[1] if closed else ""


def words_of(lane: Lane, data: Mapping[str, str]) -> str:
    """What was typed in this lane, as one text."""
    typed = (data.get(name, "") for name in lane.fields)
    return "\n\n".join(text for text in typed if text.strip())


def preview(case: Case, lane: Lane, data: Mapping[str, str]) -> dict[str, Any]:
    """What its addressee will read, word by word: page, letter and news."""
    found: dict[str, Any] = {"lane": lane, "text": words_of(lane, data)}
    if lane.tone == "age":
        found |= {
            "letter": {
                "to": _("Pimpinan %(agency)s") % {"agency": agency_of(case)},
                "subject": SUBJECTS[LetterKind.CLARIFICATION],
            },
            "asked": {
                "summary": data.get("summary", ""),
                "asked": one_by_one(data.get("questions", "")),
            },
            "places": places(case, [found["text"]]),
            "boxes": unknown_in(found["text"]),
            "mail": news_words(path="/instansi/", news=News.WORK, language="id"),
        }
    if lane.tone == "cit":
        found |= _news_to_reporter(case)
    return found


def _news_to_reporter(case: Case) -> dict[str, Any]:
    """The news that reaches him by the way that he chose; never words of a message."""
    path = f"/lacak/{case.locator}/"
    way = (case.contact_marks or {}).get("news", "")
    if way == NewsChannel.NONE:
        return {"no_news": True}
    if way in {"", NewsChannel.EMAIL}:
        return {"mail": news_words(path=path, news=News.REPORT, language="id")}
    return {"short": message_words(path, "id")}
