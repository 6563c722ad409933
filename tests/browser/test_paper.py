"""Letters on paper as an officer writes them down and finds them again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_correcting import right_paper, right_proof
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
    posted = prove(walk)
    row = keep(walk, answers=request.ref)
    walk.now += timedelta(days=2)
    right_paper(walk, row, posted.sent_on + timedelta(days=2))
    right_proof(walk, posted.sent_on + timedelta(days=1))
    look(surf, "letters", page)
    for slug, ref in (("tanda-terima", posted.ref), ("surat-masuk", row.ref)):
        way = act_page(walk.case, f"betulkan-{slug}")
        look(surf, f"letters-betulkan-{slug}", f"{way}?surat={ref}")
    look(surf, "letters-case", case_page(walk.case))
