"""Who did not sit decides nothing, and what takes effect at once needs two who sat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from complaints.domain import events
from complaints.domain.plenary import Decision
from complaints.domain.terms import TermKind
from complaints.models import AgencyTie, Plenary
from complaints.services import members_plenary
from complaints.services.errors import NotReady
from complaints.services.members_plenary import NOTED, Ruled
from complaints.services.minutes import sign_minutes
from documents.services.keeping import content_of
from journal.models import Delivery, DeliveryState
from journal.testing import drain
from tests.complaints.ladder import (
    agenda,
    checked,
    disobeyed,
    in_resmon,
    proposed,
    ruled,
    unheeded,
)
from tests.complaints.services.test_disobeyed import sanction
from tests.complaints.services.test_plenary import carried, opened
from tests.complaints.services.test_plenary import told as put
from tests.complaints.services.test_refusing import before_the_plenary
from tests.documents.reading import text_of
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def alone(
    walk: Walk,
    meeting: Plenary,
    who: str = "commissioner",
    decision: Decision = Decision.APPROVE,
    words: str = "",
) -> str:
    """What became of a decision that one person wrote down."""
    item = meeting.items.get(case=walk.case, decided_at=None)
    ruling = Ruled(item.pk, walk.again().version, decision, words)
    (why,) = members_plenary.rule(
        ref=meeting.ref, decisions=[ruling], actor=actor(who), now=walk.now
    )
    return why


def test_a_commissioner_who_did_not_sit_decides_nothing_in_that_meeting() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    third = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    meeting = agenda(walk)
    meeting.present.set([person("chair"), third])
    assert alone(walk, meeting) == "plenary_not_there"
    words = "Sebut pasalnya."
    assert alone(walk, meeting, decision=Decision.RETURN, words=words) == (
        "plenary_not_there"
    )
    assert walk.again().matters.get().ended_at is None
    assert alone(walk, meeting, "chair") == ""


def test_the_head_of_an_office_keeps_no_plenary_in_which_he_did_not_sit() -> None:
    walk = before_the_plenary()
    with pytest.raises(NotReady, match="plenary_not_there"):
        opened(walk, present=("intake", "examiner"))
    meeting = opened(walk)
    meeting.present.set([person("intake"), person("examiner")])
    given = put(meeting, walk, Decision.REGISTER, case_class="light")
    assert carried(meeting, walk, given) == ["plenary_not_there"]
    assert carried(meeting, walk, put(meeting, walk, Decision.POSTPONE)) == [""]


def test_one_commissioner_alone_sets_no_status_of_a_recommendation() -> None:
    walk = unheeded()
    meeting = agenda(walk)
    assert alone(walk, meeting) == NOTED
    assert alone(walk, meeting) == NOTED  # the same hand is no second one
    assert walk.again().matters.filter(ended_at=None).exists()
    assert walk.case.recommendations.get().status == ""
    assert walk.kinds().count(events.PLENARY_APPROVED_FIRST) == 1
    assert alone(walk, meeting, "chair") == ""
    item = meeting.items.get()
    assert (item.first_by, item.decided_by) == (person("commissioner"), person("chair"))
    assert walk.again().recommendations.get().status != ""


def test_one_commissioner_alone_recommends_no_sanction() -> None:
    walk = disobeyed()
    sanction(walk)
    meeting = agenda(walk)
    sent = walk.case.letters.filter(letter__kind="rekomendasi_sanksi")
    assert alone(walk, meeting, "chair") == NOTED
    assert not sent.exists()
    assert alone(walk, meeting) == ""
    assert sent.exists()


def test_the_second_may_return_what_the_first_approved() -> None:
    walk = unheeded()
    meeting = agenda(walk)
    assert alone(walk, meeting) == NOTED
    why = alone(walk, meeting, "chair", Decision.RETURN, "Periksa butir kedua.")
    assert why == ""
    assert walk.again().recommendations.get().status == ""


def test_an_approval_counts_no_more_once_its_author_is_kept_out() -> None:
    walk = unheeded()
    third = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    meeting = agenda(walk)
    meeting.present.add(third)
    assert alone(walk, meeting) == NOTED
    walk.case.recusals.create(
        user=person("commissioner"), reason="x", created_at=walk.now
    )
    assert alone(walk, meeting, "chair") == NOTED
    assert walk.again().recommendations.get().status == ""


def test_the_database_knows_no_approval_by_one_person_twice() -> None:
    walk = unheeded()
    meeting = agenda(walk)
    assert ruled(walk, meeting=meeting) == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.items.update(first_by=person("chair"))


def test_the_page_says_who_approved_and_that_another_has_to(client: Client) -> None:
    walk = unheeded()
    meeting = agenda(walk)
    page = reverse("work:members_plenary", args=[meeting.ref])
    row = meeting.items.get()
    body = {
        f"l{row.pk}-version": walk.again().version,
        f"l{row.pk}-decision": "approve",
    }
    login(client, "commissioner")
    assert "setelah dua pimpinan yang hadir" in client.get(page).content.decode()
    said = client.post(page, body, follow=True).content.decode()
    assert "1 persetujuan dicatat." in said
    assert "tidak terlaksana" not in said
    assert f"Disetujui {person('commissioner').name}," in said
    login(client, "chair")
    done = client.post(page, body, follow=True).content.decode()
    assert "1 putusan dilaksanakan." in done


def test_who_did_not_sit_reads_that_he_only_postpones(client: Client) -> None:
    walk = unheeded()
    third = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    meeting = agenda(walk)
    meeting.present.set([person("commissioner"), third])
    login(client, "chair")
    page = client.get(reverse("work:members_plenary", args=[meeting.ref]))
    assert "Anda tidak tercatat hadir dalam rapat ini." in page.content.decode()


def heard() -> list[str]:
    """Who was told that somebody approved and another has to."""
    rows = Delivery.objects.filter(
        entry__kind=events.PLENARY_APPROVED_FIRST, subscriber="colleague_news"
    )
    return sorted(rows.values_list("recipient", flat=True))


def test_whoever_may_be_the_second_hears_that_it_waits_for_him() -> None:
    walk = unheeded()
    absent = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    tied = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    meeting = agenda(walk)
    meeting.present.add(tied)
    case_agency = walk.again().agency
    assert case_agency is not None
    AgencyTie.objects.create(user=tied, agency=case_agency, at=walk.now)
    assert alone(walk, meeting) == NOTED
    assert heard() == [f"user:{person('chair').pk}"]
    assert f"user:{absent.pk}" not in heard()
    others = Delivery.objects.exclude(entry__kind=events.PLENARY_APPROVED_FIRST)
    others.update(state=DeliveryState.CANCELLED.value)
    drain()
    (letter,) = mail.outbox
    assert letter.to == [person("chair").email]


def test_the_minutes_and_the_page_name_both_who_approved(client: Client) -> None:
    walk = unheeded()
    meeting = agenda(walk)
    assert ruled(walk, meeting=meeting) == ""
    minutes = sign_minutes(ref=meeting.ref, actor=actor("chair"), now=walk.now)
    assert minutes.letter is not None
    words = text_of(content_of(minutes.letter.file))
    first, second = person("commissioner").name, person("chair").name
    assert f"Disetujui oleh {first} dan {second}." in words
    login(client, "chair")
    page = client.get(reverse("work:members_plenary", args=[meeting.ref]))
    assert f"Disetujui oleh: {first}, {second}" in page.content.decode()


def test_of_what_one_voice_decides_the_minutes_name_nobody() -> None:
    walk = unheeded()
    meeting = agenda(walk)
    assert alone(walk, meeting) == NOTED
    assert alone(walk, meeting, "chair", Decision.RETURN, "Periksa lagi.") == ""
    minutes = sign_minutes(ref=meeting.ref, actor=actor("chair"), now=walk.now)
    assert minutes.letter is not None
    assert "Disetujui oleh" not in text_of(content_of(minutes.letter.file))


def test_after_the_first_approval_somebody_else_sees_to_it_by_turn() -> None:
    walk = unheeded()
    term = walk.case.deadlines.filter(kind=TermKind.PLENARY_MATTER).latest("pk")
    assert term.named == person("commissioner")  # the chair stands above
    meeting = agenda(walk)
    assert alone(walk, meeting) == NOTED
    term.refresh_from_db()
    assert term.named == person("chair")
    assert (term.met_on, term.dropped_at) == (None, None)


def test_who_saw_to_it_goes_on_where_another_approved_first() -> None:
    walk = unheeded()
    term = walk.case.deadlines.filter(kind=TermKind.PLENARY_MATTER).latest("pk")
    meeting = agenda(walk)
    assert alone(walk, meeting, "chair") == NOTED
    term.refresh_from_db()
    assert term.named == person("commissioner")
