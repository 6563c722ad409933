"""Letters on paper as an officer writes them down and finds them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_correspondence import keep, prove
from tests.complaints.story import asked
from tests.complaints.views.pages import act_page, case_page, in_examination

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_letters_of_a_case_on_their_pages(surf: Surf) -> None:
    walk = in_examination()
    page = reverse("work:letters", args=[walk.case.ref])
    sit_down(surf, "examiner")
    look(surf, "letters-none-came", page)
    request = asked(walk)
    for slug in ("tanda-terima", "surat-masuk"):
        look(surf, f"letters-{slug}", act_page(walk.case, slug))
    prove(walk)
    keep(walk, answers=request.ref)
    look(surf, "letters", page)
    look(surf, "letters-case", case_page(walk.case))
