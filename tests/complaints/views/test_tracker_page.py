"""Every action over all cases: who sees which, how they are narrowed, and in what order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from complaints.domain.corrective import Instrument
from complaints.domain.listings import Listing
from complaints.domain.tracker import Sort, View
from complaints.models import CorrectiveAction, Lhp, SavedFilter
from complaints.selectors.keyset import SORTS
from complaints.services import desk
from journal.models import Entry
from tests.complaints.tracked import TODAY, change, handed_in, ordered
from tests.complaints.views.pages import case_page, counted
from tests.factories.agencies import AgencyFactory, RegionFactory, UnitFactory
from tests.factories.complaints import FILED, file_one
from tests.people import actor, agency, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kerja/tindakan/"
SAVED = "/kerja/tindakan/saringan/"
#: Thirty-one working days before Monday 9 March 2026, and thirty.
VERY_LATE, LATE = date(2026, 1, 25), date(2026, 1, 26)


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


def found(client: Client, query: str = "") -> list[Any]:
    """The refs of the actions that this address shows."""
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return [row["ref"] for row in answer.context["rows"]]


def row_of(client: Client, query: str = "") -> dict[str, Any]:
    (row,) = client.get(f"{PAGE}?{query}").context["rows"]
    found_: dict[str, Any] = row
    return found_


def elsewhere() -> dict[str, Any]:
    """Another city of another province, and a unit of it."""
    city = AgencyFactory(
        code="98.71", name_id="Pemerintah Kota Lain", region__code="98.71"
    )
    return {"agency": city, "unit": UnitFactory(agency=city, name_id="Dinas Lain")}


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("status=belum", {"status": "belum"}),
    ("status=sebagian", {"status": "sebagian"}),
    ("status=dilaksanakan", {"status": "dilaksanakan", "settled_on": TODAY}),
    ("status=dibatalkan", {"annulled_on": TODAY}),
    ("status=dikecualikan", {"excused_on": TODAY}),
    ("instrumen=saran", {"instrument": Instrument.SARAN}),
    ("instrumen=rekomendasi", {"instrument": Instrument.REKOMENDASI}),
    ("dari=2026-02-01", {"signed_on": date(2026, 2, 1)}),
    ("dari=2025-12-01&sampai=2025-12-31", {"signed_on": date(2025, 12, 31)}),
    ("batas_dari=2026-06-01", {"due_on": date(2026, 6, 1)}),
    ("batas_sampai=2026-03-10", {"due_on": date(2026, 3, 10)}),
    ("bentuk=DK", {"form": "DK"}),
    ("view=lewat", {"due_on": TODAY - timedelta(days=1)}),
    ("view=parah", {"due_on": VERY_LATE}),
    ("view=segera", {"due_on": date(2026, 3, 16)}),
    ("view=belum-terima", {"due_on": None, "received_on": None}),
]


@pytest.mark.parametrize(("query", "fields"), FILTERS)
def test_a_filter_keeps_what_it_names_and_nothing_else(
    client: Client, query: str, fields: dict[str, Any]
) -> None:
    wanted = ordered(**fields)
    ordered(status="diajukan")
    login(client, "head")
    assert found(client, query) == [wanted.ref]


@pytest.mark.parametrize(
    "query",
    [
        "instansi=kota+lain",
        "instansi=dinas+lain",
        "badan={agency.ref}",
        "unit={unit.ref}",
        "provinsi=98",
        "provinsi=98&daerah=98.71",
    ],
)
def test_an_action_is_found_by_the_body_that_owes_it(
    client: Client, query: str
) -> None:
    ordered()
    there = elsewhere()
    wanted = ordered(**there)
    login(client, "head")
    assert found(client, query.format(**there)) == [wanted.ref]


def test_a_unit_lies_where_it_works_whatever_the_seat_of_its_agency(
    client: Client,
) -> None:
    unit = UnitFactory(agency=agency(), region=RegionFactory(code="98.71"))
    wanted = ordered(unit=unit)
    login(client, "head")
    assert found(client, "provinsi=98") == [wanted.ref]
    assert found(client, "provinsi=99") == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("tahap=formal", {"state": "formal"}),
        ("substansi=agraria", {"substance": "agraria"}),
    ],
)
def test_an_action_is_found_by_its_case(
    client: Client, query: str, fields: dict[str, Any]
) -> None:
    ordered()
    wanted = ordered()
    change(wanted.case, **fields)
    login(client, "head")
    assert found(client, query) == [wanted.ref]


def test_a_filter_by_officer_knows_who_examines_and_who_monitors(
    client: Client,
) -> None:
    mine, hers, nobodys, handed_on = (ordered() for _n in range(4))
    change(mine.case, examiner_id=person("head").pk)
    change(hers.case, examiner_id=person("examiner").pk)
    change(handed_on.case, examiner_id=person("examiner").pk)
    change(handed_on.case, resmon_id=person("resmon").pk)
    login(client, "head")
    assert found(client, "pemegang=saya") == [mine.ref]
    assert found(client, "pemegang=kosong") == [nobodys.ref]
    # As long as it is not monitored, the examiner looks after it.
    examiner = f"pemegang={person('examiner').pk}"
    assert found(client, examiner) == [hers.ref, handed_on.ref]


def test_every_open_action_is_due_near_late_waiting_or_not_received(
    client: Client,
) -> None:
    days = [
        *(None, TODAY - timedelta(days=1), LATE, VERY_LATE),
        *(TODAY, date(2026, 3, 16), date(2026, 3, 17)),
    ]
    for day in days:
        ordered(due_on=day, received_on=None if day is None else TODAY)
    in_time = ordered(due_on=TODAY - timedelta(days=1))
    handed_in(in_time, TODAY - timedelta(days=2))
    login(client, "head")
    views = {view: set(found(client, f"view={view}")) for view in View}
    parts = [View.LATE, View.SOON, View.RUNNING, View.UNRECEIVED]
    refs = [ref for part in parts for ref in views[part]]
    assert len(refs) == len(set(refs)) == len(days)
    assert {*refs, in_time.ref} == views[View.OPEN]
    assert views[View.OURS] == {in_time.ref}
    assert views[View.VERY_LATE] < views[View.LATE]
    assert len(views[View.VERY_LATE]) == 1
    assert len(views[View.SOON]) == 2


def test_what_came_in_by_the_last_day_is_not_late_while_we_look_at_it(
    client: Client,
) -> None:
    late = ordered(due_on=TODAY - timedelta(days=3))
    piece = handed_in(late, TODAY - timedelta(days=3))
    login(client, "head")
    assert found(client, "view=lewat") == []
    assert found(client, "view=putusan") == [late.ref]
    piece.submitted_on = TODAY
    piece.save(update_fields=["submitted_on"])
    assert found(client, "view=lewat") == found(client, "view=putusan") == [late.ref]


def test_a_suggestion_binds_to_nothing_and_is_never_late(client: Client) -> None:
    login(client, "head")
    suggested = ordered(instrument=Instrument.SARAN, due_on=TODAY - timedelta(days=90))
    assert found(client, "view=lewat") == found(client, "view=parah") == []
    assert found(client, "view=segera") == []
    assert found(client, "view=berjalan") == [suggested.ref]
    # Its day is said, and no filter by the last day finds what has none that binds.
    assert found(client, "batas_sampai=2026-03-31") == []
    page = client.get("/kerja/tindakan/").content.decode()
    assert "Saran, tidak mengikat" in page
    assert "lewat 6" not in page.lower()


def test_what_is_done_freed_or_in_a_closed_case_is_owed_no_more(
    client: Client,
) -> None:
    done = ordered(status="dilaksanakan", settled_on=TODAY)
    freed, shut, repeated, defied = (
        ordered(excused_on=TODAY),
        *(ordered() for _n in range(3)),
    )
    change(shut.case, state="closed", closing_reason="dicabut")
    change(
        defied.case,
        state="closed",
        closing_reason="rekomendasi_tidak_dilaksanakan_dipublikasikan",
    )
    item = ordered(repeated.case, instrument=Instrument.REKOMENDASI)
    CorrectiveAction.objects.filter(pk=repeated.pk).update(superseded_by=item)
    login(client, "head")
    assert set(found(client)) == {defied.ref, item.ref}
    ended = {done.ref, freed.ref, shut.ref, repeated.ref}
    assert set(found(client, "view=selesai")) == ended
    assert set(found(client, "view=semua")) == {defied.ref, item.ref, *ended}
    assert found(client, "status=digantikan") == [repeated.ref]
    assert found(client, "view=terbuka&status=digantikan") == []


def test_an_action_without_a_signed_report_in_force_stands_in_no_list(
    client: Client,
) -> None:
    draft, replaced = ordered(), ordered()
    Lhp.objects.filter(pk=draft.lhp_id).update(signed_on=None)
    Lhp.objects.filter(pk=replaced.lhp_id).update(replaced_by=draft.lhp)
    login(client, "head")
    assert found(client, "view=semua") == []


def test_a_row_says_what_whose_turn_until_when_and_where(client: Client) -> None:
    late = ordered(due_on=TODAY - timedelta(days=3))
    change(late.case, state="submitted", examiner_id=person("examiner").pk)
    login(client, "head")
    page = client.get(PAGE).content.decode()
    for words in (
        "Terbitkan akta.",
        "Tindakan korektif 1",
        "Lewat 1 hari kerja",
        "Tidak dilaksanakan",
        agency().name_id,
        person("examiner").name,
        f'{case_page(late.case)}#tk"',
    ):
        assert words in page, words
    row = row_of(client)
    assert (str(row["turn"][0]), row["turn"][1]) == ("Instansi", "age")


def test_what_has_no_day_yet_says_so_and_what_is_done_says_how_late(
    client: Client,
) -> None:
    ordered(due_on=None, received_on=None)
    login(client, "head")
    page = client.get(PAGE).content.decode()
    assert "Jam belum mulai" in page
    assert "bukti terima belum ada" in page
    assert str(row_of(client)["turn"][0]) == "Ombudsman"
    CorrectiveAction.objects.update(
        status="dilaksanakan",
        settled_on=TODAY,
        received_on=TODAY,
        due_on=TODAY,
        executed_on=TODAY,
        days_late=12,
    )
    row = row_of(client, "view=selesai")
    assert (row["ending"], row["turn"]) == ("terlambat 12 hari kerja", None)
    CorrectiveAction.objects.update(days_late=0)
    assert row_of(client, "view=selesai")["ending"] == "tepat waktu"


# --- what nobody may learn from a list ----------------------------------------------
def test_another_office_sees_none_of_ours_and_the_plenary_all_but_the_restricted(
    client: Client,
) -> None:
    ours, away = ordered(), ordered()
    closed_up = ordered()
    change(away.case, office=office("73"))
    change(closed_up.case, restricted=True)
    login(client, "examiner_elsewhere")
    assert found(client, "view=semua") == []
    login(client, "chair")
    assert set(found(client)) == {ours.ref, away.ref}
    assert found(client, f"kantor={office('73').pk}") == [away.ref]


TELLING = [
    "instansi=kota",
    "badan={agency}",
    "unit={unit}",
    "provinsi=99",
    "substansi=agraria",
    "bentuk=PB",
]


@pytest.mark.parametrize("query", TELLING)
def test_no_filter_tells_of_which_body_a_restricted_case_is_or_about_what(
    client: Client, query: str
) -> None:
    unit = UnitFactory(agency=agency())
    action = ordered(unit=unit)
    change(action.case, substance="agraria")
    login(client, "head")
    asked = query.format(agency=agency().ref, unit=unit.ref)
    assert found(client, asked) == [action.ref]
    change(action.case, restricted=True)
    assert found(client, asked) == []
    assert found(client, "instrumen=tk") == [action.ref]


def test_a_restricted_case_keeps_its_agency_and_what_is_asked_of_it(
    client: Client,
) -> None:
    action = ordered(unit=UnitFactory(agency=agency(), name_id="Dinas Rahasia"))
    change(action.case, restricted=True)
    login(client, "head")
    page = client.get(PAGE).content.decode()
    assert "Perkara terbatas" in page
    assert case_page(action.case) in page
    for words in (agency().name_id, "Dinas Rahasia", "Terbitkan akta."):
        assert words not in page


def test_a_restricted_case_stands_behind_all_agencies_whatever_its_own(
    client: Client,
) -> None:
    first = AgencyFactory(code="98.72", name_id="A", region__code="98.72")
    closed_up, last = ordered(agency=first), ordered()
    change(closed_up.case, restricted=True)
    login(client, "head")
    assert found(client, "urut=instansi") == [last.ref, closed_up.ref]


def test_looking_by_a_filter_goes_on_the_readers_record_without_words(
    client: Client,
) -> None:
    ordered()
    reader = login(client, "head")
    client.get(PAGE)
    mine = Entry.objects.filter(subject_kind="user", subject_id=reader.pk)
    assert not mine.exists()
    client.get(f"{PAGE}?instansi=kota&view=belum-terima")
    (entry,) = mine
    told = {name: entry.data[name] for name in ("view", "words", "found", "others")}
    assert told == {
        "view": "actions.unreceived",
        "words": False,
        "found": 0,
        "others": 0,
    }


# --- the address ----------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "view=y",
        "status=y",
        "instrumen=y",
        "pemegang=999999999999999999999",
        "provinsi=y",
        "provinsi=%00",
        "provinsi=99&daerah=98.71",
        "daerah=y",
        "badan=y",
        "unit=%00",
        "substansi=y",
        "bentuk=y",
        "tahap=y",
        "dari=kemarin",
        "dari=2026-01-02&sampai=2026-01-01",
        "batas_dari=2026-03-02&batas_sampai=2026-03-01",
        "urut=y",
        "instansi=%00",
    ],
)
def test_what_the_address_asks_in_vain_is_said_in_a_sentence_and_left_out(
    client: Client, query: str
) -> None:
    action = ordered()
    login(client, "head")
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "tidak kami kenal, jadi tidak dipakai." in answer.content.decode()
    assert [row["ref"] for row in answer.context["rows"]] == [action.ref]


@pytest.mark.parametrize(
    "mark", ["x", "%00", "1", "01a20000-0000-7000-8000-000000000000"]
)
def test_a_mark_that_no_page_left_begins_at_the_first_page(
    client: Client, mark: str
) -> None:
    action = ordered()
    login(client, "head")
    for sort in Sort:
        assert found(client, f"urut={sort}&sesudah={mark}") == [action.ref]


@pytest.mark.parametrize("sort", list(Sort))
def test_every_sort_pages_through_everything_once_in_its_order(
    client: Client, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    monkeypatch.setattr("complaints.selectors.tracker.PAGE", 1)
    bodies = [AgencyFactory(name_id=name) for name in ("Kota B", "Kota A")]
    for n in range(6):
        action = ordered(
            due_on=None if n > 3 else TODAY + timedelta(days=n // 2),
            signed_on=TODAY - timedelta(days=n // 2),
            agency=bodies[n % 2],
        )
        change(action.case, restricted=n == 5)
    login(client, "head")
    seen: list[Any] = []
    onward = f"urut={sort}"
    while onward:
        answer = client.get(f"{PAGE}?{onward}")
        seen += [row["ref"] for row in answer.context["rows"]]
        onward = answer.context["onward"]
    names = {
        Sort.DUE: ["due_on", "id"],
        Sort.AGE: ["lhp__signed_on", "id"],
        Sort.AGENCY: ["case__restricted", "agency__name_id", "due_on", "id"],
    }
    wanted = CorrectiveAction.objects.order_by(*names[sort])
    assert seen == list(wanted.values_list("ref", flat=True))
    assert SORTS[sort][-1].name == "id"


def test_the_address_of_the_next_page_names_no_agency_and_no_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.selectors.tracker.PAGE", 1)
    first = ordered()
    ordered()
    login(client, "head")
    onward = client.get(f"{PAGE}?urut=instansi").context["onward"]
    assert onward == f"urut=instansi&sesudah={first.ref}"


def test_each_filter_is_a_chip_that_takes_only_itself_out(client: Client) -> None:
    there = elsewhere()
    ordered(**there)
    login(client, "head")
    query = f"view=lewat&badan={there['agency'].ref}&instrumen=tk&urut=umur"
    answer = client.get(f"{PAGE}?{query}")
    page = answer.content.decode()
    assert "Instansi: <b>Pemerintah Kota Lain</b>" in page
    assert "Instrumen: <b>Tindakan korektif</b>" in page
    without = {str(one["label"]): one["without"] for one in answer.context["chips"]}
    assert without == {
        "Instansi": "view=lewat&instrumen=tk&urut=umur",
        "Instrumen": f"view=lewat&badan={there['agency'].ref}&urut=umur",
    }
    # Another view keeps the filters, and counts under them.
    views = {name: address for name, _l, _n, address in answer.context["views"]}
    assert f"badan={there['agency'].ref}" in views["terbuka"]
    counts = {name: n for name, _l, n, _a in answer.context["views"]}
    assert (counts["terbuka"], counts["lewat"]) == ("1", "0")


def test_the_regencies_of_a_province_are_offered_once_it_is_chosen(
    client: Client,
) -> None:
    ordered()
    login(client, "head")
    bare = client.get(PAGE).content.decode()
    assert '<select name="daerah"' not in bare
    chosen = client.get(f"{PAGE}?provinsi=99").content.decode()
    assert '<select name="daerah"' in chosen
    assert "Kota 99.71" in chosen


def test_who_sees_one_office_chooses_none(client: Client) -> None:
    ordered()
    login(client, "head")
    assert 'name="kantor"' not in client.get(PAGE).content.decode()
    login(client, "chair")
    assert 'name="kantor"' in client.get(PAGE).content.decode()


def test_an_empty_view_says_of_what_there_is_none_and_leads_on(client: Client) -> None:
    file_one()
    login(client, "head")
    for view, words in (
        ("lewat", "Tidak ada yang lewat batas."),
        ("putusan", "Tidak ada bukti yang menunggu putusan kami."),
        ("terbuka", "Semua tindakan terverifikasi"),
    ):
        page = client.get(f"{PAGE}?view={view}").content.decode()
        assert words in page
        assert "Lihat semua tindakan" in page
    narrowed = client.get(f"{PAGE}?instrumen=tk").content.decode()
    assert "Tidak ada tindakan yang cocok." in narrowed


def test_the_list_takes_as_many_queries_whatever_its_length(client: Client) -> None:
    ordered()
    login(client, "head")
    client.get(PAGE)
    with counted() as few:
        client.get(PAGE)
    there = elsewhere()
    for n in range(5):
        ordered(**there, status="sebagian")
        desk.save_filter(
            name=f"No {n}",
            query="instansi=kota&provinsi=99&daerah=99.71",
            actor=actor("head"),
            listing=Listing.ACTIONS,
        )
    with counted() as many:
        client.get(PAGE)
    assert len(many) == len(few) <= 8, many


def test_the_watch_over_what_is_open_moved_here(client: Client) -> None:
    login(client, "head")
    assert client.get("/kerja/pemantauan/")["Location"] == PAGE
    login(client, "liaison")
    assert client.get("/kerja/pemantauan/").status_code == 404


# --- kept filters -----------------------------------------------------------------------
def test_a_filter_of_the_actions_is_kept_apart_from_those_of_the_queue(
    client: Client,
) -> None:
    there = elsewhere()
    ordered(**there)
    ordered()
    desk.save_filter(name="Antrean", query="tahap=exam", actor=actor("head"))
    login(client, "head")
    asked = f"view=terbuka&badan={there['agency'].ref}&provinsi=98&daerah=98.71"
    page = client.get(f"{SAVED}?{asked}")
    assert "Pemerintah Kota Lain" in page.content.decode()
    told = dict(page.context["asked"])
    assert client.post(SAVED, {**told, "name": "Kota Lain"})["Location"] == SAVED
    row = SavedFilter.objects.get(name="Kota Lain")
    assert (row.listing, row.query) == ("actions", asked)
    shown = client.get(PAGE).context["saved"]
    # It counts what it means, although the page names no province.
    assert [(one["row"].name, one["count"]) for one in shown] == [("Kota Lain", "1")]
    queue = client.get("/kerja/antrean/").context["saved"]
    assert [one["row"].name for one in queue] == ["Antrean"]


def test_kept_filters_are_put_in_order_within_their_list(client: Client) -> None:
    rows = [
        desk.save_filter(
            name=name, query="status=belum", actor=actor("head"), listing=listing
        )
        for name, listing in (
            ("Satu", Listing.ACTIONS),
            ("Antrean", Listing.QUEUE),
            ("Dua", Listing.ACTIONS),
        )
    ]
    file_one()
    login(client, "head")
    change_ = reverse("work:saved_change", args=[rows[2].pk])
    assert client.post(change_, {"do": "up"})["Location"] == SAVED
    shown = client.get(PAGE).context["saved"]
    assert [one["row"].name for one in shown] == ["Dua", "Satu"]
    assert client.post(change_, {"do": "forget"})["Location"] == SAVED
    page = client.get(SAVED).content.decode()
    assert "Kembali ke daftar tindakan" in page
