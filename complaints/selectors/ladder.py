"""What may be done on the ladder, from the missed date on, and why one act is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.activities import PURSUED, RULES
from complaints.domain.corrective import OPEN_FOR_EVIDENCE
from complaints.domain.lifecycle import Offer, Step, WhyNot
from complaints.domain.recommending import (
    Status,
    Subject,
    climbing,
    ends_with,
    items_of,
)
from complaints.domain.releasing import releasable
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.selectors.activities import BEGIN
from complaints.selectors.recommending import file_is_complete, unsigned
from complaints.selectors.relapsing import relapsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Case, Matter, Recommendation
    from complaints.selectors.climbed import Climbed
    from complaints.selectors.known import Known

#: Whose each act is: to everybody else it is another's, at whatever stage.
WHOSE = {
    **dict.fromkeys(
        (
            "periksa-berkas",
            "susun-rekomendasi",
            "usul-status",
            "usul-sanksi",
            "usul-pengumuman",
            "usul-bebas",
            "perintah-ulang",
            "usul-register",
        ),
        frozenset({Party.RESMON}),
    ),
    **dict.fromkeys(
        ("arahkan", "putuskan-bebas", "putuskan-keberatan", "setujui-register"),
        frozenset({Party.COMMISSIONER}),
    ),
    "tunjuk-penelaah": frozenset({Party.HEAD}),
    "usul-keberatan": frozenset({Party.REVIEWER}),
    **dict.fromkeys(("terbitkan-register", "tarik-register"), frozenset({Party.CHAIR})),
    **dict.fromkeys(
        (slug for slug, kind in BEGIN.items() if RULES[kind].states == PURSUED),
        frozenset({Party.RESMON, Party.HEAD}),
    ),
}
#: What the chair signs after the plenary decided.
CHAIRS = frozenset({Command.RECOMMEND, Command.PUBLISH})


def ladder(
    case: Case, parties: frozenset[Party], known: Known
) -> list[tuple[str, str]]:
    """Slug and, where it is closed, the code of the reason."""
    found = _releasing(case, parties, known.climbed)
    if case.stage not in OPEN_FOR_EVIDENCE:
        return found
    before = _objection(case, parties, known)
    before += _monitoring(case, known) if Party.RESMON in parties else []
    found = before + found
    return found + (_deciding(known) if Party.COMMISSIONER in parties else [])


def _objection(
    case: Case, parties: frozenset[Party], known: Known
) -> list[tuple[str, str]]:
    """What is to be done about an open objection, and by whom."""
    row = known.climbed.objection
    if row is None:
        return []
    limited = "restricted_for_plenary" if case.restricted else ""
    over = "objection_proposed" if row.proposed_at else limited
    found = [("tunjuk-penelaah", over)] if Party.HEAD in parties else []
    if Party.REVIEWER in parties:
        found.append(("usul-keberatan", over))
    if Party.COMMISSIONER in parties:
        unready = "" if row.proposed_at else "objection_unproposed"
        found.append(("putuskan-keberatan", unready))
    return found


def _releasing(
    case: Case, parties: frozenset[Party], climbed: Climbed
) -> list[tuple[str, str]]:
    """What the public may read: written, agreed to, released, taken back."""
    rec, entry = climbed.recommendation, climbed.entry
    found = []
    if Party.CHAIR in parties and entry is not None and entry.withdrawn_on is None:
        found.append(("tarik-register", ""))
    if rec is None or case.erased_at is not None:
        return found
    published = climbed.publication is not None
    if not releasable(rec.status, accepted=bool(rec.accepted), published=published):
        return found
    if Party.RESMON in parties:
        found.append(("usul-register", ""))
    if climbed.draft is None:
        return found
    agreed = climbed.draft.agreed_at is not None
    if Party.COMMISSIONER in parties:
        found.append(("setujui-register", "release_agreed" if agreed else ""))
    if Party.CHAIR in parties:
        found.append(("terbitkan-register", "" if agreed else "release_not_agreed"))
    return found


def _monitoring(case: Case, known: Known) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if case.stage is State.RESMON:
        found += _resolution(case, known)
    if case.stage is State.RECOMMENDATION:
        found += _execution(known)
    if any(row.is_owed and row.received_on for row in known.actions):
        asked = _relief_waits(known)
        found.append(("usul-bebas", "relief_waits" if asked else ""))
    return found


def _deciding(known: Known) -> list[tuple[str, str]]:
    """What one commissioner decides alone."""
    found = []
    if _runs(known, TermKind.RESMON_GUIDANCE, late=True):
        found.append(("arahkan", ""))
    if _relief_waits(known):
        found.append(("putuskan-bebas", ""))
    return found


def _relief_waits(known: Known) -> bool:
    return any(row.decided_at is None for row in known.climbed.reliefs)


def _runs(known: Known, kind: TermKind, *, late: bool = False) -> bool:
    """Whether such a term runs; ``late``: or ran out and is still owed."""
    return any(
        row.kind == kind and (row.is_owed if late else row.is_open)
        for row in known.deadlines
    )


def _resolution(case: Case, known: Known) -> list[tuple[str, str]]:
    """What came back is ordered again; else what is owed is pursued."""
    if relapsed(case, known.facts):
        return [("perintah-ulang", "")]
    return [("periksa-berkas", ""), ("susun-rekomendasi", _unready(known))]


def _unready(known: Known) -> str:
    """Why no recommendation may be proposed yet."""
    if known.lhp is None or not file_is_complete(known.checks, known.lhp):
        return "file_unchecked"
    standing = known.standing(State.RESMON)
    if standing.awaits_us:
        return "verdicts_pending"
    return "" if climbing(standing.actions) else "nothing_to_recommend"


def _execution(known: Known) -> list[tuple[str, str]]:
    """Its status first; what follows, once it was found that nobody obeyed."""
    rec = known.climbed.recommendation
    if rec is None:
        return []
    status = ("usul-status", _untold(known, rec))
    if not rec.status:
        return [status, ("usul-sanksi", "not_assessed")]
    if ends_with(Status(rec.status), accepted=bool(rec.accepted)) is not None:
        return []
    return [("usul-sanksi", ""), ("usul-pengumuman", ""), status]


def _untold(known: Known, rec: Recommendation) -> str:
    """Why its status cannot be said yet; the sweep has noticed when its time is over."""
    standing = known.standing(State.RECOMMENDATION)
    if standing.awaits_us:
        return "verdicts_pending"
    if all(item.is_final for item in items_of(standing.actions)):
        return ""
    runs = _runs(known, TermKind.RECOMMENDATION_REPORT)
    return "report_running" if runs or rec.received_on is None else ""


def plenary_hinders(case: Case, known: Known) -> dict[Command, WhyNot]:
    """What the commissioners decide together is nobody's alone, and comes first."""
    last = known.climbed.matters[-1] if known.climbed.matters else None
    if case.stage is State.RECOMMENDATION:
        published = {Command.CLOSE_ON_EXECUTION: WhyNot.IN_PLENARY}
        return published | _unless(last, Subject.PUBLICATION, Command.PUBLISH)
    if case.stage is State.RESMON:
        if known.climbed.objection is not None:
            return {Command.RECOMMEND: WhyNot.OBJECTED}
        return _unless(last, Subject.RECOMMENDATION, Command.RECOMMEND)
    return {}


def _unless(
    last: Matter | None, subject: Subject, command: Command
) -> dict[Command, WhyNot]:
    waits = unsigned(last)
    if waits is not None and waits.subject == subject:
        return {}
    return {command: WhyNot.AWAITS_PLENARY}


def signed_by_chair(offers: Sequence[Offer]) -> list[Offer]:
    """To propose what the chair signs is done in acts of their own, and in plenary."""
    hers = {offer.command for offer in offers if offer.step is not Step.PROPOSE}
    shown = []
    for offer in offers:
        if offer.command not in CHAIRS or offer.step is not Step.PROPOSE:
            shown.append(offer)
        elif offer.command not in hers:
            why = WhyNot.NOT_YOURS
            shown.append(Offer(offer.command, allowed=False, why_not=why))
    return shown
