"""The reporter gets of others' evidence what an officer looked at and let him have."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from complaints import vault
from complaints.domain import events
from complaints.domain.correspondence import Addressee, Side
from complaints.models import Case, CaseFile, FileRelease, Merge
from complaints.services import blacking
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.releasable import NOT_FOR
from documents.services import accept_upload, releasing
from documents.services.keeping import content_of
from documents.typesetting import typeset_text
from journal.models import Delivery, Entry
from tests.complaints.own import OwnWalk, own_to_examination
from tests.complaints.services.test_correspondence import keep
from tests.complaints.story import Walk, answered, to_examination
from tests.complaints.views.pages import agency_page, case_page, counted
from tests.complaints.views.test_blacken_pages import fetched, sealed_hearing
from tests.complaints.views.test_seeing_pages import holder
from tests.documents.samples import upload, wav
from tests.people import actor, agency, login, person

pytestmark = [pytest.mark.long, pytest.mark.django_db]
CLOSED = {"state": "closed", "closing_reason": "dicabut"}
OTHER = "Sari Contoh"
SAID = f"Register loket tiga.\n{OTHER} dilayani lebih dahulu.\nNomor 12."


def brought(
    name: str = "register.pdf", content: bytes = b"", **changes: Any
) -> tuple[Walk, CaseFile]:
    """A case with one file that the agency sent along with its explanation."""
    walk = Walk(**changes)
    to_examination(walk)
    answered(walk)
    content = content or typeset_text(SAID)
    stored = accept_upload(
        file=upload(name, content), actor=actor("liaison"), now=walk.now
    )
    piece = CaseFile.objects.create(
        case=walk.case,
        file=stored,
        lane="agency",
        clarification=walk.case.clarifications.get(),
        added_at=walk.now,
    )
    releasing.release_due(walk.now)
    walk.again()
    return walk, piece


def told(walk: Walk, piece: CaseFile, who: str = "examiner") -> dict[str, Any]:
    return {
        "ref": walk.case.ref,
        "file_ref": piece.ref,
        "to": Addressee.REPORTER,
        "actor": actor(who),
        "now": walk.now,
    }


def handed(walk: Walk, piece: CaseFile) -> FileRelease:
    blacking.mark_words(**told(walk, piece), version=0, words=OTHER)
    blacking.prepare(**told(walk, piece), version=1)
    return blacking.release(
        **told(walk, piece), version=2, looked=True, names_nobody=False
    )


def handed_to_both(walk: Walk, piece: CaseFile) -> tuple[FileRelease, FileRelease]:
    """What we gathered ourselves: the reporter's copy and the agency's."""
    CaseFile.objects.filter(pk=piece.pk).update(lane="internal", clarification=None)
    mine = handed(walk, piece)
    theirs = told(walk, piece) | {"to": Addressee.AGENCY}
    blacking.prepare(**theirs, version=0)
    other = blacking.release(**theirs, version=1, looked=True, names_nobody=True)
    return mine, other


def report(walk: Walk, client: Client) -> str:
    with patch("ombudsman.clock.now", lambda: walk.now):
        return client.get(f"/lacak/{walk.case.locator}/").content.decode()


def copy_of(walk: Walk, release: FileRelease) -> str:
    return reverse("tracking:released", args=[walk.case.locator, release.ref])


def desk(walk: Walk, piece: CaseFile) -> str:
    return reverse("work:release_reporter", args=[walk.case.ref, piece.ref])


def test_an_officer_lets_the_reporter_have_what_the_agency_sent(
    client: Client,
) -> None:
    walk, piece = brought()
    login(client, "examiner")
    assert desk(walk, piece) in client.get(case_page(walk.case)).content.decode()

    def send(**sent: Any) -> str:
        answer = client.post(desk(walk, piece), sent, follow=True)
        return str(answer.content.decode())

    assert "1 bagian ditandai" in send(do="cari", words=OTHER, version=0)
    ready = send(do="siapkan", version=1)
    assert "Salinan untuk pelapor" in ready
    assert "tidak boleh diketahui pelapor" in ready
    assert "Tarik dari pelapor" in send(do="lepas", version=2, looked="on")
    release = FileRelease.objects.get()
    assert (release.addressee, release.agency) == (Addressee.REPORTER, None)
    reader = holder(walk)
    page = report(walk, reader)
    assert "Salinan berkas untuk Anda" in page
    assert "Kami memberi Anda salinan sebuah berkas" in page
    status, body, named = fetched(reader, copy_of(walk, release))
    assert status == 200
    assert 'filename="berkas-' in named
    for said in (page, body.decode("latin-1"), named):
        assert OTHER not in said
        assert "register.pdf" not in said


def test_he_hears_of_it_and_nobody_of_the_agency_does() -> None:
    walk, piece = brought()
    handed(walk, piece)
    entry = Entry.objects.get(kind=events.FILE_RELEASED_TO_REPORTER)
    assert (entry.data["to"], entry.data["marks"]) == ("reporter", 1)
    told_to = set(
        Delivery.objects.filter(entry=entry).values_list("subscriber", flat=True)
    )
    assert "reporter_news" in told_to
    assert "agency_news" not in told_to
    login(reader := Client(), "liaison")
    assert (
        "Berkas dari Ombudsman"
        not in reader.get(agency_page(walk.case)).content.decode()
    )


def test_what_is_not_let_go_or_was_taken_back_is_not_there() -> None:
    walk, piece = brought()
    blacking.prepare(**told(walk, piece), version=0)
    release, reader = FileRelease.objects.get(), holder(walk)
    assert reader.get(copy_of(walk, release)).status_code == 404
    blacking.release(**told(walk, piece), version=1, looked=True, names_nobody=False)
    assert reader.get(copy_of(walk, release)).status_code == 302
    blacking.take_back(**told(walk, piece), version=2)
    assert reader.get(copy_of(walk, release)).status_code == 404
    page = report(walk, reader)
    assert "Salinan berkas untuk Anda" not in page
    assert "Kami menarik salinan sebuah berkas" in page
    release.refresh_from_db()
    assert release.copy is not None
    assert release.copy.is_erased
    assert not CaseFile.objects.get(pk=piece.pk).file.is_erased


def test_a_copy_opens_for_no_code_of_another_report() -> None:
    walk, piece = brought()
    release = handed(walk, piece)
    other, _ = brought()
    there = reverse("tracking:released", args=[other.case.locator, release.ref])
    assert holder(other).get(there).status_code == 404
    assert Client().get(copy_of(walk, release)).status_code == 302  # to the door
    assert "/lacak/" in Client().get(copy_of(walk, release))["Location"]


def test_the_agencys_copy_is_not_his_and_his_is_not_the_agencys() -> None:
    """Of what we gathered ourselves either side may get a copy, each its own."""
    walk, piece = brought()
    mine, other = handed_to_both(walk, piece)
    assert other.agency == agency()
    assert holder(walk).get(copy_of(walk, other)).status_code == 404
    login(liaison := Client(), "liaison")
    for ref, status in ((mine.ref, 404), (other.ref, 302)):
        address = reverse("agency:released", args=[walk.case.ref, ref])
        assert liaison.get(address).status_code == status
    assert FileRelease.objects.filter(ended_at=None).count() == 2


def test_his_own_file_and_a_power_of_attorney_are_not_let_go_to_him(
    client: Client,
) -> None:
    walk, piece = brought()
    login(client, "examiner")
    for changes in ({"lane": "reporter"}, {"lane": "internal", "purpose": "proxy"}):
        CaseFile.objects.filter(pk=piece.pk).update(**changes)
        assert client.get(desk(walk, piece)).status_code == 409
        with pytest.raises(NotReady, match="not_for_reporter"):
            blacking.prepare(**told(walk, piece), version=0)


def test_where_nobody_reported_nobody_gets_a_copy(client: Client) -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    stored = accept_upload(
        file=upload("register.pdf", typeset_text(SAID)), actor=SYSTEM, now=walk.now
    )
    piece = CaseFile.objects.create(
        case=walk.again(), file=stored, lane="internal", added_at=walk.now
    )
    releasing.release_due(walk.now)
    login(client, "examiner")
    assert desk(walk, piece) not in client.get(case_page(walk.case)).content.decode()
    assert client.get(desk(walk, piece)).status_code == 409
    with pytest.raises(NotReady, match="no_reporter"):
        blacking.prepare(**told(walk, piece), version=0)


@pytest.mark.parametrize("secrecy", ["open", "confidential"])
def test_a_recording_is_let_go_to_him_also_where_his_own_name_is_secret(
    secrecy: str,
) -> None:
    walk, piece = brought("rekaman.wav", wav(), secrecy=secrecy)
    blacking.prepare(**told(walk, piece), version=0)
    said: dict[str, Any] = {"looked": True, "names_nobody": False}
    with pytest.raises(NotReady, match="voice_unconfirmed"):
        blacking.release(**told(walk, piece), version=1, **said)
    release = blacking.release(**told(walk, piece), version=1, voices=True, **said)
    assert release.copy is not None
    assert content_of(release.copy) == wav()
    page = report(walk, holder(walk))
    assert copy_of(walk, release) in page


def test_the_page_of_a_recording_says_for_whom_it_is(client: Client) -> None:
    walk, piece = brought("rekaman.wav", wav())
    login(client, "examiner")
    assert (
        "Lepas rekaman kepada pelapor" in client.get(desk(walk, piece)).content.decode()
    )
    assert (
        client.post(desk(walk, piece), {"do": "siapkan", "version": 0}).status_code
        == 302
    )
    sent = {"do": "lepas", "version": 1, "looked": "on"}
    refused = client.post(desk(walk, piece), sent)
    assert refused.status_code == 422
    assert "boleh dikenali pelapor" in refused.content.decode()
    heard = reverse("work:release_reporter_sheet", args=[walk.case.ref, piece.ref, 1])
    assert client.get(f"{heard}?salinan").status_code == 302


@pytest.mark.parametrize("to", [Addressee.REPORTER, Addressee.AGENCY])
def test_papers_of_a_sealed_witness_leave_black_or_by_a_statement(
    to: Addressee,
) -> None:
    walk, piece = brought(secrecy="open")
    CaseFile.objects.filter(pk=piece.pk).update(
        activity=sealed_hearing(walk), lane="internal", clarification=None
    )
    here = told(walk, piece) | {"to": to}
    blacking.prepare(**here, version=0)
    with pytest.raises(NotReady, match="somebody_named"):
        blacking.release(**here, version=1, looked=True, names_nobody=False)
    assert blacking.release(
        **here, version=1, looked=True, names_nobody=True
    ).names_nobody


def test_a_confidential_report_read_with_the_case_keeps_its_name_too() -> None:
    """Whoever reported the other is nobody to the reporter of this one."""
    other = Walk(secrecy="confidential")
    walk, piece = brought(secrecy="open")
    Merge.objects.create(
        case=other.case,
        kept=walk.case,
        by=person("head"),
        at=walk.now,
    )
    blacking.prepare(**told(walk, piece), version=0)
    with pytest.raises(NotReady, match="somebody_named"):
        blacking.release(
            **told(walk, piece), version=1, looked=True, names_nobody=False
        )


def test_before_the_report_of_examination_no_monitor_releases_anything() -> None:
    walk, piece = brought()
    assert walk.case.resmon_id is None
    with pytest.raises(NotAllowed):
        blacking.prepare(**told(walk, piece, "resmon"), version=0)


def test_the_proof_of_a_letter_and_others_paper_are_nobodys_evidence() -> None:
    walk, piece = brought()
    letter = walk.case.letters.first()
    CaseFile.objects.filter(pk=piece.pk).update(
        lane="internal", clarification=None, proves=letter
    )
    for to, code in NOT_FOR.items():
        with pytest.raises(NotReady, match=code):
            blacking.prepare(**told(walk, piece) | {"to": to}, version=0)


@pytest.mark.parametrize(
    ("side", "offered"),
    [(Side.AGENCY, True), (Side.REPORTER, False), (Side.OTHER, False)],
)
def test_of_letters_on_paper_the_agencys_own_is_let_go_from_their_page(
    client: Client, side: Side, *, offered: bool
) -> None:
    walk = Walk(secrecy="open")
    to_examination(walk)
    paper = keep(walk, side=side)
    login(client, "examiner")
    page = client.get(reverse("work:letters", args=[walk.case.ref])).content.decode()
    (piece,) = paper.files.all()
    assert (desk(walk, piece) in page) is offered
    assert reverse("work:blacken", args=[walk.case.ref, piece.ref]) not in page


def test_on_an_older_page_nothing_newer_is_taken_back() -> None:
    walk, piece = brought()
    handed(walk, piece)
    with pytest.raises(StaleVersion):
        blacking.take_back(**told(walk, piece), version=1)
    assert FileRelease.objects.get().ended_at is None


def test_the_names_of_both_sides_copies_tell_nothing_of_each_other() -> None:
    walk, piece = brought()
    mine, other = handed_to_both(walk, piece)
    assert mine.copy is not None
    assert other.copy is not None
    assert mine.copy.plain_name != other.copy.plain_name


def test_a_copy_goes_with_its_case_also_where_the_file_lies_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk, piece = brought()
    release = handed(walk, piece)
    other, _ = brought()
    CaseFile.objects.create(
        case=other.case, file=piece.file, lane="agency", added_at=other.now
    )
    Case.objects.filter(pk=walk.case.pk).update(**CLOSED, closed_at=walk.now)
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erase_case(ref=walk.case.ref, reason="retention", actor=SYSTEM, now=walk.now)
    release.refresh_from_db()
    assert release.copy is not None
    assert release.copy.is_erased
    assert not CaseFile.objects.get(pk=piece.pk).file.is_erased


def test_a_report_without_copies_asks_for_none() -> None:
    walk, piece = brought()
    reader = holder(walk)
    report(walk, reader)
    with counted() as before:
        report(walk, reader)
    handed(walk, piece)
    with counted() as after:
        report(walk, reader)
    assert not any("complaints_filerelease" in asked for asked in before)
    assert sum("complaints_filerelease" in asked for asked in after) == 1
