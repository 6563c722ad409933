"""A score card as the words and lengths of one sheet of paper."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance.reports.ruler import ruler
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from compliance.reports.ruler import Segment
    from compliance.selectors.actions import Record
    from compliance.selectors.card import Card, Part
    from compliance.selectors.results import Rank, Result

#: Squares that a row has room for; beyond them the figures say it.
SQUARES = 60


def paper(card: Card, address: str) -> dict[str, Any] | None:
    """What the template ``kartu_nilai`` is told; None without a result.

    The same card in the same language gives the same words, so that the same paper is
    made of it.
    """
    result = card.result
    scale = ruler(card)
    if result is None or scale is None:
        return None
    return {
        "language": get_language() or "id",
        "title": _("Rapor %(year)s %(name)s") % {"year": card.year, "name": card.name},
        "name": card.name,
        "about": about(card),
        "badges": badges(result, example=card.example),
        "seal": seal(result),
        "score": figure(result.score),
        "lines": _lines(card),
        "ruler": [_segment(part) for part in scale.segments],
        "at": f"{result.score}",
        "parts": [_part(part) for part in card.parts],
        "weights": [[w.name, _share(w.weight)] for w in result.method.weights],
        "base": "" if card.base is None else figure(card.base),
        "record": _record(card.record) if card.record else None,
        "method": method(card, result),
        "sha256": result.snapshot.sha256 if result.snapshot else "",
        "address": address,
        "words": _words(),
    }


def seal(result: Result) -> dict[str, Any]:
    """Its grade, its colour, and the words of its zone and of the opinion."""
    words = (result.band.zone_words, result.opinion)
    return {
        "grade": result.band.grade,
        "colour": result.band.colour,
        "words": [said for said in words if said],
    }


def _segment(part: Segment) -> dict[str, Any]:
    """A band of the ruler, its place and its length in percent."""
    return {
        "x": part.x.rstrip("%"),
        "width": part.width.rstrip("%"),
        "colour": part.colour,
        "label": part.label,
        "own": part.own,
    }


def _part(part: Part) -> list[str]:
    return [
        part.weight.name,
        figure(part.value) if part.value is not None else "-",
        _share(part.weight.weight),
        figure(part.adds) if part.adds is not None else "-",
    ]


def _words() -> dict[str, Any]:
    """The labels of the sheet."""
    return {
        "of": _("dari 100."),
        "parts": _("Bagian nilai"),
        "columns": [_("Bagian"), _("Nilai"), _("Bobot"), _("Sumbangan")],
        "base": _("Nilai dasar"),
        "untold": _(
            "Rincian nilai ini tidak dipublikasikan. Yang diketahui dari metodenya:"
        ),
        "record": _("Apakah perbaikan dilaksanakan?"),
        "method": _("Cara kami menilai"),
        "hash": _("Sidik SHA-256:"),
        "address": _("Halaman rapor ini:"),
        "foot": _(
            "Lembar ini salinan. Yang berlaku adalah halaman rapornya; nilai yang"
            " dikoreksi terbit di sana."
        ),
    }


def about(card: Card) -> str:
    """Where the agency is, and what the paper is of."""
    said = _("Rapor kepatuhan pelayanan publik %(year)s.") % {"year": card.year}
    return " ".join(part for part in (card.place and f"{card.place}.", said) if part)


def badges(result: Result, *, example: bool) -> list[str]:
    """What must be known before the figure is believed."""
    told = (
        (example, _("data contoh")),
        (not result.method.official, _("usulan, bukan rumus resmi")),
        (result.method.assumed_weights, _("bobot asumsi")),
    )
    return [words for holds, words in told if holds]


def _lines(card: Card) -> list[str]:
    """Beside the score: kind, rank, peers, and what corrective actions cost."""
    said = [card.kind]
    if card.rank:
        said.append(place_among(card.rank))
    if card.peers:
        said.append(
            _("Rata-rata %(n)s instansi %(mean)s.")
            % {"n": card.peers.n, "mean": figure(card.peers.mean)}
        )
    if card.lowered and card.base is not None and card.result is not None:
        said.append(
            _("Nilai dasar %(base)s turun menjadi %(score)s karena tindakan korektif.")
            % {"base": figure(card.base), "score": figure(card.result.score)}
        )
    return said


def derived_words(*, contested: bool) -> str:
    """Why a class is ours, where no source states it or the sources disagree on it."""
    if contested:
        return _(
            "Sumber tidak sepakat tentang kategorinya, jadi kami turunkan dari batas"
            " metode."
        )
    return _(
        "Sumber hanya menyebut angkanya. Kategori dan zona kami turunkan dari batas"
        " metode."
    )


def place_among(rank: Rank) -> str:
    """A rank in words; a published one says so."""
    told = {"n": rank.rank, "of": rank.of}
    if rank.published:
        return _("peringkat %(n)s dari %(of)s (dipublikasikan)") % told
    return _("peringkat %(n)s dari %(of)s") % told


def _share(weight: Any) -> str:
    return _("tidak dipublikasikan") if weight is None else f"{figure(weight)}%"


def _record(record: Record) -> dict[str, Any]:
    """The squares by kind and their figures; those that count, nothing of the cases."""
    if not record.counted:
        none = _(
            "Tidak ada tindakan korektif yang dihitung, jadi KTK tidak ada dan nilai"
            " dasar tidak berubah."
        )
        return {"squares": [], "lines": [none]}
    shown = Counter(str(square) for square in record.squares[:SQUARES])
    counts = _(
        "%(n)s tindakan korektif sampai %(until)s: %(on_time)s tepat waktu,"
        " %(late)s terlambat atau sebagian, %(missed)s belum."
    ) % {
        "n": record.counted,
        "until": date_format(record.cutoff, "j F Y"),
        "on_time": record.on_time,
        "late": record.late,
        "missed": record.missed,
    }
    lines = [counts]
    if record.ktk is not None:
        lines.append(
            _("Nilai kepatuhan tindakan korektif (KTK): %(ktk)s.")
            % {"ktk": figure(record.ktk)}
        )
    return {"squares": list(shown.items()), "lines": lines}


def method(card: Card, result: Result) -> list[str]:
    """How the score came about: here with its version and decree, or by which source."""
    said = [result.method.name]
    if result.snapshot is None:
        said.append(
            _("Nilai ini dipublikasikan, tidak dihitung di sini. Sumber: %(source)s")
            % {"source": result.source}
        )
        if result.derived:
            said.append(derived_words(contested=card.contested))
        return [*said, *(f"{other.words} ({other.source})" for other in card.others)]
    said.append(
        _("Penilaian: %(round)s, rumus versi %(formula)s, versi nilai %(version)s.")
        % {
            "round": result.snapshot.data["round"]["name"],
            "formula": result.snapshot.formula,
            "version": result.snapshot.version,
        }
    )
    # Rounds that were published earlier know of none.
    decree = result.snapshot.data["round"].get("decree")
    if decree:
        said.append(_("Ditetapkan dengan %(decree)s.") % {"decree": decree})
    return said
