"""The public register in a real Chromium: from the first text to its withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from complaints.domain.releasing import Release
from complaints.services import releasing
from tests.browser.test_ladder import Stories, stories
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.ladder import publishable
from tests.complaints.register import (
    defied,
    obeyed,
    released,
    text,
    withdrawn,
    written,
)
from tests.complaints.views.pages import act_page, case_page

if TYPE_CHECKING:
    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("recommendations:list")
__all__ = ["stories"]


def quoted() -> Walk:
    walk = obeyed()
    piece = walk.case.actions.filter(recommendation__isnull=False)[0].evidence.get()
    released(walk, replies=frozenset({piece.ref}), theme="adminduk")
    return walk


def test_an_empty_register(surf: Surf) -> None:
    look(surf, "register-empty", LIST)
    look(surf, "register-empty-english", f"{LIST}?bahasa=en")
    look(surf, "register-data", f"{LIST}data/?bahasa=id")


def test_everybody_reads_and_narrows_it(surf: Surf, stories: Stories) -> None:
    good, bad = stories.told(quoted), stories.told(defied)
    look(surf, "register-list", LIST)
    look(surf, "register-nothing-fits", f"{LIST}?status=ditarik")
    for name, walk in (("obeyed", good), ("defied", bad)):
        entry = walk.case.public_entries.get()
        page = reverse("recommendations:entry", args=[entry.ref])
        look(surf, f"register-{name}", page)
        surf.dark(on=True)
        assert surf.axe() == []
        surf.dark(on=False)
        surf.width(320)
        assert not surf.scrolls_sideways()
    with transaction.atomic():
        released(good, kind=Release.CORRECTION, why="Nama kantor dibetulkan.")
        withdrawn(bad, why="Menyebut instansi yang keliru.")
    look(surf, "register-marks", LIST)
    for name, walk in (("corrected", good), ("withdrawn", bad)):
        entry = walk.case.public_entries.get()
        look(
            surf, f"register-{name}", reverse("recommendations:entry", args=[entry.ref])
        )


def test_three_persons_let_it_be_read(surf: Surf, stories: Stories) -> None:
    walk = stories.told(obeyed)
    sit_down(surf, "resmon")
    look(surf, "register-write", act_page(walk.case, "usul-register"))
    with transaction.atomic():
        written(walk)
    look(surf, "register-written", case_page(walk.case))
    sit_down(surf, "commissioner")
    look(surf, "register-agree", act_page(walk.case, "setujui-register"))
    surf.press("Setujui tulisan ini")
    sit_down(surf, "chair")
    look(surf, "register-release", act_page(walk.case, "terbitkan-register"))
    surf.press("Terbitkan di register publik")
    look(surf, "register-withdraw", act_page(walk.case, "tarik-register"))
    sit_down(surf, "resmon")
    with transaction.atomic():
        walk.do(
            releasing.propose_release,
            "resmon",
            text=text(kind=Release.UPDATE, why="Ada kabar."),
        )
    look(surf, "register-update", act_page(walk.case, "usul-register"))


def test_before_it_is_announced_the_chair_reads_the_entry(
    surf: Surf, stories: Stories
) -> None:
    walk = stories.told(publishable)
    sit_down(surf, "chair")
    look(surf, "register-announce", act_page(walk.case, "umumkan"))
