"""What an entry of a history says, in words: no codes, no ids, no JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.dateformat import format as day_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.labels import ROLE_LABELS
from complaints.domain import events
from complaints.forms.afterwards import SOLVED
from complaints.models.choices import (
    CHANNELS,
    CLASSES,
    REASONS,
    SECRECIES,
    SOURCES,
    URGENCIES,
    VERDICTS,
)
from complaints.models.labels import (
    ACTIVITIES,
    ATTENDANCES,
    CAUSES,
    CONCLUSIONS,
    CONTACT_WAYS,
    DECISIONS,
    FORMAL_LABELS,
    FORMS,
    IDENTITY_LABELS,
    MANNERS,
    MATERIAL_LABELS,
    OUTCOMES,
    PROOF_LABELS,
    PURPOSE_LABELS,
    RECEIPTS,
    SECTIONS,
    SIDES,
    WAYS,
)
from complaints.selectors.named import AGENCIES, OFFICES, PEOPLE, UNITS
from complaints.subscribers import LABELS
from complaints.views import ladder_words
from complaints.views.sentences import SENTENCES
from complaints.views.words import HOLDERS, RUNGS, STATUS_NAMES, TERM_NAMES
from documents.domain.kinds import LetterKind
from documents.domain.letters import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    Names = Mapping[tuple[str, object], str]

#: What each datum of a case's entries is called.
NAMES: dict[str, str | Promise] = {
    "action": _("Tindakan nomor"),
    "actions": _("Banyaknya tindakan"),
    "agency": _("Instansi"),
    "activity": _("Kode kegiatan"),
    "sort": _("Jenis kegiatan"),
    "out_of": _("Kode laporan asal"),
    "outcome": _("Hasil"),
    "attended": _("Yang hadir"),
    "basis": _("Dasar hukum"),
    "before": _("Sebelumnya"),
    "calendar": _("Kalender"),
    "case_class": _("Klasifikasi"),
    "class_before": _("Klasifikasi sebelumnya"),
    "cause": _("Penyebab"),
    "channel": _("Saluran"),
    "conclusion": _("Kesimpulan"),
    "counted": _("Dihitung diterima"),
    "counted_before": _("Semula dihitung diterima"),
    "days_late": _("Terlambat (hari kerja)"),
    "decision": _("Putusan pleno"),
    "due_on": _("Batas"),
    "employed": _("Bekerja di instansi itu"),
    "entry": _("Karena catatan nomor"),
    "evidence": _("Kode bukti"),
    "examiner": _("Pemeriksa"),
    "executed_on": _("Tanggal dilaksanakan"),
    "fields": _("Diisi"),
    "file": _("Kode berkas"),
    "files": _("Banyaknya berkas"),
    "for": _("Sebagai wakil"),
    "forms": _("Bentuk maladministrasi"),
    "ground": _("Dasar penolakan"),
    "heard": _("Boleh dikirim"),
    "holder": _("Giliran"),
    "holder_before": _("Petugas sebelumnya"),
    "how": _("Cara diterima"),
    "into": _("Kode perkara yang dilanjutkan"),
    "kind": _("Perihal"),
    "left": _("Tugas yang dilepas"),
    "letter": _("Nomor surat"),
    "lhp": _("Kode LHP"),
    "marks": _("Bagian yang dihitamkan"),
    "made": _("Kode perkara yang dipisah"),
    "went_on": _("Kode investigasi"),
    "manner": _("Cara"),
    "mentioned": _("Diminta melihat"),
    "merged": _("Kode perkara yang digabung"),
    "missing": _("Belum lengkap"),
    "notes": _("Dengan catatan internal"),
    "pages": _("Banyaknya halaman"),
    "paper": _("Kode surat masuk"),
    "parent": _("Kode perkara induk"),
    "part": _("Kode perkara bagian"),
    "parts": _("Bagian cerita"),
    "nobody": _("Dinyatakan tidak menyebut siapa pun"),
    "no": _("Dijawab tidak"),
    "notice": _("Kode hasil sementara"),
    "number": _("Nomor register"),
    "of": _("Menyangkut"),
    "office": _("Kantor"),
    "on": _("Tanggal"),
    "plenary": _("Kode rapat pleno"),
    "proof": _("Cara memastikan"),
    "purpose": _("Tujuan"),
    "question": _("Pertanyaan"),
    "proofs": _("Bukti"),
    "sections": _("Bagian"),
    "reason": _("Alasan"),
    "request": _("Kode permintaan"),
    "role": _("Sebagai"),
    "rule_set": _("Aturan"),
    "rung": _("Pengingat"),
    "secrecy": _("Kerahasiaan"),
    "side": _("Dari"),
    "source": _("Sumber"),
    "side_before": _("Semula dari"),
    "sha256": _("Sidik jari berkas"),
    "solved": _("Sudah selesai"),
    "stars": _("Nilai (1 sampai 5)"),
    "status": _("Status tindakan"),
    "task": _("Kode tugas"),
    "text": _("Sidik jari teks"),
    "to": _("Kepada"),
    "n": _("Jumlah akun"),
    "turn": _("Permintaan ke-"),
    "unit": _("Unit"),
    "until": _("Menjadi"),
    "urgency": _("Mendesak"),
    "user": _("Petugas"),
    "verdict": _("Putusan"),
    "voices": _("Suara dapat mengenali orang, dan disetujui"),
    "was_on": _("Tanggal semula"),
    "way": _("Dihubungi lewat"),
    "why": _("Sebab ditolak"),
    **ladder_words.NAMES,
}
#: The words of the values that are codes, by the name of the datum.
CODES: dict[str, dict[str, str | Promise]] = {
    "sections": {str(code): name for code, name in SECTIONS.items()},
    "outcome": {str(code): name for code, name in OUTCOMES.items()},
    "sort": {
        **{str(code): name for code, name in ACTIVITIES.items()},
        "clarification": _("Permintaan penjelasan"),
    },
    "attended": {str(code): name for code, name in ATTENDANCES.items()},
    "manner": {str(code): name for code, name in MANNERS.items()},
    "case_class": {str(code): name for code, name in CLASSES},
    "class_before": {str(code): name for code, name in CLASSES},
    "cause": {str(code): name for code, name in CAUSES.items()},
    "channel": {str(code): name for code, name in CHANNELS},
    "conclusion": {**CONCLUSIONS},
    "decision": {str(code): name for code, name in DECISIONS.items()},
    "fields": {
        **IDENTITY_LABELS,
        "sex": _("Jenis kelamin"),
        "nik": _("NIK"),
        "passport": _("Paspor"),
        "kitas": _("KITAS"),
    },
    "forms": {code: names[0] for code, names in FORMS.items()},
    "ground": {str(code): name for code, name in REASONS},
    "holder": {str(party): name for party, name in HOLDERS.items()},
    "how": {
        **{str(code): name for code, name in RECEIPTS.items()},
        **{str(code): name for code, name in WAYS.items()},
    },
    "kind": {
        **{str(kind): name for kind, name in TERM_NAMES.items()},
        **{kind.value: SUBJECTS[kind] for kind in LetterKind},
    },
    "left": {role.value: name for role, name in ROLE_LABELS.items()},
    "missing": {**FORMAL_LABELS},
    "no": {**MATERIAL_LABELS},
    "of": {
        "notice": _("Hasil sementara"),
        "lhp": _("LHP"),
        **{kind: LABELS[kind] for kind in events.ARRIVALS},
    },
    "purpose": {
        **PURPOSE_LABELS,
        "notify": _("Mengirim kabar kepada pelapor"),
        "none": _("tidak disebut"),
    },
    "reason": {
        **{str(code): name for code, name in REASONS},
        "retention": _("Masa simpan lewat"),
        "request": _("Permintaan pelapor"),
        "court": _("Perintah pengadilan"),
    },
    "proof": {**PROOF_LABELS},
    "question": {
        "service": _("Bagaimana kami melayani?"),
        "result": _("Apakah sudah selesai?"),
    },
    "solved": {str(code): name for code, name in SOLVED},
    "role": {role.value: name for role, name in ROLE_LABELS.items()},
    "rung": {str(rung): name for rung, name in RUNGS.items()},
    "secrecy": {str(code): name for code, name in SECRECIES},
    "side": {str(code): name for code, name in SIDES.items()},
    "source": {str(code): name for code, name in SOURCES},
    "side_before": {str(code): name for code, name in SIDES.items()},
    "status": {**STATUS_NAMES},
    "to": {"reporter": _("Pelapor"), "agency": _("Instansi")},
    "urgency": {str(code): name for code, name in URGENCIES},
    "verdict": {str(code): name for code, name in VERDICTS},
    "way": {**CONTACT_WAYS},
    "why": {**SENTENCES},
    **ladder_words.CODES,
}
for _key, _words in ladder_words.MORE.items():
    CODES[_key] |= _words
DAYS = frozenset(
    {"counted", "counted_before", "due_on", "executed_on", "on", "until", "was_on"}
)
#: Codes of parts of the case: enough of each to find it again.
REFS = frozenset(
    {
        "evidence",
        "file",
        "into",
        "lhp",
        "made",
        "merged",
        "notice",
        "out_of",
        "parent",
        "part",
        "plenary",
        "request",
        "task",
        "went_on",
        *ladder_words.REFS,
    }
)
KINDS = {
    **dict.fromkeys(PEOPLE, "user"),
    **dict.fromkeys(OFFICES, "office"),
    **dict.fromkeys(AGENCIES, "agency"),
    **dict.fromkeys(UNITS, "unit"),
    "letter": "letter",
    "action": "action",
}
SHOWN_OF_HASH = 12


def details_of(data: Mapping[str, object], names: Names) -> list[tuple[str, str]]:
    """The data of an entry as pairs of words; what says nothing is left out."""
    pairs = []
    for key in sorted(data):
        value = data[key]
        if value is not None and value not in ("", []):
            pairs.append((str(NAMES.get(key, key)), _said(key, value, names)))
    return pairs


def _said(key: str, value: object, names: Names) -> str:
    if isinstance(value, list):
        return ", ".join(_said(key, item, names) for item in value)
    if isinstance(value, bool):
        return str(_("Ya") if value else _("Tidak"))
    text = str(value)
    if isinstance(value, str) and text in CODES.get(key, {}):
        return str(CODES[key][text])
    if key in DAYS:
        return day_format(date.fromisoformat(text), "j F Y")
    if key == "text":
        return text[:SHOWN_OF_HASH]
    if key in REFS:
        return text[-SHOWN_OF_HASH:]
    return _name(key, value, names) or text


def _name(key: str, value: object, names: Names) -> str:
    """The name behind an id, in the language of the page where it has two."""
    kind = KINDS.get(key, "")
    if get_language() == "en" and (f"{kind}_en", value) in names:
        return names[f"{kind}_en", value]
    return names.get((kind, value), "")
