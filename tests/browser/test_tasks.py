"""A checklist is taken, a task given and ended in a real browser."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from complaints.models import Task
from tests.browser.test_people_pages import sit_as
from tests.complaints.services.test_tasks import given, listed
from tests.complaints.views.pages import case_page, in_correction
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_tasks_are_taken_given_and_ended(surf: Surf) -> None:
    walk = in_correction()
    listed(place="corrective")
    late = (walk.now - timedelta(days=3)).date()
    given(walk, "Tanya pelapor apakah uang sudah diterima", due_on=late)
    given(walk, "Minta kuitansi", whom_id=person("other_examiner").pk)
    sit_as(surf, "examiner")
    surf.visit(case_page(walk.case))
    surf.photograph("case-tasks")
    surf.visit(f"{case_page(walk.case)}tugas/")
    surf.photograph("tasks")
    surf.press("Tambahkan", status=422)
    surf.photograph("tasks-fault")
    surf.type("text", "Hubungi inspektorat")
    surf.press("Tambahkan")
    surf.press("Ambil daftar ini")
    surf.photograph("tasks-taken")
    assert Task.objects.filter(done_at=None).count() == 5
    surf.visit(case_page(walk.case))
    surf.dark(on=True)
    surf.photograph("case-tasks-dark")
    surf.press("Selesai")
    assert Task.objects.get(done_by=person("examiner")).n == 1
    surf.visit(f"{case_page(walk.case)}tugas/")
    surf.photograph("tasks-dark")
    surf.dark(on=False)
    surf.visit("/kerja/hari-ini/")
    surf.photograph("today-tasks")
