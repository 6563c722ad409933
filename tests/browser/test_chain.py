"""The chain of a report, its effect on a score, and the comparison with a newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Recurrence
from compliance.services.locking import lock
from compliance.services.publishing import publish
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_recurring import again, done
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_chain_page import drafting
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed
from tests.compliance.rounds import DECREE
from tests.compliance.services.test_from_cases import (
    NOW,
    decide,
    filled_round,
    send_evidence,
    with_two_actions,
)

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_link_from_the_report_to_the_score(surf: Surf) -> None:
    walk = with_two_actions()
    send_evidence(walk)
    decide(walk)
    round_ = filled_round(walk)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    sit_down(surf, "examiner")
    look(surf, "chain", reverse("work:chain", args=[walk.again().ref]))
    surf.press("Pengaruhnya pada nilai instansi")
    assert "85,07" in surf.text()
    surf.photograph("chain-counted")
    surf.press("Semua tindakan di baliknya")
    surf.photograph("chain-behind")
    surf.press("Terbitkan akta.")
    assert "Bila dihitung hari ini" in surf.text()


def test_a_new_report_is_compared_with_what_was_put_right(surf: Surf) -> None:
    old = done()
    again(old, title="Akta anak kedua juga tidak terbit")
    sit_down(surf, "head")
    surf.visit("/kerja/hari-ini/#kambuh")
    surf.photograph("recurrence-today")
    look(surf, "recurrences", "/kerja/kambuh/")
    first = Recurrence.objects.earliest("id")
    look(surf, "recurrence", reverse("work:recurrence", args=[first.ref]))
    surf.press("Simpan putusan", status=422)
    surf.photograph("recurrence-lacking")
    surf.choose("answer", "lain")
    surf.type("words", "Loket yang lain.")
    surf.press("Simpan putusan")
    look(surf, "recurrence-judged", reverse("work:recurrence", args=[first.ref]))


def test_the_form_of_a_report_names_the_finding_of_each_action(surf: Surf) -> None:
    walk = drafting()
    sit_down(surf, "examiner")
    look(surf, "lhp-form", act_page(walk.case, "lhp"))
