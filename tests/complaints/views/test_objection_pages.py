"""The pages of an objection: what the agency, the office and the reporter read and do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints.domain import events
from complaints.domain.objecting import Ruled
from complaints.domain.states import State
from complaints.models import Objection
from complaints.models.choices import Secrecy
from complaints.selectors.reporter_page import reporter_page
from complaints.services import objecting
from complaints.views.citizen import words
from ombudsman import clock
from tests.complaints.ladder import checked
from tests.complaints.ladder import proposed as recommended
from tests.complaints.objecting import (
    ANNUL,
    CHANGE,
    decided,
    filed,
    in_time,
    named,
    proposed,
    ruled,
    workday_after,
)
from tests.complaints.story import Walk, opened_by_agency
from tests.complaints.views.pages import act_page, agency_page, case_page, counted
from tests.documents.samples import pdf
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
WHY = "Papan waktu bukan wewenang kami."
MOST_AGENCY = 34  # statements on the agency's page of a case with an objection
MOST_OFFICE = 24


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Both orders run, and it is the day of the story."""
    for key in ("other_examiner", "head", "commissioner"):
        person(key)
    found = in_time()
    monkeypatch.setattr(clock, "now", lambda: found.now + timedelta(hours=2))
    return found


def write_page(walk: Walk) -> str:
    return reverse("agency:objection", args=[walk.case.ref])


def back_page(row: Objection) -> str:
    return reverse("agency:take_back", args=[row.ref])


def read(client: Client, walk: Walk, who: str) -> str:
    login(client, who)
    page = agency_page if who in {"liaison", "superior"} else case_page
    return client.get(page(walk.again())).content.decode()


def body(**changes: Any) -> dict[str, Any]:
    return {"order_2": WHY, "wish": "Mohon dibatalkan.", "key": str(uuid4())} | changes


def cost(client: Client, page: str) -> int:
    with counted() as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def sentence(walk: Walk) -> str:
    case = walk.again()
    return words.sentence(case, reporter_page(case, walk.now))


def test_an_agency_objects_over_http_with_a_paper(client: Client, walk: Walk) -> None:
    page = read(client, walk, "liaison")
    assert write_page(walk) in page
    form = client.get(write_page(walk)).content.decode()
    assert "Keberatan atas tindakan korektif 2" in form
    assert "Keberatan atas temuan 1: Penundaan berlarut" in form
    assert "Batas waktu tindakan korektif tetap berjalan." in form
    paper = SimpleUploadedFile("dasar.pdf", pdf())
    answer = client.post(write_page(walk), body(attachments=paper), follow=True)
    after = answer.content.decode()
    assert "Keberatan terkirim ke Ombudsman." in after
    assert WHY in after
    assert "dasar.pdf" in after
    assert "Diputus paling lambat" in after
    assert write_page(walk) not in after
    again = client.get(write_page(walk)).content.decode()
    assert "sudah kami terima dan belum diputus" in again


def test_without_a_ground_nothing_is_sent_and_what_was_typed_stays(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    answer = client.post(write_page(walk), body(order_2=" "))
    assert answer.status_code == 422
    assert "Tulis sedikitnya satu alasan" in answer.content.decode()
    assert "Mohon dibatalkan." in answer.content.decode()
    paper = SimpleUploadedFile("dasar.exe", b"MZ")
    refused = client.post(write_page(walk), body(attachments=paper))
    assert refused.status_code >= 400
    assert WHY in refused.content.decode()
    assert not Objection.objects.filter(filed_at__isnull=False).exists()


def test_a_draft_is_kept_read_by_a_fellow_liaison_and_thrown_away(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    kept = client.post(
        write_page(walk), body(do="keep", finding_1="Kurang."), follow=True
    )
    page = kept.content.decode()
    assert "Draf tersimpan. Belum terkirim." in page
    assert WHY in page
    assert "Kurang." in page
    assert (
        "Lanjutkan draf keberatan"
        in client.get(agency_page(walk.case)).content.decode()
    )
    assert WHY not in read(client, walk, "examiner")
    login(client, "liaison")
    (seen,) = re.findall(r'name="basis" value="(\w+)"', page)
    client.post(write_page(walk), body(do="drop", basis=seen))
    assert WHY not in client.get(write_page(walk)).content.decode()


def test_two_liaisons_on_one_objection_write_over_nobody(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    client.post(write_page(walk), body(do="keep", finding_1="Tulisan rekan."))
    for do in ("keep", "drop", ""):
        answer = client.post(write_page(walk), body(do=do, finding_1="Punya saya."))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Tulisan rekan." in page
        assert "Punya saya." in page
    assert not Objection.objects.filter(filed_at__isnull=False).exists()
    seen = re.findall(r'name="basis" value="(\w+)"', page)
    chosen = {"do": "merge", "merge_finding_1": "theirs", "basis": seen[0]}
    joined = client.post(write_page(walk), body(finding_1="Punya saya.") | chosen)
    assert "Tulisan rekan.</textarea>" in joined.content.decode()
    sent = body(finding_1="Tulisan rekan.", basis=seen[0])
    assert client.post(write_page(walk), sent).status_code == 302


def test_a_draft_that_does_not_fit_is_refused_with_a_sentence(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    long = client.post(write_page(walk), body(do="keep", wish="a" * 6000))
    assert long.status_code == 422
    filed(walk)
    late = client.post(write_page(walk), body(do="keep"))
    assert late.status_code == 409
    assert WHY in late.content.decode()


def test_after_the_period_the_page_says_why_and_takes_nothing(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    walk.pass_days(60)
    page = client.get(write_page(walk)).content.decode()
    assert "Masa itu sudah lewat" in page
    assert "<textarea" not in page
    answer = client.post(write_page(walk), body(finding_1="Berkas kurang."))
    assert answer.status_code == 409
    assert "Berkas kurang." in answer.content.decode()
    assert write_page(walk) not in read(client, walk, "liaison")


def test_the_superior_reads_and_writes_nothing(client: Client, walk: Walk) -> None:
    row = filed(walk)
    page = read(client, walk, "superior")
    assert WHY in page
    assert back_page(row) not in page
    assert client.get(write_page(walk)).status_code == 200
    for wish in ("", "keep", "drop"):
        sent = client.post(write_page(walk), body(do=wish))
        assert sent.status_code == 403
    assert client.post(back_page(row)).status_code == 403


def test_another_agency_finds_neither_page(client: Client, walk: Walk) -> None:
    row = filed(walk)
    login(client, "other_liaison")
    assert client.get(write_page(walk)).status_code == 404
    assert client.get(back_page(row)).status_code == 404
    assert client.post(back_page(row)).status_code == 404


def test_it_is_taken_back_after_a_page_that_says_what_follows(
    client: Client, walk: Walk
) -> None:
    row = filed(walk)
    page = read(client, walk, "liaison")
    assert back_page(row) in page
    asked = client.get(back_page(row)).content.decode()
    assert "Keberatan tidak diputus." in asked
    done = client.post(back_page(row), follow=True).content.decode()
    assert "Keberatan ditarik." in done
    assert "Ditarik instansi" in done
    assert write_page(walk) in done  # within the period once more
    again = client.post(back_page(row))
    assert again.status_code == 409
    assert "sudah diputus atau ditarik" in client.get(back_page(row)).content.decode()


def test_the_agency_reads_nothing_of_ours_before_the_letter_with_the_decision(
    client: Client, walk: Walk
) -> None:
    filed(walk)
    named(walk)
    secret = "Pendapat-penelaah-rahasia."
    proposed(walk, order_2=Ruled(ANNUL), reasons=secret)
    before = read(client, walk, "liaison")
    assert secret not in before
    assert person("other_examiner").name not in before
    assert "Menunggu putusan" in before
    decided(walk)
    sent = read(client, walk, "liaison")
    assert secret not in sent
    assert "Putusan ada dalam surat baru" in sent
    opened_by_agency(walk)
    after = read(client, walk, "liaison")
    assert secret in after
    assert "Tindakan diubah atau dibatalkan" in after
    number = Objection.objects.get().letter
    assert number is not None
    assert number.number in after


def test_what_was_sent_back_is_never_the_agencys(client: Client, walk: Walk) -> None:
    filed(walk)
    named(walk)
    proposed(walk)
    decided(walk, approved=False, words="Catatan-pimpinan-rahasia.")
    assert "Catatan-pimpinan" not in read(client, walk, "liaison")
    proposed(walk)
    decided(walk)
    opened_by_agency(walk)
    assert "Catatan-pimpinan" not in read(client, walk, "liaison")
    assert "Catatan-pimpinan" in read(client, walk, "examiner")


def test_no_page_of_the_agency_names_a_confidential_reporter(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = in_time(secrecy=Secrecy.CONFIDENTIAL)
    person("commissioner")
    monkeypatch.setattr(clock, "now", lambda: walk.now + timedelta(hours=2))
    row = ruled(walk, order_1=Ruled(CHANGE, due_on=workday_after(walk, 60)))
    opened_by_agency(walk)
    assert row.letter is not None
    assert CANARY_NAME not in str(row.letter.context)
    pages = [read(client, walk, "liaison")]
    pages += [
        client.get(one).content.decode() for one in (write_page(walk), back_page(row))
    ]
    assert not any(CANARY_NAME in page for page in pages)


def test_the_office_reads_it_as_an_activity_with_its_acts(
    client: Client, walk: Walk
) -> None:
    filed(walk)
    head = read(client, walk, "head")
    assert WHY in head
    assert "Menunggu penunjukan penelaah" in head
    assert act_page(walk.case, "tunjuk-penelaah") in head
    today = client.get(reverse("work:today"))
    assert [row["number"] for row in today.context["to_sign"]] == [
        walk.case.display_number
    ]
    assert today.context["to_sign"][0]["due_on"] == walk.again().due_on
    sign_off = client.get(reverse("work:sign_off")).content.decode()
    assert "Keberatan: tunjuk penelaah" in sign_off
    assert act_page(walk.case, "tunjuk-penelaah") in sign_off
    assert act_page(walk.case, "tunjuk-penelaah") not in read(client, walk, "examiner")


def test_a_reviewer_has_it_in_his_day_and_proposes(client: Client, walk: Walk) -> None:
    filed(walk)
    named(walk)
    login(client, "other_examiner")
    day = client.get(reverse("work:today")).content.decode()
    assert "Menunggu keputusan Anda" in day
    assert walk.again().display_number in day
    page = act_page(walk.case, "usul-keberatan")
    assert page in client.get(case_page(walk.case)).content.decode()
    form = client.get(page).content.decode()
    assert WHY in form
    assert "Terbitkan akta." in form
    version = walk.again().version
    sent = {
        "version": version,
        "withdraw": "no",
        "ruling_1": "keep",
        "ruling_2": "change",
        "reasons": "Papan diganti poster.",
    }
    unsaid = client.post(page, sent)
    assert unsaid.status_code == 422
    assert "mendapat batas waktu baru: isi tanggalnya" in unsaid.content.decode()
    assert client.post(page, sent | {"text_2": "Pasang poster."}).status_code == 422
    early = client.post(page, sent | {"due_2": walk.now.date().isoformat()})
    assert early.status_code == 409
    assert "Papan diganti poster." in early.content.decode()
    day_ahead = workday_after(walk, 60).isoformat()
    done = client.post(page, sent | {"due_2": day_ahead, "text_2": "Pasang poster."})
    assert done.status_code == 302
    row = Objection.objects.get()
    assert row.rulings.get(action__n=2).text == "Pasang poster."
    closed = client.get(page)
    assert closed.status_code == 409
    assert "menunggu pimpinan" in closed.content.decode()


def test_a_proposal_that_came_back_is_written_anew_from_there(
    client: Client, walk: Walk
) -> None:
    filed(walk)
    named(walk)
    proposed(walk, order_1=Ruled(CHANGE, "Terbitkan salinan.", workday_after(walk, 60)))
    decided(walk, approved=False, words="Sebut dasar hukumnya.")
    login(client, "other_examiner")
    form = client.get(act_page(walk.again(), "usul-keberatan")).content.decode()
    assert "Terbitkan salinan." in form
    assert "Sebut dasar hukumnya." in form


def test_a_commissioner_reads_the_proposal_and_decides(
    client: Client, walk: Walk
) -> None:
    filed(walk)
    named(walk)
    proposed(walk, withdraw=True)
    page = act_page(walk.again(), "putuskan-keberatan")
    login(client, "commissioner")
    assert page in client.get(case_page(walk.case)).content.decode()
    form = client.get(page).content.decode()
    assert "cabut LHP" in form
    unsaid = client.post(page, {"version": walk.case.version, "decision": "return"})
    assert unsaid.status_code == 422
    answer = client.post(page, {"version": walk.case.version, "decision": "approve"})
    assert answer.status_code == 302
    assert walk.again().state == State.EXAM
    after = client.get(case_page(walk.case)).content.decode()
    assert "LHP dicabut, pemeriksaan dilanjutkan" in after
    assert client.get(page).status_code == 409


def test_while_it_is_open_the_end_and_the_recommendation_are_closed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = in_time()
    for key in ("chair", "other_head"):
        person(key)
    monkeypatch.setattr(clock, "now", lambda: walk.now + timedelta(hours=2))
    walk.pass_days(35)
    filed(walk)
    walk.pass_days(8)
    checked(walk)
    recommended(walk)
    login(client, "chair")
    sign = client.get(act_page(walk.again(), "tandatangani-rekomendasi"))
    assert sign.status_code == 409
    assert "keberatan instansi belum diputus" in sign.content.decode()
    login(client, "head")
    end = client.get(act_page(walk.case, "tutup"))
    assert end.status_code == 409
    assert "Keberatan instansi belum diputus" in end.content.decode()


def test_the_reporter_reads_one_sentence_at_every_step(
    client: Client, walk: Walk
) -> None:
    assert sentence(walk) == "Sekarang giliran instansi memperbaiki"
    filed(walk)
    due = walk.case.deadlines.get(kind="objection").due_on
    page = reporter_page(walk.again(), walk.now)
    assert sentence(walk).startswith(
        "Instansi mengajukan keberatan. Kami memutus paling lambat"
    )
    assert (page.turn.date, page.turn.side) == (due, "ombudsman")
    kinds = [moment.kind for moment in page.moments]
    assert events.OBJECTION_FILED in kinds
    walk.pass_days(60)  # the orders went by, and so did our day
    assert sentence(walk).startswith(
        "Instansi mengajukan keberatan. Putusan kami lewat batas"
    )
    named(walk)
    proposed(walk)
    assert events.OBJECTION_PROPOSED not in [
        moment.kind for moment in reporter_page(walk.again(), walk.now).moments
    ]
    decided(walk)
    assert sentence(walk) == "Batas waktu lewat. Kami menagih instansi"


def test_the_reporter_hears_that_the_report_was_withdrawn(walk: Walk) -> None:
    filed(walk)
    named(walk)
    proposed(walk, withdraw=True)
    decided(walk)
    said = [moment.kind for moment in reporter_page(walk.again(), walk.now).moments]
    assert events.LHP_WITHDRAWN in said
    assert sentence(walk) == "Kami sedang memeriksa"


def test_the_pages_cost_the_same_however_much_is_objected_to(
    client: Client, walk: Walk
) -> None:
    row = filed(walk)
    objecting.take_back_objection(ref=row.ref, actor=actor("liaison"), now=walk.now)
    login(client, "liaison")
    one = cost(client, agency_page(walk.case))
    login(client, "examiner")
    office_one = cost(client, case_page(walk.case))
    row = filed(walk)  # a third there never is
    objecting.take_back_objection(ref=row.ref, actor=actor("liaison"), now=walk.now)
    login(client, "liaison")
    assert cost(client, agency_page(walk.case)) <= one <= MOST_AGENCY
    login(client, "examiner")
    assert cost(client, case_page(walk.case)) == office_one <= MOST_OFFICE


def test_the_pages_speak_english(client: Client, walk: Walk) -> None:
    filed(walk)
    login(client, "liaison")
    page = client.get(f"{agency_page(walk.case)}?bahasa=en", follow=True)
    assert "Objection to the report" in page.content.decode()
    assert "To be decided by" in page.content.decode()
    login(client, "head")
    office = client.get(f"{case_page(walk.case)}?bahasa=en", follow=True)
    assert "Objection of the agency" in office.content.decode()
    assert "Name reviewers of the objection" in office.content.decode()
