"""What goes out, shown before it does, and what else stands beside the form of an act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from agencies.domain.calendar import legal_day
from complaints.domain.completeness import IDENTITY_FIELDS
from complaints.domain.rulesets import in_force
from complaints.domain.states import Command
from complaints.models.labels import CONCLUSIONS, IDENTITY_LABELS
from complaints.selectors import outgoing
from complaints.selectors.authors import proposal_of, words_of
from complaints.views import (
    backing,
    duplicates,
    gathering,
    objecting,
    recommending,
    releasing,
    resolving,
)
from complaints.views.before_sending import NAMING, RETURN
from complaints.views.duplicates import GATHER, MERGE, PROPOSE
from complaints.views.extending import DECIDE, waiting
from complaints.views.fast import FAST_ASK, FAST_DECIDE
from complaints.views.filling import SEARCH
from complaints.views.gathering import RELEASE
from complaints.views.own_acts import APPROVE
from complaints.views.words import agency_of, term_of
from documents.domain.characters import unknown_in
from documents.domain.kinds import LetterKind
from documents.domain.letters import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from django.utils.functional import Promise

    from accounts.http import PortalRequest
    from complaints.models import (
        Case,
        DraftReturn,
        Lhp,
        Milestone,
        Proposal,
        ResultNotice,
    )
    from complaints.selectors.backing import Held

#: Acts of which the page shows the draft that they decide on.
SHOWS_NOTICE = frozenset({"beritahu", APPROVE})
SHOWS_LHP = frozenset({"tandatangani"})
#: Acts of which the page says what was proposed before.
PROPOSED = {
    **dict.fromkeys(("tutup", "usul-tutup"), Command.CLOSE_ON_EXECUTION),
    **dict.fromkeys((MERGE, PROPOSE), Command.MERGE),
    **dict.fromkeys((FAST_ASK, FAST_DECIDE, "respons-cepat"), Command.TAKE_FAST),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as its letter says it. ``boxes``: some sign cannot be printed."""

    heading: str
    addressee: str
    subject: str
    by: str
    on: date
    letter: dict[str, Any]
    sent: bool
    returned: DraftReturn | None
    boxes: bool
    conclusion: str | Promise = ""
    term: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    unbacked: list[int] = field(default_factory=list)


def notice_preview(case: Case, notice: ResultNotice) -> Preview:
    """The letter with the result, for the reporter; without one it is the head's."""
    letter = outgoing.notice_letter(notice)
    told = case.has_reporter
    return Preview(
        heading=_("Surat hasil sementara") if told else _("Hasil sementara"),
        addressee=_("Pelapor") if told else _("Kepala kantor"),
        subject=SUBJECTS[LetterKind.RESULT] if told else _("Hasil pemeriksaan"),
        by=notice.drafted_by.name,
        on=legal_day(notice.drafted_at, case.office.zone),
        letter=letter,
        sent=notice.approved_at is not None,
        returned=outgoing.sent_back(case, notice),
        boxes=unknown_in(notice.text),
    )


def lhp_preview(
    case: Case,
    lhp: Lhp,
    today: date,
    milestones: Mapping[int, Sequence[Milestone]] | None = None,
    held: Held | None = None,
) -> Preview:
    """The report of examination, for the agency.

    ``milestones``, ``held``: those of its orders, and what can prove a finding, where
    the page has read them.
    """
    day = lhp.signed_on or today
    sent = lhp.letter.context.get("body") if lhp.letter else None
    letter = sent or outgoing.lhp_letter(lhp, signed_on=day, milestones=milestones)
    findings = backing.findings_of(lhp, held)
    return Preview(
        heading=_("LHP"),
        addressee=_("Pimpinan %(agency)s") % {"agency": agency_of(case)},
        subject=SUBJECTS[LetterKind.REPORT],
        by=lhp.drafted_by.name,
        on=legal_day(lhp.drafted_at, case.office.zone),
        letter=letter,
        sent=lhp.signed_on is not None,
        returned=outgoing.sent_back(case, lhp),
        boxes=unknown_in(str(letter)),
        conclusion=CONCLUSIONS[lhp.conclusion],
        term=term_of(in_force(lhp.signed_on or today)),
        findings=findings,
        unbacked=[row["n"] for row in findings if not row["proofs"]],
    )


def _proposed(slug: str, case: Case) -> Proposal | None:
    """What was proposed of the step that this act proposes or decides."""
    return proposal_of(case, PROPOSED[slug]) if slug in PROPOSED else None


def beside_the_form(slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """What the page of this act shows apart from its form."""
    proposal = _proposed(slug, case)
    found: dict[str, Any] = {"proposal": proposal}
    if slug == FAST_DECIDE and proposal is not None:
        found["why_proposed"] = words_of(proposal)
    if slug == NAMING:
        found["search"] = {"name": SEARCH, "text": request.GET.get(SEARCH, "")}
    found |= _of_two_cases(slug, case, request)
    if slug in ASKED:
        name, read = ASKED[slug]
        found[name] = read(case)
    found |= recommending.beside(slug, case)
    today = legal_day(request.now, case.office.zone)
    found |= releasing.beside(slug, case, today)
    notice = outgoing.open_notice(case) if slug in SHOWS_NOTICE | {RETURN} else None
    lhp = outgoing.lhp_in_force(case) if slug in SHOWS_LHP | {RETURN} else None
    if lhp is not None:
        found["preview"] = lhp_preview(case, lhp, today)
    elif notice is not None:
        found["preview"] = notice_preview(case, notice)
    if slug in {"hasil", "lhp"}:
        draft = (
            outgoing.open_notice(case)
            if slug == "hasil"
            else outgoing.lhp_in_force(case)
        )
        found["returned"] = outgoing.sent_back(case, draft)
    return found


def _of_two_cases(slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """The search of the other case, or what is known of parts that are closed to her."""
    if slug == RELEASE:
        return {"unseen": gathering.unseen(case, request.actor, request.now)}
    if slug not in {MERGE, PROPOSE, GATHER}:
        return {}
    text = request.GET.get(duplicates.SEARCH, "")
    return {
        "case_search": {"name": duplicates.SEARCH, "text": text},
        "decides": slug == MERGE and bool(duplicates.proposed(case)),
    }


def identity_fields(case: Case) -> list[tuple[str | Promise, bool]]:
    """Which fields of Article 24 the reporter filled in; none where it is not known."""
    if case.identity_filled is None:
        return []
    return [
        (IDENTITY_LABELS[field], field in case.identity_filled)
        for field in IDENTITY_FIELDS
    ]


#: What the page of such an act shows of what was asked before: its name, and how it is read.
ASKED: dict[str, tuple[str, Callable[[Case], Any]]] = {
    DECIDE: ("extension", waiting),
    resolving.DECIDE: ("relief", resolving.waiting),
    **dict.fromkeys(
        (objecting.NAME, objecting.PROPOSE, objecting.DECIDE),
        ("objection", objecting.waiting),
    ),
    "formil": ("identity_fields", identity_fields),
}
