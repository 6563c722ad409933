"""A plenary as its head sees it: empty, an agenda, decisions, what failed, the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_plenary import opened
from tests.complaints.services.test_refusing import before_the_plenary
from tests.complaints.views.pages import act_page, case_page
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/kerja/pleno/"


def test_a_plenary_from_its_agenda_to_its_signed_minutes(surf: Surf) -> None:
    person("head")
    sit_down(surf, "head")
    look(surf, "plenary-empty", HOME)
    walks = [before_the_plenary(not_in_court=False), before_the_plenary()]
    person("commissioner")
    look(surf, "plenary-agenda", HOME)
    look(surf, "plenary-agenda-english", f"{HOME}?bahasa=en")
    surf.visit(f"{HOME}?bahasa=id")
    look(surf, "plenary-refuse-one", act_page(walks[0].case, "tolak"))
    meeting = opened(*walks)
    page = reverse("work:plenary", args=[meeting.ref])
    look(surf, "plenary-decide", page)
    one, two = meeting.items.order_by("id")
    surf.width(1280)
    surf.visit(page)
    surf.choose_option(f"l{one.pk}-decision", "refuse")
    surf.press("Laksanakan putusan", status=422)
    assert surf.axe() == []
    surf.photograph("plenary-lacking")
    surf.choose_option(f"l{one.pk}-ground", "objek_peradilan")
    surf.choose_option(f"l{two.pk}-decision", "postpone")
    surf.press("Laksanakan putusan")
    assert surf.axe() == []
    surf.photograph("plenary-decided")
    surf.press("Tandatangani berita acara")
    look(surf, "plenary-signed", page)
    look(surf, "plenary-home", HOME)
    look(surf, "plenary-on-the-case", case_page(walks[0].case))
