"""Agencies read their preliminary results, object, are answered, and reply."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from compliance.domain.hearing import REPLY_DAYS, replies_until
from compliance.models import AgencyReply, Place, Round, ScoreObjection
from compliance.services import errors
from compliance.services.hearing import (
    announce,
    answer_objection,
    judge_reply,
    object_to,
    reply,
)
from compliance.services.reviewing import give_back
from journal.models import Delivery
from tests.compliance import field
from tests.compliance.field import SHELF
from tests.compliance.people import ADMIN
from tests.compliance.rounds import NOW, city
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def ready(*more: Any) -> Round:
    """Everything signed and typed, nothing announced. city(1) has the cast's liaison."""
    person("liaison")
    round_ = field.drawn(city(1), *more)
    for where in round_.places.filter(drawn=True):
        field.handed_in(field.sent(where))
        field.signed(where)
    field.typed(round_)
    return Round.objects.get(pk=round_.pk)


def announced(*more: Any) -> Round:
    """Announced today; objections for two weeks."""
    round_ = ready(*more)
    now = wall_now()
    until = now.date() + timedelta(days=14)
    return announce(
        round_ref=round_.ref, until=until, version=round_.version, actor=ADMIN, now=now
    )


def at(name: str, round_: Round, place: Any = None) -> str:
    there = {"ref": round_.ref, "agency": (place or city(1)).ref}
    return reverse(f"scored:{name}", kwargs=there)


def admin_at(name: str, **kwargs: Any) -> str:
    return reverse(f"assess:{name}", kwargs=kwargs)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


@pytest.fixture
def liaison(client: Client) -> Client:
    """Signed in as the liaison of the first city."""
    login(client, "liaison")
    return client


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


# --- announcing ------------------------------------------------------------------------
def test_results_are_announced_when_all_is_signed_with_a_week_at_least(
    admin: Client,
) -> None:
    round_ = ready()
    address = admin_at("announce", ref=round_.ref)
    assert "Beri tahu instansi" in text(admin.get(address))
    short = (wall_now() + timedelta(days=3)).date().isoformat()
    body = {"until": short, "version": round_.version}
    assert "paling sedikit 7 hari" in text(admin.post(address, body), 422)
    assert "Tuliskan tanggal" in text(admin.post(address, body | {"until": ""}), 422)
    body["until"] = (wall_now() + timedelta(days=14)).date().isoformat()
    assert "sudah diubah" in text(admin.post(address, body | {"version": 1}), 409)
    assert "diberi tahu" in text(admin.post(address, body, follow=True))
    told = Delivery.objects.get(subscriber="compliance.liaison_news")
    assert told.recipient == f"user:{person('liaison').pk}"


def test_nothing_is_announced_while_a_place_is_not_signed(admin: Client) -> None:
    round_ = field.drawn(city(1))
    field.typed(round_)
    page = text(admin.get(admin_at("announce", ref=round_.ref)))
    assert "Beri tahu instansi" not in page
    with pytest.raises(errors.GatesShut):
        field.heard(round_)


def test_before_that_the_agency_finds_nothing(liaison: Client) -> None:
    round_ = ready()
    empty = text(liaison.get(reverse("scored:list")))
    assert "Belum ada hasil penilaian" in empty
    assert liaison.get(at("result", round_)).status_code == 404
    evidence = admin_at("evidence", ref=round_.ref)
    assert liaison.get(evidence).status_code == 404


# --- the agency ------------------------------------------------------------------------
def test_an_agency_reads_its_own_result_and_no_other(liaison: Client) -> None:
    round_ = announced(city(2))
    assert round_.name in text(liaison.get(reverse("scored:list")))
    page = text(liaison.get(at("result", round_)))
    assert 'sementara <b class="num">83,57</b>' in page
    assert "4 dari 4; 4 dari 4" in page
    assert "Terlalu sedikit orang untuk ditampilkan" in page  # three users were asked
    assert "rata-rata" not in page
    assert liaison.get(at("result", round_, city(2))).status_code == 404


def test_an_objection_is_filed_answered_and_read(client: Client) -> None:
    round_ = announced()
    login(client, "liaison")
    where = field.place(round_)
    about = f"{where.ref}/{SHELF}"
    asked = text(client.get(f"{at('result', round_)}?tentang={about}"))
    assert where.unit.name_id in asked
    assert "Tuliskan isi sanggahan." in text(client.post(at("result", round_), {}), 422)
    body = {"text": "Papan sudah ada sejak September.", "about": about}
    sent = client.post(at("result", round_), body, follow=True)
    assert "Menunggu jawaban Ombudsman." in text(sent)
    client.logout()
    login(client, "compliance_admin")
    row = ScoreObjection.objects.get()
    assert "Menunggu jawaban" in text(client.get(admin_at("hearing", ref=round_.ref)))
    answer = admin_at("objection", ref=row.ref)
    assert "Pilih putusannya." in text(client.post(answer, {}), 422)
    told = {"upheld": "ya", "answer": "Benar, kami lihat lagi."}
    assert "Jawaban terkirim" in text(client.post(answer, told, follow=True))
    assert "sudah dijawab" in text(client.post(answer, told), 409)
    assert Place.objects.get(pk=where.pk).signed_at is None  # to be mended
    client.logout()
    login(client, "liaison")
    assert "Benar, kami lihat lagi." in text(client.get(at("result", round_)))


def test_an_objection_to_a_unit_that_was_not_visited_is_refused(
    liaison: Client,
) -> None:
    round_ = announced()
    other = round_.places.filter(drawn=False)[0]
    body = {"text": "Keliru.", "about": f"{other.ref}/{SHELF}"}
    assert "tidak cocok" in text(liaison.post(at("result", round_), body), 422)
    nonsense = {"text": "Keliru.", "about": "bukan/ref"}
    assert liaison.post(at("result", round_), nonsense).status_code == 302
    assert ScoreObjection.objects.get().place is None


def test_after_the_last_day_nobody_objects(liaison: Client) -> None:
    round_ = ready()
    field.heard(round_)
    page = text(liaison.get(f"{at('result', round_)}?tentang=x/y"))
    assert "Kirim sanggahan" not in page
    assert "<textarea" not in page
    round_.refresh_from_db()
    assert round_.objections_until
    ended = f"Masa sanggah berakhir {date_format(round_.objections_until, 'j F Y')}"
    assert f"{ended}, menunggu penetapan." in page
    listed = text(liaison.get(reverse("scored:list")))
    assert f"{ended}, menunggu penetapan." in listed
    assert "Giliran Anda" not in listed
    late = liaison.post(at("result", round_), {"text": "Terlambat."})
    assert "Batas waktunya sudah lewat." in text(late, 409)
    assert not ScoreObjection.objects.exists()


def test_a_reply_stands_beside_the_score_once_it_was_looked_at(client: Client) -> None:
    round_ = announced()
    login(client, "liaison")
    words = "Loket baru dibuka pada bulan Desember."
    assert "Tuliskan tanggapannya." in text(client.post(at("reply", round_), {}), 422)
    client.post(at("reply", round_), {"text": words})
    assert words in text(client.get(at("reply", round_)))
    row = AgencyReply.objects.get()
    client.logout()
    login(client, "compliance_admin")
    judge = admin_at("judge", ref=row.ref)
    behind = (row.at - timedelta(hours=1)).isoformat()
    assert "sudah diubah" in text(client.post(judge, {"at": behind}, follow=True))
    held = {"at": row.at.isoformat(), "held_why": "Menyebut nama petugas."}
    client.post(judge, held)
    row.refresh_from_db()
    assert (row.shown_at, row.held_why) == (None, "Menyebut nama petugas.")
    client.post(judge, {"at": row.at.isoformat()})
    row.refresh_from_db()
    assert row.shown_at
    assert not row.held_why


def test_a_reply_that_was_written_again_is_looked_at_again() -> None:
    round_ = announced()
    told: dict[str, Any] = {
        "round_ref": round_.ref,
        "agency_ref": city(1).ref,
        "now": NOW,
    }
    row = reply(text="Satu.", actor=actor("liaison"), **told)
    AgencyReply.objects.filter(pk=row.pk).update(shown_at=NOW, shown_by=person("head"))
    again = reply(text="Dua.", actor=actor("liaison"), **told)
    assert (again.pk, again.shown_at) == (row.pk, None)


def test_everybody_reads_the_reply_beside_a_published_score(client: Client) -> None:
    person("liaison")
    round_ = field.score_published(city(1))
    told: dict[str, Any] = {
        "round_ref": round_.ref,
        "agency_ref": city(1).ref,
        "now": NOW,
    }
    row = reply(text="Kami perbaiki tahun depan.", actor=actor("liaison"), **told)
    card = reverse("rapor:card", kwargs={"ref": city(1).ref, "year": 2027})
    assert "Kami perbaiki" not in text(client.get(card))
    AgencyReply.objects.filter(pk=row.pk).update(
        shown_at=NOW, shown_by=person("compliance_admin")
    )
    assert "Kami perbaiki tahun depan." in text(client.get(card))
    late = datetime(2027, 2, 1, tzinfo=UTC)
    with pytest.raises(errors.TermOver):
        reply(text="Lagi.", actor=actor("liaison"), **told | {"now": late})


def overdue(round_: Round) -> Round:
    """The same, published so long ago that the last day for a reply was yesterday."""
    long_ago = wall_now() - timedelta(days=REPLY_DAYS + 1)
    Round.objects.filter(pk=round_.pk).update(published_at=long_ago)
    return Round.objects.get(pk=round_.pk)


def test_after_thirty_days_the_reply_is_read_and_not_written_any_more(
    liaison: Client,
) -> None:
    round_ = field.score_published(city(1))
    own = {"round_ref": round_.ref, "agency_ref": city(1).ref}
    reply(text="Kami perbaiki.", actor=actor("liaison"), now=NOW, **own)
    ended = replies_until(overdue(round_).published_at)
    page = text(liaison.get(at("reply", round_)))
    assert "<textarea" not in page
    assert "Kirim tanggapan" not in page
    assert "Kami perbaiki." in page
    assert "Sedang diperiksa" in page
    assert f"Masa tanggapan berakhir {date_format(localtime(ended), 'j F Y')}" in page
    result = text(liaison.get(at("result", round_)))
    assert "Lihat tanggapan instansi" in result
    assert "Ubah tanggapan" not in result


def test_a_reply_that_is_sent_too_late_is_refused_and_keeps_its_words(
    liaison: Client,
) -> None:
    round_ = overdue(field.score_published(city(1)))
    late = text(liaison.post(at("reply", round_), {"text": "Baru sempat."}), 409)
    assert "Batas waktunya sudah lewat." in late
    assert "Baru sempat." in late
    assert not AgencyReply.objects.exists()


def test_whoever_wrote_nothing_in_time_reads_that_and_since_when(
    liaison: Client,
) -> None:
    round_ = overdue(field.score_published(city(1)))
    assert "tidak menulis tanggapan" in text(liaison.get(at("reply", round_)))
    result = text(liaison.get(at("result", round_)))
    assert at("reply", round_) not in result
    assert "Masa tanggapan berakhir" in result


def test_within_the_thirty_days_there_is_a_form(liaison: Client) -> None:
    round_ = field.score_published(city(1))
    recent = wall_now() - timedelta(days=REPLY_DAYS - 1)
    Round.objects.filter(pk=round_.pk).update(published_at=recent)
    assert "<textarea" in text(liaison.get(at("reply", round_)))
    assert "Tulis tanggapan" in text(liaison.get(at("result", round_)))


def test_who_speaks_for_one_unit_only_says_nothing_for_the_agency() -> None:
    round_ = announced()
    unit = field.place(round_).unit
    seat = person("liaison").agency_memberships.get()
    seat.units.add(unit)
    with pytest.raises(Exception, match="Hanya narahubung"):
        object_to(
            round_ref=round_.ref,
            agency_ref=city(1).ref,
            about=None,
            text="Keliru.",
            actor=actor("liaison"),
            now=NOW,
        )


def test_who_only_audits_neither_answers_nor_judges_nor_touches_a_place() -> None:
    round_ = announced()
    told: dict[str, Any] = {"actor": actor("auditor"), "now": NOW}
    own: dict[str, Any] = {"round_ref": round_.ref, "agency_ref": city(1).ref}
    own |= {"actor": actor("liaison"), "now": NOW}
    objection = object_to(about=None, text="Keliru.", **own)
    row = reply(text="Kami perbaiki.", **own)
    where = field.place(round_)
    with pytest.raises(NotAllowed):
        answer_objection(ref=objection.ref, upheld=True, answer="Ya.", **told)
    with pytest.raises(NotAllowed):
        judge_reply(ref=row.ref, at=row.at, held_why="", **told)
    with pytest.raises(NotAllowed):
        give_back(place_ref=where.ref, turn=1, why="x", **told)
    with pytest.raises(NotAllowed):
        announce(round_ref=round_.ref, until=NOW.date(), version=round_.version, **told)
    assert ScoreObjection.objects.get().upheld is None
