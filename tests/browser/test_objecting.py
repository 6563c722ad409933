"""An objection as each of its people sees it: from what the agency writes to its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from complaints.domain.objecting import Ruled
from complaints.models import Objection
from tests.browser.test_ladder import Stories, sit_down_as_reporter
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.objecting import (
    ANNUL,
    CHANGE,
    decided,
    filed,
    in_time,
    named,
    proposed,
    workday_after,
)
from tests.complaints.story import opened_by_agency
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stories(monkeypatch: pytest.MonkeyPatch) -> Stories:
    return Stories(monkeypatch)


def written_page(walk: Walk) -> str:
    return reverse("agency:objection", args=[walk.case.ref])


def begun() -> Walk:
    for key in ("head", "other_examiner", "intake", "commissioner"):
        person(key)
    return in_time()


def test_an_agency_writes_keeps_sends_and_takes_back(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(begun)
    sit_down(surf, "liaison")
    look(surf, "objection-may", agency_page(walk.case))
    look(surf, "objection-write", written_page(walk))
    surf.type("order_2", "Papan waktu bukan wewenang kami.")
    surf.press("Simpan draf")
    assert "Draf tersimpan. Belum terkirim." in surf.text()
    look(surf, "objection-draft", written_page(walk))
    surf.press("Kirim ke Ombudsman")
    assert "Keberatan terkirim ke Ombudsman." in surf.text()
    look(surf, "objection-sent", agency_page(walk.case))
    row = Objection.objects.get()
    look(surf, "objection-take-back", reverse("agency:take_back", args=[row.ref]))
    surf.press("Tarik keberatan")
    assert "Keberatan ditarik." in surf.text()


def test_what_is_missing_is_said_beside_the_field_in_both_languages(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(begun)
    sit_down(surf, "liaison")
    surf.visit(written_page(walk))
    surf.press("Kirim ke Ombudsman", status=422)
    assert "Tulis sedikitnya satu alasan" in surf.text()
    look(surf, "objection-english", f"{written_page(walk)}?bahasa=en")
    surf.press("Send to the Ombudsman", status=422)
    assert "Write at least one reason" in surf.text()


def test_the_office_reviews_and_a_commissioner_decides(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(begun)
    with transaction.atomic():
        filed(walk)
    sit_down(surf, "head")
    look(surf, "objection-day", reverse("work:today"))
    look(surf, "objection-name", act_page(walk.case, "tunjuk-penelaah"))
    with transaction.atomic():
        named(walk, "other_examiner", "intake")
    sit_down(surf, "other_examiner")
    look(surf, "objection-reviewer-day", reverse("work:today"))
    look(surf, "objection-propose", act_page(walk.case, "usul-keberatan"))
    day = workday_after(walk, 60)
    with transaction.atomic():
        proposed(
            walk,
            order_1=Ruled(CHANGE, "Terbitkan akta sementara.", day),
            order_2=Ruled(ANNUL),
        )
    sit_down(surf, "commissioner")
    look(surf, "objection-decide", act_page(walk.case, "putuskan-keberatan"))
    look(surf, "objection-case", case_page(walk.case))
    with transaction.atomic():
        decided(walk)
    look(surf, "objection-decided", case_page(walk.case))
    sit_down(surf, "liaison")
    look(surf, "objection-letter", agency_page(walk.case))
    with transaction.atomic():
        opened_by_agency(walk)
    look(surf, "objection-answered", agency_page(walk.case))


def test_the_reporter_reads_that_we_decide_and_by_when(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(begun)
    with transaction.atomic():
        filed(walk)
    sit_down_as_reporter(surf, walk)
    look(surf, "objection-reporter", f"/lacak/{walk.case.locator}/")
    assert "Instansi mengajukan keberatan. Kami memutus paling lambat" in surf.text()
