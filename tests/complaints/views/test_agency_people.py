"""Several people speak for an agency: they divide its duties, and lose no right by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse

from accounts.actor_of import member
from accounts.agency_people import away_today
from accounts.deputies import covers
from accounts.errors import DeputyUnfit, GoesInCircles, NotAllowed, Settled
from accounts.models import Absence
from accounts.services.absences import end_absence
from accounts.services.agency_absences import enter_agency_absence
from complaints.domain import events
from complaints.models import Case, DutyHolder
from complaints.services import dividing
from complaints.services.errors import NotReady
from journal.models import Entry
from ombudsman import clock
from tests.complaints.colleagues import colleague
from tests.complaints.contacts import deliver
from tests.complaints.story import Walk, asked, opened_by_agency, submitted
from tests.complaints.views.pages import (
    agency_page,
    counted,
    in_correction,
    in_examination,
    said_to_each,
)
from tests.factories.agencies import UnitFactory
from tests.factories.complaints import FILED
from tests.people import actor, agency, login, person

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db
PEOPLE = reverse("agency:people")
TODAY = FILED.date()
WORD = "Data ada di loket dua."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: FILED)


def questioned() -> Walk:
    """The agency has opened a request for explanation."""
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    walk.again()
    return walk


def question(walk: Walk) -> str:
    return reverse("agency:share", args=[walk.case.clarifications.get().ref])


def order(walk: Walk, n: int = 1) -> str:
    return reverse("agency:share", args=[walk.case.actions.get(n=n).ref])


def browser(who: str | User) -> Client:
    client = Client()
    login(client, who)
    return client


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# --- who works on it ----------------------------------------------------------------
def test_every_liaison_of_the_agency_reads_its_duties() -> None:
    walk = questioned()
    for who in ("liaison", colleague()):
        client = browser(who)
        assert "Jawab permintaan penjelasan" in read(client, "/instansi/")
        assert "Belum ada yang mengerjakan." in read(client, agency_page(walk.case))


def test_who_works_on_it_is_named_to_his_colleagues_and_to_nobody_else() -> None:
    walk = questioned()
    siti = colleague()
    hers = browser(siti)
    assert hers.post(question(walk), {"do": "take"}).status_code == 302
    assert "Anda yang mengerjakan" in read(hers, "/instansi/")
    his = browser("liaison")
    answer = reverse("agency:answer", args=[walk.case.clarifications.get().ref])
    for page in ("/instansi/", agency_page(walk.case), answer, question(walk)):
        assert "Siti Rahma" in read(his, page), page
    entry = Entry.objects.get(kind=events.DUTY_DIVIDED)
    assert (entry.data["divided"], entry.data["liaison"]) == ("taken", siti.pk)
    office = browser("examiner")
    for page in (
        reverse("work:case", args=[walk.case.ref]),
        reverse("work:history", args=[walk.case.ref]),
    ):
        assert "Siti Rahma" not in read(office, page)


def test_a_colleague_takes_it_over_and_the_other_may_still_answer() -> None:
    walk = questioned()
    siti = browser(colleague())
    siti.post(question(walk), {"do": "take"})
    his = browser("liaison")
    his.post(question(walk), {"do": "take"})
    his.post(question(walk), {"do": "take"})  # again is still he
    assert DutyHolder.objects.filter(ended_at=None).get().user == person("liaison")
    assert DutyHolder.objects.count() == 2
    answer = reverse("agency:answer", args=[walk.case.clarifications.get().ref])
    assert siti.post(answer, said_to_each("Sistem rusak.")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_it_is_handed_over_with_a_word_and_the_colleague_hears_of_it() -> None:
    walk = questioned()
    siti = colleague()
    deliver()
    mail.outbox.clear()
    told = {"do": "hand", "to": siti.pk, "word": WORD}
    assert browser("liaison").post(question(walk), told).status_code == 302
    page = read(browser(siti), "/instansi/")
    assert WORD in page
    assert person("liaison").name in page
    assert WORD not in str(Entry.objects.get(kind=events.DUTY_DIVIDED).data)
    deliver()
    (letter,) = mail.outbox
    assert letter.to == [siti.email]
    assert WORD not in letter.body


def test_it_is_given_back_by_whoever_holds_it_and_nobody_else() -> None:
    walk = questioned()
    siti = browser(colleague())
    siti.post(question(walk), {"do": "take"})
    refused = browser("liaison").post(question(walk), {"do": "leave"})
    assert refused.status_code == 409
    assert "tidak dipegang Anda" in refused.content.decode()
    assert siti.post(question(walk), {"do": "leave"}).status_code == 302
    assert "Belum ada yang mengerjakan." in read(siti, question(walk))


def test_a_duty_is_handed_to_nobody_who_could_not_carry_it_out() -> None:
    """Of another agency, of another unit, or where only a liaison answers."""
    walk = questioned()
    elsewhere = colleague("Unit lain", [UnitFactory(agency=agency())])
    his = browser("liaison")
    page = read(his, question(walk))
    for other in (person("other_liaison"), person("superior"), elsewhere):
        assert other.name not in page
        told = {"do": "hand", "to": other.pk}
        assert his.post(question(walk), told).status_code == 422
        with pytest.raises(NotReady, match="duty_colleague"):
            dividing.hand_duty(
                ref=walk.case.clarifications.get().ref,
                to_id=other.pk,
                word="",
                actor=actor("liaison"),
                now=FILED,
            )
    assert not DutyHolder.objects.exists()


def test_the_superior_takes_an_order_and_no_question() -> None:
    walk = in_correction()
    superior = browser("superior")
    assert superior.post(order(walk), {"do": "take"}).status_code == 302
    assert person("superior").name in read(browser("liaison"), order(walk))
    again = questioned()
    assert "Hanya narahubung" in read(superior, question(again))
    assert superior.post(question(again), {"do": "take"}).status_code == 403


def test_what_is_over_is_divided_no_more() -> None:
    walk = in_correction()
    walk.case.actions.filter(n=1).update(settled_on=TODAY, status="dilaksanakan")
    client = browser("liaison")
    assert "sudah selesai" in read(client, order(walk))
    answer = client.post(order(walk), {"do": "take"})
    assert answer.status_code == 409
    assert "sudah selesai" in answer.content.decode()


def test_before_its_letter_was_opened_a_question_is_divided_by_nobody() -> None:
    walk = in_examination()
    asked(walk)
    with pytest.raises(NotReady, match="duty_over"):
        dividing.take_duty(
            ref=walk.case.clarifications.get().ref, actor=actor("liaison"), now=FILED
        )


def test_who_left_the_agency_works_on_nothing_any_more() -> None:
    walk = questioned()
    siti = colleague()
    browser(siti).post(question(walk), {"do": "take"})
    siti.agency_memberships.update(valid_to=FILED)
    page = read(browser("liaison"), question(walk))
    assert "Siti Rahma" not in page
    assert "Belum ada yang mengerjakan." in page


@pytest.mark.parametrize("who", ["other_liaison", "examiner", "citizen"])
def test_others_find_no_duty_of_it(who: str) -> None:
    walk = questioned()
    client = browser(who)
    assert client.get(question(walk)).status_code == 404
    assert client.post(question(walk), {"do": "take"}).status_code == 404
    told: dict[str, Any] = {"ref": walk.case.clarifications.get().ref, "now": FILED}
    with pytest.raises((ObjectDoesNotExist, NotAllowed)):
        dividing.take_duty(actor=actor(who), **told)


def test_the_inbox_costs_the_same_however_the_duties_are_divided() -> None:
    walks = [questioned(), questioned()]
    client = browser("liaison")
    client.post(question(walks[0]), {"do": "take"})
    read(client, "/instansi/")
    with counted() as few:
        read(client, "/instansi/")
    away(colleague(), colleague("Budi"))
    browser(colleague("Ani")).post(question(walks[1]), {"do": "take"})
    with counted() as many:
        read(client, "/instansi/")
    assert len(many) == len(few)


# --- units --------------------------------------------------------------------------
def test_who_speaks_for_a_unit_sees_the_cases_of_that_unit_alone() -> None:
    """R9: neither in a list nor by any address, and his colleagues of the whole see all."""
    mine, other = UnitFactory(agency=agency()), UnitFactory(agency=agency())
    walks = {}
    for unit in (mine, other, None):
        walk = in_correction()
        Case.objects.filter(pk=walk.case.pk).update(unit=unit)
        submitted(walk, 2)
        walks[unit] = walk
    client = browser(colleague("Unit", [mine]))
    inbox = read(client, "/instansi/")
    for unit, walk in walks.items():
        seen = unit == mine
        letter = walk.case.letters.filter(addressee="agency").earliest("id").letter
        action = walk.case.actions.get(n=1)
        assert (str(walk.case.display_number) in inbox) == seen
        for address in (
            agency_page(walk.case),
            order(walk),
            reverse("agency:evidence", args=[action.ref]),
            reverse("agency:more_time", args=[action.ref]),
            reverse("agency:letter", args=[walk.case.ref, letter.ref]),
        ):
            assert (client.get(address).status_code != 404) == seen, address
    whole = read(browser("liaison"), "/instansi/")
    assert all(str(walk.case.display_number) in whole for walk in walks.values())


# --- our people, and who is away ----------------------------------------------------
def away(who: User, deputy: User, **more: Any) -> list[Absence]:
    told = {"first": TODAY, "last": TODAY + timedelta(days=4), "now": FILED} | more
    return enter_agency_absence(
        deputy_id=deputy.pk, actor=member(who, now=FILED), **told
    )


def test_covering_is_the_whole_or_all_of_the_units() -> None:
    assert covers({}, {})
    assert covers({}, {1})
    assert covers({1, 2}, {1})
    assert not covers({1}, {1, 2})
    assert not covers({1}, {})


def test_the_page_names_the_people_of_ones_own_agency() -> None:
    colleague("Siti Rahma", [UnitFactory(agency=agency(), name_id="Loket Dua")])
    there, elsewhere = person("superior"), person("other_liaison")
    page = read(browser("liaison"), PEOPLE)
    for told in (
        "Siti Rahma",
        "Loket Dua",
        there.name,
        "seluruh instansi",
    ):
        assert told in page
    assert elsewhere.name not in page


@pytest.mark.parametrize("who", ["examiner", "citizen", "system_admin"])
def test_it_is_for_the_people_of_agencies(who: str) -> None:
    client = browser(who)
    assert client.get(PEOPLE).status_code == 404
    assert client.post(PEOPLE).status_code == 404


def test_the_deputy_stands_beside_the_duties_of_who_is_away() -> None:
    walk = questioned()
    siti, budi = colleague(), colleague("Budi Hartono")
    hers = browser(siti)
    hers.post(question(walk), {"do": "take"})
    told = {
        "first": TODAY.isoformat(),
        "last": (TODAY + timedelta(days=4)).isoformat(),
        "deputy": budi.pk,
    }
    assert hers.post(PEOPLE, told).status_code == 302
    page = read(browser("liaison"), "/instansi/")
    assert "Siti Rahma" in page
    assert "diwakili Budi Hartono" in page
    assert "Budi Hartono" in read(hers, PEOPLE)
    ended = Absence.objects.get()
    address = reverse("agency:absence_end", args=[ended.ref])
    assert browser("liaison").post(address).status_code == 404
    assert hers.post(address).status_code == 302
    assert "diwakili" not in read(browser("liaison"), "/instansi/")
    with pytest.raises(Settled):
        end_absence(ref=ended.ref, actor=member(siti, now=FILED), now=FILED)


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_to_somebody_away_is_told_to_his_deputy() -> None:
    walk = questioned()
    siti, budi = colleague(), colleague("Budi Hartono")
    away(siti, budi)
    deliver()
    mail.outbox.clear()
    told = {"do": "hand", "to": siti.pk, "word": WORD}
    browser("liaison").post(question(walk), told)
    deliver()
    assert [letter.to for letter in mail.outbox] == [[budi.email]]


def test_a_deputy_speaks_for_the_same_agency_in_the_same_role_for_all_units() -> None:
    one, two = UnitFactory(agency=agency()), UnitFactory(agency=agency())
    whole, of_one = colleague("Semua"), colleague("Satu", [one])
    of_both = colleague("Dua", [one, two])
    away(of_one, of_both)
    away(of_both, whole)
    for who, deputy in (
        (whole, of_one),
        (whole, person("superior")),
        (whole, person("other_liaison")),
        (whole, whole),
    ):
        with pytest.raises(DeputyUnfit):
            away(who, deputy)
    assert set(away_today({agency().pk}, FILED)) == {of_one.pk, of_both.pk}


def test_deputies_do_not_come_back_on_themselves() -> None:
    siti, budi = colleague(), colleague("Budi")
    away(siti, budi)
    with pytest.raises(GoesInCircles):
        away(budi, siti)


def test_days_that_are_over_are_refused_and_kept() -> None:
    budi = colleague("Budi")
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    told = {"first": yesterday, "last": TODAY.isoformat(), "deputy": budi.pk}
    answer = browser("liaison").post(PEOPLE, told)
    assert answer.status_code == 409
    assert f'value="{yesterday}"' in answer.content.decode()
    empty = browser("liaison").post(PEOPLE)
    assert empty.status_code == 422
    assert "Hari pertama belum diisi." in empty.content.decode()


def test_nobody_of_the_office_is_away_from_an_agency() -> None:
    with pytest.raises(NotAllowed):
        away(person("examiner"), person("other_examiner"))
    siti = colleague()
    (row,) = away(siti, colleague("Budi"))
    assert row.zone == "Asia/Jakarta"
    assert date.fromisoformat(str(row.first_day)) == TODAY
    with pytest.raises(Absence.DoesNotExist):
        end_absence(ref=row.ref, actor=actor("head"), now=FILED)
