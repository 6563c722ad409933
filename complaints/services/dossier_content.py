"""What stands in the case file as one PDF. Who reported stands nowhere in it.

Letters to the reporter carry his name and address: they are listed and not bound in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.domain.calendar import legal_day
from complaints.domain.correspondence import Addressee
from complaints.domain.seeing import Seen
from complaints.models.labels import CONTACT_WAYS
from complaints.models.ladder_labels import RECIPIENTS, SEEN
from complaints.selectors.case_page import case_page
from complaints.selectors.initiatives import origin_of
from complaints.selectors.parts import letters_of
from complaints.selectors.thread import thread_of
from complaints.selectors.timeline import timeline
from documents.domain.kinds import LetterKind, Verdict
from documents.errors import DocumentError
from documents.labels import LETTER_KINDS
from documents.services.binding import Leaf, bind
from documents.services.redacting import as_pdf

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.models import Agency, Office, Unit
    from complaints.models import (
        Case,
        CaseFile,
        CaseLetter,
        CorrectiveAction,
        Dossier,
        Sighting,
    )
    from complaints.selectors.case_page import CasePage
    from complaints.selectors.thread import Post
    from documents.services.binding import Bound

#: Bytes of what is bound in; what comes after is listed.
ROOM = 100_000_000


def bound(case: Case, wish: Dossier, *, actor: Actor, now: datetime) -> Bound:
    """The whole of it, as far as this actor may see the case."""
    page = case_page(case, actor, now)
    letters = letters_of(case)
    leaves = [*map(_letter, _by_letter(letters)), *map(_file, page.files)]
    number = case.display_number or case.locator
    day = date_format(legal_day(now, case.office.zone), "j F Y")
    front: dict[str, object] = {
        "title": _("Berkas perkara"),
        "number": number,
        "language": wish.language,
        "facts": _facts(case, wish, day),
        "warning": _warning(case),
        "words": _words(),
        "summary": {"title": _("Ringkasan"), "parts": _summary(case)},
        "timeline": {"title": _("Linimasa"), "rows": _timeline(case)},
        "threads": _threads(case, thread_of(case), _sightings(page), notes=wish.notes),
        "papers": {"title": _("Surat dan berkas")},
    }
    foot = _("%(number)s. Dibuat untuk %(reader)s, %(day)s") % {
        "number": number,
        "reader": wish.asked_by.name,
        "day": day,
    }
    return bind(front, _fitting(leaves), foot=foot, now=now)


def _warning(case: Case) -> str:
    if not case.has_reporter:
        return _("Rahasia. Untuk pembaca yang disebut di kaki setiap halaman.")
    return _(
        "Rahasia. Untuk pembaca yang disebut di kaki setiap halaman. Data diri "
        "pelapor tidak dijilid; berkas yang ia kirim dapat menyebutnya."
    )


def _words() -> dict[str, str]:
    return {
        "page": _("Halaman"),
        "contents": _("Isi"),
        "none": _("Tidak ada."),
        "paper": _("Surat atau berkas"),
        "detail": _("Keterangan"),
    }


def _named(row: Agency | Unit | Office) -> str:
    return row.name_en if get_language() == "en" else row.name_id


def _facts(case: Case, wish: Dossier, day: str) -> list[list[str]]:
    agency = case.unit or case.agency
    named = _named(agency) if agency else case.agency_label
    rows = [
        [_("Instansi"), named or _("belum ditentukan")],
        [_("Tahap"), str(case.get_state_display())],
        [_("Kantor"), _named(case.office)],
        [_("Dibuat untuk"), wish.asked_by.name],
        [_("Tanggal"), day],
    ]
    if case.is_confidential:
        rows.append([_("Kerahasiaan"), _("Nama pelapor dirahasiakan")])
    if case.is_own:
        rows.append([_("Pelapor"), _("Tidak ada: prakarsa sendiri.")])
    if case.is_former:
        rows.append([_("Pelapor"), _("Tidak dibawa dari daftar sebelumnya.")])
    return rows


def _summary(case: Case) -> list[list[str]]:
    parts = [
        ["", case.title],
        [_("Uraian"), case.story],
        [_("Mengapa atas prakarsa sendiri"), _grounds(case)],
        [_("Upaya ke instansi"), case.tried],
        [_("Jawaban instansi"), case.tried_answer],
        [_("Harapan"), case.hope],
    ]
    return [part for part in parts if part[1]]


def _grounds(case: Case) -> str:
    """Why the office began it itself; "" of what somebody reported."""
    origin = origin_of(case)
    return origin.grounds if origin else ""


def _timeline(case: Case) -> list[list[str]]:
    return [[_moment(moment.at), str(moment.label)] for moment in timeline(case)]


def _threads(
    case: Case, thread: list[Post], seen: list[dict[str, str]], *, notes: bool
) -> list[dict[str, object]]:
    threads: list[dict[str, object]] = []
    if case.has_reporter:
        posts = [_post(one) for one in thread if one.lane != "internal"]
        threads.append({"title": _("Pesan dengan pelapor"), "posts": posts})
    if seen:
        threads.append({"title": _("Yang dilihat pelapor"), "posts": seen})
    if notes:
        posts = [_post(one) for one in thread if one.lane == "internal"]
        threads.append({"title": _("Catatan internal"), "posts": posts})
    return threads


def _post(post: Post) -> dict[str, str]:
    by = post.by or _("Pelapor")
    return {"by": by, "at": _moment(post.at), "text": post.text}


def _sightings(page: CasePage) -> list[dict[str, str]]:
    """What he was asked of each order and when, what he said, and who wrote it down."""
    return [
        _sighting(row, action)
        for action in page.actions
        for row in page.sightings.get(action.pk, ())
    ]


def _sighting(row: Sighting, action: CorrectiveAction) -> dict[str, str]:
    told = {"n": action.n, "day": _day(row.asked_at)}
    asked = _("Tindakan %(n)s, ditanya %(day)s.") % told
    if action.is_item:
        asked = _("Butir %(n)s Rekomendasi, ditanya %(day)s.") % told
    by = _("Pelapor")
    if row.answered_at is None:
        waits = _("Belum dijawab.")
        return {"by": by, "at": _moment(row.asked_at), "text": f"{asked} {waits}"}
    if row.way:
        by = _("Pelapor, dicatat %(name)s · %(way)s") % {
            "name": vars(row)["writer"],
            "way": CONTACT_WAYS[row.way],
        }
    said = f"{asked} {SEEN[Seen(row.seen)]}."
    text = f"{said}\n\n{row.text}" if row.text else said
    return {"by": by, "at": _moment(row.answered_at), "text": text}


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M Y H.i")


def _by_letter(posted: list[CaseLetter]) -> list[list[CaseLetter]]:
    """Each letter once, with all to whom it went."""
    found: dict[int, list[CaseLetter]] = {}
    for row in posted:
        found.setdefault(row.letter_id, []).append(row)
    return list(found.values())


def _letter(posted: list[CaseLetter]) -> Leaf:
    """A letter to the reporter alone names him; one that others have too does not."""
    letter, to = posted[0].letter, [Addressee(row.addressee) for row in posted]
    title = _("Surat %(number)s: %(kind)s") % {
        "number": letter.number,
        "kind": LETTER_KINDS[LetterKind(letter.kind)],
    }
    if to == [Addressee.REPORTER]:
        return Leaf(title, _("Kepada pelapor; memuat identitas, tidak dijilid."))
    detail = _("Kepada: %(whom)s. Dikirim %(day)s. SHA-256 %(hash)s") % {
        "whom": ", ".join(str(RECIPIENTS[one]) for one in to),
        "day": date_format(posted[0].sent_on, "j F Y"),
        "hash": letter.sha256,
    }
    try:
        return Leaf(title, detail, as_pdf(letter.file))
    except DocumentError as error:
        return Leaf(title, f"{detail}. {error.reason}")


def _file(brought: CaseFile) -> Leaf:
    stored = brought.file
    title = brought.shown_name or stored.plain_name
    lane = {
        "reporter": _("Dari pelapor"),
        "agency": _("Dari instansi"),
        "internal": _("Dari Ombudsman"),
    }[brought.lane]
    detail = f"{lane}. SHA-256 {stored.sha256}"
    if _stays_out(brought) or stored.verdict == Verdict.REJECTED:
        return Leaf(title, f"{detail}. " + _("Tidak dijilid."))
    try:
        return Leaf(title, detail, as_pdf(stored))
    except DocumentError:
        return Leaf(title, f"{detail}. " + _("Tidak dapat menjadi halaman."))


def _stays_out(brought: CaseFile) -> bool:
    """What shows who reported, or is the house's alone: listed, never bound in."""
    return bool(brought.purpose) or brought.lane == "internal"


def _fitting(leaves: list[Leaf]) -> list[Leaf]:
    """As many as fit; the others stay in the list, with their hash."""
    kept, room = [], ROOM
    for leaf in leaves:
        fits = len(leaf.content) <= room
        room -= len(leaf.content) if fits else 0
        kept.append(leaf if fits else Leaf(leaf.title, leaf.detail))
    return kept
