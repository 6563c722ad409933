"""An act on many cases in words: why one cannot be, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from complaints.domain.bulk import BulkKind, RowState
from complaints.domain.lifecycle import WhyNot
from complaints.views.sentences import REFUSED, SENTENCES
from complaints.views.tracker_words import body_of, called, unit_of
from complaints.views.words import WHY_NOT, agency_in_list, name_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from complaints.models import Bulk, BulkRow, Case, CorrectiveAction

#: What only an act on many cases says; the rest are the sentences of the single act.
WHY: dict[str, str | Promise] = {
    "changed_since": _("Perkara ini berubah sesudah pratinjau."),
    "not_seen": _("Perkara ini tidak lagi terbuka bagi Anda."),
    "restricted_alone": _(
        "Perkara terbatas dikerjakan satu per satu, dengan alasan membukanya."
    ),
    "gap_unknown": _("Satu isian templat belum diketahui dalam perkara ini."),
    "law_step": _("Penugasan pertama adalah langkah hukum; tidak dapat dibatalkan."),
    "bulk_begun": _("Tindakan ini sudah dijalankan."),
    "bulk_unprepared": _("Lihat pratinjaunya dulu."),
    "bulk_too_late": _("Sepuluh menit sudah lewat; tidak dapat dibatalkan lagi."),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    RowState.WAITING: (_("Menunggu giliran"), ""),
    RowState.DONE: (_("Selesai"), "ok"),
    RowState.HELD: (_("Menunggu sepuluh menit, lalu dikirim"), "info"),
    RowState.SENT: (_("Terkirim"), "ok"),
    RowState.REFUSED: (_("Tidak bisa"), "bad"),
    RowState.UNDONE: (_("Dibatalkan"), "warn"),
    RowState.STAYS: (_("Tetap"), "bad"),
}
BEFORE: dict[str, str | Promise] = {
    BulkKind.ASSIGN: _(
        "Pemeriksa pengganti dapat dibatalkan dalam sepuluh menit. Penugasan pertama "
        "adalah langkah hukum dan tidak dapat dibatalkan."
    ),
    BulkKind.CLASS: _(
        "Batas pemeriksaan dihitung ulang dari hari pemeriksaan dimulai, dan setiap "
        "pelapor diberi tahu. Dapat dibatalkan dalam sepuluh menit."
    ),
    BulkKind.URGE: _(
        "Kabar kepada narahubung menunggu sepuluh menit sebelum dikirim; selama itu "
        "dapat dibatalkan. Satu orang menerima paling banyak satu surat pengingat sehari."
    ),
    BulkKind.MESSAGE: _(
        "Pesan menunggu sepuluh menit sebelum dikirim; selama itu dapat ditarik. "
        "Sesudah itu tidak dapat dibatalkan."
    ),
}


def why_of(code: str) -> str | Promise:
    """The sentence of a refusal, the same as the single act says it."""
    if code in WHY:
        return WHY[code]
    if code in WHY_NOT:
        return WHY_NOT[WhyNot(code)]
    return SENTENCES.get(code, REFUSED)


def counted(kind: BulkKind, chosen: int, able: int) -> dict[str, str]:
    """How many were chosen, for how many it can be done, and what its button says."""
    numbers = {"able": able, "unable": chosen - able, "chosen": chosen, "do": able}
    if kind is BulkKind.URGE:
        said = {
            "chosen": ngettext(
                "%(n)d tindakan dipilih.", "%(n)d tindakan dipilih.", chosen
            ),
            "able": ngettext(
                "Bisa untuk %(n)d tindakan.", "Bisa untuk %(n)d tindakan.", able
            ),
            "unable": ngettext(
                "Tidak bisa untuk %(n)d tindakan.",
                "Tidak bisa untuk %(n)d tindakan.",
                chosen - able,
            ),
            "do": ngettext(
                "Ingatkan untuk %(n)d tindakan", "Ingatkan untuk %(n)d tindakan", able
            ),
        }
    else:
        said = {
            "chosen": ngettext(
                "%(n)d perkara dipilih.", "%(n)d perkara dipilih.", chosen
            ),
            "able": ngettext(
                "Bisa untuk %(n)d perkara.", "Bisa untuk %(n)d perkara.", able
            ),
            "unable": ngettext(
                "Tidak bisa untuk %(n)d perkara.",
                "Tidak bisa untuk %(n)d perkara.",
                chosen - able,
            ),
            "do": ngettext(
                "Lakukan untuk %(n)d perkara", "Lakukan untuk %(n)d perkara", able
            ),
        }
    return {name: words % {"n": numbers[name]} for name, words in said.items()}


def lines_of(
    bulk: Bulk, rows: Iterable[tuple[BulkRow, Case | None]]
) -> list[dict[str, Any]]:
    """Each row of the page; of a case that he no longer sees nothing but its number."""
    return [_line(bulk, row, case) for row, case in rows]


def _line(bulk: Bulk, row: BulkRow, case: Case | None) -> dict[str, Any]:
    begun = bulk.begun_at is not None
    state, tone = STATES[row.state] if begun else ("", "")
    code = row.why if case is not None or (begun and not row.why) else "not_seen"
    found: dict[str, Any] = {
        "n": row.n,
        "why": why_of(code) if code else "",
        "state": state,
        "tone": tone,
        "final": not row.undoable and bulk.kind == BulkKind.ASSIGN and not row.why,
    }
    if case is not None:
        found |= {
            "url": reverse("work:case", args=[case.ref]),
            "title": title_of(case),
            "number": name_of(case),
            "agency": agency_in_list(case),
            "text": row.text if bulk.kind == BulkKind.MESSAGE else "",
        }
        if row.action is not None:
            found |= _of_action(row.action, case)
    return found


def _of_action(action: CorrectiveAction, case: Case) -> dict[str, Any]:
    """The same of an action: what is asked for, and of whom."""
    action.case = case
    words = gettext("Perkara terbatas") if case.restricted else action.text
    return {
        "title": words or name_of(case),
        "number": f"{called(action)} · {name_of(case)}",
        "agency": unit_of(action) or body_of(action),
    }
