"""Who is late at a glance: the numbers, what stands behind them, and what they keep."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from complaints.domain.corrective import Instrument
from complaints.domain.tracker import Group
from tests.complaints.tracked import TODAY, change, handed_in, ordered
from tests.complaints.views.pages import counted
from tests.factories.agencies import AgencyFactory, UnitFactory
from tests.factories.complaints import FILED, file_one
from tests.people import agency, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from complaints.models import CorrectiveAction

pytestmark = pytest.mark.django_db
PAGE = "/kerja/tindakan/ringkas/"
YESTERDAY, LONG_AGO = TODAY - timedelta(days=1), date(2025, 9, 1)
#: Open, not received, waiting for us, near, late, very late.
Numbers = tuple[int, int, int, int, int, int]


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


def lines(client: Client, query: str = "") -> dict[str, Numbers]:
    """The numbers of each line, by its name, in their order on the page."""
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return {
        str(line["name"]): tuple(cell["n"] for cell in line["cells"])
        for line in answer.context["lines"]
    }


def other_city() -> Any:
    return AgencyFactory(
        code="98.71", name_id="Pemerintah Kota Lain", region__code="98.71"
    )


def several(**fields: Any) -> list[CorrectiveAction]:
    """One not received, one near, two late of which one for long, one that waits."""
    found = [
        ordered(**fields, due_on=day, received_on=None if day is None else TODAY)
        for day in (None, TODAY, YESTERDAY, LONG_AGO, YESTERDAY)
    ]
    handed_in(found[-1], YESTERDAY)
    return found


def test_each_agency_has_its_numbers_the_latest_first(client: Client) -> None:
    ordered(due_on=YESTERDAY)
    several(agency=other_city())
    ordered(status="dilaksanakan", settled_on=TODAY)
    login(client, "head")
    found = lines(client)
    assert list(found) == ["Pemerintah Kota Lain", agency().name_id]
    assert found == {
        "Pemerintah Kota Lain": (5, 1, 1, 1, 2, 1),
        agency().name_id: (1, 0, 0, 0, 1, 0),
    }
    answer = client.get(PAGE)
    whole = {str(name): cell["n"] for name, cell in answer.context["totals"]}
    assert whole["Belum selesai"] == 6
    assert whole["Lewat batas"] == 3
    page = answer.content.decode()
    assert "1 Sep 2025" in page


def test_every_number_opens_as_many_actions_in_the_list(client: Client) -> None:
    several(agency=other_city(), unit=UnitFactory(agency=agency()))
    mine = ordered(instrument=Instrument.REKOMENDASI, form="DK")
    change(mine.case, examiner_id=person("head").pk, substance="agraria")
    login(client, "head")
    for group in Group:
        answer = client.get(f"{PAGE}?per={group}")
        cells = [cell for line in answer.context["lines"] for cell in line["cells"]]
        cells += [cell for _name, cell in answer.context["totals"]]
        linked = [cell for cell in cells if cell["url"]]
        assert linked, group
        for cell in linked:
            rows = client.get(cell["url"]).context["rows"]
            assert len(rows) == cell["n"], cell["url"]


def test_every_age_opens_as_many_actions_in_the_list(client: Client) -> None:
    several()
    ordered(due_on=TODAY - timedelta(days=60), status="sebagian")
    ordered(due_on=TODAY + timedelta(days=60))
    login(client, "head")
    answer = client.get(PAGE)
    found = 0
    for row in answer.context["ages"]:
        for cell in (row["unreceived"], *row["cells"], *row["beside"]):
            found += cell["n"]
            if cell["n"]:
                shown = client.get(cell["url"]).context["rows"]
                assert len(shown) == cell["n"], cell["url"]
    assert found == 7
    assert answer.context["bands"] == [
        "Lebih dari 5 hari kerja lagi",
        "5 hari kerja lagi atau kurang",
        "Lewat sampai 10 hari kerja",
        "Lewat 11–30 hari kerja",
        "Lewat 31–60 hari kerja",
        "Lewat lebih dari 60 hari kerja",
    ]


def test_a_suggestion_is_in_no_band_and_what_came_in_time_is_not_late(
    client: Client,
) -> None:
    for due in (LONG_AGO, TODAY, TODAY + timedelta(days=60)):
        ordered(instrument=Instrument.SARAN, due_on=due, received_on=TODAY)
    ordered(instrument=Instrument.SARAN, due_on=None, received_on=None)
    several()
    login(client, "head")
    answer = client.get(PAGE)
    rows = {str(row["name"]): row for row in answer.context["ages"]}
    first = rows["Belum dilaksanakan"]
    assert first["unreceived"]["n"] == 2
    assert [cell["n"] for cell in first["beside"]] == [0, 3]
    assert [cell["n"] for cell in first["cells"]] == [0, 1, 1, 0, 0, 1]
    waiting = rows["Bukti sedang kami periksa"]
    assert [cell["n"] for cell in waiting["beside"]] == [1, 0]
    assert not any(cell["n"] for cell in waiting["cells"])
    # What the bands call late is what the number above calls late; so with what is near.
    totals = {str(name): cell["n"] for name, cell in answer.context["totals"]}
    late = [cell["n"] for row in rows.values() for cell in row["cells"][2:]]
    near = [row["cells"][1]["n"] for row in rows.values()]
    assert sum(late) == totals["Lewat batas"] == 2
    assert sum(near) == totals["Lima hari kerja lagi"] == 1
    for row in rows.values():
        for cell in (row["unreceived"], *row["cells"], *row["beside"]):
            if cell["n"]:
                assert len(client.get(cell["url"]).context["rows"]) == cell["n"]


def test_the_list_names_a_view_that_is_no_tab_only_to_who_asked_for_it(
    client: Client,
) -> None:
    several()
    login(client, "head")
    said = "Bukti tepat waktu, sedang kami periksa"
    assert said not in client.get("/kerja/tindakan/").content.decode()
    page = client.get("/kerja/tindakan/?view=tepat-waktu")
    assert said in page.content.decode()
    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize(
    ("group", "names"),
    [
        (Group.UNIT, {"Dinas Satu", "Tanpa unit"}),
        (Group.REGION, {"Provinsi 99", "Provinsi 98"}),
        (Group.OFFICER, {"examiner", "Belum ada petugas"}),
        (Group.INSTRUMENT, {"Tindakan korektif", "Rekomendasi"}),
        (Group.SUBSTANCE, {"Agraria dan pertanahan", "Tanpa bidang"}),
        (Group.FORM, {"Penundaan berlarut", "Diskriminasi"}),
    ],
)
def test_the_numbers_are_told_by_whatever_one_asks(
    client: Client, group: Group, names: set[str]
) -> None:
    one = ordered(unit=UnitFactory(agency=agency(), name_id="Dinas Satu"))
    change(one.case, substance="agraria", examiner_id=person("examiner").pk)
    ordered(agency=other_city(), instrument=Instrument.REKOMENDASI, form="DK")
    login(client, "head")
    found = lines(client, f"per={group}")
    wanted = {person(name).name if name == "examiner" else name for name in names}
    assert set(found) == wanted


def test_of_a_province_its_own_regions_are_told(client: Client) -> None:
    ordered(agency=other_city())
    ordered()
    login(client, "head")
    assert set(lines(client, "per=wilayah&provinsi=98")) == {"Kota 98.71"}
    there = client.get(f"{PAGE}?per=wilayah&provinsi=98").context["lines"][0]
    assert {"provinsi=98", "daerah=98.71"} <= set(
        there["cells"][0]["url"].partition("?")[2].split("&")
    )


def test_a_report_that_proves_two_forms_counts_under_both_and_once_in_all(
    client: Client,
) -> None:
    action = ordered()
    for form in ("DK", "PB"):
        action.lhp.findings.create(form=form, text="Terbukti juga.")
    action.lhp.findings.create(form="KK", text="Tidak terbukti.", proven=False)
    login(client, "head")
    found = lines(client, "per=bentuk")
    assert found == {
        "Penundaan berlarut": (1, 0, 0, 0, 0, 0),
        "Diskriminasi": (1, 0, 0, 0, 0, 0),
    }
    totals = client.get(f"{PAGE}?per=bentuk").context["totals"]
    assert totals[0][1]["n"] == 1


@pytest.mark.parametrize(
    "group",
    [Group.AGENCY, Group.UNIT, Group.REGION, Group.SUBSTANCE, Group.FORM],
)
def test_restricted_cases_are_one_line_that_tells_nothing_else(
    client: Client, group: Group
) -> None:
    ordered()
    for city in (other_city(), agency()):
        action = ordered(agency=city, unit=UnitFactory(agency=city), due_on=YESTERDAY)
        change(action.case, restricted=True, substance="agraria")
    login(client, "head")
    answer = client.get(f"{PAGE}?per={group}")
    (hidden,) = [
        line for line in answer.context["lines"] if line["name"] == "Perkara terbatas"
    ]
    assert [cell["n"] for cell in hidden["cells"]] == [2, 0, 0, 0, 2, 0]
    assert not any(cell["url"] for cell in hidden["cells"])
    assert "Pemerintah Kota Lain" not in answer.content.decode()


def test_a_filter_narrows_the_numbers_and_stays_in_every_link(client: Client) -> None:
    ordered(instrument=Instrument.SARAN)
    ordered()
    login(client, "head")
    assert lines(client, "instrumen=saran") == {agency().name_id: (1, 0, 0, 0, 0, 0)}
    answer = client.get(f"{PAGE}?instrumen=saran&per=unit")
    assert "Instrumen: <b>Saran</b>" in answer.content.decode()
    assert all(
        "instrumen=saran" in address for _c, _n, address in answer.context["groups"]
    )
    cell = client.get(f"{PAGE}?instrumen=saran").context["lines"][0]["cells"][0]
    assert "instrumen=saran" in cell["url"]
    assert "per=" not in cell["url"]


def test_a_colleague_who_left_has_a_number_and_no_way_to_it(client: Client) -> None:
    action = ordered()
    change(action.case, examiner_id=person("examiner_elsewhere").pk)
    login(client, "head")
    (line,) = client.get(f"{PAGE}?per=petugas").context["lines"]
    assert line["name"] == person("examiner_elsewhere").name
    assert line["cells"][0] == {"n": 1, "view": "terbuka", "url": ""}


def test_nobody_counts_what_is_not_his_to_see(client: Client) -> None:
    away, closed_up = ordered(), ordered()
    change(away.case, office=office("73"))
    change(closed_up.case, restricted=True)
    login(client, "examiner")
    assert lines(client) == {}
    login(client, "chair")
    assert [numbers[0] for numbers in lines(client).values()] == [1]
    login(client, "liaison")
    assert client.get(PAGE).status_code == 404


def test_the_groups_go_on_on_the_next_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.selectors.tracker_overview.LINES", 1)
    ordered(due_on=YESTERDAY)
    ordered(agency=other_city())
    login(client, "head")
    first = client.get(PAGE)
    assert (first.context["back_page"], first.context["onward"]) == ("", "hal=2")
    second = client.get(f"{PAGE}?hal=2")
    assert list(lines(client, "hal=2")) == ["Pemerintah Kota Lain"]
    assert (second.context["back_page"], second.context["onward"]) == ("hal=1", "")
    for odd in ("0", "-1", "x", "9999999999999999999999", "²"):
        assert client.get(f"{PAGE}?hal={odd}").status_code == 200


def test_an_office_without_orders_reads_that_all_is_verified(client: Client) -> None:
    file_one()
    login(client, "head")
    page = client.get(PAGE).content.decode()
    assert "Semua tindakan terverifikasi" in page


def test_the_overview_takes_as_many_queries_whatever_there_is(client: Client) -> None:
    ordered()
    login(client, "head")
    client.get(PAGE)
    with counted() as few:
        client.get(PAGE)
    several(agency=other_city())
    with counted() as many:
        client.get(PAGE)
    assert len(many) == len(few) <= 10, many
