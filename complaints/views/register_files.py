"""The public register as data: JSON, a table, a feed; and what each field says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.domain.releasing import FORMAT
from complaints.selectors.public_register import current_of
from complaints.views.register_words import mark_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.functional import Promise

    from complaints.models import RegisterEntry

LICENCE = "CC-BY-4.0"
#: Every field of the table, and what it says.
FIELDS: list[tuple[str, str | Promise]] = [
    ("ref", _("Kode entri; alamatnya /rekomendasi/kode/.")),
    ("version", _("Versi keberapa ini.")),
    (
        "change",
        _(
            "first terbit, update diperbarui, correction diperbaiki, withdrawal ditarik."
        ),
    ),
    ("changed_on", _("Hari terbitnya versi ini.")),
    ("why", _("Apa yang baru, atau alasan menarik.")),
    ("number", _("Nomor Rekomendasi.")),
    ("signed_on", _("Hari Ketua menandatanganinya.")),
    ("received_on", _("Hari atasan terlapor menerimanya.")),
    ("due_on", _("Hari terakhir bagi atasan untuk melapor.")),
    ("agency_code", _("Kode instansi.")),
    ("agency", _("Nama instansi.")),
    ("province_code", _("Kode provinsi instansi; kosong bagi instansi pusat.")),
    ("official", _("Jabatan terlapor; tidak pernah nama orang.")),
    ("superior", _("Jabatan atasan terlapor.")),
    ("theme", _("Kode bidang, bila disebut.")),
    ("status", _("dilaksanakan, sebagian, atau tidak, menurut rapat pleno pimpinan.")),
    ("announced_on", _("Hari ketidakpatuhannya diumumkan.")),
    ("summary", _("Yang kami temukan, dalam kata umum.")),
    ("item", _("Nomor butir; satu baris untuk setiap butir.")),
    ("item_text", _("Isi butir dalam kata umum.")),
    (
        "item_status",
        _("dilaksanakan, sebagian, atau tidak, menurut bukti yang kami periksa."),
    ),
    ("item_excused", _("ya: dikecualikan karena ada alasan yang kami terima.")),
    ("item_due_on", _("Batas waktu butir.")),
    ("item_reported_on", _("Hari instansi pertama kali melaporkan pelaksanaannya.")),
    ("item_executed_on", _("Hari pelaksanaannya menurut bukti.")),
    ("item_replies", _("Tanggapan instansi, kata-katanya sendiri.")),
]


def document(rows: Iterable[RegisterEntry]) -> dict[str, Any]:
    """The whole register: each entry with its data as they were released."""
    return {
        "format": FORMAT,
        "licence": LICENCE,
        "fields": settings.BASE_URL + reverse("recommendations:fields"),
        "entries": [_entry(row) for row in rows],
    }


def _entry(row: RegisterEntry) -> dict[str, Any]:
    current = current_of(row)
    return {
        "ref": str(row.ref),
        "url": address(row),
        "number": row.number,
        "signed_on": row.signed_on.isoformat(),
        "version": current.n,
        "change": current.kind,
        "changed_on": current.released_on.isoformat(),
        "why": current.why,
        "sha256": current.sha256,
        "data": current.data,
    }


def table(rows: Iterable[RegisterEntry]) -> Iterator[list[str]]:
    """Its head, then a line for each item; an entry without items has one line too."""
    yield [name for name, _said in FIELDS]
    for row in rows:
        told = _entry(row)
        data = told["data"] or {"items": []}
        for item in data["items"] or [{}]:
            cells = {**told, **_flat(data), **_flat_item(item)}
            yield [str(cells.get(name) or "") for name, _said in FIELDS]


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    if "agency" not in data:
        return {}
    plain = {
        key: data[key] for key in ("received_on", "due_on", "official", "superior")
    }
    return {
        **plain,
        "status": data["status"],
        "announced_on": data["announced_on"],
        "summary": data["summary"],
        "agency_code": data["agency"]["code"],
        "agency": data["agency"]["name_id"],
        "province_code": data["province"]["code"] if data["province"] else "",
        "theme": data["theme"]["code"] if data["theme"] else "",
    }


def _flat_item(item: dict[str, Any]) -> dict[str, Any]:
    if not item:
        return {}
    said = [f"{reply['on']}: {reply['text']}" for reply in item["replies"]]
    plain = ("text", "status", "due_on", "reported_on", "executed_on")
    return {
        "item": item["n"],
        "item_excused": "ya" if item["excused"] else "",
        "item_replies": "\n".join(said),
        **{f"item_{key}": item[key] for key in plain},
    }


class _Feed(Atom1Feed):
    """A feed that is as old as its latest entry, also when it has none."""

    def latest_post_date(self) -> datetime:
        found = [item["updateddate"] for item in self.items]
        return max(found, default=datetime(2026, 1, 1, tzinfo=UTC))


def atom(rows: Iterable[RegisterEntry]) -> bytes:
    """What changed last, in the form of RFC 4287."""
    home = settings.BASE_URL + reverse("recommendations:list")
    made = _Feed(
        title=gettext("Register publik Rekomendasi Ombudsman"),
        link=home,
        description=gettext(
            "Rekomendasi yang terbit, diperbarui, diperbaiki, ditarik."
        ),
        language="id",
        author_name="Ombudsman Republik Indonesia",
        feed_url=settings.BASE_URL + reverse("recommendations:feed"),
        feed_guid=home,
        feed_copyright=LICENCE,
    )
    for row in rows:
        current = current_of(row)
        made.add_item(
            title=_printable(_title(row, current)),
            link=address(row),
            description=_printable(
                current.why if current.data is None else current.data["summary"]
            ),
            unique_id=f"urn:uuid:{row.ref}",
            updateddate=row.changed_at,
        )
    return bytes(made.writeString("utf-8"), "utf-8")


def _printable(text: str) -> str:
    """Without signs that no XML may hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def _title(row: RegisterEntry, current: Any) -> str:
    mark = mark_of(current)["what"]
    if current.data is None:
        return f"{row.number}: {mark}"
    told = shown(current.data)
    return f"{row.number}, {told['agency']}: {told['status'][0]} ({mark})"


def address(row: RegisterEntry) -> str:
    """Where an entry is read."""
    return settings.BASE_URL + reverse("recommendations:entry", args=[row.ref])
