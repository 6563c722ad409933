"""What the case page's template gets: everything said in words already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Party
from complaints.models.labels import FORMS
from complaints.policies import WRITERS, takes_part
from complaints.services.identity import closed_to
from complaints.services.originals import originals_open_to
from complaints.views.offers import offers_on
from complaints.views.words import agency_of, clock_of, name_of, status_of, turn_of

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Case
    from complaints.selectors.case_page import CasePage


def _clock(page: CasePage) -> Any:
    row = page.clock
    return clock_of(row, page.today) if row else None


def context_of(case: Case, page: CasePage, actor: Actor) -> dict[str, Any]:
    """The variables of ``complaints/office/case.html``."""
    decides = not page.parties.isdisjoint({Party.EXAMINER, Party.RESMON})
    lhp = page.lhp
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
        "may_recuse": takes_part(actor),
        "may_open_originals": originals_open_to(case, actor),
        "identity_closed": closed_to(case, actor),
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
        "findings": [
            {"name": FORMS[f.form][0], "text": f.text}
            for f in (lhp.findings.all() if lhp else [])
        ],
    }
