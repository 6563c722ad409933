"""Consent, restricted cases, recusal and alarms as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.services import watching
from journal.record import record
from tests import people
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.keepers import asked, decided, held
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page, in_examination
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, person

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_identity_opens_with_the_consent_of_another_person(surf: Surf) -> None:
    people.everybody()
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    case = walk.again()
    sit_down(surf, "custodian")
    look(surf, "custody-empty", "/kerja/penjaga/")
    sit_down(surf, "examiner")
    look(surf, "custody-ask", f"{case_page(case)}identitas/")
    surf.width(1280)
    surf.press("Kirim permintaan", status=422)
    surf.photograph("custody-ask-invalid")
    surf.width(1280)
    surf.choose("purpose", "examine")
    surf.choose("basis", "examination")
    surf.press("Kirim permintaan")
    assert "Menunggu putusan" in surf.text()
    surf.photograph("custody-waiting")
    # The custodian's own room is where the demonstration's door leads her.
    surf.forget()
    surf.visit("/demo/")
    surf.press("Masuk sebagai Nyoman Sudarma")
    assert surf.chrome.current_url.endswith("/kerja/penjaga/")
    look(surf, "custody-home", "/kerja/penjaga/")
    surf.width(1280)
    surf.press(case.display_number)
    surf.photograph("custody-decide")
    surf.width(1280)
    surf.choose("decision", "refuse")
    surf.press("Simpan putusan", status=422)
    surf.photograph("custody-decide-invalid")
    surf.width(1280)
    surf.choose("decision", "grant")
    surf.press("Simpan putusan")
    surf.photograph("custody-decided")
    sit_down(surf, "examiner")
    look(surf, "custody-granted", f"{case_page(case)}identitas/")
    surf.width(1280)
    surf.press("Buka 15 menit")
    assert CANARY_NAME in surf.text()
    sit_down(surf, "custodian")
    surf.visit("/kerja/penjaga/")
    surf.press(case.display_number)
    surf.photograph("custody-granted-hers")
    surf.width(1280)
    surf.press("Cabut persetujuan")
    assert "Persetujuan dicabut" in surf.text()


def test_a_refusal_reaches_the_asker_with_its_reason(surf: Surf) -> None:
    case, _receipt = held()
    decided(asked(case), grant=False, reason="Identitas tidak diperlukan di sini.")
    sit_down(surf, "examiner")
    look(surf, "custody-refused", f"{case_page(case)}identitas/?bahasa=en")
    assert "Rejected" in surf.text()
    sit_down(surf, "other_examiner")
    look(surf, "custody-closed", f"{case_page(case)}identitas/", status=403)


def test_a_restricted_case_asks_why(surf: Surf) -> None:
    walk = in_examination()
    sit_down(surf, "head")
    surf.visit(case_page(walk.case))
    surf.press("Batasi perkara")
    surf.photograph("restrict")
    surf.width(1280)
    surf.choose("reason", "safety")
    surf.press("Batasi perkara")
    surf.photograph("restricted-reason")
    surf.width(1280)
    surf.press("Buka perkara", status=422)
    surf.photograph("restricted-reason-invalid")
    surf.width(1280)
    surf.choose("reason", "review")
    surf.press("Buka perkara")
    look(surf, "restricted-case", case_page(walk.case))
    look(surf, "restricted-queue", "/kerja/antrean/")
    look(surf, "restricted-lift", act_page(walk.case, "buka-batas"))
    surf.visit(f"{act_page(walk.case, 'buka-batas')}?bahasa=en")
    assert "Lift the restriction" in surf.text()


def test_a_case_is_handed_on_after_a_recusal(surf: Surf) -> None:
    walk = in_examination()
    people.person("other_examiner")
    sit_down(surf, "examiner")
    look(surf, "recuse", act_page(walk.case, "mundur"))
    surf.width(1280)
    surf.type("reason", "Terlapor kerabat saya.")
    surf.press("Nyatakan benturan kepentingan")
    surf.visit(case_page(walk.case), status=404)
    sit_down(surf, "head")
    surf.visit("/kerja/antrean/?view=unassigned")
    surf.photograph("recused-queue")
    surf.width(1280)
    surf.visit(case_page(walk.case))
    look(surf, "exclude", act_page(walk.case, "kecualikan"))
    surf.width(1280)
    surf.visit(act_page(walk.case, "ganti"))
    surf.photograph("reassign")


def test_the_auditor_sees_who_read_too_much(surf: Surf, settings: Settings) -> None:
    settings.BULK_READ_CASES = 2
    people.everybody()
    sit_down(surf, "auditor")
    look(surf, "alarms-empty", reverse("audit:alarms"))
    now = wall_now()
    with transaction.atomic():
        for n in range(5):
            record(
                events.CASE_READ,
                actor=actor("examiner"),
                subject=User(pk=person("examiner").pk),
                data={"case": f"perkara-{n}", "held": False},
                now=now,
            )
    watching.run(now)
    look(surf, "alarms", reverse("audit:alarms"))
    assert person("examiner").name in surf.text()
