"""The ladder as each of its people sees it: from the missed date to what the public reads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from complaints.services import publishing
from ombudsman import clock
from tests.browser.test_doors import sit_down_as
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.ladder import (
    agenda,
    carried_out,
    checked,
    in_resmon,
    item,
    proposed,
    publishable,
    recommended,
    shown,
    unheeded,
)
from tests.complaints.services.test_relieving import asked, decided, in_time, wished
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import office, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/kerja/pleno-pimpinan/"


class Stories:
    """Cases walked in one transaction each, and pages as of the day of the last one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def told(self, tell: Callable[[], Walk]) -> Walk:
        with transaction.atomic():
            walk = tell()
        now = walk.now + timedelta(hours=2)
        self.monkeypatch.setattr(clock, "now", lambda: now)
        return walk


@pytest.fixture
def stories(monkeypatch: pytest.MonkeyPatch) -> Stories:
    return Stories(monkeypatch)


def before_the_plenary() -> Walk:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    return walk


def all_done() -> Walk:
    walk = recommended()
    for n in (1, 2):
        carried_out(walk, n)
    return walk


def too_late() -> Walk:
    walk = recommended()
    walk.pass_days(61)
    return walk


def unfold(surf: Surf) -> None:
    for folded in surf.all("details"):
        surf.chrome.execute_script("arguments[0].open = true", folded)


def sit_down_as_reporter(surf: Surf, walk: Walk) -> None:
    client = Client()
    client.post("/lacak/", {"number": walk.receipt.locator, "code": walk.receipt.code})
    surf.forget()
    sit_down_as(surf, client)


def test_monitoring_checks_the_file_and_writes_a_recommendation(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(in_resmon)
    sit_down(surf, "resmon")
    look(surf, "ladder-resmon-case", case_page(walk.case))
    look(surf, "ladder-check-file", act_page(walk.case, "periksa-berkas"))
    with transaction.atomic():
        checked(walk)
    look(surf, "ladder-superior", act_page(walk.case, "undang-atasan"))
    look(surf, "ladder-draft", act_page(walk.case, "susun-rekomendasi"))
    page = act_page(walk.case, "susun-rekomendasi")
    look(surf, "ladder-draft-english", f"{page}?bahasa=en")


def test_the_commissioners_decide_and_the_chair_signs(
    surf: Surf, stories: Stories
) -> None:
    walks = [stories.told(before_the_plenary) for _ in range(2)]
    person("chair")
    sit_down(surf, "commissioner")
    look(surf, "ladder-today", "/kerja/hari-ini/")
    look(surf, "ladder-plenary-agenda", HOME)
    with transaction.atomic():
        meeting = agenda(walks[0])
    page = reverse("work:members_plenary", args=[meeting.ref])
    surf.width(1280)
    surf.visit(page)
    unfold(surf)
    assert surf.axe() == []
    surf.photograph("ladder-plenary-read")
    (row,) = meeting.items.all()
    surf.choose_option(f"l{row.pk}-decision", "return")
    surf.press("Laksanakan putusan", status=422)
    assert surf.axe() == []
    surf.photograph("ladder-plenary-lacking")
    surf.choose_option(f"l{row.pk}-decision", "approve")
    surf.press("Laksanakan putusan")
    surf.press("Tandatangani berita acara")
    look(surf, "ladder-plenary-signed", page)
    sit_down(surf, "chair")
    look(surf, "ladder-chair-today", "/kerja/hari-ini/")
    look(surf, "ladder-sign", act_page(walks[0].case, "tandatangani-rekomendasi"))


def test_what_takes_effect_at_once_is_approved_by_two_commissioners(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(unheeded)
    person("chair")
    with transaction.atomic():
        meeting = agenda(walk)
    page = reverse("work:members_plenary", args=[meeting.ref])
    (row,) = meeting.items.all()
    sit_down(surf, "commissioner")
    look(surf, "ladder-plenary-two", page)
    surf.choose_option(f"l{row.pk}-decision", "approve")
    surf.press("Laksanakan putusan")
    look(surf, "ladder-plenary-first-approval", page)
    sit_down(surf, "chair")
    surf.visit(page)
    surf.choose_option(f"l{row.pk}-decision", "approve")
    surf.press("Laksanakan putusan")
    look(surf, "ladder-plenary-second-approval", page)


def test_who_did_not_sit_reads_that_he_only_postpones(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(unheeded)
    third = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    with transaction.atomic():
        meeting = agenda(walk)
        meeting.present.set([person("commissioner"), third])
    sit_down(surf, "chair")
    page = reverse("work:members_plenary", args=[meeting.ref])
    look(surf, "ladder-plenary-absent", page)


def test_the_agency_reads_what_it_has_to_do_and_shows_that_it_did(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(recommended)
    sit_down(surf, "liaison")
    look(surf, "ladder-agency-inbox", "/instansi/")
    look(surf, "ladder-agency-case", agency_page(walk.case))
    page = reverse("agency:evidence", args=[item(walk).ref])
    look(surf, "ladder-agency-item", page)
    with transaction.atomic():
        shown(walk, item(walk).ref)
    sit_down(surf, "resmon")
    look(surf, "ladder-recommended", case_page(walk.case))
    look(surf, "ladder-monitoring", "/kerja/tindakan/")
    sit_down_as_reporter(surf, walk)
    look(surf, "ladder-reporter", f"/lacak/{walk.case.locator}/")


def test_the_status_and_what_the_public_reads(surf: Surf, stories: Stories) -> None:
    done, late = stories.told(all_done), stories.told(too_late)
    sit_down(surf, "resmon")
    look(surf, "ladder-status", act_page(done.case, "usul-status"))
    look(surf, "ladder-status-open", act_page(late.case, "usul-status"))
    look(surf, "ladder-sanction-closed", act_page(late.case, "usul-sanksi"), status=409)
    defied = stories.told(publishable)
    look(surf, "ladder-sanction", act_page(defied.case, "usul-sanksi"))
    sit_down(surf, "chair")
    look(surf, "ladder-publish", act_page(defied.case, "umumkan"))
    look(surf, "ladder-defied", case_page(defied.case))
    defied.do(publishing.publish, "chair")
    look(surf, "ladder-published", case_page(defied.case))
    sit_down_as_reporter(surf, defied)
    look(surf, "ladder-reporter-published", f"/lacak/{defied.case.locator}/")
    sit_down(surf, "superior")
    surf.visit(agency_page(defied.case))
    surf.press("Buka surat")
    look(surf, "ladder-agency-assessed", agency_page(defied.case))
    assert "Status pelaksanaan Rekomendasi (PDF)" in surf.text()
    look(surf, "ladder-agency-news", "/instansi/")


def test_more_time_is_asked_for_and_an_order_is_excused(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(in_time)
    sit_down(surf, "liaison")
    one = walk.case.actions.earliest("n")
    look(surf, "ladder-time", reverse("agency:more_time", args=[one.ref]))
    with transaction.atomic():
        wished(walk)
        asked(walk)
    look(surf, "ladder-time-waits", agency_page(walk.case))
    sit_down(surf, "commissioner")
    look(surf, "ladder-relief", act_page(walk.case, "putuskan-bebas"))
    look(surf, "ladder-relief-case", case_page(walk.case))
    with transaction.atomic():
        decided(walk)
    sit_down(surf, "liaison")
    look(surf, "ladder-agency-freed", agency_page(walk.case))
    look(surf, "ladder-agency-record-freed", reverse("agency:record"))
