"""What the reporter reads: one sentence, one party, one date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.utils import dateformat
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.completeness import IDENTITY_FIELDS
from complaints.domain.corrective import ActionStatus
from complaints.domain.seeing import Seen
from complaints.domain.states import Reason, State
from complaints.domain.turn import Sentence, Side
from complaints.models.labels import FORMAL_ASKED, FORMS, IDENTITY_LABELS
from complaints.models.ladder_labels import SEEN
from complaints.views.citizen.phrases import (
    ENDINGS,
    EVENTS,
    HEARD_BY,
    LIMIT_MOVED,
    SENTENCES,
    STATUSES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.turn import Turn
    from complaints.models import Case, CorrectiveAction, Sighting
    from complaints.selectors.reporter_page import ReporterPage
    from complaints.selectors.timeline import Moment
    from complaints.selectors.whose_turn import Clock


class Told(Protocol):
    """What the sentence and the bar of turns need to know of a report."""

    @property
    def turn(self) -> Turn: ...
    @property
    def clock(self) -> Clock | None: ...
    @property
    def missing(self) -> Sequence[str]: ...
    @property
    def asked(self) -> Sequence[object]: ...


def sentence(case: Case, page: Told) -> str:
    """The one sentence on top of a report; with what is asked of its reader, if it is."""
    said = _sentence(case, page)
    if not page.turn.question:
        return said
    if len(page.asked) == 1:
        return _("%(said)s. Satu pertanyaan untuk Anda") % {"said": said}
    count = {"said": said, "n": len(page.asked)}
    return _("%(said)s. %(n)d pertanyaan untuk Anda") % count


def _sentence(case: Case, page: Told) -> str:
    code = page.turn.sentence
    if code is Sentence.CLOSED:
        reason = ENDINGS[Reason(case.closing_reason)]
        return _("Laporan selesai: %(reason)s") % {"reason": reason}
    if code is Sentence.COMPLETE_NOW:
        count = len(page.missing) or 1
        return ngettext(
            "Sekarang giliran Anda: lengkapi %(n)d hal",
            "Sekarang giliran Anda: lengkapi %(n)d hal",
            count,
        ) % {"n": count}
    if code is Sentence.DECIDING_OBJECTION and page.turn.date is not None:
        told = {"day": dateformat.format(page.turn.date, "j F Y")}
        if page.turn.late:
            said = _("Instansi mengajukan keberatan. Putusan kami lewat batas: %(day)s")
            return said % told
        return (
            _("Instansi mengajukan keberatan. Kami memutus paling lambat %(day)s")
            % told
        )
    if code is Sentence.HANDED_OVER:
        english = get_language() == "en"
        office = case.office.name_en if english else case.office.name_id
        return _("Kantor %(office)s melanjutkan laporan Anda") % {"office": office}
    return str(SENTENCES[code])


def ending(case: Case) -> str:
    """Why a closed report was closed; "" of an open one."""
    if case.state != State.CLOSED:
        return ""
    return str(ENDINGS[Reason(case.closing_reason)])


def lacking(case: Case, keys: Sequence[str]) -> list[str]:
    """What the reporter still has to bring; of the identity, which parts of it."""
    return [_lacking(case, key) for key in keys]


def _lacking(case: Case, key: str) -> str:
    words = str(FORMAL_ASKED[key])
    if key != "identity" or case.identity_filled is None:
        return words
    empty = [name for name in IDENTITY_FIELDS if name not in case.identity_filled]
    parts = ", ".join(str(IDENTITY_LABELS[name]).lower() for name in empty)
    told = {"what": words, "parts": parts}
    return _("%(what)s: %(parts)s") % told if parts else words


def parties(case: Case, page: Told) -> list[dict[str, object]]:
    """The three parties of the turn bar; none where nobody has the turn."""
    if page.turn.side is Side.NOBODY:
        return []
    until = _("sekarang")
    if page.clock is not None:
        day = dateformat.format(page.clock.due_on, "j M")
        late = page.turn.late
        until = (_("lewat %(day)s") if late else _("sampai %(day)s")) % {"day": day}
    rows = (
        (Side.REPORTER, "cit", "person", _("Anda")),
        (Side.OMBUDSMAN, "omb", "scales", _("Ombudsman")),
        (Side.AGENCY, "age", "building", _("Instansi")),
    )
    return [
        {
            "key": key,
            "icon": icon,
            "name": name,
            "on": page.turn.side is party,
            "note": until if page.turn.side is party else _waiting(case, page, party),
        }
        for party, key, icon, name in rows
    ]


def _waiting(case: Case, page: Told, party: Side) -> str:
    """What a party does whose turn it is not."""
    if party is Side.AGENCY and case.released_at is None:
        return _("belum kami hubungi")
    if party is Side.REPORTER and page.turn.question:
        count = len(page.asked)
        return ngettext("%(n)d pertanyaan", "%(n)d pertanyaan", count) % {"n": count}
    return _("menunggu")


def actions(page: ReporterPage) -> list[dict[str, object]]:
    """The corrective actions with their status in plain words, and what is asked of
    each, or was said."""
    return [
        _action(action, page.today) | _seen(action, page.sightings.get(action.pk, ()))
        for action in page.actions
    ]


def _seen(action: CorrectiveAction, asked: Sequence[Sighting]) -> dict[str, object]:
    open_now = [] if action.annulled_on else [one for one in asked if not one.seen]
    said = [one for one in asked if one.seen]
    last = said[-1] if said else None
    return {
        "asked": open_now[-1] if open_now else None,
        "said": SEEN[Seen(last.seen)] if last else "",
        # What he typed himself he knows; what we wrote in his name he can check.
        "written": last if last and last.way else None,
        "way": HEARD_BY[last.way] if last and last.way else "",
    }


def _action(action: CorrectiveAction, today: date) -> dict[str, object]:
    kind, icon, words = STATUSES[ActionStatus(action.status)]
    if not action.is_owed and action.settled_on is None:
        return {"row": action, "kind": "", "icon": "", "words": _freed(action)}
    late = action.due_on is not None and today > action.due_on
    if late and action.status == ActionStatus.BELUM:
        kind, icon = "bad", "alert"
        words = gettext_lazy("Tidak dilaksanakan sampai batas waktu")
    return {"row": action, "kind": kind, "icon": icon, "words": words}


def _freed(action: CorrectiveAction) -> str:
    """Why it is owed no more, though it was not done."""
    if action.superseded_by_id is not None:
        return _("Menjadi bagian Rekomendasi")
    return _("Dibatalkan") if action.annulled_on else _("Dikecualikan")


def pending(page: ReporterPage) -> list[dict[str, object]]:
    """What the agency must still do although the report is closed."""
    return [
        row
        for row, action in zip(actions(page), page.actions, strict=True)
        if action.status != ActionStatus.DILAKSANAKAN
        and action.is_owed
        and page.turn.side is Side.NOBODY
    ]


def findings(page: ReporterPage) -> list[dict[str, object]]:
    """The proven findings of the signed report, each by its plain word."""
    if page.lhp is None:
        return []
    return [
        {"name": FORMS[finding.form][1], "text": finding.text}
        for finding in page.lhp.findings.all()
        if finding.proven
    ]


def steps(case: Case, page: ReporterPage) -> list[dict[str, object]]:
    """The way of the report: what was, what is, what may follow."""
    done: list[dict[str, object]] = [
        {
            "state": "done",
            "title": _title(moment),
            "on": legal_day(moment.at, case.office.zone),
        }
        for moment in _distinct(page.moments)
    ]
    if page.turn.sentence is Sentence.CLOSED:
        return done
    when = ""
    if page.clock is not None:
        day = dateformat.format(page.clock.due_on, "j F Y")
        late = _("Batas waktu %(day)s sudah lewat")
        due = _("Sedang berjalan, paling lambat %(day)s")
        when = (late if page.turn.late else due) % {"day": day}
    current: dict[str, object] = {
        "state": "now",
        "title": sentence(case, page),
        "when": when,
    }
    if case.state == State.CLOSED:
        return [*done, current]
    return [*done, current, {"state": "next", "title": _after(case.stage)}]


def _title(moment: Moment) -> object:
    """What happened; of another limit both last days."""
    if moment.kind == events.RECLASSIFIED and "until" in moment.data:
        before, until = (
            dateformat.format(date.fromisoformat(str(moment.data[key])), "j F Y")
            for key in ("due_on", "until")
        )
        return LIMIT_MOVED % {"before": before, "until": until}
    return EVENTS.get(moment.kind, moment.label)


def _distinct(moments: Sequence[Moment]) -> list[Moment]:
    """Each kind of event once in a row: two answers on one day are one line.

    A class is given every time: each line says other days.
    """
    shown: list[Moment] = []
    for moment in moments:
        again = bool(shown) and shown[-1].kind == moment.kind
        if not again or moment.kind == events.RECLASSIFIED:
            shown.append(moment)
    return shown


def _after(state: State) -> str:
    if state in (State.CORRECTIVE, State.RESMON):
        return _("Selesai, atau kami teruskan sebagai Rekomendasi")
    if state in (State.EXAM, State.PRE_LHP, State.LHP_DRAFT):
        return _("Hasil akhir terbit")
    if state in (State.RECOMMENDATION, State.PUBLISHED, State.LHP_ISSUED):
        return _("Selesai")
    return _("Kami meminta penjelasan instansi")
