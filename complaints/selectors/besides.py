"""Acts that are no step of the lifecycle: which stand on a case, and why one is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.activities import RULES, may_begin
from complaints.domain.classes import may_change
from complaints.domain.splitting import SPLITTABLE
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.policies import WRITERS
from complaints.selectors import outgoing
from complaints.selectors.activities import (
    BEGIN,
    awaited,
    done_by,
    open_of,
    to_call_again,
)
from complaints.selectors.gathering import child_ties, parent_tie
from complaints.selectors.ladder import ladder
from complaints.selectors.talks import they_met
from complaints.selectors.unsent import may_be_named

if TYPE_CHECKING:
    from complaints.models import Case, Lhp, ResultNotice
    from complaints.selectors.known import Known

#: Who may say whom a case is about while nobody outside knows of it, and split it.
NAMERS = frozenset({Party.INTAKE, Party.HEAD, Party.EXAMINER})

#: The code of an act that is another colleague's.
NOT_YOURS = "party"
#: Who calls upon the reporter of an urgent report, and what may still be owed him.
CALLERS = frozenset({Party.INTAKE, Party.HEAD})
#: Who does any activity at all.
DOERS = frozenset(party for rule in RULES.values() for party in rule.by)
_OWED = (TermKind.RCO_CONTACT, TermKind.RCO_CONFIRMATION)


def besides(
    case: Case, parties: frozenset[Party], known: Known
) -> list[tuple[str, str]]:
    """Slug and, where it is closed, the code of the reason."""
    found: list[tuple[str, str]] = []
    examines, heads = Party.EXAMINER in parties, Party.HEAD in parties
    if examines and case.state == State.EXAM:
        found += [("klarifikasi", _no_request(case)), ("hasil", "")]
    if case.state != State.CLOSED:
        found += _activities(case, parties)
    if examines and case.state == State.LHP_DRAFT:
        found += _review(case)
    if (examines or heads) and case.state == State.CONCILIATION:
        found += _talks(case)
    found += _fast(case, parties) + _class(case, parties) + _back(case, parties)
    found += _parts(case, parties) + ladder(case, parties, known)
    if heads:
        found += _of_head(case)
    return found + _about_what(case, parties)


def _about_what(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """Against whom it is, and whether it is one matter at all."""
    if parties.isdisjoint(NAMERS):
        return []
    found = [("terlapor", "")] if may_be_named(case) else []
    if case.state in SPLITTABLE and case.has_reporter:
        found.append(("pisahkan", ""))
    return found + _kin(case, heads=Party.HEAD in parties)


def _kin(case: Case, *, heads: bool) -> list[tuple[str, str]]:
    """Making it part of another case, while it is open; and taking it out again. What
    the office began itself gathers its material."""
    if parent_tie(case) is not None:
        return [("lepas-induk", "" if heads else NOT_YOURS)]
    if case.state == State.CLOSED:
        return []
    found = [("kumpulkan", "" if heads else NOT_YOURS)] if case.is_own else []
    why = "gather_levels" if child_ties(case) else ""
    return [*found, ("jadi-bagian", why if heads else NOT_YOURS)]


def _parts(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """Taking a part out of it, from its own side, is for whoever works on it."""
    if parties.isdisjoint(WRITERS) or not child_ties(case):
        return []
    return [("lepas-bagian", "")]


def _of_head(case: Case) -> list[tuple[str, str]]:
    """What the head alone decides beside the road."""
    found = []
    asked_back = case.state == State.CLOSED and case.due_on is not None
    # Of one that defied a recommendation evidence may be due as well.
    if asked_back and case.reopenings.filter(decided_at=None).exists():
        found.append(("jawab-permintaan", ""))
    if _waits_for_head(case):
        found.append(("kembalikan-konsep", ""))
    return found


def _back(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """Where nobody reported, nobody but the head asks for a closed case again."""
    merged = case.closing_reason == Reason.DUPLIKAT
    over = case.state == State.CLOSED and not merged and case.erased_at is None
    if case.has_reporter or not over or parties.isdisjoint(WRITERS):
        return []
    return [("buka-kembali", "" if Party.HEAD in parties else NOT_YOURS)]


def _class(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """Another class is the head's to give; who works on the case reads so."""
    settled = not may_change(State(case.state), case.classification)
    if settled or parties.isdisjoint(WRITERS):
        return []
    return [("ubah-golongan", "" if Party.HEAD in parties else NOT_YOURS)]


def _talks(case: Case) -> list[tuple[str, str]]:
    """After an invitation the minutes, after the minutes the next invitation."""
    written = they_met(case)
    return [
        ("risalah", "talks_no_meeting" if written else ""),
        ("musyawarah-lagi", "" if written else "talks_minutes_first"),
    ]


def _activities(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """What may be begun at this stage, and what is to be written down or taken back."""
    if parties.isdisjoint(DOERS):
        return []
    nobody = "" if case.agency_id else "no_agency"
    found: dict[str, str] = {
        slug: nobody if RULES[kind].letter else ""
        for slug, kind in BEGIN.items()
        if may_begin(kind, case.stage, parties)
    }
    if "panggil" in found and to_call_again(case):
        found["panggil-lagi"] = ""
    if done_by(open_of(case), parties):
        found["catat-kegiatan"] = ""
    if done_by(awaited(case), parties):
        found["tarik-kegiatan"] = ""
    return list(found.items())


def _fast(case: Case, parties: frozenset[Party]) -> list[tuple[str, str]]:
    """What a fast response or an urgent report waits for: a word, and a confirmation."""
    fast = case.state == State.RCO
    if parties.isdisjoint(CALLERS) or not (case.urgent or fast):
        return []
    rows = case.deadlines.filter(kind__in=_OWED, met_on=None, dropped_at=None)
    owed = set(rows.values_list("kind", flat=True))
    found = [("kontak-pertama", "")] if TermKind.RCO_CONTACT in owed else []
    if fast and TermKind.RCO_CONFIRMATION in owed:
        found.append(("setujui-cepat", "" if Party.HEAD in parties else NOT_YOURS))
    return found


def _no_request(case: Case) -> str:
    """Why the agency cannot be asked now; the law knows two requests, one at a time."""
    if case.agency_id is None:
        return "no_agency"
    rows = case.clarifications.all()  # the case page has read them already
    asked = max(rows, key=lambda row: row.turn, default=None)
    if asked is None:
        return ""
    if asked.answered_at is None and asked.waived_at is None:
        return "request_open"
    return "asked_twice" if asked.turn == 2 else ""


def _review(case: Case) -> list[tuple[str, str]]:
    """The draft of the report, and what its findings rest on."""
    found = [("lhp", "" if case.agency_id else "no_agency")]
    lhp = outgoing.lhp_in_force(case)
    if lhp is not None and lhp.signed_on is None and lhp.findings.all():
        found.append(("bukti-temuan", ""))
    return found


def _waits_for_head(case: Case) -> bool:
    """Whether a draft lies before the head that she did not send back."""
    draft: ResultNotice | Lhp | None = None
    if case.state == State.EXAM:
        draft = outgoing.open_notice(case)
    elif case.state == State.LHP_DRAFT:
        draft = outgoing.lhp_in_force(case)
    return draft is not None and outgoing.sent_back(case, draft) is None
