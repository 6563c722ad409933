"""The pages of the ladder: what each party reads and may do, from the missed date on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.activities import Kind
from complaints.domain.plenary import Decision
from complaints.domain.states import State
from complaints.models import (
    Mention,
    Milestone,
    Note,
    Plenary,
    Progress,
    Recommendation,
    Task,
    Unsent,
)
from complaints.selectors.reporter_page import reporter_page
from complaints.services import (
    activities,
    closing,
    publishing,
    restricting,
    sanctioning,
    signing,
)
from complaints.views.citizen import words
from tests.complaints.ladder import (
    agenda,
    approved,
    carried_out,
    checked,
    disobeyed,
    in_resmon,
    item,
    proposed,
    publishable,
    recommended,
    ruled,
    shown,
    signed,
    told,
)
from tests.complaints.services.test_activities import plan
from tests.complaints.services.test_disobeyed import DEFIED, sanction
from tests.complaints.services.test_relieving import asked, decided, in_time, wished
from tests.complaints.story import opened_by_agency, opened_by_superior
from tests.complaints.views.pages import act_page, agency_page, case_page, counted
from tests.people import login, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
HOME = "/kerja/pleno-pimpinan/"
MOST = 24  # statements on the page of a case that climbed all the way
MOST_EVER = 31  # with something of everything beside it


def meeting_page(meeting: Plenary) -> str:
    return reverse("work:members_plenary", args=[meeting.ref])


def read(client: Client, walk: Walk, who: str) -> str:
    login(client, who)
    return client.get(case_page(walk.again())).content.decode()


def test_without_anything_proposed_the_plenary_page_says_so(client: Client) -> None:
    person("chair")
    login(client, "commissioner")
    page = client.get(HOME).content.decode()
    assert "Tidak ada yang diajukan ke rapat pleno pimpinan." in page


@pytest.mark.parametrize("who", ["head", "resmon", "auditor", "liaison"])
def test_the_plenary_of_the_commissioners_is_theirs(client: Client, who: str) -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    meeting = agenda(walk)
    login(client, who)
    assert client.get(HOME).status_code == 404
    assert client.get(meeting_page(meeting)).status_code == 404


def test_an_agenda_is_made_decided_and_signed_over_http(client: Client) -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    matter = walk.again().matters.get()
    login(client, "commissioner")
    day = walk.now.date()
    sent = {
        "held_on": "",
        "present": [person(key).pk for key in ("commissioner", "chair")],
        "matters": [str(matter.ref)],
    }
    assert client.post(HOME, sent).status_code == 422
    sent["held_on"] = (day + timedelta(days=900)).isoformat()
    too_late = client.post(HOME, sent)
    assert too_late.status_code == 422
    assert "sudah terjadi" in too_late.content.decode()
    home = client.get(HOME).content.decode()
    assert f"Rekomendasi, {walk.case.display_number}" in home

    meeting = agenda(walk)
    page = client.get(meeting_page(meeting)).content.decode()
    assert "Baca konsep Rekomendasi" in page
    assert "Wali Kota Tirtalaya" in page
    row = meeting.items.get()
    body = {
        f"l{row.pk}-version": walk.again().version,
        f"l{row.pk}-decision": "return",
    }
    refused = client.post(meeting_page(meeting), body)
    assert refused.status_code == 422
    assert "Tulis apa yang perlu diperbaiki." in refused.content.decode()
    body[f"l{row.pk}-decision"] = "approve"
    early = client.post(meeting_page(meeting), {"do": "tandatangani"})
    assert early.status_code == 409
    assert "Masih ada laporan yang belum diputus." in early.content.decode()
    done = client.post(meeting_page(meeting), body, follow=True).content.decode()
    assert "1 putusan dilaksanakan." in done
    signed_page = client.post(
        meeting_page(meeting), {"do": "tandatangani"}, follow=True
    )
    assert "Berita acara ditandatangani." in signed_page.content.decode()
    minutes = reverse("work:members_minutes", args=[meeting.ref])
    assert client.get(minutes).status_code == 302
    assert "Setujui: Rekomendasi" in read(client, walk, "commissioner")
    assert "Buka rapat ini" in client.get(case_page(walk.case)).content.decode()
    assert "Buka rapat ini" not in read(client, walk, "resmon")


def test_what_cannot_be_carried_out_is_said_on_the_page(client: Client) -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    meeting = agenda(walk)
    row = meeting.items.get()
    login(client, "commissioner")
    body = {f"l{row.pk}-version": 1, f"l{row.pk}-decision": "approve"}
    page = client.post(meeting_page(meeting), body, follow=True).content.decode()
    assert "Tidak terlaksana:" in page
    walk.do(restricting.restrict, "head", reason="safety", note="")
    page = client.get(meeting_page(meeting)).content.decode()
    assert "Perkara yang tidak terbuka bagi Anda" in page
    assert walk.case.display_number not in page
    minutes = reverse("work:members_minutes", args=[meeting.ref])
    assert client.get(minutes).status_code == 404


def test_monitoring_reads_why_it_may_not_yet_propose(client: Client) -> None:
    walk = in_resmon()
    page = read(client, walk, "resmon")
    assert "Periksa kelengkapan berkas" in page
    assert "Periksa dulu kelengkapan berkas." in page
    assert client.get(act_page(walk.case, "susun-rekomendasi")).status_code == 409
    checked(walk)
    page = read(client, walk, "resmon")
    assert "Kelengkapan berkas untuk penagihan" in page
    form = client.get(act_page(walk.case, "susun-rekomendasi")).content.decode()
    assert "Batas waktu tindakan korektif lewat 20 April 2026." in form
    assert "Terbitkan akta." in form
    proposed(walk)
    form = client.get(act_page(walk.case, "susun-rekomendasi")).content.decode()
    assert "Terbitkan akta. Segera." in form  # the draft, and not the order


def test_each_party_reads_what_is_hers_and_what_is_anothers(client: Client) -> None:
    walk = in_resmon()
    checked(walk)
    page = read(client, walk, "chair")
    assert "rapat pleno pimpinan belum memutuskannya" in page
    proposed(walk)
    assert ruled(walk) == ""
    page = read(client, walk, "chair")
    sign = act_page(walk.case, "tandatangani-rekomendasi")
    assert sign in page
    shown_to_her = client.get(sign).content.decode()
    assert "Terbitkan akta. Segera." in shown_to_her
    assert "tidak dapat dibatalkan" in shown_to_her
    page = read(client, walk, "commissioner")
    assert sign not in page
    assert client.get(sign).status_code == 403


def test_the_page_of_a_case_that_climbed_says_how_far(client: Client) -> None:
    walk = disobeyed()
    sanction(walk)
    page = read(client, walk, "resmon")
    for said in (
        "001/RM.03.01/IV/2026",
        "Digantikan butir 1 Rekomendasi.",
        "Menjadi Rekomendasi",
        "Rekomendasi penjatuhan sanksi",
        "Menunggu rapat pleno pimpinan",
        "Menurut butirnya.",
        "Diputus dalam rapat pleno pimpinan.",
        "Laporan pelaksanaan Rekomendasi",
        "Pemantauan Rekomendasi",
    ):
        assert said in page
    assert "bukan dari teks aturan" in page  # both clocks say by what right


@pytest.mark.parametrize("who", ["resmon", "head", "commissioner", "chair", "auditor"])
def test_the_page_keeps_its_budget_however_far_the_case_climbed(
    client: Client, who: str
) -> None:
    walk = in_resmon()
    login(client, who)
    steps: tuple[Callable[[], object], ...] = (
        lambda: checked(walk),
        lambda: proposed(walk),
        lambda: ruled(walk),
        lambda: walk.do(signing.sign_recommendation, "chair"),
        lambda: opened_by_agency(walk),
        lambda: opened_by_superior(walk),
        lambda: shown(walk, item(walk).ref),
    )
    for step in steps:
        step()
        page = case_page(walk.again())
        with counted() as queries:
            assert client.get(page).status_code == 200
        assert len(queries) <= MOST, len(queries)


def test_the_page_keeps_its_budget_with_something_of_everything(
    client: Client,
) -> None:
    walk = disobeyed()
    me, case = person("resmon"), walk.case
    by = {"case": case, "by": me, "at": walk.now}
    note = Note.objects.create(text="Lihat.", **by)
    Mention.objects.create(note=note, case=case, user=me, at=walk.now)
    Unsent.objects.create(act="pesan", fields={"text": "Belum."}, **by)
    made = {"case": case, "made_by": me, "made_at": walk.now}
    Task.objects.create(n=1, text="Telepon.", whom=me, **made)
    steps = [
        Milestone.objects.create(action=row, day=5, text="Loket dibuka.")
        for row in case.actions.all()
    ]
    Progress.objects.create(
        milestone=steps[0],
        text="Sudah.",
        submitted_by=me,
        submitted_at=walk.now,
        submitted_on=walk.now.date(),
    )
    walk.do(activities.begin, "resmon", plan=plan(walk, Kind.PERSUASION))
    login(client, "resmon")
    with counted() as queries:
        page = client.get(case_page(case)).content.decode()
    for said in ("Lihat.", "Belum.", "Telepon.", "Loket dibuka.", "Sudah.", "Persuasi"):
        assert said in page
    assert Mention.objects.get().seen_at is not None
    assert len(queries) <= MOST_EVER, len(queries)


def test_history_tells_the_ladder_in_words(client: Client) -> None:
    walk = publishable()
    walk.do(publishing.publish, "chair")
    login(client, "head")
    page = client.get(reverse("work:history", args=[walk.again().ref]))
    words = page.content.decode()
    for said in (
        "Diajukan ke rapat pleno pimpinan",
        "Status pelaksanaan Rekomendasi",
        "Tidak dilaksanakan",
        "Atasan terlapor",
        "Pihak lain",
        "Diumumkan dan dilaporkan kepada DPR dan Presiden",
    ):
        assert said in words
    assert "matter" not in words


def test_the_letters_say_to_whom_each_went_and_wait_for_their_proof(
    client: Client,
) -> None:
    walk = in_resmon()
    signed(walk)
    login(client, "resmon")
    letters = client.get(reverse("work:letters", args=[walk.again().ref]))
    assert "Atasan terlapor" in letters.content.decode()
    proof = client.get(act_page(walk.case, "tanda-terima")).content.decode()
    assert "001/RM.03.01/IV/2026 · Rekomendasi · Atasan terlapor" in proof
    rec = Recommendation.objects.get()
    assert rec.letter is not None
    letter = reverse("work:letter", args=[walk.case.ref, rec.letter.ref])
    assert client.get(letter).status_code == 302


def test_today_of_commissioner_and_chair_shows_what_waits_for_them(
    client: Client,
) -> None:
    walk = in_resmon()
    checked(walk)
    today = reverse("work:today")
    login(client, "commissioner")
    assert client.get(today).context["counts"]["to_sign"] == 0
    proposed(walk)
    page = client.get(today)
    assert page.context["counts"]["to_sign"] == 1
    assert "Menunggu keputusan Anda" in page.content.decode()
    assert ruled(walk) == ""
    assert client.get(today).context["counts"]["to_sign"] == 0
    login(client, "chair")
    assert client.get(today).context["counts"]["to_sign"] == 1
    walk.do(signing.sign_recommendation, "chair")
    assert client.get(today).context["counts"]["to_sign"] == 0
    login(client, "commissioner")
    asked(walk, action=item_received(walk))
    assert client.get(today).context["counts"]["to_sign"] == 1


def item_received(walk: Walk) -> object:
    opened_by_superior(walk)
    return item(walk).ref


def test_the_chair_is_asked_to_close_what_she_published(client: Client) -> None:
    walk = publishable()
    walk.do(publishing.publish, "chair")
    login(client, "chair")
    today = client.get(reverse("work:today"))
    assert today.context["counts"]["to_sign"] == 1
    page = client.get(act_page(walk.case, "tutup")).content.decode()
    assert "tidak dilaksanakan, dipublikasikan" in page
    body = {"version": walk.again().version, "reason": str(DEFIED)}
    assert client.post(act_page(walk.case, "tutup"), body).status_code == 302
    assert walk.again().state == State.CLOSED


def test_a_commissioner_reads_what_is_proposed_before_deciding(client: Client) -> None:
    walk = in_resmon()
    asked(walk)
    login(client, "commissioner")
    page = client.get(act_page(walk.again(), "putuskan-bebas")).content.decode()
    assert "Tindakan korektif 1: Terbitkan akta." in page
    assert "Akta diterbitkan pengadilan." in page
    decided(walk)
    on_case = read(client, walk, "resmon")
    assert "Dikecualikan" in on_case
    assert "Dikabulkan" in on_case


def test_only_what_is_partly_done_asks_whether_the_rest_is_accepted(
    client: Client,
) -> None:
    walk = recommended()
    walk.pass_days(61)
    login(client, "resmon")
    status = act_page(walk.again(), "usul-status")
    page = client.get(status).content.decode()
    assert "dapat diterima?" not in page
    assert "Status menurut butirnya" in page


def test_the_agency_reads_what_it_must_do_now_and_by_when(client: Client) -> None:
    walk = recommended()
    login(client, "liaison")
    page = client.get(agency_page(walk.case)).content.decode()
    assert "001/RM.03.01/IV/2026" in page
    assert "Digantikan butir 1 Rekomendasi. Kirim buktinya di sana." in page
    inbox = client.get(reverse("agency:inbox")).content.decode()
    assert inbox.count("Segera.") == 2
    order = walk.case.actions.get(n=1, recommendation=None)
    old = client.get(reverse("agency:evidence", args=[order.ref])).content.decode()
    assert "Tindakan ini digantikan butir 1 Rekomendasi." in old
    new = client.get(reverse("agency:evidence", args=[item(walk).ref]))
    assert "Butir 1 Rekomendasi" in new.content.decode()
    assert "Atasan wajib melaporkan" in new.content.decode()


def test_an_item_is_not_there_before_the_superior_received_it(client: Client) -> None:
    walk = in_resmon()
    signed(walk)
    login(client, "liaison")
    assert "Segera." not in client.get(agency_page(walk.case)).content.decode()
    page = reverse("agency:evidence", args=[item(walk).ref])
    assert client.get(page).status_code == 404


def test_the_superior_opens_what_is_addressed_to_him_and_the_liaison_does_not(
    client: Client,
) -> None:
    walk = in_resmon()
    signed(walk)
    login(client, "liaison")
    client.post(agency_page(walk.case))
    rows = {
        row.addressee: row
        for row in walk.case.letters.filter(letter__kind="rekomendasi")
    }
    assert rows["agency"].received_on is not None
    assert rows["superior"].received_on is None
    login(client, "superior")
    client.post(agency_page(walk.case))
    rows["superior"].refresh_from_db()
    assert rows["superior"].received_on is not None
    letter = reverse("agency:letter", args=[walk.case.ref, rows["superior"].letter.ref])
    assert client.get(letter).status_code == 302


def test_what_is_owed_after_the_end_still_stands_among_the_duties(
    client: Client,
) -> None:
    walk = publishable()
    walk.do(publishing.publish, "chair")
    walk.do(closing.close, "chair", reason=DEFIED)
    login(client, "liaison")
    inbox = client.get(reverse("agency:inbox")).content.decode()
    assert inbox.count("Segera.") == 2
    page = client.get(reverse("agency:evidence", args=[item(walk).ref]))
    assert "Kirim ke Ombudsman" in page.content.decode()
    shown(walk, item(walk).ref)
    login(client, "head")
    on_case = client.get(case_page(walk.again())).content.decode()
    assert act_page(walk.case, "jawab-permintaan") not in on_case


def test_an_agency_asks_for_more_time_over_http(client: Client) -> None:
    walk = in_time()
    order = walk.again().actions.get(n=1)
    page = reverse("agency:more_time", args=[order.ref])
    login(client, "liaison")
    due = order.due_on
    assert due is not None
    # The limit lies in the past of the real clock: what is over is not asked for.
    assert "Perpanjangan tidak bisa diminta" in client.get(page).content.decode()
    answer = client.post(page, {"until": "", "reason": ""})
    assert answer.status_code == 422
    sent = {"until": (due + timedelta(days=7)).isoformat(), "reason": "Mesin rusak."}
    late = client.post(page, sent)
    assert late.status_code == 409
    assert "Mesin rusak." in late.content.decode()
    login(client, "other_liaison")
    assert client.get(page).status_code == 404


def test_the_agency_reads_what_became_of_its_request(client: Client) -> None:
    walk = in_time()
    wished(walk)
    login(client, "liaison")
    page = client.get(agency_page(walk.case)).content.decode()
    assert "diminta, menunggu putusan." in page


def test_the_reporter_reads_one_sentence_at_every_step(client: Client) -> None:
    def sentence() -> str:
        case = walk.again()
        return words.sentence(case, reporter_page(case, walk.now))

    walk = in_resmon()
    assert sentence() == "Batas waktu lewat. Kami menagih instansi"
    checked(walk)
    proposed(walk)
    assert sentence().startswith("Kami menyiapkan Rekomendasi")
    assert ruled(walk) == ""
    assert sentence().startswith("Kami menyiapkan Rekomendasi")
    walk.do(signing.sign_recommendation, "chair")
    assert sentence() == "Kami menyampaikan Rekomendasi kepada instansi"
    opened_by_agency(walk)
    opened_by_superior(walk)
    assert sentence() == "Instansi wajib melaksanakan Rekomendasi"
    for n in (1, 2):
        shown(walk, item(walk, n).ref)
    assert sentence() == "Kami memeriksa bukti dari instansi"
    other = recommended()
    walk = other
    walk.pass_days(61)
    assert sentence() == "Batas waktu lewat. Kami menagih instansi"
    told(walk)
    assert ruled(walk) == ""
    assert sentence().startswith("Rekomendasi belum dilaksanakan.")
    walk.do(publishing.propose_publication, "resmon", summary="Belum terbit.")
    assert ruled(walk) == ""
    walk.do(publishing.publish, "chair")
    assert sentence().startswith("Instansi tidak patuh.")


def test_the_reporter_reads_the_recommendation_and_what_became_of_each_order(
    client: Client,
) -> None:
    walk = recommended()
    carried_out(walk)
    page = reporter_page(walk.again(), walk.now)
    rows = words.actions(page)
    said = [str(row["words"]) for row in rows]
    assert said[:2] == ["Menjadi bagian Rekomendasi"] * 2
    assert said[2] == "Dilaksanakan, sudah kami periksa"
    assert [row.letter.kind for row in page.letters].count("rekomendasi") == 1


def test_what_the_plenary_returned_is_read_by_who_brought_it(client: Client) -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    assert ruled(walk, Decision.RETURN, words="Sebut pasalnya.") == ""
    page = read(client, walk, "resmon")
    assert "Dikembalikan" in page
    assert "Sebut pasalnya." in page


def test_a_sanction_is_read_in_plenary_with_whom_it_goes_to(client: Client) -> None:
    walk = disobeyed()
    walk.do(
        sanctioning.propose_sanction,
        "resmon",
        recipient="Menteri",
        text="Mohon sanksi.",
    )
    meeting = agenda(walk)
    login(client, "commissioner")
    page = client.get(meeting_page(meeting)).content.decode()
    assert "Ditujukan kepada Menteri." in page
    assert "Mohon sanksi." in page


def test_the_pages_speak_english(client: Client) -> None:
    walk = in_resmon()
    approved(walk)
    login(client, "commissioner")
    page = client.get(f"{HOME}?bahasa=en", follow=True).content.decode()
    assert "Plenary of the commissioners" in page
    on_case = client.get(case_page(walk.case)).content.decode()
    assert "Recommendation" in on_case
    assert "Konsep, belum ditandatangani" not in on_case
