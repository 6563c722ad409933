"""Reports of another house come in once, whole, and as consultations."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.roles import Role
from accounts.wall_clock import wall_now
from agencies.models import Office
from complaints.domain import events
from complaints.domain.imported import FileMapping
from complaints.domain.states import State
from complaints.models import (
    BlindIndex,
    Case,
    Deadline,
    ImportedRow,
    SearchDocument,
    VaultRow,
)
from complaints.models.choices import Channel
from complaints.selectors.narrowing import Days, Filters
from complaints.selectors.queue import queue
from complaints.services import consulting, fast, importing
from complaints.services.errors import NotReady, WrongCode
from complaints.services.importing import (
    Counts,
    FileRefused,
    import_reports,
    load_mapping,
)
from complaints.services.tracking import open_with_code
from journal.models import Delivery, Entry
from journal.verify import verify
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
HEADER = [
    "id",
    "text",
    "created_at",
    "responded_at",
    "topic",
    "agency",
    "district",
    "village",
]


def line(n: int, **changes: str) -> list[str]:
    row = {
        "id": str(n),
        "text": f"Keluhan contoh nomor {n}: lampu\njalan padam.",
        "created_at": "2026-01-02T23:30:00",
        "topic": "Lampu",
        "agency": "Dinas Contoh",
    }
    return [(row | changes).get(name, "") for name in HEADER]


def written(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()


@pytest.fixture
def centre() -> Office:
    return office("00")


def take_in(path: Path, *, dry_run: bool = False) -> Counts:
    return import_reports(
        path=path,
        how=load_mapping("city"),
        office_code="00",
        actor=SYSTEM,
        now=NOW,
        dry_run=dry_run,
    )


@pytest.fixture
def three(tmp_path: Path) -> Path:
    path = tmp_path / "tiga.csv.gz"
    path.write_bytes(gzip.compress(written([line(n) for n in (1, 2, 3)])))
    return path


def test_rows_become_consultations_without_identity_clock_or_delivery(
    centre: Office, three: Path
) -> None:
    counts = take_in(three)
    assert (counts.rows, counts.stored, counts.known, counts.refused) == (3, 3, 0, 0)
    case = Case.objects.order_by("id")[0]
    assert case.state == State.CONSULT
    assert case.channel == Channel.IMPORT
    assert case.office == centre
    assert (case.agency_id, case.agency_label) == (None, "Dinas Contoh")
    assert case.region_code == "35.78"
    assert case.title == "Lampu"
    assert case.story == "Keluhan contoh nomor 1: lampu\njalan padam."
    assert case.filed_at == datetime(2026, 1, 2, 16, 30, tzinfo=UTC)
    assert case.submitted_on == date(2026, 1, 3)  # half past midnight in Makassar
    assert ImportedRow.objects.count() == SearchDocument.objects.count() == 3
    for empty in (VaultRow, BlindIndex, Deadline, Delivery):
        assert not empty.objects.exists()


def test_an_imported_question_has_nobody_who_reports(
    centre: Office, three: Path
) -> None:
    take_in(three)
    case = Case.objects.order_by("id")[0]
    place = {"office": centre, "role": Role.INTAKE.value}
    who = member(OfficeMembershipFactory(**place).user, now=wall_now())
    told: dict[str, Any] = {"ref": case.ref, "actor": who, "now": NOW}
    told |= {"version": case.version}
    with pytest.raises(NotReady, match="nobody_reports"):
        consulting.turn_to_report(**told)
    with pytest.raises(NotReady, match="nobody_reports"):
        fast.take_fast(reason="Mendesak.", **told)
    closed = consulting.answer_consultation(text="Sudah dijawab.", **told)
    assert closed.opinions.count() == 0  # nobody to ask


def test_the_history_says_where_a_row_came_from_and_holds_together(
    centre: Office, three: Path
) -> None:
    take_in(three)
    entries = Entry.objects.filter(kind=events.CASE_IMPORTED).order_by("id")
    # A text over two lines: the second row begins on line 4.
    assert [entry.data["line"] for entry in entries] == [2, 4, 6]
    case = Case.objects.order_by("id")[0]
    assert entries[0].data == {
        "source": "city_reports",
        "line": 2,
        "office": centre.pk,
        "text": case.text_hash(case.story),
    }
    assert verify().breaks == []


@pytest.mark.usefixtures("centre")
def test_a_second_run_stores_nothing(three: Path) -> None:
    take_in(three)
    counts = take_in(three)
    assert (counts.rows, counts.stored, counts.known) == (3, 0, 3)
    assert Case.objects.count() == 3


@pytest.mark.usefixtures("centre")
def test_a_killed_import_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    path = tmp_path / "lima.csv"
    path.write_bytes(written([line(n) for n in range(5)]))

    def killed(_share: float, counts: Counts) -> None:
        if counts.stored == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_reports(
            path=path,
            how=load_mapping("city"),
            office_code="00",
            actor=SYSTEM,
            now=NOW,
            progress=killed,
        )
    assert Case.objects.count() == 4
    counts = take_in(path)
    assert (counts.stored, counts.known) == (1, 4)


@pytest.mark.usefixtures("centre")
def test_a_dry_run_counts_and_stores_nothing(three: Path) -> None:
    assert take_in(three, dry_run=True).stored == 3
    assert not Case.objects.exists()
    assert not Entry.objects.filter(kind=events.CASE_IMPORTED).exists()


@pytest.mark.usefixtures("centre")
def test_bad_rows_are_named_by_line_and_the_rest_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "campur.csv"
    rows = written([line(1, text="a"), line(2, text=" "), line(3, created_at="x")])
    rows += b'4,"terlalu, sedikit"\r\n'
    rows += b"5,Caf\xe9,2026-01-02T00:00:00,,,Dinas,,\r\n"
    rows += written([line(1, text="a"), line(6, text="b")]).split(b"\r\n", 1)[1]
    path.write_bytes(rows)
    counts = take_in(path)
    assert [str(error) for error in counts.errors] == [
        "Baris 3: Isi laporan kosong (kolom text).",
        "Baris 4: Waktu tidak terbaca (kolom created_at).",
        "Baris 6: Jumlah kolom tidak cocok dengan judul.",
        "Baris 7: Kolom text bukan UTF-8.",
        "Baris 8: Baris yang sama sudah ada di berkas ini.",
    ]
    assert counts.rows == counts.stored + counts.refused == 7
    assert set(Case.objects.values_list("story", flat=True)) == {"a", "b"}


@pytest.mark.usefixtures("centre")
def test_a_field_without_end_is_one_bad_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LONGEST_FIELD", 100)
    path = tmp_path / "panjang.csv"
    path.write_bytes(written([line(1, text="a" * 200), line(2, text="b")]))
    counts = take_in(path)
    assert counts.stored == 1
    assert str(counts.errors[0]) == "Baris 2: Baris ini bukan CSV yang dapat dibaca."


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER[:-4], "Kolom tidak ada: agency, topic"),
        ([*HEADER, "telepon"], "Kolom tidak dipetakan: telepon"),
    ],
)
def test_a_file_of_another_shape_is_refused_whole(
    tmp_path: Path, header: list[str], sentence: str
) -> None:
    path = tmp_path / "lain.csv"
    path.write_text(",".join(header) + "\n", encoding="utf-8")
    with pytest.raises(FileRefused, match=sentence):
        take_in(path)


@pytest.mark.usefixtures("centre")
def test_a_cut_off_archive_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "putus.csv.gz"
    path.write_bytes(gzip.compress(written([line(n) for n in range(50)]))[:-40])
    with pytest.raises(FileRefused, match="sampai akhir"):
        take_in(path)


def test_an_unknown_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Pemetaan tidak_ada"):
        load_mapping("tidak_ada")
    wrong = tmp_path / "salah.json"
    wrong.write_text('{"source": "x", "warna": "biru"}', encoding="utf-8")
    with pytest.raises(FileRefused):
        load_mapping(str(wrong))


@pytest.mark.usefixtures("centre")
def test_a_row_without_a_number_is_known_by_what_it_says(tmp_path: Path) -> None:
    how = FileMapping(source="tanpa", text="isi", created_at="waktu", zone="UTC")
    path = tmp_path / "tanpa.csv"
    path.write_text("isi,waktu\na,2026-01-01\nb,2026-01-01\n", encoding="utf-8")
    for stored in (2, 0):
        counts = import_reports(
            path=path, how=how, office_code="00", actor=SYSTEM, now=NOW
        )
        assert counts.stored == stored


@pytest.mark.usefixtures("centre")
def test_no_code_opens_an_imported_row(three: Path) -> None:
    take_in(three)
    case = Case.objects.order_by("id")[0]
    for code in ("0000-0000-0000", "0" * 26, case.code_hash):
        with pytest.raises(WrongCode):
            open_with_code(locator=case.locator, code=code, network="n", now=NOW)


def test_the_office_decides_who_sees_them(three: Path) -> None:
    office("64")
    call_command("import_reports", str(three), "--office", "64", verbosity=0)
    page = queue(
        actor("intake"),
        Filters(view="consult", q="keluhan"),
        Days(NOW.date(), NOW.date()),
    )
    assert len(page.rows) == 3
    assert page.counts["all"] == 0  # counted apart from our own
    elsewhere = queue(
        actor("examiner_elsewhere"),
        Filters(view="consult"),
        Days(NOW.date(), NOW.date()),
    )
    assert not elsewhere.rows


@pytest.mark.usefixtures("centre")
def test_the_command_prints_its_counts_and_shows_how_far_it_is(
    three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_reports", str(three), "--dry-run")
    said = capsys.readouterr()
    assert "3 rows: 3 stored, 0 known already, 0 refused" in said.out
    assert "Dry run: nothing was stored." in said.out
    assert "100% 3 rows" in said.err
    call_command("import_reports", str(three))
    call_command("import_reports", str(three))
    assert "3 rows: 0 stored, 3 known already, 0 refused" in capsys.readouterr().out


def test_the_command_fails_with_a_sentence(tmp_path: Path, three: Path) -> None:
    with pytest.raises(CommandError, match="There is no office 00"):
        call_command("import_reports", str(three))
    office("00")
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("import_reports", str(tmp_path / "tiada.csv"))
    bad = tmp_path / "buruk.csv"
    bad.write_bytes(written([line(1, text="")]))
    with pytest.raises(CommandError, match="Rows were refused"):
        call_command("import_reports", str(bad))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("centre")
def test_the_bar_is_drawn_over_itself_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = tmp_path / "dua.csv"
    path.write_bytes(written([line(1), line(2)]))
    screen = Terminal()
    call_command("import_reports", str(path), stderr=screen)
    assert screen.getvalue().startswith("\r[")
    assert screen.getvalue().count("\n") == 1
