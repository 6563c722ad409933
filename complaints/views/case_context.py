"""What the case page's template gets: everything said in words already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Party
from complaints.models.labels import FORMAL_LABELS, FORMS, MATERIAL_LABELS
from complaints.policies import WRITERS
from complaints.services.identity import closed_to
from complaints.services.originals import originals_open_to
from complaints.views.about_reporter import about_reporter
from complaints.views.offers import offers_on
from complaints.views.preview import lhp_preview, notice_preview
from complaints.views.safeguards import links
from complaints.views.words import agency_of, clock_of, name_of, status_of, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.actor import Actor
    from complaints.models import Case, Check
    from complaints.selectors.case_page import CasePage


def _clock(page: CasePage) -> Any:
    row = page.clock
    return clock_of(row, page.today) if row else None


def checks_of(rows: Iterable[Check]) -> list[dict[str, Any]]:
    """The two checks of intake as they were answered: who, when, every line."""
    stages = (
        ("formal", _("Verifikasi formil"), FORMAL_LABELS),
        ("material", _("Verifikasi materiil"), MATERIAL_LABELS),
    )
    found = []
    for code, name, labels in stages:
        answers = {row.key: row for row in rows if row.stage == code}
        lines = [
            {"label": label, "row": answers[key]}
            for key, label in labels.items()
            if key in answers
        ]
        if lines:
            last = max(answers.values(), key=lambda row: row.at)
            found.append({"name": name, "by": last.by, "at": last.at, "lines": lines})
    return found


def context_of(case: Case, page: CasePage, actor: Actor) -> dict[str, Any]:
    """The variables of ``complaints/office/case.html``."""
    decides = not page.parties.isdisjoint({Party.EXAMINER, Party.RESMON})
    lhp, notice = page.lhp, page.notice
    return {
        "case": case,
        "page": page,
        "name": name_of(case),
        "agency": agency_of(case) or _("belum ditentukan"),
        "clock": _clock(page),
        "turn": turn_of(page.clock),
        "forms": [FORMS[code][0] for code in case.alleged_forms if code in FORMS],
        "offers": offers_on(case, page.parties, page.offers),
        "may_write": not page.parties.isdisjoint(WRITERS),
        "may_open_originals": originals_open_to(case, actor),
        "safeguards": links(case, actor, page.parties),
        "identity_closed": closed_to(case, actor),
        "reporter": about_reporter(case, page.files),
        "reporter_files": [item for item in page.files if item.lane == "reporter"],
        "actions": [
            {
                "row": row,
                "status": status_of(row, page.today)[0],
                "tag": status_of(row, page.today)[1],
                "evidence": list(row.evidence.all()),
                "may_decide": decides,
            }
            for row in page.actions
        ],
        "done": sum(row.status == ActionStatus.DILAKSANAKAN for row in page.actions),
        "notice": notice_preview(case, notice) if notice else None,
        "lhp": lhp_preview(case, lhp, page.today) if lhp else None,
        "checks": checks_of(page.checks),
    }
