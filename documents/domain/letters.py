"""What each template needs to be told. Everything else it may be told is optional."""

from __future__ import annotations

from collections.abc import Mapping

from documents.domain.kinds import LetterKind
from documents.domain.numbers import Series

REQUIRED: dict[LetterKind, frozenset[str]] = {
    LetterKind.CLARIFICATION: frozenset({"agency", "summary", "questions"}),
    LetterKind.RESULT: frozenset({"summary"}),
    LetterKind.REPORT: frozenset(
        {"agency", "account", "result", "opinion", "conclusion"}
    ),
    LetterKind.CLOSING: frozenset({"reason"}),
    LetterKind.INCOMPLETE: frozenset({"missing"}),
    LetterKind.DOCUMENTS: frozenset({"agency", "about", "papers"}),
    LetterKind.SUMMONS: frozenset({"about", "person", "day", "time", "place", "turn"}),
    LetterKind.INVITATION: frozenset(
        {"manner", "day", "time", "place", "summary", "until"}
    ),
    LetterKind.MINUTES: frozenset({"held_on", "present", "items"}),
    LetterKind.SUPERIOR: frozenset({"about", "person", "day", "time", "place"}),
    LetterKind.RECOMMENDATION: frozenset(
        {"superior", "official", "history", "reasons", "substance", "items"}
    ),
    LetterKind.SANCTION: frozenset({"recipient", "recommendation", "text", "items"}),
    LetterKind.DEFIANCE: frozenset({"recipient", "recommendation", "text", "items"}),
    LetterKind.OBJECTION: frozenset(
        {"agency", "report", "filed_on", "outcome", "text"}
    ),
    LetterKind.PERIODIC: frozenset({"recipient", "period", "first", "last", "tables"}),
    LetterKind.AGAIN: frozenset({"report", "why", "actions", "corrective_term"}),
    LetterKind.ASSESSMENT: frozenset(
        {"recipient", "recommendation", "status", "items"}
    ),
    LetterKind.EXTRACT: frozenset(
        {"recommendation", "agency", "official", "summary", "status", "signed_on"}
    ),
}
#: The subject line, in the language of all letters.
SUBJECTS: dict[LetterKind, str] = {
    LetterKind.CLARIFICATION: "Permintaan klarifikasi",
    LetterKind.RESULT: "Pemberitahuan hasil pemeriksaan",
    LetterKind.REPORT: "Laporan Hasil Pemeriksaan",
    LetterKind.CLOSING: "Penutupan laporan",
    LetterKind.INCOMPLETE: "Permintaan kelengkapan laporan",
    LetterKind.INVITATION: "Undangan musyawarah",
    LetterKind.DOCUMENTS: "Permintaan dokumen",
    LetterKind.SUMMONS: "Panggilan",
    LetterKind.MINUTES: "Berita acara rapat pleno",
    LetterKind.SUPERIOR: "Undangan kepada atasan terlapor",
    LetterKind.RECOMMENDATION: "Rekomendasi",
    LetterKind.SANCTION: "Rekomendasi penjatuhan sanksi",
    LetterKind.DEFIANCE: "Laporan ketidakpatuhan terhadap Rekomendasi",
    LetterKind.OBJECTION: "Putusan atas keberatan",
    LetterKind.EXTRACT: "Kutipan register publik Rekomendasi",
    LetterKind.PERIODIC: "Laporan kepada DPR dan Presiden",
    LetterKind.AGAIN: "Perintah melaksanakan kembali",
    LetterKind.ASSESSMENT: "Status pelaksanaan Rekomendasi",
}
#: What is counted apart from the other letters; the chair alone signs recommendations,
#: so all of them are the centre's.
SERIES: dict[LetterKind, Series] = {LetterKind.RECOMMENDATION: Series.RECOMMENDATION}


def series_of(kind: LetterKind) -> Series:
    """With which others a letter is counted."""
    return SERIES.get(kind, Series.LETTER)


def lacking(kind: LetterKind, context: Mapping[str, object]) -> list[str]:
    """The names that the template needs and the context leaves out or empty."""
    return sorted(name for name in REQUIRED[kind] if not context.get(name))
