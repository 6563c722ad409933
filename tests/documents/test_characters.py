"""Whatever a person types: the letter is set, nothing is read over, no line is too wide."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from documents import typesetting
from documents.domain.characters import UNKNOWN, breakable, printable, unknown_in
from documents.domain.glyphs import SHOWN
from documents.domain.kinds import LetterKind
from documents.errors import Unprintable
from tests.documents.fonts import in_fonts_of_typst, shown_by_typst
from tests.documents.reading import text_of
from tests.documents.test_letters import CONTEXTS, NOW

#: One of each: emoji with joiner and variation, Arabic, Chinese, Javanese, marks that
#: turn the direction, control characters, a lone surrogate, marks on marks.
TYPED = {
    "emoji": "Terima kasih \U0001f64f\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "arabic": "\u0628\u0633\u0645 \u0627\u0644\u0644\u0647",
    "chinese": "\u7533\u8bc9 \u8bf7\u770b",
    "javanese": "\ua9b2\ua9a4\ua995\ua9ab\ua98f",
    "bidi": "lampiran \u202egpj.exe\u202c \u2067abc\u2069 \u200f!",
    "control": "a\x01b\x1bc\x7fd\x0be\x85f\tg\r\nh\u2028i",
    "surrogate": "rusak \ud83d di sini",
    "marks": "a" + "\u0301\u0323\u20dd" * 20 + " \u093e\u0301",
    "word": "W" * 5000,
    "url": "https://contoh.test/" + "a-b_c/" * 800,
}


def letter(kind: LetterKind, version: int, text: str) -> bytes:
    """A letter that says this text wherever it says anything."""

    def say(value: object) -> object:
        if isinstance(value, str):
            return text
        if isinstance(value, list):
            return [say(item) for item in value]
        if isinstance(value, dict):
            return {name: say(item) for name, item in value.items()}
        return value

    body = say({**CONTEXTS[kind], "unit": "x", "signer": "x", "signer_title": "x"})
    assert isinstance(body, dict)
    given = {
        "number": "B/1",
        "date": "2026-11-25",
        "office": text[:20],
        "subject": "x",
        "sample": True,
        "body": body | {"conclusion": "found"},
    }
    return typesetting.typeset(
        kind, version, given, url="https://contoh.test/v/", now=NOW
    )


@pytest.mark.long
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
@pytest.mark.parametrize(
    ("kind", "version"),
    [
        (kind, version)
        for kind in LetterKind
        for version in (1, 2)
        if typesetting.has_template(kind, version)
    ],
)
def test_every_letter_is_set_whatever_was_typed(
    kind: LetterKind, version: int, typed: str
) -> None:
    assert letter(kind, version, typed).startswith(b"%PDF")


def test_what_our_fonts_know_is_what_typst_shows() -> None:
    """After a new typst: paste what this prints into ``documents/domain/glyphs.py``."""
    codes = in_fonts_of_typst()
    shown = [
        code
        for at in range(0, len(codes), 512)
        for code in shown_by_typst(codes[at : at + 512])
    ]
    assert _table(shown) == _table(sorted(SHOWN))


def _table(codes: list[int]) -> str:
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return " ".join(f"{a:X}-{b:X}" if a != b else f"{a:X}" for a, b in runs)


def test_what_cannot_be_shown_leaves_a_box_and_the_letter_says_so() -> None:
    words = text_of(letter(LetterKind.RESULT, 2, "Sudah \U0001f64f selesai."))
    assert f"Sudah {UNKNOWN} selesai." in words
    assert "menggantikan tanda yang tidak dapat dicetak" in words
    assert UNKNOWN not in text_of(letter(LetterKind.RESULT, 2, "Sudah selesai."))


def test_marks_that_turn_the_direction_do_not_reach_a_letter() -> None:
    assert printable(TYPED["bidi"]) == "lampiran gpj.exe abc !"


def test_an_arabic_word_is_shown_as_it_is() -> None:
    assert printable(TYPED["arabic"]) == TYPED["arabic"]
    assert not unknown_in(TYPED["arabic"])
    assert unknown_in(TYPED["javanese"])
    assert not unknown_in(f"kotak {UNKNOWN} yang diketik")


def test_an_ordinary_word_is_not_cut_and_a_line_end_stays() -> None:
    text = "mempertanggungjawabkannya,\nsekali lagi: \u201cBesok\u201d, kata petugas."
    assert breakable(printable(text)) == text


def test_a_word_of_five_thousand_letters_stays_on_the_sheet() -> None:
    with pikepdf.open(BytesIO(letter(LetterKind.RESULT, 2, TYPED["word"]))) as pdf:
        assert len(pdf.pages) > 1  # it goes on on the next lines, and the next sheet
    words = text_of(letter(LetterKind.RESULT, 2, TYPED["word"])).replace(" ", "")
    assert "W" * 4000 in words.replace("\u200b", "")


@given(st.text())
def test_what_is_printable_stays_so_and_is_known(text: str) -> None:
    once = printable(text)
    assert all(ord(sign) in SHOWN or sign == "\n" for sign in once)
    assert printable(once) == once
    assert breakable(once).replace("\u200b", "") == once.replace("\u200b", "")


def test_a_sign_that_fails_beside_its_neighbour_is_replaced_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "all_printable", lambda data: data)
    words = text_of(letter(LetterKind.RESULT, 2, "Sudah \U0001f64f \u7533 selesai."))
    assert f"Sudah {UNKNOWN} {UNKNOWN} selesai." in words


@pytest.mark.parametrize(
    "error",
    [
        'PDF/UA-1 error: the text `"q"` could not be displayed with font',
        "something else",
    ],
)
def test_what_typst_refuses_for_good_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    def refuse(*args: object, **more: object) -> bytes:
        raise typst.TypstError(error, error)

    monkeypatch.setattr(typst, "compile", refuse)
    with pytest.raises(Unprintable, match="tidak dapat dicetak"):
        letter(LetterKind.RESULT, 2, "abc")
