"""Letters: what they say, what they never say, and that they stay as they were."""

from __future__ import annotations

import base64
import hashlib
import threading
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import segno
from django.conf import settings as configured
from django.db import connection, transaction
from django.db.utils import DatabaseError
from pytest_django import Settings

from accounts.actor import SYSTEM, Actor
from agencies.models import Office
from documents import signing, typesetting
from documents.domain.kinds import LetterKind, Verdict
from documents.errors import MissingContext, NotGenuine, Unprintable
from documents.models import Letter, LetterCounter
from documents.services import issue_letter, replace_letter, withdraw_letter
from documents.services.keeping import content_of
from documents.services.letters import claims_hold, verification_url
from journal.actor import ActorKind
from journal.models import Entry
from tests.documents.reading import text_of
from tests.factories.agencies import OfficeFactory

# Still the 24th in Jakarta, already the 25th in the office's zone.
NOW = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
HEAD = Actor(ActorKind.USER, user_id=5)
INJECTION = (
    '#panic("x") *tebal* _miring_ $x^2$ <a> @ref `kode` \\u{41} #read("/etc/passwd") '
    "// hilang /* juga */"
)
CONTEXTS: dict[LetterKind, dict[str, Any]] = {
    LetterKind.CLARIFICATION: {
        "agency": "Dinas Contoh",
        "summary": "Akta belum terbit.",
        "questions": "Mengapa?",
    },
    LetterKind.RESULT: {"summary": "Layanan terlambat 40 hari."},
    LetterKind.REPORT: {
        "agency": "Dinas Contoh",
        "account": "Akta diminta bulan Maret.\nBelum terbit bulan Juni.",
        "result": "Berkas tidak diteruskan.",
        "opinion": "Penundaan tidak beralasan.",
        "conclusion": "found",
        "findings": [
            {"form": "PB", "label": "Penundaan berlarut", "text": "Terbukti."}
        ],
        "actions": [
            {"n": 1, "text": "Terbitkan akta.", "wanted": "Salinan akta"},
            {"n": 2, "text": "Kembalikan uang.", "wanted": ""},
        ],
        "corrective_term": "30 hari kerja",
    },
    LetterKind.CLOSING: {"reason": "Dicabut oleh pelapor."},
    LetterKind.INCOMPLETE: {"missing": ["Salinan KTP", "Kronologi"]},
    LetterKind.MINUTES: {
        "held_on": "2026-11-20",
        "present": ["Hasan Basri", "Rini Kusuma"],
        "items": [
            {
                "name": "ABCD2345",
                "agency": "Dinas Contoh",
                "decision": "Diregistrasi, klasifikasi ringan.",
                "approved_by": ["Hasan Basri", "Rini Kusuma"],
                "kept_out": ["Rini Kusuma"],
            }
        ],
    },
    LetterKind.DOCUMENTS: {
        "agency": "Dinas Contoh",
        "about": "Untuk memeriksa alur layanan.",
        "papers": "Buku register\nStandar pelayanan",
    },
    LetterKind.SUMMONS: {
        "about": "Mengapa akta belum terbit.",
        "person": "Kepala Dinas Kependudukan",
        "day": "2026-12-01",
        "time": "10.00",
        "place": "Kantor Ombudsman",
        "turn": "2",
    },
    LetterKind.SUPERIOR: {
        "about": "Pelaksanaan tindakan korektif.",
        "person": "Wali Kota Contoh",
        "day": "2026-12-01",
        "time": "10.00",
        "place": "Kantor Ombudsman",
    },
    LetterKind.RECOMMENDATION: {
        "superior": "Wali Kota Contoh",
        "official": "Kepala Dinas Contoh",
        "history": "LHP diterima bulan Maret.",
        "reasons": "Tidak dilaksanakan.",
        "substance": "Penundaan berlanjut.",
        "findings": [
            {"form": "PB", "label": "Penundaan berlarut", "text": "Terbukti."}
        ],
        "items": [{"n": 1, "text": "Terbitkan akta.", "wanted": "Salinan akta"}],
    },
    LetterKind.SANCTION: {
        "recipient": "Menteri Contoh",
        "recommendation": "001/RM.03.01/VIII/2026",
        "text": "Mohon sanksi administrasi.",
        "items": [{"n": 1, "text": "Terbitkan akta.", "status": "Tidak dilaksanakan"}],
    },
    LetterKind.DEFIANCE: {
        "recipient": "Presiden Republik Indonesia",
        "recommendation": "001/RM.03.01/VIII/2026",
        "text": "Akta belum terbit.",
        "items": [{"n": 1, "text": "Terbitkan akta.", "status": "Tidak dilaksanakan"}],
    },
    LetterKind.AGAIN: {
        "report": "B/12/VIII/2026",
        "why": "Akta kembali terbit berbulan-bulan.",
        "actions": [
            {"n": 3, "before": 1, "text": "Terbitkan akta.", "wanted": "Salinan akta."},
            {"n": 4, "before": 2, "text": "Pasang papan waktu.", "wanted": ""},
        ],
        "corrective_term": "30 hari kerja",
    },
    LetterKind.ASSESSMENT: {
        "recipient": "Wali Kota Contoh",
        "agency": "Kota Contoh",
        "recommendation": "001/RM.03.01/VIII/2026",
        "signed_on": "2026-08-03",
        "status": "sebagian",
        "text": "Papannya belum dipasang.",
        "owed": True,
        "items": [
            {
                "n": 1,
                "text": "Terbitkan akta.",
                "status": "Dilaksanakan",
                "due_on": "",
            },
            {
                "n": 2,
                "text": "Pasang papan waktu.",
                "status": "Tidak dilaksanakan",
                "due_on": "2026-12-03",
            },
        ],
    },
    LetterKind.OBJECTION: {
        "agency": "Kota Contoh",
        "report": "B/12/VIII/2026",
        "filed_on": "2026-12-03",
        "outcome": "Keberatan diterima.",
        "text": "Papan waktu bukan wewenang dinas.",
        "orders": [
            {
                "n": 1,
                "said": "Tetap.",
                "text": "Terbitkan akta.",
                "due_on": "2026-12-24",
            },
            {"n": 2, "said": "Dibatalkan.", "text": "", "due_on": ""},
        ],
    },
    LetterKind.PERIODIC: {
        "recipient": "Pimpinan DPR dan Presiden",
        "period": "Triwulan II Tahun 2026",
        "first": "2026-04-01",
        "last": "2026-06-30",
        "tables": [
            {
                "title": "Laporan yang diterima",
                "head": "Cara masuk",
                "means": "Laporan yang masuk.",
                "rows": [{"name": "Surat", "n": 7, "share": 100}],
                "total": 7,
            }
        ],
        "recommendations": [
            {
                "number": "001/RM.03.01/IV/2026",
                "agency": "Kota Contoh",
                "signed_on": "2026-04-03",
                "status": "Dilaksanakan",
            }
        ],
        "refused": [
            {
                "number": "002/RM.03.01/IV/2026",
                "agency": "Kota Contoh",
                "official": "Kepala Dinas Contoh",
                "superior": "Wali Kota Contoh",
                "announced_on": "2026-06-03",
            }
        ],
    },
    LetterKind.EXTRACT: {
        "recommendation": "001/RM.03.01/VIII/2026",
        "agency": "Kota Contoh",
        "official": "Kepala Dinas Contoh",
        "superior": "Wali Kota Contoh",
        "summary": "Akta terlambat terbit.",
        "status": "Dilaksanakan sebagian",
        "signed_on": "2026-08-03",
        "items": [
            {
                "n": 1,
                "text": "Terbitkan akta.",
                "status": "Dilaksanakan sebagian",
                "due_on": "2026-11-20",
                "replies": [{"on": "2026-11-20", "text": "Sudah kami mulai."}],
            }
        ],
    },
    LetterKind.INVITATION: {
        "manner": "konsiliasi",
        "day": "2026-12-01",
        "time": "10.00",
        "place": "Kantor Ombudsman",
        "summary": "Akta belum terbit.",
        "until": "2026-12-24",
    },
}
#: Days in words, as the letters say them.
DAYS = {
    "2026-04-01": "1 April 2026",
    "2026-06-30": "30 Juni 2026",
    "2026-08-03": "3 Agustus 2026",
    "2026-11-20": "Jumat, 20 November 2026",
    "2026-12-01": "Selasa, 1 Desember 2026",
    "2026-12-24": "Kamis, 24 Desember 2026",
    "2026-12-03": "3 Desember 2026",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(request: pytest.FixtureRequest) -> Office:
    """The office in Balikpapan, in WITA; beside it the centre."""
    request.getfixturevalue("db")
    OfficeFactory(code="00")
    return OfficeFactory(code="64")


def issue(
    kind: LetterKind = LetterKind.RESULT, now: datetime = NOW, **more: Any
) -> Letter:
    return issue_letter(
        template=kind.value,
        version=1,
        context={**CONTEXTS[kind], **more},
        office_code="00" if kind is LetterKind.RECOMMENDATION else "64",
        actor=HEAD,
        now=now,
    )


def test_an_issued_letter_keeps_its_words_its_pdf_and_its_hash(office: Office) -> None:
    letter = issue(register="005355.2026")
    letter.refresh_from_db()
    assert letter.number == "B/1/LM.11-64/005355.2026/XI/2026"
    assert letter.issued_on == date(2026, 11, 25)
    assert (letter.state, letter.template_version) == ("genuine", 1)
    assert letter.context["body"]["summary"] == "Layanan terlambat 40 hari."
    assert letter.context["number"] == letter.number
    content = content_of(letter.file)
    assert hashlib.sha256(content).hexdigest() == letter.sha256 == letter.file.sha256
    assert letter.file.verdict == Verdict.OURS.value
    assert letter.file.name.endswith("B-1-LM.11-64-005355.2026-XI-2026.pdf")
    entry = Entry.objects.get(kind="documents.letter_issued")
    assert (entry.subject_kind, entry.subject_id) == ("office", office.pk)
    assert (entry.actor_kind, entry.actor_id, entry.at) == ("user", 5, NOW)
    assert entry.data == {
        "letter": str(letter.ref),
        "kind": "pemberitahuan_hasil",
        "number": letter.number,
        "sha256": letter.sha256,
    }


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_sets_and_says_number_date_office_and_pages(
    kind: LetterKind, office: Office
) -> None:
    letter = issue(kind, register="005355.2026")
    words = text_of(content_of(letter.file))
    chairs = kind is LetterKind.RECOMMENDATION  # the chair's are the centre's
    pages = "Halaman 1/2" if chairs else "Halaman 1/1"
    issued_by = letter.issued_by_office.name_id
    assert (issued_by != office.name_id) is chairs
    for said in (letter.number, "25 November 2026", issued_by, pages):
        assert said in words
    for value in CONTEXTS[kind].values():
        if isinstance(value, str) and value != "found":
            for line in value.split("\n"):
                assert DAYS.get(line, line) in words


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_is_tagged_titled_indonesian_and_accessible(
    kind: LetterKind,
) -> None:
    letter = issue(kind)
    with pikepdf.open(BytesIO(content_of(letter.file))) as document:
        assert str(document.Root.Lang) == "id-ID"
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert letter.number in about["dc:title"]


def test_typed_text_is_set_as_it_was_typed() -> None:
    letter = issue(LetterKind.CLARIFICATION, questions=INJECTION, agency="#eval(1)")
    words = text_of(content_of(letter.file))
    assert "#eval(1)" in words
    for piece in INJECTION.split():
        assert piece in words


def test_a_report_without_a_name_names_nobody() -> None:
    words = text_of(content_of(issue(LetterKind.REPORT).file))
    assert "Pelapor : Ada pada Ombudsman dan tidak dicantumkan" in words
    named = issue(LetterKind.REPORT, reporter="Siti Rahmawati")
    assert "Siti Rahmawati" in text_of(content_of(named.file))


def test_a_report_lists_what_must_be_done_and_by_when() -> None:
    words = text_of(content_of(issue(LetterKind.REPORT).file))
    assert "Ditemukan maladministrasi." in words
    assert "Terbitkan akta. Salinan akta" in words
    assert "paling lambat 30 hari kerja" in words


def test_a_letter_of_the_demonstration_says_so_and_a_real_one_does_not(
    settings: Settings,
) -> None:
    assert "DATA CONTOH." in text_of(content_of(issue().file))
    settings.DEMO = False
    assert "DATA CONTOH." not in text_of(content_of(issue().file))


def test_the_qr_leads_to_the_verification_page(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = segno.make

    def make(text: str, **more: Any) -> Any:
        drawn.append(text)
        return real(text, **more)

    monkeypatch.setattr(segno, "make", make)
    letter = issue()
    assert drawn == [f"{configured.BASE_URL}/verifikasi/{letter.ref}/"]
    assert drawn == [verification_url(letter.ref)]


def test_numbers_count_per_office_and_legal_year() -> None:
    OfficeFactory(code="63")
    first, second = issue(), issue()
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 00.30 in WITA
    third = issue(now=new_year)
    elsewhere = issue_letter(
        template="penutupan",
        version=1,
        context={"reason": "Dicabut."},
        office_code="63",
        actor=SYSTEM,
        now=NOW,
    )
    numbers = [one.number for one in (first, second, third, elsewhere)]
    assert numbers == [
        "B/1/LM.11-64/XI/2026",
        "B/2/LM.11-64/XI/2026",
        "B/1/LM.11-64/I/2027",
        "B/1/LM.11-63/XI/2026",
    ]


def test_recommendations_are_counted_apart_and_are_the_centres() -> None:
    first, second = (issue(LetterKind.RECOMMENDATION) for _ in range(2))
    assert [first.number, second.number] == [
        "001/RM.03.01/XI/2026",
        "002/RM.03.01/XI/2026",
    ]
    assert first.series == "RM"
    with pytest.raises(MissingContext):
        issue_letter(
            template="rekomendasi",
            version=1,
            context=CONTEXTS[LetterKind.RECOMMENDATION],
            office_code="64",
            actor=HEAD,
            now=NOW,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=first.pk).update(series="B")


def test_a_letter_that_fails_gives_its_number_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue()
    with transaction.atomic():
        issue()
        transaction.set_rollback(True)
    with monkeypatch.context() as patch:
        patch.setattr(typesetting, "_qr", lambda url: "no drawing")
        with pytest.raises(Unprintable):
            issue()
    assert issue().sequence == 2
    assert LetterCounter.objects.get().last == 2


@pytest.mark.django_db(transaction=True)
def test_two_threads_leave_no_gap_and_share_no_number() -> None:
    faults: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(6):
                issue()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    found = sorted(Letter.objects.values_list("sequence", flat=True))
    assert found == list(range(1, 13))


@pytest.mark.parametrize(
    ("template", "version", "context"),
    [
        ("puisi", 1, {"summary": "x"}),
        ("pemberitahuan_hasil", 3, {"summary": "x"}),
        ("pemberitahuan_hasil", 1, {}),
        ("pemberitahuan_hasil", 1, {"summary": ""}),
        ("lhp", 1, {"agency": "x"}),
    ],
)
def test_a_letter_without_its_template_or_its_words_is_refused(
    template: str, version: int, context: dict[str, Any]
) -> None:
    with pytest.raises(MissingContext):
        issue_letter(
            template=template,
            version=version,
            context=context,
            office_code="64",
            actor=HEAD,
            now=NOW,
        )
    assert not Letter.objects.exists()


def test_a_replaced_letter_says_by_which_and_stays_so() -> None:
    old, new = issue(), issue()
    replaced = replace_letter(letter=old, by=new, actor=HEAD, now=NOW)
    assert (replaced.state, replaced.replaced_by) == ("replaced", new)
    assert Entry.objects.filter(kind="documents.letter_replaced").count() == 1
    with pytest.raises(NotGenuine):
        withdraw_letter(letter=old, actor=HEAD, now=NOW)
    with pytest.raises(NotGenuine):
        replace_letter(letter=new, by=new, actor=HEAD, now=NOW)
    with pytest.raises(NotGenuine):
        replace_letter(letter=new, by=replaced, actor=HEAD, now=NOW)


def test_a_withdrawn_letter_keeps_its_file() -> None:
    letter = withdraw_letter(letter=issue(), actor=HEAD, now=NOW)
    assert letter.state == "withdrawn"
    assert content_of(letter.file)
    entry = Entry.objects.get(kind="documents.letter_withdrawn")
    assert entry.data["letter"] == str(letter.ref)
    assert (str(letter), str(letter.state_label)) == (letter.number, "Ditarik")
    assert str(LetterCounter.objects.get()).endswith("2026: 1")
    assert str(letter.file) == f"file {letter.file.ref}"


@pytest.mark.parametrize(
    "change",
    [
        "sha256 = repeat('0', 64)",
        "number = 'B/9/LM.11-64/XI/2026'",
        "context = '{}'",
        "template_version = 2",
        "issued_on = '2026-01-01'",
    ],
)
def test_the_database_refuses_to_change_an_issued_letter(change: str) -> None:
    letter = issue()
    update = f"UPDATE documents_letter SET {change} WHERE id = %s"
    with (
        pytest.raises(DatabaseError, match="does not change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(update, [letter.pk])


def test_the_database_refuses_to_delete_or_revive_a_letter() -> None:
    letter = withdraw_letter(letter=issue(), actor=HEAD, now=NOW)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        letter.delete()
    letter.state = "genuine"
    with pytest.raises(DatabaseError, match="stays so"), transaction.atomic():
        letter.save()


def test_the_signature_covers_ref_kind_number_date_and_hash() -> None:
    letter = issue()
    assert claims_hold(letter)
    assert len(bytes(letter.signature)) == 64
    for field, value in (
        ("ref", issue().ref),
        ("kind", "lhp"),
        ("number", "B/9/LM.11-64/XI/2026"),
        ("issued_on", date(2026, 1, 1)),
        ("sha256", "0" * 64),
        ("key_id", "99"),
    ):
        letter.refresh_from_db()
        setattr(letter, field, value)
        assert not claims_hold(letter)


def test_a_retired_key_still_vouches_for_its_letters(settings: Settings) -> None:
    letter = issue()
    old = signing.public_keys()[letter.key_id].public_bytes_raw()
    settings.SIGNING_KEY = settings.BLIND_INDEX_KEY
    settings.SIGNING_KEY_ID = "2"
    assert not claims_hold(letter)
    encoded = base64.urlsafe_b64encode(old).decode()
    settings.SIGNING_KEYS_RETIRED = [f"{letter.key_id}:{encoded}"]
    assert claims_hold(letter)
    assert issue().key_id == "2"


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("refused", "Keberatan ditolak."),
        ("changed", "Keberatan diterima sebagian atau seluruhnya."),
        ("lhp_withdrawn", "Laporan Hasil Pemeriksaan dicabut"),
    ],
)
def test_the_decision_on_an_objection_says_what_holds_from_now_on(
    outcome: str, says: str
) -> None:
    letter = issue(
        LetterKind.OBJECTION, **CONTEXTS[LetterKind.OBJECTION] | {"outcome": outcome}
    )
    words = text_of(content_of(letter.file))
    assert says in words
    assert "Dibatalkan." in words
    assert "24 Desember 2026" in words
    assert ("berjalan terus" in words) == (outcome != "lhp_withdrawn")
