"""Stacked bars: every bar is as long as the width, and what is nothing is not drawn."""

from decimal import Decimal

from compliance.reports.shares import shares

LEGEND = (("A", "Hijau"), ("C", "Kuning"), ("E", "Merah"))


def test_the_pieces_of_a_bar_follow_each_other_over_the_whole_width() -> None:
    found = shares([("Kota", [("A", 53), ("C", 42), ("E", 3)])], LEGEND)
    assert found is not None
    (bar,) = found.bars
    assert [piece.x for piece in bar.pieces] == ["0.00%", "54.08%", "96.94%"]
    last = bar.pieces[-1]
    end = Decimal(last.x.rstrip("%")) + Decimal(last.width.rstrip("%"))
    assert Decimal("99.5") < end <= 100
    assert [piece.roomy for piece in bar.pieces] == [True, True, False]


def test_all_of_it_is_said_in_words_without_what_is_nobody() -> None:
    found = shares(
        [("2023", [("A", 3), ("C", 0), ("E", 1)]), ("2024", [("A", 2), ("C", 2)])],
        LEGEND,
    )
    assert found is not None
    assert found.says == "2023: Hijau 3, Merah 1. 2024: Hijau 2, Kuning 2."
    assert found.height == 2 * 62
    assert [bar.n for bar in found.bars] == [4, 4]


def test_what_counts_nobody_is_not_drawn() -> None:
    assert shares([], LEGEND) is None
    assert shares([("Kota", [("A", 0)])], LEGEND) is None
