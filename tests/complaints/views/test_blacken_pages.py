"""The agency gets of the evidence what an officer blacked out, looked at and released."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import STRANGER, SYSTEM
from accounts.errors import NotAllowed
from complaints import vault
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.models import Activity, Case, CaseFile, FileRelease, Recusal
from complaints.services import blacking
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady, StaleVersion
from documents.domain.kinds import MediaType
from documents.domain.marks import Mark
from documents.services import accept_upload, releasing
from documents.services.keeping import content_of
from documents.typesetting import typeset_text
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import agency_page
from tests.documents.corpus import exif
from tests.documents.samples import mp4, upload, wav
from tests.factories.complaints import CANARY_NAME, FILED
from tests.people import actor, agency, login, person

if TYPE_CHECKING:
    from accounts.actor import Actor

pytestmark = [pytest.mark.long, pytest.mark.django_db]
SAID = f"Loket tiga.\n{CANARY_NAME} datang pukul 09.00.\nTidak dilayani."
NAME = f"Surat {CANARY_NAME}.pdf"
PLACE = Mark(sheet=1, top=1000, left=1000, bottom=2000, right=6000)


def brought(
    name: str = NAME,
    content: bytes = b"",
    *,
    secrecy: str = "confidential",
    agency_asked: bool = True,
) -> Walk:
    """A case with one file of the reporter's, which its agency sees (or not yet)."""
    content = content or typeset_text(SAID)
    stored = accept_upload(file=upload(name, content), actor=STRANGER, now=FILED)
    walk = Walk(secrecy=secrecy, file_ids=[stored.pk])
    to_examination(walk)
    if agency_asked:
        asked(walk)
        opened_by_agency(walk)
    releasing.release_due(walk.now)
    walk.again()
    return walk


def piece() -> CaseFile:
    return CaseFile.objects.get(lane="reporter")


def page(walk: Walk) -> str:
    return reverse("work:blacken", args=[walk.case.ref, piece().ref])


def told(walk: Walk, who: str = "examiner") -> dict[str, Any]:
    return {
        "ref": walk.case.ref,
        "file_ref": piece().ref,
        "to": Addressee.AGENCY,
        "actor": actor(who),
        "now": walk.now,
    }


def prepared(walk: Walk, words: str = CANARY_NAME) -> FileRelease:
    blacking.mark_words(**told(walk), version=0, words=words)
    return blacking.prepare(**told(walk), version=1)


def handed(walk: Walk) -> FileRelease:
    prepared(walk)
    return blacking.release(**told(walk), version=2, looked=True, names_nobody=False)


def fetched(client: Client, address: str) -> tuple[int, bytes, str]:
    """Through the link of one minute, as a browser does."""
    link = client.get(address)
    if link.status_code != 302:
        return link.status_code, b"", ""
    there = urlsplit(link["Location"])
    file = Client().get(there.path, headers={"host": there.netloc})
    body = b"".join(getattr(file, "streaming_content", []))
    return file.status_code, body, file.get("Content-Disposition", "")


def test_an_officer_finds_blackens_looks_releases_and_takes_back(
    client: Client,
) -> None:
    walk = brought()
    login(client, "examiner")

    def send(**sent: Any) -> Any:
        return client.post(page(walk), sent, follow=True)

    assert (
        "1 bagian ditandai"
        in send(do="cari", words=CANARY_NAME.lower(), version=0).content.decode()
    )
    edges = {"left": 0, "top": "90", "right": "50.5", "bottom": 95}
    assert "2 bagian ditandai" in send(do="tandai", version=1, **edges).content.decode()
    assert "1 bagian ditandai" in send(do="hapus", version=2, n=1).content.decode()
    shown = send(do="siapkan", version=3).content.decode()
    for picture in re.findall(r'<img src="([^"]+hitamkan[^"]+)"', shown):
        answer = client.get(picture.replace("&amp;", "&"))
        assert answer.content.startswith(b"\x89PNG")
        assert answer["Content-Type"] == "image/png"
    assert FileRelease.objects.get().released_at is None
    assert send(do="lepas", version=4).status_code == 422  # without the statement
    assert FileRelease.objects.get().released_at is None
    assert (
        "Tarik dari instansi"
        in send(do="lepas", version=4, looked="on").content.decode()
    )
    assert FileRelease.objects.get().released_at is not None
    assert "Siapkan salinan" in send(do="tarik", version=5).content.decode()
    kinds = walk.kinds()
    assert kinds[-3:] == [
        events.FILE_BLACKED,
        events.FILE_RELEASED,
        events.FILE_TAKEN_BACK,
    ]
    entry = Entry.objects.get(kind=events.FILE_RELEASED)
    assert entry.data["marks"] == 1
    assert entry.data["nobody"] is False
    assert CANARY_NAME not in str(list(Entry.objects.values_list("data", flat=True)))


def test_the_agency_reads_nothing_of_what_is_black_in_file_name_or_beside(
    client: Client,
) -> None:
    walk = brought()
    login(client, "liaison")
    assert (
        "Berkas dari Ombudsman"
        not in client.get(agency_page(walk.case)).content.decode()
    )
    release = handed(walk)
    shown = client.get(agency_page(walk.case)).content.decode()
    address = reverse("agency:released", args=[walk.case.ref, release.ref])
    assert address in shown
    status, body, named = fetched(client, address)
    assert status == 200
    assert re.search(r'filename="berkas-[0-9a-f]{8}\.pdf"', named)
    document = pypdfium2.PdfDocument(BytesIO(body))
    assert "".join(one.get_textpage().get_text_bounded() for one in document) == ""
    for said in (
        shown,
        named,
        body.decode("latin-1"),
        str(document.get_metadata_dict()),
    ):
        assert "Kenari" not in said
        assert CANARY_NAME not in said


def test_the_agency_gets_no_original_no_reading_copy_and_nothing_unreleased(
    client: Client,
) -> None:
    walk = brought()
    release = prepared(walk)
    login(client, "liaison")
    address = reverse("agency:released", args=[walk.case.ref, release.ref])
    assert client.get(address).status_code == 404
    blacking.release(**told(walk), version=2, looked=True, names_nobody=False)
    for ref in (piece().ref, piece().file.ref):
        for way in ("agency:released", "agency:file"):
            assert (
                client.get(reverse(way, args=[walk.case.ref, ref])).status_code == 404
            )
    assert client.get(page(walk)).status_code == 404
    assert fetched(client, address)[0] == 200


def test_the_agency_to_which_a_case_goes_next_gets_nothing_of_what_was_released(
    client: Client,
) -> None:
    """It sees the case now; what an officer let another agency have is not for it."""
    walk = brought()
    release = handed(walk)
    Case.objects.filter(pk=walk.case.pk).update(agency=agency(1), unit=None)
    login(client, "other_liaison")
    shown = client.get(agency_page(walk.case))
    assert shown.status_code == 200
    assert "Berkas dari Ombudsman" not in shown.content.decode()
    address = reverse("agency:released", args=[walk.case.ref, release.ref])
    assert client.get(address).status_code == 404


def test_what_was_taken_back_is_destroyed_also_behind_an_address_that_is_signed(
    client: Client,
) -> None:
    walk = brought()
    release = handed(walk)
    login(client, "liaison")
    address = reverse("agency:released", args=[walk.case.ref, release.ref])
    there = urlsplit(client.get(address)["Location"])
    blacking.take_back(**told(walk), version=3)
    late = Client().get(there.path, headers={"host": there.netloc})
    assert late.status_code == 404
    assert client.get(address).status_code == 404
    copy = FileRelease.objects.get().copy
    assert copy is not None
    assert copy.is_erased
    assert not piece().file.is_erased


def test_who_was_kept_out_since_does_not_get_the_copy_behind_his_address(
    client: Client,
) -> None:
    walk = brought()
    release = handed(walk)
    login(client, "liaison")
    address = reverse("agency:released", args=[walk.case.ref, release.ref])
    there = urlsplit(client.get(address)["Location"])
    Recusal.objects.create(
        case=walk.case, user=person("liaison"), reason="Kerabat.", created_at=walk.now
    )
    assert Client().get(there.path, headers={"host": there.netloc}).status_code == 404


def test_a_confidential_file_leaves_without_black_only_by_a_statement() -> None:
    walk = brought()
    blacking.prepare(**told(walk), version=0)
    with pytest.raises(NotReady, match="somebody_named"):
        blacking.release(**told(walk), version=1, looked=True, names_nobody=False)
    release = blacking.release(**told(walk), version=1, looked=True, names_nobody=True)
    assert release.names_nobody
    assert Entry.objects.get(kind=events.FILE_RELEASED).data["nobody"] is True


def test_an_open_reporters_file_needs_only_that_it_was_looked_at() -> None:
    walk = brought(secrecy="open")
    blacking.prepare(**told(walk), version=0)
    with pytest.raises(NotReady, match="not_looked"):
        blacking.release(**told(walk), version=1, looked=False, names_nobody=False)
    assert blacking.release(
        **told(walk), version=1, looked=True, names_nobody=False
    ).released_at


@pytest.mark.parametrize("knows", [True, False])
def test_the_agency_is_told_of_it_where_it_knows_of_the_case(*, knows: bool) -> None:
    """News of a case that nobody showed it would tell that there is one."""
    actor("liaison")
    walk = brought() if knows else brought(agency_asked=False)
    handed(walk)
    told = Delivery.objects.filter(
        entry__kind=events.FILE_RELEASED, subscriber="agency_news"
    )
    assert told.exists() == knows


def test_only_what_was_looked_at_is_released() -> None:
    walk = brought()
    release = prepared(walk)
    copy = release.copy
    blacking.mark(**told(walk), version=2, places=[PLACE])
    assert copy is not None
    copy.refresh_from_db()
    assert copy.is_erased
    with pytest.raises(NotReady, match="no_black_copy"):
        blacking.release(**told(walk), version=3, looked=True, names_nobody=True)
    with pytest.raises(StaleVersion):
        blacking.prepare(**told(walk), version=2)
    with pytest.raises(NotReady, match="not_released"):
        blacking.take_back(**told(walk), version=3)


def test_a_released_copy_is_not_changed_before_it_is_taken_back() -> None:
    walk = brought()
    handed(walk)
    with pytest.raises(NotReady, match="file_released"):
        blacking.mark(**told(walk), version=3, places=[PLACE])
    with pytest.raises(NotReady, match="file_released"):
        blacking.unmark(**told(walk), version=3, place=PLACE)
    with pytest.raises(NotReady, match="file_released"):
        blacking.prepare(**told(walk), version=3)
    blacking.take_back(**told(walk), version=3)
    blacking.mark(**told(walk), version=0, places=[PLACE])
    assert FileRelease.objects.count() == 2


@pytest.mark.parametrize(
    "place",
    [
        Mark(sheet=0, top=0, left=0, bottom=50, right=50),
        Mark(sheet=1, top=50, left=0, bottom=50, right=50),
        Mark(sheet=1, top=0, left=60, bottom=50, right=50),
        Mark(sheet=1, top=0, left=0, bottom=50, right=10001),
    ],
)
def test_a_place_that_covers_nothing_is_refused(place: Mark) -> None:
    walk = brought()
    with pytest.raises(NotReady, match="mark_unsound"):
        blacking.mark(**told(walk), version=0, places=[place])


def test_words_that_are_nowhere_are_said_to_be_nowhere(client: Client) -> None:
    walk = brought()
    login(client, "examiner")
    sent = {"do": "cari", "words": "Tidak ada di sini", "version": 0}
    answer = client.post(page(walk), sent)
    assert answer.status_code == 409
    assert "Periksa juga dengan mata" in answer.content.decode()


def test_a_photograph_says_that_it_cannot_be_searched(client: Client) -> None:
    walk = brought("foto.jpg", exif())
    login(client, "examiner")
    shown = client.get(page(walk)).content.decode()
    assert "Berkas ini gambar" in shown
    assert 'value="cari"' not in shown


@pytest.mark.parametrize("who", ["head", "auditor", "other_examiner"])
def test_who_does_not_hold_the_case_releases_nothing(who: str, client: Client) -> None:
    walk = brought()
    login(client, who)
    assert client.get(page(walk)).status_code in {403, 404}
    picture = reverse("work:blacken_sheet", args=[walk.case.ref, piece().ref, 1])
    assert client.get(picture).status_code in {403, 404}
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        blacking.mark(**told(walk, who), version=0, places=[PLACE])


def test_a_power_of_attorney_and_the_agencys_own_are_not_released(
    client: Client,
) -> None:
    walk = brought()
    login(client, "examiner")
    for changes in ({"purpose": "proxy"}, {"lane": "agency", "purpose": ""}):
        ref = CaseFile.objects.get().ref
        CaseFile.objects.update(**changes)
        here = reverse("work:blacken", args=[walk.case.ref, ref])
        assert client.get(here).status_code == 409
        with pytest.raises(NotReady, match="not_for_agency"):
            blacking.mark(
                **{**_of(walk, actor("examiner")), "file_ref": ref},
                version=0,
                places=[PLACE],
            )


def _of(walk: Walk, who: Actor) -> dict[str, Any]:
    return {
        "ref": walk.case.ref,
        "to": Addressee.AGENCY,
        "actor": who,
        "now": walk.now,
    }


SPOKEN = b"Direkam oleh Kanari"


def tagged() -> bytes:
    """A recording that carries words beside its sound."""
    chunk = b"LIST" + len(SPOKEN).to_bytes(4, "little") + SPOKEN + b"\0"
    body = wav()[8:] + chunk
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def recorded(secrecy: str = "open") -> Walk:
    return brought("rekaman.wav", tagged(), secrecy=secrecy)


def let_go(walk: Walk, **more: Any) -> FileRelease:
    """Prepared, listened to, and released by its examiner."""
    blacking.prepare(**told(walk), version=0)
    said: dict[str, Any] = {"looked": True, "names_nobody": False, "voices": True}
    return blacking.release(**told(walk), version=1, **(said | more))


def test_a_recording_is_let_go_as_sound_and_nothing_around_it() -> None:
    walk = recorded()
    row = let_go(walk)
    assert row.copy is not None
    content = content_of(row.copy)
    assert SPOKEN not in content
    assert content == wav()
    assert (row.copy.name, row.copy.media_type) == ("salinan.wav", MediaType.WAV)
    entry = Entry.objects.get(kind=events.FILE_RELEASED)
    assert entry.data["voices"] is True
    login(client := Client(), "liaison")
    address = reverse("agency:released", args=[walk.case.ref, row.ref])
    assert client.get(address).status_code == 302
    blacking.take_back(**told(walk), version=2)
    assert client.get(address).status_code == 404
    row.copy.refresh_from_db()
    assert row.copy.is_erased


@pytest.mark.parametrize(
    ("more", "code"),
    [({"looked": False}, "not_listened"), ({"voices": False}, "voice_unconfirmed")],
)
def test_who_lets_it_go_listened_to_it_and_knows_that_a_voice_tells_who_it_is(
    more: dict[str, bool], code: str
) -> None:
    walk = recorded()
    with pytest.raises(NotReady, match=code):
        let_go(walk, **more)
    assert not Entry.objects.filter(kind=events.FILE_RELEASED).exists()


def test_in_a_voice_nothing_is_blacked_out(client: Client) -> None:
    walk = recorded()
    with pytest.raises(NotReady, match="voice_unmarked"):
        blacking.mark(**told(walk), version=0, places=[PLACE])
    login(client, "examiner")
    for do in ("cari", "tandai"):
        answer = client.post(page(walk), {"do": do, "version": 0, "words": "loket"})
        assert answer.status_code == 409
        assert "tidak ada yang bisa dihitamkan" in answer.content.decode()


def test_no_recording_leaves_where_the_reporters_name_is_kept_secret(
    client: Client,
) -> None:
    walk = recorded("confidential")
    with pytest.raises(NotReady, match="voice_confidential"):
        blacking.prepare(**told(walk), version=0)
    login(client, "examiner")
    answer = client.get(page(walk))
    assert answer.status_code == 409
    assert "suara dapat mengenalinya" in answer.content.decode()
    assert client.post(page(walk), {"do": "siapkan", "version": 0}).status_code == 409


def sealed_hearing(walk: Walk) -> Activity:
    """A witness is heard whose name nobody reads."""
    return Activity.objects.create(
        case=walk.case,
        kind="witness",
        about="Loket.",
        meets_at=walk.now,
        begun_by=person("examiner"),
        begun_at=walk.now,
        sealed_id=walk.case.vault.values_list("id", flat=True).first(),
    )


def test_no_recording_of_a_hearing_leaves_whose_witness_is_sealed() -> None:
    walk = recorded()
    hearing = sealed_hearing(walk)
    CaseFile.objects.filter(pk=piece().pk).update(activity=hearing, lane="internal")
    found = CaseFile.objects.get(activity=hearing)
    with pytest.raises(NotReady, match="voice_sealed"):
        blacking.prepare(**_of(walk, actor("examiner")), file_ref=found.ref, version=0)


def test_the_page_of_a_recording_is_heard_confirmed_let_go_and_taken_back(
    client: Client,
) -> None:
    walk = recorded()
    login(client, "examiner")
    first = client.get(page(walk)).content.decode()
    assert "Suara mengenali orang" in first
    assert "Dengarkan salinan ini" not in first
    assert client.post(page(walk), {"do": "siapkan", "version": 0}).status_code == 302
    ready = client.get(page(walk)).content.decode()
    heard = (
        f"{reverse('work:blacken_sheet', args=[walk.case.ref, piece().ref, 1])}?salinan"
    )
    assert heard in ready
    assert client.get(heard).status_code == 302
    assert client.get(heard.removesuffix("?salinan")).status_code == 404
    lacking = client.post(page(walk), {"do": "lepas", "version": 1, "looked": "on"})
    assert lacking.status_code == 422
    assert "boleh dikenali instansi" in lacking.content.decode()
    told_all = {"do": "lepas", "version": 1, "looked": "on", "voices": "on"}
    assert client.post(page(walk), told_all).status_code == 302
    done = client.get(page(walk)).content.decode()
    assert "Tarik dari instansi" in done
    assert "Siapkan" not in done
    login(other := Client(), "other_examiner")
    assert other.get(page(walk)).status_code == 403
    assert client.post(page(walk), {"do": "tarik", "version": 2}).status_code == 302


def test_a_film_is_no_recording(client: Client) -> None:
    walk = brought("rekaman.mp4", mp4(), secrecy="open")
    login(client, "examiner")
    answer = client.get(page(walk))
    assert answer.status_code == 409
    assert "tidak dapat dihitamkan" in answer.content.decode()


def test_in_a_closed_case_a_copy_is_taken_back_and_none_released(
    client: Client,
) -> None:
    walk = brought()
    handed(walk)
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closed_at=walk.now, closing_reason="dicabut"
    )
    login(client, "examiner")
    assert "Tarik dari instansi" in client.get(page(walk)).content.decode()
    assert client.post(page(walk), {"do": "tarik", "version": 3}).status_code == 302
    assert client.get(page(walk)).status_code == 409
    with pytest.raises(NotReady, match="case_closed"):
        blacking.mark(**told(walk), version=0, places=[PLACE])


def test_erasing_the_case_takes_copy_and_places_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = brought()
    release = handed(walk)
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closed_at=walk.now, closing_reason="dicabut"
    )
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erase_case(ref=walk.case.ref, reason="retention", actor=SYSTEM, now=walk.now)
    release.refresh_from_db()
    assert release.marks == []
    assert release.copy is not None
    assert release.copy.is_erased


def test_the_database_keeps_no_release_without_copy_and_one_at_a_time() -> None:
    walk = brought()
    release = prepared(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileRelease.objects.update(released_at=walk.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileRelease.objects.create(
            piece=release.piece, begun_by=person("examiner"), begun_at=walk.now
        )
