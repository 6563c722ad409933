"""A recommendation becomes public: what, by whom, and never of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.leaks import Kind
from complaints.domain.releasing import Release, digest
from complaints.domain.states import State
from complaints.models import (
    AgencyTie,
    Case,
    PublicVersion,
    Recommendation,
    Recusal,
    RegisterEntry,
    ReleaseDraft,
)
from complaints.services import publishing, releasing
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady, SamePerson, StaleVersion, WouldName
from complaints.services.leaks import HELD_A_DAY
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.ladder import (
    disobeyed,
    in_resmon,
    publishable,
    received,
)
from tests.complaints.register import (
    SUMMARY,
    an_entry,
    defied,
    late,
    obeyed,
    released,
    taken_back,
    text,
    withdrawn,
    written,
)
from tests.documents.reading import text_of
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
)
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def data_of(row: PublicVersion) -> dict[str, Any]:
    assert row.data is not None
    return dict(row.data)


def test_what_was_carried_out_is_public_after_three_persons_decided() -> None:
    walk = obeyed()
    row = released(walk)
    data = data_of(row)
    assert (row.n, row.kind) == (1, Release.FIRST)
    assert data["number"] == "001/RM.03.01/IV/2026"
    assert data["agency"]["name_id"] == agency().name_id
    assert data["official"] == "Kepala Dinas Kependudukan"
    assert data["status"] == "dilaksanakan"
    assert data["summary"] == SUMMARY
    assert [one["status"] for one in data["items"]] == ["dilaksanakan"] * 2
    assert data["items"][0]["text"] == "Menerbitkan akta yang tertunda."
    assert data["announced_on"] is None
    assert {row.drafted_by, row.released_by} == {person("resmon"), person("chair")}
    assert digest(data) == row.sha256
    entry = row.entry
    assert (entry.status, entry.version) == ("dilaksanakan", 1)
    assert entry.province == data["province"]["code"]
    assert walk.again().state == State.CLOSED


def test_nothing_is_written_for_the_public_before_its_time() -> None:
    walk = in_resmon()
    with pytest.raises(NotReady, match="release_too_early"):
        written(walk)
    received(walk)
    with pytest.raises(NotReady, match="release_too_early"):
        written(walk)
    defiant = disobeyed()
    with pytest.raises(NotReady, match="release_too_early"):
        written(defiant)  # first it is made public that nobody obeyed


def test_who_writes_does_not_agree_and_who_agrees_does_not_release() -> None:
    walk = obeyed()
    written(walk)
    with pytest.raises(NotReady, match="release_not_agreed"):
        walk.do(releasing.release, "chair")
    for who in ("resmon", "head"):
        with pytest.raises(NotAllowed):
            walk.do(releasing.agree, who)
    ReleaseDraft.objects.update(drafted_by=person("commissioner"))
    with pytest.raises(SamePerson):
        walk.do(releasing.agree, "commissioner")
    ReleaseDraft.objects.update(drafted_by=person("resmon"))
    walk.do(releasing.agree, "commissioner")
    with pytest.raises(NotReady, match="release_agreed"):
        walk.do(releasing.agree, "commissioner")
    with pytest.raises(NotAllowed):
        walk.do(releasing.release, "commissioner")
    ReleaseDraft.objects.update(agreed_by=person("chair"))
    with pytest.raises(SamePerson):
        walk.do(releasing.release, "chair")
    assert not RegisterEntry.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseDraft.objects.update(agreed_by=person("resmon"))


def test_a_new_text_wants_to_be_agreed_to_anew() -> None:
    walk = obeyed()
    written(walk)
    walk.do(releasing.agree, "commissioner")
    written(walk, summary="Lain sama sekali.")
    with pytest.raises(NotReady, match="release_not_agreed"):
        walk.do(releasing.release, "chair")


def test_an_announced_defiance_stands_in_the_register_at_once() -> None:
    """With the words that the plenary read, and without a word on single items."""
    walk = defied()
    (row,) = PublicVersion.objects.all()
    data = data_of(row)
    assert data["summary"] == "Instansi tidak melaksanakan."
    day = legal_day(walk.now, walk.case.office.zone).isoformat()
    assert (data["status"], data["announced_on"]) == ("tidak", day)
    assert [(one["status"], one["text"]) for one in data["items"]] == [
        ("tidak", "")
    ] * 2
    assert data["theme"] is None
    assert row.drafted_by == person("resmon")
    assert row.entry.announced_on is not None


def test_late_execution_is_told_as_an_update_and_leaves_the_first_version() -> None:
    walk = defied()
    first = PublicVersion.objects.get()
    late(walk)
    with pytest.raises(NotReady, match="release_kind"):
        written(walk)
    with pytest.raises(NotReady, match="release_why"):
        written(walk, kind=Release.UPDATE, why=" ")
    row = released(walk, kind=Release.UPDATE, why="Butir 1 dilaksanakan terlambat.")
    assert row.n == 2
    assert [one["status"] for one in data_of(row)["items"]] == ["dilaksanakan", "tidak"]
    first.refresh_from_db()
    assert [one["status"] for one in data_of(first)["items"]] == ["tidak", "tidak"]
    assert first.letter is not None
    assert first.letter.state == "replaced"
    assert first.letter.replaced_by == row.letter


def test_what_was_agreed_is_what_is_released_or_it_is_written_anew() -> None:
    walk = defied()
    written(walk, kind=Release.UPDATE, why="Belum ada yang dilaksanakan.")
    walk.do(releasing.agree, "commissioner")
    late(walk)
    with pytest.raises(NotReady, match="release_changed"):
        walk.do(releasing.release, "chair")


def test_a_page_that_is_out_of_date_releases_nothing() -> None:
    walk = obeyed()
    written(walk)
    with pytest.raises(StaleVersion):
        releasing.agree(
            ref=walk.case.ref, version=1, actor=actor("commissioner"), now=walk.now
        )


def test_the_agencys_own_words_stand_beside_it_unchanged() -> None:
    walk = obeyed()
    piece = walk.case.actions.filter(recommendation__isnull=False)[0].evidence.get()
    row = released(walk, replies=frozenset({piece.ref}))
    said = [reply for one in data_of(row)["items"] for reply in one["replies"]]
    on = piece.submitted_on.isoformat()
    assert said == [{"on": on, "text": "Sudah dilaksanakan."}]


@pytest.mark.parametrize("secrecy", ["open", "confidential"])
@pytest.mark.parametrize("own", [CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE])
def test_no_reporter_is_named_whether_he_keeps_his_name_secret_or_not(
    own: str, secrecy: str
) -> None:
    walk = obeyed(secrecy=secrecy)
    for field, words in (
        ("summary", f"Menurut {own}, terlambat."),
        ("official", own),
        ("superior", own),
        ("items", {1: f"Terbitkan akta {own}."}),
    ):
        changed = text(**{field: words})
        with pytest.raises(WouldName) as refused:
            walk.do(releasing.propose_release, "resmon", text=changed, checked=True)
        assert refused.value.walled
    assert not ReleaseDraft.objects.exists()


def test_an_agency_that_names_him_is_not_quoted() -> None:
    walk = obeyed(secrecy="confidential")
    piece = walk.case.actions.filter(recommendation__isnull=False)[0].evidence.get()
    piece.text = f"Akta {CANARY_NAME} sudah terbit."
    piece.save(update_fields=["text"])
    with pytest.raises(WouldName):
        written(walk, replies=frozenset({piece.ref}))


def test_what_slipped_in_is_held_once_more_by_who_agrees_and_who_releases() -> None:
    walk = obeyed(secrecy="confidential")
    draft = written(walk)
    words = {**draft.words, "summary": f"Akta {CANARY_NAME}."}
    data = {**draft.data, "summary": words["summary"]}
    ReleaseDraft.objects.update(words=words, data=data)
    with pytest.raises(WouldName):
        walk.do(releasing.agree, "commissioner")
    ReleaseDraft.objects.update(agreed_by=person("commissioner"), agreed_at=walk.now)
    with pytest.raises(WouldName):
        walk.do(releasing.release, "chair")


def test_another_persons_telephone_is_seen_first_and_a_nik_never_goes() -> None:
    walk = obeyed()
    for words, kind, walled in (
        ("Hubungi 021-52251370.", Kind.PHONE, False),
        ("NIK 6471050101900000.", Kind.NIK, True),
    ):
        with pytest.raises(WouldName) as refused:
            written(walk, summary=words)
        assert [place.kind for place in refused.value.places] == [kind]
        assert refused.value.walled is walled
    seen = text(summary="Hubungi 021-52251370.")
    walk.do(releasing.propose_release, "resmon", text=seen, checked=True)


def test_neither_the_number_nor_the_day_of_the_report_is_told() -> None:
    walk = obeyed()
    case = walk.again()
    for words in (case.number, case.display_number, case.locator.lower()):
        with pytest.raises(NotReady, match="release_number"):
            written(walk, summary=f"Laporan {words} terlambat.")
    for day in (case.submitted_on.isoformat(), f"{case.submitted_on:%d/%m/%Y}"):
        with pytest.raises(NotReady, match="release_day"):
            written(walk, items={1: f"Dilaporkan {day}."})
    early = disobeyed()
    with pytest.raises(NotReady, match="release_number"):
        early.do(
            publishing.propose_publication,
            "resmon",
            summary=f"{early.case.number} itu.",
        )


def test_the_paper_and_the_data_hold_nothing_of_the_report() -> None:
    walk = obeyed(secrecy="confidential")
    row = released(walk)
    assert row.letter is not None
    words = text_of(content_of(row.letter.file))
    case = walk.again()
    filed = case.submitted_on
    for said in (str(row.data), words, str(row.letter.context), row.letter.number):
        for hidden in (
            *CANARY_NAME.split(),
            CANARY_NIK,
            CANARY_MAIL,
            case.number,
            case.locator,
            str(case.ref),
            filed.isoformat(),
        ):
            assert str(hidden) not in said
    assert SUMMARY in " ".join(words.split())
    assert "001/RM.03.01/IV/2026" in words


def test_what_is_withdrawn_tells_its_number_its_days_and_why() -> None:
    walk = obeyed()
    row = released(walk, theme="adminduk")
    gone = withdrawn(walk)
    entry = RegisterEntry.objects.get()
    assert (entry.agency, entry.status, entry.theme) == (None, "", "")
    assert entry.withdrawn_on == gone.released_on
    assert (gone.n, gone.data, gone.why) == (2, None, "Instansinya keliru.")
    assert row.letter is not None
    row.letter.refresh_from_db()
    assert row.letter.state == "withdrawn"
    with pytest.raises(NotReady, match="release_none"):
        withdrawn(walk)
    again = released(walk, kind=Release.CORRECTION, why="Instansinya dibetulkan.")
    entry = again.entry
    assert (again.n, entry.withdrawn_on, entry.version) == (3, None, 3)
    assert entry.agency == walk.case.agency


def test_why_it_is_withdrawn_names_nobody_either() -> None:
    walk = obeyed(secrecy="confidential")
    released(walk)
    with pytest.raises(NotReady, match="register_words"):
        withdrawn(walk, why=f"Menyebut {CANARY_NAME}.")
    assert RegisterEntry.objects.get().withdrawn_on is None


def test_any_commissioner_takes_back_at_once_and_nobody_else() -> None:
    walk = obeyed()
    entry = released(walk).entry
    for who in ("resmon", "head", "auditor", "liaison", "citizen"):
        with pytest.raises(NotAllowed):
            taken_back(entry, who, walk.now)
    row = taken_back(entry, "commissioner", walk.now)
    assert row.released_by == person("commissioner")
    assert Entry.objects.get(kind=events.RELEASE_WITHDRAWN).subject_id == walk.case.pk


@pytest.mark.parametrize("kept_out", ["recused", "employed"])
def test_a_restricted_case_leaves_the_register_and_who_is_tied_to_it_decides_not(
    kept_out: str,
) -> None:
    walk = obeyed()
    entry = released(walk).entry
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    chair = person("chair")
    if kept_out == "recused":
        Recusal.objects.create(
            case=walk.case, user=chair, reason="x", created_at=walk.now
        )
    else:
        AgencyTie.objects.create(agency=agency(), user=chair, at=walk.now)
    with pytest.raises(NotAllowed, match="register_conflict"):
        taken_back(entry, "chair", walk.now)
    assert taken_back(entry, "commissioner", walk.now).kind == Release.WITHDRAWAL


def test_a_theme_is_told_only_where_it_was_chosen_and_exists() -> None:
    walk = obeyed()
    assert data_of(released(walk))["theme"] is None
    more = released(walk, kind=Release.UPDATE, why="Bidang disebut.", theme="adminduk")
    assert data_of(more)["theme"]["code"] == "adminduk"
    other = released(walk, kind=Release.UPDATE, why="Tidak lagi.", theme="tidak-ada")
    assert data_of(other)["theme"] is None


def test_each_decision_stands_in_the_history_and_holds_no_words() -> None:
    walk = obeyed()
    released(walk)
    withdrawn(walk)
    kinds = walk.kinds()
    told = [kind for kind in kinds if kind in events.RELEASING]
    assert told == [
        events.RELEASE_DRAFTED,
        events.RELEASE_AGREED,
        events.RELEASED,
        events.RELEASE_WITHDRAWN,
    ]
    entry = Entry.objects.get(kind=events.RELEASED)
    row = PublicVersion.objects.get(n=1)
    assert entry.data == {
        "entry": str(row.entry.ref),
        "edition": 1,
        "release": "first",
        "sha256": row.sha256,
    }


def test_nobody_changes_or_deletes_what_the_public_read() -> None:
    an_entry()
    for change in (
        "UPDATE complaints_publicversion SET why = 'x'",
        "DELETE FROM complaints_publicversion",
        "TRUNCATE complaints_publicversion",
        "DELETE FROM complaints_registerentry",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as c,
        ):
            c.execute(change)


@pytest.mark.django_db(transaction=True)
def test_erasing_the_case_erases_drafts_and_leaves_what_was_released() -> None:
    walk = obeyed()
    row = released(walk)
    written(walk, kind=Release.UPDATE, why="Baru.")
    erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)
    assert {str(one.data) for one in ReleaseDraft.objects.all()} == {"{}"}
    row.refresh_from_db()
    assert data_of(row)["summary"] == SUMMARY
    with pytest.raises(NotReady, match="case_erased"):
        written(walk, kind=Release.UPDATE, why="Lagi.")


def test_a_restricted_case_is_not_released() -> None:
    walk = obeyed()
    walk.case.restricted = True
    walk.case.save(update_fields=["restricted"])
    with pytest.raises(NotReady, match="restricted_for_plenary"):
        written(walk)


def test_what_a_plenary_proposed_with_a_reporters_name_is_not_announced() -> None:
    walk = publishable()
    walk.case.matters.filter(subject="publication").update(
        words=f"{CANARY_NAME} lapor."
    )
    with pytest.raises(WouldName):
        walk.do(publishing.publish, "chair")
    assert not RegisterEntry.objects.exists()


def second_recommendation(walk: Walk) -> None:
    """The signed one gave way to another in the same case, carried out like it."""
    other = obeyed()
    Recommendation.objects.filter(case=walk.case).update(ended_at=walk.now)
    Recommendation.objects.filter(case=other.case).update(case=walk.case)


def test_the_second_recommendation_of_a_case_has_an_entry_of_its_own() -> None:
    walk = obeyed()
    first = released(walk).entry
    second_recommendation(walk)
    with pytest.raises(NotReady, match="release_kind"):
        written(walk, kind=Release.UPDATE, why="Ada kabar.")
    row = released(walk)
    assert (row.n, row.kind) == (1, Release.FIRST)
    assert row.entry != first
    first.refresh_from_db()
    assert (first.version, first.withdrawn_on) == (1, None)
    taken_back(first, "commissioner", walk.now)
    assert list(RegisterEntry.objects.filter(withdrawn_on=None)) == [row.entry]


def test_two_recommendations_are_two_entries() -> None:
    an_entry()
    an_entry()
    assert RegisterEntry.objects.count() == 2
    assert len(set(RegisterEntry.objects.values_list("number", flat=True))) == 2


@pytest.mark.parametrize("secret", ["name", "number", "day"])
def test_a_refused_reason_says_not_why_and_is_counted(secret: str) -> None:
    """Who may not read the case could otherwise ask it question after question."""
    walk = obeyed()
    released(walk)
    asked = {
        "name": f"Menyebut {CANARY_NAME}.",
        "number": f"Lihat {walk.case.display_number}.",
        "day": f"Dibuat {walk.case.submitted_on.isoformat()}.",
    }
    with pytest.raises(NotReady, match="register_words"):
        withdrawn(walk, why=asked[secret])
    assert walk.kinds().count(events.TEXT_HELD) == 1
    for _ in range(HELD_A_DAY):
        with pytest.raises(NotReady, match="register_words"):
            withdrawn(walk, why=asked[secret])
    with pytest.raises(NotReady, match="register_words"):
        withdrawn(walk)
    assert walk.kinds().count(events.TEXT_HELD) == HELD_A_DAY
