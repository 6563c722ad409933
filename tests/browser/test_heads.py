"""The pages of a head about her office, as she sees them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.services.absences import enter_absence
from accounts.wall_clock import wall_now
from complaints.models import Case
from complaints.services import examination, intake
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_handing import registered
from tests.complaints.services.test_standing_still import ask, in_formal
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_examination
from tests.factories.complaints import calendar
from tests.people import actor, person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/kerja/kantor/"


def test_a_head_looks_at_her_office_and_gives_cases_away(surf: Surf) -> None:
    calendar()
    person("head")
    sit_down(surf, "head")
    look(surf, "heads-empty", PAGE)
    look(surf, "heads-nothing-to-give", f"{PAGE}serahkan/")
    for who in ("other_examiner", "intake", "resmon"):
        person(who)
    walk = in_examination()
    in_examination()
    registered()
    Walk().do(intake.start_formal, "intake")
    Walk()
    look(surf, "heads-load", PAGE)
    look(surf, "heads-load-english", f"{PAGE}?bahasa=en")
    surf.visit(f"{PAGE}?bahasa=id")
    give = f"{PAGE}serahkan/?pemegang={person('examiner').pk}"
    look(surf, "heads-hand-over", give)
    surf.width(1280)
    surf.visit(give)
    surf.press("Serahkan yang ditandai", status=422)
    assert surf.axe() == []
    surf.photograph("heads-lacking")
    surf.type("reason", "Beban tidak merata.")
    surf.choose(f"c{walk.case.ref}-pick")
    surf.press("Serahkan yang ditandai")
    assert surf.axe() == []
    surf.photograph("heads-handed")


def test_a_head_sees_age_what_waits_how_it_goes_and_who_is_away(surf: Surf) -> None:
    calendar()
    for who in ("head", "examiner", "other_examiner"):
        person(who)
    sit_down(surf, "head")
    pages = {
        "ageing": f"{PAGE}umur/",
        "sign-off": f"{PAGE}putusan/",
        "performance": f"{PAGE}kinerja/",
        "absences": "/kerja/cuti/",
        "pauses": f"{PAGE}jeda/?bulan=2026-03",
    }
    for name, page in pages.items():
        look(surf, f"heads-{name}-empty", page)
    in_examination().do(examination.draft_result, "examiner", text="Ada penundaan.")
    for took, months in ((9, 1), (30, 1), (12, 2), (45, 2), (20, 4), (21, 5)):
        ended = wall_now() - timedelta(days=30 * months)
        Case.objects.filter(pk=in_examination().case.pk).update(
            state="closed",
            closing_reason="dihentikan",
            closed_at=ended,
            submitted_on=ended.date() - timedelta(days=took),
        )
    enter_absence(
        person_id=person("examiner").pk,
        deputy_id=person("other_examiner").pk,
        first=wall_now().date() + timedelta(days=1),
        last=wall_now().date() + timedelta(days=9),
        actor=actor("head"),
        now=wall_now(),
    )
    ask(in_formal())
    for name, page in pages.items():
        look(surf, f"heads-{name}", page)
    look(surf, "heads-performance-english", f"{pages['performance']}?bahasa=en")
