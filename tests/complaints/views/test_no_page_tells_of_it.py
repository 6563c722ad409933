"""No page leads to a case from which its reader is kept out, or tells how it is called.

Each page is opened twice by the same person: before, when it does, and after.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.models import Absence
from accounts.services.absences import enter_absence
from accounts.services.agency_absences import enter_agency_absence
from accounts.wall_clock import wall_now
from complaints.models import Case
from complaints.services import intake, merging, splitting
from tests.complaints.colleagues import colleague
from tests.complaints.ladder import agenda, checked, in_resmon, proposed
from tests.complaints.services.test_going_on import gone_on, suggest, withdrawn
from tests.complaints.services.test_only_what_he_may_know import kept_out
from tests.complaints.services.test_plenary import opened
from tests.complaints.services.test_refusing import before_the_plenary
from tests.complaints.services.test_templating import written
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, in_examination
from tests.complaints.views.test_blacken_pages import brought, piece
from tests.factories.complaints import calendar
from tests.people import actor, login, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
NEW = reverse("work:initiative_new")


# --- the pages: whose address it is, and the case to which it leads -----------------------
def merged_into_another() -> tuple[str, Case]:
    kept = in_examination()
    walk = Walk(now=kept.now)
    walk.do(intake.start_formal, "intake")
    walk.do(merging.merge, "head", kept_ref=kept.case.ref)
    return case_page(walk.case), kept.again()


def split_off_another() -> tuple[str, Case]:
    walk = Walk(story="Akta belum terbit.\nPetugas meminta uang.")
    made = walk.do(
        splitting.split, "intake", title="Permintaan uang", parts=[1], file_refs=[]
    )
    return case_page(made), walk.again()


def gone_on_with_another() -> tuple[str, Case]:
    walk = withdrawn()
    return case_page(gone_on(walk)), walk.again()


def withdrawn_and_gone_on_with() -> tuple[str, Case]:
    walk = withdrawn()
    return case_page(walk.case), gone_on(walk)


def on_an_agenda() -> tuple[str, Case]:
    walk = before_the_plenary()
    meeting = opened(walk)
    return reverse("work:plenary", args=[meeting.ref]), walk.again()


def on_the_members_agenda() -> tuple[str, Case]:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    meeting = agenda(walk)
    return reverse("work:members_plenary", args=[meeting.ref]), walk.again()


PAGES: dict[str, tuple[str, Callable[[], tuple[str, Case]]]] = {
    "merged": ("head", merged_into_another),
    "split": ("head", split_off_another),
    "going on with it": ("head", gone_on_with_another),
    "gone on with": ("head", withdrawn_and_gone_on_with),
    "a plenary": ("head", on_an_agenda),
    "the members' plenary": ("commissioner", on_the_members_agenda),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_leads_to_a_case_from_which_its_reader_is_kept_out(
    client: Client, name: str
) -> None:
    who, made = PAGES[name]
    calendar()
    page, case = made()
    login(client, who)
    assert str(case.ref) in client.get(page).content.decode()
    kept_out(case, who)
    shown = client.get(page).content.decode()
    assert str(case.ref) not in shown
    assert not case.display_number or case.display_number not in shown


# --- what a page asks by itself -------------------------------------------------------
def test_with_a_report_goes_on_who_worked_on_it_and_is_not_kept_out(
    client: Client,
) -> None:
    walk = withdrawn()
    asked = {"dari": str(walk.case.ref)}
    login(client, "examiner")
    assert client.get(NEW, asked).status_code != 404
    login(client, "other_examiner")
    assert client.get(case_page(walk.case)).status_code == 200
    assert client.get(NEW, asked).status_code == 404
    kept_out(walk.case, "examiner")
    login(client, "examiner")
    assert client.get(NEW, asked).status_code == 404


def test_a_suggestion_about_a_body_that_is_no_more_is_not_found(client: Client) -> None:
    row = suggest()
    page = reverse("work:initiative", args=[row.ref])
    login(client, "head")
    assert client.get(page).status_code == 200
    assert row.unit is not None
    row.unit.valid_to = wall_now().date()
    row.unit.save(update_fields=["valid_to"])
    assert client.get(page).status_code == 404


def test_a_sheet_is_shown_for_whom_its_file_can_be_and_its_copy_once_there_is_one(
    client: Client,
) -> None:
    walk = brought()
    place = [walk.case.ref, piece().ref, 1]
    mine = reverse("work:blacken_sheet", args=place)
    login(client, "examiner")
    assert client.get(mine).status_code == 200
    assert client.get(f"{mine}?salinan").status_code == 404
    theirs = reverse("work:release_reporter_sheet", args=place)
    assert client.get(theirs).status_code == 404


def test_a_liaison_is_invited_from_a_case_by_who_may_invite_one(client: Client) -> None:
    walk = in_examination()
    page, invites = (
        reverse("work:letters", args=[walk.case.ref]),
        reverse("people:invite"),
    )
    login(client, "head")
    assert f"{invites}?instansi=" in client.get(page).content.decode()
    login(client, "examiner")
    assert f"{invites}?instansi=" not in client.get(page).content.decode()


def test_who_showed_no_factor_lately_reads_that_publishing_asks_for_it(
    client: Client,
) -> None:
    written("kabar")
    page, words = "/kerja/templat/pesan/kabar/pratinjau/", "faktor kedua Anda dulu"
    login(client, "system_admin")
    assert words not in client.get(page).content.decode()
    login(client, "system_admin", minutes_ago=20)
    assert words in client.get(page).content.decode()


# --- two rooms, each with absences of its own ----------------------------------------------
def away() -> dict[str, Any]:
    now = wall_now()
    first, last = now + timedelta(days=1), now + timedelta(days=3)
    return {"first": first.date(), "last": last.date(), "now": now}


def of_an_officer() -> tuple[str, Absence]:
    row = enter_absence(
        person_id=person("examiner").pk,
        deputy_id=person("other_examiner").pk,
        actor=actor("examiner"),
        **away(),
    )
    return "examiner", row


def of_a_liaison() -> tuple[str, Absence]:
    (row,) = enter_agency_absence(
        deputy_id=colleague().pk, actor=actor("liaison"), **away()
    )
    return "liaison", row


@pytest.mark.parametrize(
    ("made", "elsewhere", "here"),
    [
        (of_an_officer, "agency:absence_end", "absence:end"),
        (of_a_liaison, "absence:end", "agency:absence_end"),
    ],
)
def test_an_absence_is_ended_in_the_room_in_which_it_was_entered(
    client: Client,
    made: Callable[[], tuple[str, Absence]],
    elsewhere: str,
    here: str,
) -> None:
    who, row = made()
    login(client, who)
    assert client.post(reverse(elsewhere, args=[row.ref])).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None
    assert client.post(reverse(here, args=[row.ref])).status_code == 302
    row.refresh_from_db()
    assert row.ended_at is not None
