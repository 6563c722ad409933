"""What a draft says once it goes out: the same words for the preview and the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain import events, rulesets
from complaints.domain.states import State
from complaints.domain.taxonomy import COMPONENTS, FORMS
from complaints.models import DraftReturn
from complaints.selectors.actions import with_actions
from complaints.selectors.backing import with_backing
from complaints.selectors.milestones import milestones_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaints.models import (
        Case,
        CorrectiveAction,
        Finding,
        Lhp,
        Milestone,
        ResultNotice,
    )

_FORM_NAMES = {form.code: form.name_id for form in FORMS}
_COMPONENTS = {row.code: row.name_id for row in COMPONENTS}


#: The stages in which a result for the reporter is drafted, or waits for his answer.
BEFORE_REVIEW = frozenset({State.EXAM, State.CONCILIATION, State.PRE_LHP})
#: What a page has read once of a case that it asks several times.
_NOTICE, _LHP = "notice_read", "lhp_read"


def drafts_of(
    case: Case, happened: frozenset[str]
) -> tuple[ResultNotice | None, Lhp | None]:
    """Both drafts of a case, read once for a page: none that its history never knew, or
    that this stage knows no more."""
    told = events.RESULT_DRAFTED in happened and case.state in BEFORE_REVIEW
    case.__dict__[_NOTICE] = open_notice(case) if told else None
    drafted = not happened.isdisjoint({events.LHP_DRAFTED, events.BROUGHT_IN})
    case.__dict__[_LHP] = lhp_in_force(case) if drafted else None
    return case.__dict__[_NOTICE], case.__dict__[_LHP]


def open_notice(case: Case) -> ResultNotice | None:
    """The result for the reporter that is drafted or sent, and not answered yet."""
    if _NOTICE in case.__dict__:
        read: ResultNotice | None = case.__dict__[_NOTICE]
        return read
    found: ResultNotice | None = (
        case.notices.filter(closed_at=None).select_related("drafted_by").first()
    )
    return found


def lhp_in_force(case: Case) -> Lhp | None:
    """The report of examination, drafted or signed, that no other replaced."""
    if _LHP in case.__dict__:
        read: Lhp | None = case.__dict__[_LHP]
        return read
    found: Lhp | None = (
        case.lhps.filter(replaced_by=None)
        .select_related("drafted_by", "letter")
        .prefetch_related(with_backing(), with_actions())
        .first()
    )
    return found


def lhp_read(case: Case) -> Lhp | None:
    """The same without what it says, for who asks only whether it is signed, and how."""
    if _LHP in case.__dict__:
        return lhp_in_force(case)
    found: Lhp | None = case.lhps.filter(replaced_by=None).first()
    return found


def sent_back(case: Case, draft: ResultNotice | Lhp | None) -> DraftReturn | None:
    """Why the head sent this draft back, until it is written anew."""
    if draft is None or _is_out(draft):
        return None
    of = DraftReturn.LHP if draft._meta.model_name == "lhp" else DraftReturn.NOTICE
    rows = case.returns.filter(of=of, answered_at=None).select_related("by")
    found: DraftReturn | None = rows.order_by("-id").first()
    return found


def _is_out(draft: ResultNotice | Lhp) -> bool:
    """What was signed or sent is no draft any more."""
    at = "signed_on" if draft._meta.model_name == "lhp" else "approved_at"
    return getattr(draft, at) is not None


def notice_letter(notice: ResultNotice) -> dict[str, object]:
    """What the letter with the result is made of."""
    return {"summary": notice.text}


def label_of(finding: Finding) -> str:
    """The form of a finding, and the component of the standard that it missed."""
    form, component = _FORM_NAMES[finding.form], _COMPONENTS.get(finding.component)
    return f"{form} ({component.lower()})" if component else form


def lhp_letter(
    lhp: Lhp,
    *,
    signed_on: date,
    milestones: Mapping[int, Sequence[Milestone]] | None = None,
) -> dict[str, object]:
    """What the LHP is made of. The rules of the day of signing set the term.

    ``milestones``: those of its orders, where a page has read them.
    """
    rules = rulesets.in_force(signed_on)
    steps = milestones
    if steps is None:
        steps = milestones_of([row.pk for row in lhp.actions.all()])
    orders = sorted(lhp.actions.all(), key=lambda row: row.n)
    orders = [row for row in orders if not row.is_item]
    return {
        "account": lhp.account,
        "result": lhp.result,
        "opinion": lhp.opinion,
        "conclusion": lhp.conclusion,
        "findings": [
            {"form": row.form, "label": label_of(row), "text": row.text}
            for row in sorted(lhp.findings.all(), key=lambda row: row.n)
        ],
        "actions": [_order(row, steps.get(row.pk, ())) for row in orders if row.binds],
        "suggestions": [
            _order(row, steps.get(row.pk, ())) for row in orders if not row.binds
        ],
        "corrective_term": rulesets.term_words(rules),
        "no_action": lhp.no_action,
    }


def beside(row: CorrectiveAction) -> list[tuple[str, str]]:
    """Who answers for an order and who else it takes, in the language of the letter."""
    found = [("Unit", row.unit.name_id)] if row.unit else []
    if row.superior:
        found.append(("Atasan", row.superior))
    if row.related:
        found.append(("Instansi terkait", ", ".join(row.related)))
    return found


def _order(row: CorrectiveAction, steps: Iterable[Milestone]) -> dict[str, object]:
    """One order, or suggestion, as the letter has it."""
    return {
        "n": row.n,
        "text": row.text,
        "wanted": row.wanted,
        "beside": [{"name": name, "said": said} for name, said in beside(row)],
        "milestones": [{"day": one.day, "text": one.text} for one in steps],
    }
