"""The story of what the office began by itself, told through the use cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from complaints.domain.own_initiative import Source
from complaints.domain.states import CaseClass
from complaints.services import examination, initiating, lhp, register
from complaints.services.initiating import Suspicion
from tests.complaints.story import LHP, Walk
from tests.factories.agencies import ProvinceFactory, UnitFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, agency, person
from tests.remembered import step

if TYPE_CHECKING:
    from datetime import datetime

    from complaints.models import Case


def suspicion(**changes: Any) -> Suspicion:
    """Undue delay in the first invented city, as an officer would write it."""
    city = agency()
    given = Suspicion(
        title="Akta terlambat di seluruh kota",
        suspicion="Di semua loket akta baru terbit setelah berbulan-bulan.",
        grounds="Enam kabar dalam sebulan; warga takut melapor.",
        source=Source.TIP,
        agency_id=city.pk,
        unit_id=UnitFactory(agency=city).pk,
        region_code="99.71",
        substance="adminduk",
        forms=("PB",),
        case_class=CaseClass.MEDIUM,
    )
    return replace(given, **changes)


@step
def begun(*, who: str = "head", now: datetime = FILED, **changes: Any) -> Case:
    """An investigation that a head began; nobody reported it."""
    calendar()
    ProvinceFactory(code="99")
    wish = suspicion(**changes)
    return initiating.begin(wish=wish, actor=actor(who), now=now)


class OwnWalk(Walk):
    """The same clock and steps for a case without a reporter."""

    @step
    def __init__(self, *, now: datetime = FILED, **changes: Any) -> None:
        self.case, self.now = begun(now=now, **changes), now


@step
def own_to_examination(walk: Walk) -> None:
    walk.do(register.assign, "head", examiner_id=person("examiner").pk)


@step
def own_to_review(walk: Walk) -> None:
    """The head agrees to the result, and nobody is told of it."""
    own_to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.approve_result, "head")


@step
def own_to_signed_lhp(walk: Walk) -> None:
    own_to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(lhp.sign_lhp, "head")
