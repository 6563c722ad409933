"""What the queue may be narrowed to, in which order it stands, and how it looks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import reporter_of
from complaints.domain.queueing import COLUMNS, Column, Sort
from complaints.domain.terms import TermKind
from complaints.models import Case, Deadline, QueueLook
from complaints.selectors.keyset import SORTS, Key, read, written
from complaints.services import asking, clocks
from tests.complaints.story import asked
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.factories.complaints import FILED, calendar, confidential_one, file_one
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kerja/antrean/"
LOOK = "/kerja/antrean/tampilan/"
ELSEWHERE = FILED - timedelta(days=400)


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


def change(case: Case, **fields: Any) -> Case:
    """This case, with something else in it."""
    Case.objects.filter(pk=case.pk).update(**fields)
    return case


def found(client: Client, query: str) -> list[str]:
    """The pages of the cases that this address shows."""
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return [row["url"] for row in answer.context["rows"]]


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("tahap=formal", {"state": "formal"}),
    ("kelas=heavy", {"classification": "heavy"}),
    ("substansi=agraria", {"substance": "agraria"}),
    ("instansi=pertanahan+kab", {"agency_label": "Kantor Pertanahan Kab. Contoh"}),
    ("mendesak=1", {"urgent": True}),
    ("kerahasiaan=restricted", {"restricted": True}),
    ("kerahasiaan=confidential", {"secrecy": "confidential"}),
    ("tenggat=lewat", {"due_on": date(2026, 3, 6)}),
    ("tenggat=segera", {"due_on": date(2026, 3, 12)}),
    ("tenggat=tanpa", {"due_on": None}),
    ("giliran=instansi", {"turn": "liaison"}),
    ("giliran=instansi", {"turn": "superior"}),
    ("giliran=pelapor", {"turn": "reporter"}),
    ("giliran=ombudsman", {"turn": "head"}),
    ("sampai=2026-03-01", {"submitted_on": date(2026, 3, 1)}),
    ("dari=2026-03-01&sampai=2026-03-01", {"submitted_on": date(2026, 3, 1)}),
    ("dari=2026-04-01", {"submitted_on": date(2026, 4, 1)}),
]


@pytest.mark.parametrize(("query", "fields"), FILTERS)
def test_a_filter_keeps_what_it_names_and_nothing_else(
    client: Client, query: str, fields: dict[str, Any]
) -> None:
    wanted, other = file_one()[0], file_one()[0]
    change(other, due_on=date(2026, 9, 1), turn="")
    change(wanted, **fields)
    login(client, "head")
    assert found(client, query) == [case_page(wanted)]


def test_a_filter_by_holder_knows_me_a_colleague_and_nobody(client: Client) -> None:
    mine, hers, nobodys = (file_one()[0] for _n in range(3))
    for case, who in ((mine, "head"), (hers, "intake")):
        change(case, state="formal", intake_id=person(who).pk)
    login(client, "head")
    assert found(client, "pemegang=saya") == [case_page(mine)]
    assert found(client, f"pemegang={person('intake').pk}") == [case_page(hers)]
    assert found(client, "pemegang=kosong") == [case_page(nobodys)]


def test_on_hold_is_what_waits_for_somebody_else_with_its_count(
    client: Client,
) -> None:
    file_one()
    walk = in_examination()
    login(client, "examiner")
    assert found(client, "view=tunda") == []
    question = asking.ask_reporter(
        ref=walk.case.ref, text="Kapan?", actor=actor("examiner"), now=walk.now
    )
    assert found(client, "view=tunda") == [case_page(walk.case)]
    views = {name: count for name, _label, count in client.get(PAGE).context["views"]}
    assert views["tunda"] == "1"
    asking.answer_question(
        ref=walk.case.ref,
        question_ref=question.ref,
        text="Kemarin.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    assert found(client, "view=tunda") == []


def test_who_sees_one_office_chooses_none_and_the_plenary_any(client: Client) -> None:
    case, _ = file_one()
    away = change(file_one()[0], office=office("73"))
    login(client, "intake")
    assert 'name="kantor"' not in client.get(PAGE).content.decode()
    login(client, "chair")
    assert found(client, f"kantor={office('73').pk}") == [case_page(away)]
    assert found(client, f"kantor={case.office_id}") == [case_page(case)]


def test_no_filter_shows_what_one_may_not_see(client: Client) -> None:
    case, _ = file_one()
    login(client, "examiner_elsewhere")
    for query in ("tahap=submitted", "mendesak=1", "instansi=a", "view=unassigned"):
        assert case_page(case) not in found(client, query)


def test_what_waits_for_the_agency_is_a_view_of_its_own(client: Client) -> None:
    walk = in_examination()
    login(client, "examiner")
    assert found(client, "view=agency") == []
    asked(walk)
    walk.case.deadlines.exclude(kind="clarification").update(met_on=FILED.date())
    clocks.start(walk.case, TermKind.CLARIFICATION, started_on=FILED.date())
    assert found(client, "view=agency") == [case_page(walk.case)]
    clocks.meet(walk.case, TermKind.CLARIFICATION, on=FILED.date())
    assert found(client, "view=agency") == []


def test_the_turn_of_a_case_is_that_of_its_nearest_term_that_somebody_holds(
    client: Client,
) -> None:
    case, _ = file_one()
    first = case.deadlines.order_by("due_at").first()
    assert first
    assert Case.objects.get(pk=case.pk).turn == first.holder == "intake"
    Deadline.objects.filter(pk=first.pk).update(holder="system")
    clocks.refresh_due(case)
    rest = case.deadlines.exclude(holder="system").order_by("due_at", "id").first()
    assert case.turn == (rest.holder if rest else "")
    clocks.drop(case, now=FILED)
    assert (case.turn, case.due_on) == ("", None)


@pytest.mark.parametrize(
    "query",
    [
        "tahap=y",
        "kelas=y",
        "substansi=y",
        "kantor=0",
        "pemegang=999999999999999999999",
        "giliran=y",
        "tenggat=y",
        "mendesak=y",
        "kerahasiaan=y",
        "dari=kemarin",
        "dari=2026-02-30",
        "dari=2026-03-02&sampai=2026-03-01",
        "urut=y",
        "view=y",
        "q=" + "a" * 201,
        "q=%00",
        "instansi=%00",
    ],
)
def test_what_the_address_asks_in_vain_is_said_in_a_sentence_and_left_out(
    client: Client, query: str
) -> None:
    case, _ = file_one()
    login(client, "chair")
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "tidak kami kenal, jadi tidak dipakai." in answer.content.decode()
    assert case_page(case) in answer.content.decode()


@pytest.mark.parametrize("mark", ["x", "1,2026-03-01", "2,-,1", "0,-,x", "0,x,1", ",,"])
def test_a_mark_that_no_page_left_begins_at_the_first_page(
    client: Client, mark: str
) -> None:
    case, _ = file_one()
    login(client, "intake")
    for sort in Sort:
        assert case_page(case) in found(client, f"urut={sort}&sesudah={mark}")


def test_each_filter_is_a_chip_that_takes_only_itself_out(client: Client) -> None:
    file_one()
    login(client, "intake")
    answer = client.get(f"{PAGE}?view=late&tahap=exam&giliran=instansi&urut=nomor")
    page = answer.content.decode()
    assert "Tahap: <b>Pemeriksaan</b>" in page
    assert "Giliran: <b>Instansi</b>" in page
    without = {chip["label"]: chip["without"] for chip in answer.context["chips"]}
    assert without == {
        "Tahap": "view=late&giliran=instansi&urut=nomor",
        "Giliran": "view=late&tahap=exam&urut=nomor",
    }
    assert 'href="?view=late">Hapus semua saringan' in page


def test_an_empty_view_says_of_what_there_is_none_and_leads_on(client: Client) -> None:
    calendar()
    login(client, "head")
    for view, words in (
        ("late", "Tidak ada yang lewat batas."),
        ("agency", "Tidak ada yang menunggu instansi."),
        ("sign", "Tidak ada yang menunggu tanda tangan"),
    ):
        page = client.get(f"{PAGE}?view={view}").content.decode()
        assert words in page
        assert "Lihat semua yang terbuka" in page


@pytest.mark.parametrize("sort", list(Sort))
def test_every_sort_pages_through_everything_once_in_its_order(
    client: Client, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    monkeypatch.setattr("complaints.selectors.queue.PAGE", 1)
    for n in range(5):
        # Two share each value of the sort, so that the id has to tell them apart.
        moment = FILED - timedelta(days=n // 2)
        change(
            file_one()[0],
            urgent=n == 3,
            due_on=None if n > 2 else moment.date(),
            filed_at=moment,
            updated_at=moment,
            number=None if n % 2 else f"{n:06}-2026"[:11],
        )
    login(client, "intake")
    seen: list[str] = []
    onward = f"urut={sort}"
    while onward:
        answer = client.get(f"{PAGE}?{onward}")
        seen += [row["url"] for row in answer.context["rows"]]
        onward = answer.context["onward"]
    names = [f"-{by.name}" if by.down else by.name for by in SORTS[sort]]
    assert seen == [case_page(case) for case in Case.objects.order_by(*names)]


@pytest.mark.parametrize("sort", list(Sort))
def test_the_key_of_a_page_comes_back_from_its_address(sort: Sort) -> None:
    told: dict[Sort, list[Key]] = {
        Sort.DUE: [(True, None, 7), (False, date(2026, 3, 9), 8)],
        Sort.NUMBER: [(None, 7), ("000001-2026", 8)],
    }
    for key in told.get(sort, [(FILED, 7)]):
        assert read(written(key), sort) == key


def test_the_column_that_sorts_says_so_and_the_others_offer_to(client: Client) -> None:
    file_one()
    login(client, "intake")
    heads = client.get(f"{PAGE}?urut=diam&tahap=submitted").context["heads"]
    by_name = {str(head["name"]): head for head in heads}
    assert by_name["Diperbarui"]["sorted"] == "ascending"
    assert by_name["Tenggat"]["link"] == "urut=tenggat&tahap=submitted" or (
        by_name["Tenggat"]["link"] == "tahap=submitted&urut=tenggat"
    )
    assert by_name["Tahap"] == {"name": "Tahap", "sorted": "", "link": ""}
    assert sum(1 for head in heads if head["sorted"]) == 1


def test_columns_and_density_are_kept_for_the_person_and_for_nobody_else(
    client: Client,
) -> None:
    file_one()
    login(client, "intake")
    kept = {"columns": ["class", "filed"], "density": "rapat", "tahap": "submitted"}
    answer = client.post(LOOK, kept)
    assert answer["Location"] == f"{PAGE}?tahap=submitted"
    page = client.get(PAGE)
    assert [str(head["name"]) for head in page.context["heads"]] == [
        "Tenggat",
        "Perkara",
        "Kelas",
        "Masuk pada",
    ]
    assert 'class="grid stackable tight"' in page.content.decode()
    login(client, "head")
    other = client.get(PAGE)
    assert other.context["columns"] == [column.value for column in COLUMNS]
    assert "tight" not in other.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"density": "sempit"}, {"columns": ["nik"], "density": "rapat"}]
)
def test_a_look_that_does_not_exist_is_refused_and_nothing_kept(
    client: Client, sent: dict[str, Any]
) -> None:
    calendar()
    login(client, "intake")
    page = client.post(LOOK, sent, follow=True).content.decode()
    assert "Tampilan itu tidak ada, jadi tidak kami simpan." in page
    assert not QueueLook.objects.exists()


def test_every_column_has_a_heading_and_a_cell_of_its_own(client: Client) -> None:
    case, _ = confidential_one()
    change(case, classification="heavy", substance="agraria")
    login(client, "intake")
    client.post(LOOK, {"columns": [c.value for c in Column], "density": "lega"})
    page = client.get(PAGE).content.decode()
    assert page.count('role="columnheader"') == 3 + len(Column)  # and the ticks
    assert page.count('role="cell"') + page.count('role="rowheader"') == 3 + len(Column)
    for words in ("Berat", "Agraria dan pertanahan", case.office.name_id, "Rahasia"):
        assert words in page


def test_a_restricted_case_keeps_its_substance_and_its_agency(client: Client) -> None:
    case = file_one()[0]
    change(case, substance="agraria", agency=None, unit=None, agency_label="Dinas Uji")
    login(client, "head")
    assert "· Dinas Uji<" in client.get(PAGE).content.decode()
    change(case, restricted=True)
    answer = client.get(PAGE)
    assert answer.context["rows"][0]["substance"] == ""
    assert "· Dinas Uji<" not in answer.content.decode()


def test_filters_and_columns_add_no_query_to_the_page(client: Client) -> None:
    file_one()
    login(client, "chair")
    client.get(PAGE)
    with counted() as plain:
        client.get(PAGE)
    whole = (
        "view=all&tahap=submitted&kelas=heavy&instansi=a&pemegang=kosong&giliran=instansi"
        f"&tenggat=lewat&mendesak=1&dari=2026-01-01&urut=nomor&kantor={office().pk}"
    )
    with counted() as narrow:
        client.get(f"{PAGE}?{whole}")
    # Three of the frame; the desk, the counts and the rows.
    assert len(plain) <= 6, plain
    told = [sql for sql in narrow if "journal_" not in sql]
    assert len(told) <= len(plain), told


def test_the_address_of_the_queue_is_the_whole_state(client: Client) -> None:
    file_one()
    login(client, "intake")
    page = client.get(f"{PAGE}?view=mine&q=akta&dari=2026-01-01").content.decode()
    assert 'value="akta"' in page
    assert 'value="2026-01-01"' in page
    assert '<details class="more" open>' in page
    assert reverse("work:queue") == PAGE
