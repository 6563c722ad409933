"""The pages on which results are set: minutes, the consent of two members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from compliance.models import Approval, Plenary, Round
from compliance.services.locking import lock
from compliance.services.publishing import publish
from tests.compliance.people import ADMIN
from tests.compliance.plenary import NUMBER, agreed, filed
from tests.compliance.rounds import DECREE, NOW, answer, city, opened
from tests.documents import samples
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def locked(*places: int) -> Round:
    cities = [city(place) for place in places or (1,)]
    round_ = opened(*cities)
    for one in cities:
        answer(round_, one, "80")
    return lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def at(name: str, ref: object) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": ref})


def form(**more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": NUMBER,
        "held_on": legal_day(wall_now(), settings.TIME_ZONE).isoformat(),
        "minutes": samples.upload("pleno.png", samples.OURS["png"]),
        "version": "0",
    }
    return told | more


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


def signed(client: Client, who: str) -> Client:
    login(client, who)
    return client


def test_minutes_are_filed_from_the_page_of_a_locked_round(client: Client) -> None:
    round_ = locked()
    signed(client, "compliance_admin")
    page = text(client.get(at("round", round_.ref)))
    assert "Belum: Berita acara pleno dicatat" in page
    assert at("minutes", round_.ref) in page
    assert at("publish", round_.ref) not in page
    done = client.post(at("minutes", round_.ref), form())
    row = Plenary.objects.get()
    assert done.headers["Location"] == at("plenary", row.ref)
    page = text(client.get(at("round", round_.ref)))
    assert "Menunggu persetujuan dua pimpinan." in page
    assert at("plenary", row.ref) in page
    assert client.get(at("plenary_minutes", row.ref)).status_code == 302


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"number": ""}, 422, "Tuliskan nomor berita acara."),
        ({"held_on": ""}, 422, "Tuliskan tanggal pleno."),
        ({"minutes": ""}, 422, "Pilih berkas berita acara."),
        ({"held_on": "2020-01-01"}, 422, "setelah penilaian dikunci"),
        ({"version": "7"}, 409, "sudah diubah orang lain"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    client: Client, told: dict[str, str], status: int, words: str
) -> None:
    round_ = locked()
    signed(client, "compliance_admin")
    sent = form(**{"number": "BA 77", **told})
    page = text(client.post(at("minutes", round_.ref), sent), status)
    assert words in page
    assert ("BA 77" in page) is (told.get("number") is None)
    assert not Plenary.objects.exists()


def test_a_file_that_is_no_paper_is_refused_with_its_reason(client: Client) -> None:
    round_ = locked()
    signed(client, "compliance_admin")
    sent = form(minutes=samples.upload("pleno.exe", b"MZ"))
    response = client.post(at("minutes", round_.ref), sent)
    assert response.status_code in {415, 422}
    assert "errmsg" in text(response, response.status_code)
    assert not Plenary.objects.exists()


def test_a_round_that_is_open_has_no_minutes_yet(client: Client) -> None:
    round_ = opened(city(1))
    signed(client, "compliance_admin")
    page = text(client.get(at("minutes", round_.ref)))
    assert "setelah penilaian dikunci" in page
    assert "Simpan berita acara" not in page
    assert text(client.post(at("minutes", round_.ref), form()), 409)


def test_a_member_sees_the_results_and_agrees(client: Client) -> None:
    round_ = locked(1, 2)
    row = filed(round_, NOW)
    signed(client, "commissioner")
    page = text(client.get(reverse("assess:plenaries")))
    assert "Menunggu persetujuan Anda" in page
    page = text(client.get(at("plenary", row.ref)))
    assert city(1).name_id in page
    assert "80,00" in page
    assert "Setujui hasil ini" in page
    client.post(at("plenary", row.ref), {"version": "1"})
    page = text(client.get(at("plenary", row.ref)))
    assert "Anda sudah menyetujui." in page
    assert "Setujui hasil ini" not in page
    assert "Anda sudah menyetujui" in text(client.get(reverse("assess:plenaries")))
    assert Approval.objects.count() == 1


def test_a_page_of_other_minutes_agrees_to_nothing(client: Client) -> None:
    row = filed(locked(), NOW)
    signed(client, "commissioner")
    for version in ("7", "x"):
        page = text(
            client.post(at("plenary", row.ref), {"version": version}, follow=True)
        )
        assert "sudah diubah orang lain" in page
    assert not Approval.objects.exists()


def test_the_administrator_and_the_auditor_look_and_do_not_agree(
    client: Client,
) -> None:
    row = filed(locked(), NOW)
    for who, may_change in (("compliance_admin", True), ("auditor", False)):
        signed(client, who)
        page = text(client.get(at("plenary", row.ref)))
        assert "Setujui hasil ini" not in page
        assert ("Ganti berita acara" in page) is may_change
        assert "Menunggu 2 persetujuan" in text(client.get(reverse("assess:plenaries")))


def test_minutes_that_are_replaced_say_that_all_are_asked_again(client: Client) -> None:
    row = agreed(locked(), NOW)
    signed(client, "compliance_admin")
    page = text(client.get(at("minutes", row.round.ref)))
    assert "semua persetujuan diminta lagi" in page
    assert "Sudah disetujui" in text(client.get(reverse("assess:plenaries")))


def test_after_publication_the_page_leads_to_the_public_card(client: Client) -> None:
    row = agreed(locked(), NOW)
    version = Round.objects.get().version
    publish(
        round_ref=row.round.ref, version=version, decree=DECREE, actor=ADMIN, now=NOW
    )
    signed(client, "chair")
    page = text(client.get(at("plenary", row.ref)))
    assert "Rapor ini sudah terbit." in page
    assert "Setujui hasil ini" not in page
    assert "Sudah terbit" in text(client.get(reverse("assess:plenaries")))


def test_publishing_too_early_says_what_is_missing(client: Client) -> None:
    round_ = locked()
    signed(client, "compliance_admin")
    page = text(client.get(at("publish", round_.ref)))
    assert "Belum: Pimpinan berbeda yang menyetujui (0/2)" in page
    assert "Ya, terbitkan" not in page
    told = {"version": "2", "decree": DECREE}
    page = text(client.post(at("publish", round_.ref), told, follow=True))
    assert "Belum bisa. Lengkapi syaratnya dulu." in page
    assert Round.objects.get().state == "locked"


def test_without_anything_to_agree_to_the_list_says_so(client: Client) -> None:
    signed(client, "commissioner")
    page = text(client.get(reverse("assess:plenaries")))
    assert "Belum ada hasil yang menunggu pleno." in page
    assert reverse("assess:plenaries") in page


@pytest.mark.parametrize("who", ["assessor", "head", "liaison", "system_admin"])
def test_to_others_none_of_it_exists(client: Client, who: str) -> None:
    row = filed(locked(), NOW)
    signed(client, who)
    for url in (
        reverse("assess:plenaries"),
        at("plenary", row.ref),
        at("plenary_minutes", row.ref),
    ):
        assert client.get(url).status_code == 404
    assert client.post(at("plenary", row.ref), {"version": "1"}).status_code == 404


def test_the_pages_are_in_english_too(client: Client) -> None:
    row = filed(locked(), NOW)
    signed(client, "commissioner")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Agree to these results" in text(client.get(at("plenary", row.ref)))
    assert (
        "waiting for your consent"
        in text(client.get(reverse("assess:plenaries"))).lower()
    )


def test_the_page_asks_no_more_for_more_agencies(client: Client) -> None:
    counts = []
    signed(client, "commissioner")
    for places in ((1,), (2, 3, 4)):
        Round.objects.all().delete()
        row = filed(locked(*places), NOW)
        client.get(at("plenary", row.ref))
        with CaptureQueriesContext(connection) as told:
            text(client.get(at("plenary", row.ref)))
        counts.append(len(told))
    assert counts[0] == counts[1]
