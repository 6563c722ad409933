"""The composer of the case page: three lanes, and words that are never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from complaints.models import Case, Clarification, Note, ReporterMessage, Unsent
from complaints.services import examination, restricting, unsent
from complaints.views.composing import FIRST
from complaints.views.lanes import LANES
from tests.complaints.views.pages import act_page, case_page, in_examination
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
TYPED = "Apakah uangnya sudah Ibu terima?"


@pytest.fixture
def walk() -> Walk:
    return in_examination()


def kept_in(walk: Walk, who: str = "examiner") -> dict[str, Any]:
    rows = Unsent.objects.filter(case=walk.case, by=person(who))
    return {row.act: row.fields for row in rows}


def page_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def wish(client: Client, walk: Walk, slug: str, do: str, **body: str) -> Any:
    return client.post(act_page(walk.case, slug), {"do": do, **body})


def test_the_button_of_each_lane_says_who_will_read_it(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    buttons = {
        "pesan": "Kirim ke pelapor</button>",
        "tanya": "Kirim pertanyaan ke pelapor</button>",
        "klarifikasi": "Kirim ke instansi</button>",
        "catatan": "Simpan catatan internal</button>",
    }
    assert buttons.keys() == LANES.keys()
    for slug, lane in LANES.items():
        page = page_of(client, act_page(walk.case, slug))
        assert [words for words in buttons.values() if words in page] == [buttons[slug]]
        assert str(lane.reads) in page


def test_a_case_opens_with_the_lane_of_the_reporter_whatever_was_used_last(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    wish(client, walk, "catatan", "keep", text="Untuk kami.")
    page = page_of(client, case_page(walk.case))
    assert FIRST == "pesan"
    assert "Kirim ke pelapor</button>" in page
    assert "Simpan catatan internal</button>" not in page


def test_another_lane_says_first_where_the_words_were_meant_for(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    answer = wish(client, walk, "klarifikasi", "move", since="pesan", text=TYPED)
    page = page_of(client, answer.headers["Location"])
    assert TYPED in page
    assert "Tulisan ini semula untuk: Pelapor." in page
    assert "Instansi akan membaca ini, sebagai surat." in page
    assert kept_in(walk) == {"klarifikasi": {"questions": TYPED}}
    assert not Clarification.objects.exists()


def test_words_join_those_that_wait_in_the_other_lane(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    wish(client, walk, "catatan", "keep", text="Telepon sudah.")
    wish(client, walk, "catatan", "move", since="pesan", text=TYPED)
    wish(client, walk, "catatan", "move", since="pesan", text=TYPED)
    assert kept_in(walk) == {"catatan": {"text": f"Telepon sudah.\n\n{TYPED}"}}


@pytest.mark.parametrize("slug", ["pesan", "tanya", "klarifikasi"])
def test_what_is_internal_is_never_readdressed(
    client: Client, walk: Walk, slug: str
) -> None:
    login(client, "examiner")
    answer = wish(client, walk, slug, "move", since="catatan", text="Hanya kami.")
    page = page_of(client, answer.headers["Location"])
    assert "Hanya kami." not in page
    assert "Catatan internal Anda tetap tersimpan di tempatnya." in page
    assert kept_in(walk) == {"catatan": {"text": "Hanya kami."}}


def test_a_lane_that_is_closed_takes_no_words(client: Client, walk: Walk) -> None:
    walk.do(
        examination.ask_clarification, "examiner", summary="Akta.", questions="Mengapa?"
    )
    login(client, "examiner")
    page = page_of(client, act_page(walk.case, "pesan"))
    assert "Permintaan penjelasan sebelumnya belum dijawab." in page
    answer = wish(client, walk, "klarifikasi", "move", since="pesan", text=TYPED)
    assert answer.headers["Location"] == act_page(walk.case, "pesan")
    assert kept_in(walk) == {"pesan": {"text": TYPED}}


def test_the_preview_shows_what_the_reporter_reads_and_sends_nothing(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    answer = wish(client, walk, "pesan", "look", text=TYPED)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Yang akan dibaca" in page
    assert f"<p>{TYPED}</p>" in page
    assert "Ada kabar tentang laporan Anda" in page
    assert f"/lacak/{walk.case.locator}/" in page
    assert not ReporterMessage.objects.exists()


@pytest.mark.parametrize(
    ("news", "says"),
    [
        ("sms", "Pesan kabar, tanpa isi tulisan Anda"),
        ("none", "Pelapor tidak ingin dikabari."),
    ],
)
def test_the_preview_follows_the_way_that_the_reporter_chose(
    client: Client, walk: Walk, news: str, says: str
) -> None:
    Case.objects.filter(pk=walk.case.pk).update(contact_marks={"news": news})
    login(client, "examiner")
    page = wish(client, walk, "pesan", "look", text=TYPED).content.decode()
    assert says in page
    assert "Surel kabar" not in page


def test_the_preview_of_a_letter_numbers_the_questions_as_the_letter_does(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = {"summary": "Akta belum terbit.", "questions": "Mengapa?\nKapan? 🙂"}
    body["version"] = str(walk.case.version)
    page = wish(client, walk, "klarifikasi", "look", **body).content.decode()
    assert "<li>Mengapa?</li><li>Kapan? 🙂</li>" in page
    assert "Ada tanda yang tidak dapat dicetak" in page
    assert "Permintaan klarifikasi" in page
    assert not Clarification.objects.exists()


def test_a_note_is_shown_to_the_house_alone(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    page = wish(client, walk, "catatan", "look", text="Untuk kami.").content.decode()
    assert "Di halaman perkara" in page
    assert "Surel kabar" not in page


def test_a_sending_that_is_refused_keeps_what_was_typed(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    long = "a" * 5001
    assert client.post(act_page(walk.case, "pesan"), {"text": long}).status_code == 422
    assert kept_in(walk) == {"pesan": {"text": long}}
    assert long in page_of(client, act_page(walk.case, "pesan"))
    assert long in page_of(client, case_page(walk.case))


def test_what_was_sent_waits_no_longer(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    wish(client, walk, "pesan", "autosave", text="Apakah")
    assert kept_in(walk) == {"pesan": {"text": "Apakah"}}
    client.post(act_page(walk.case, "pesan"), {"text": TYPED})
    assert kept_in(walk) == {}
    assert ReporterMessage.objects.get().text == TYPED


def test_the_script_hears_when_it_was_kept_and_by_whom_it_is_seen(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    answer = wish(client, walk, "catatan", "autosave", text="Setengah")
    assert answer.json()["said"].startswith("Tersimpan ")
    assert answer.json()["said"].endswith("Hanya Anda yang melihat.")
    assert wish(client, walk, "catatan", "autosave", text=" ").json() == {"said": ""}
    assert kept_in(walk) == {}


def test_nobody_else_reads_what_waits(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    wish(client, walk, "catatan", "keep", text="Kalimat setengah.")
    login(client, "head")
    for address in (case_page(walk.case), act_page(walk.case, "catatan")):
        assert "Kalimat setengah." not in page_of(client, address)


def test_words_are_thrown_away_by_their_writer_alone(
    client: Client, walk: Walk
) -> None:
    for who in ("examiner", "head"):
        login(client, who)
        wish(client, walk, "catatan", "keep", text=f"Dari {who}.")
    wish(client, walk, "catatan", "drop")
    assert kept_in(walk, "head") == {}
    assert kept_in(walk, "examiner") == {"catatan": {"text": "Dari examiner."}}


def test_a_draft_of_an_act_waits_where_it_was_typed(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    body = {"version": str(walk.case.version), "text": "Setengah hasil."}
    wish(client, walk, "hasil", "keep", **body)
    assert "Setengah hasil." in page_of(client, act_page(walk.case, "hasil"))
    assert "Susun hasil sementara" in page_of(client, case_page(walk.case))


def test_words_outlive_the_reassignment_of_their_case(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = {"version": str(walk.case.version), "text": "Hampir selesai."}
    wish(client, walk, "hasil", "autosave", **body)
    Case.objects.filter(pk=walk.case.pk).update(examiner=person("other_examiner"))
    refused = client.post(
        act_page(walk.case, "hasil"), body | {"text": "Selesai kini."}
    )
    assert refused.status_code == 403
    assert kept_in(walk) == {"hasil": {"text": "Selesai kini."}}
    page = page_of(client, act_page(walk.case, "hasil"), 403)
    assert "Selesai kini." in page
    assert "Anda masih dapat menyalinnya." in page
    assert act_page(walk.case, "hasil") in page_of(client, case_page(walk.case))


def test_words_go_with_the_case_that_is_erased(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    wish(client, walk, "catatan", "keep", text="Kata.")
    Case.objects.filter(pk=walk.case.pk).update(erased_at=walk.now)
    answer = wish(client, walk, "catatan", "autosave", text="Kata lagi.")
    assert (answer.status_code, answer.json()["said"]) == (
        409,
        "Isi perkara ini sudah dihapus.",
    )
    client.post(act_page(walk.case, "catatan"), {"text": "Kata lagi."})
    assert kept_in(walk) == {}


def test_words_that_nobody_sends_go_after_thirty_days(walk: Walk) -> None:
    day = walk.now
    unsent.keep(
        ref=walk.case.ref,
        act="catatan",
        fields={"text": "Kata."},
        actor=actor("examiner"),
        now=day,
    )
    unsent.purge(day + timedelta(days=30))
    assert kept_in(walk) == {"catatan": {"text": "Kata."}}
    unsent.purge(day + timedelta(days=30, seconds=1))
    assert kept_in(walk) == {}


def test_keeping_words_is_no_step_of_the_case(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    before = walk.again().version
    wish(client, walk, "catatan", "keep", text="Kata.")
    assert walk.again().version == before
    assert not Note.objects.exists()


def test_words_can_be_copied_when_the_case_is_no_longer_hers_to_see(
    client: Client, walk: Walk
) -> None:
    login(client, "other_examiner")
    wish(client, walk, "catatan", "keep", text="Kalimat saya.")
    listed = page_of(client, "/kerja/tulisan/")
    assert act_page(walk.case, "catatan") in listed
    walk.do(restricting.restrict, "head", reason="safety", note="")
    assert client.get(case_page(walk.case)).status_code == 404
    page = page_of(client, "/kerja/tulisan/")
    assert "Kalimat saya." in page
    assert "Perkaranya tidak lagi terbuka bagi Anda." in page
    assert act_page(walk.case, "catatan") not in page
    assert str(walk.case.number or walk.case.locator) not in page
    login(client, "examiner")
    assert "Tidak ada tulisan yang menunggu." in page_of(client, "/kerja/tulisan/")
