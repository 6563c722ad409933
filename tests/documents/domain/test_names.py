"""R37: a name is one line that reads the same everywhere, and never a path."""

from __future__ import annotations

import unicodedata

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from documents.domain.names import LONGEST, clean_name, ending_of

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Surat keluhan.pdf", "Surat keluhan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Siti\\foto.jpg", "foto.jpg"),
        ("/", "berkas"),
        ("..", "berkas"),
        ("", "berkas"),
        (".jpg", "jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("nul", "_nul"),
        ("com1.tar.jpg", "_com1.tar.jpg"),
        ("konsep.jpg", "konsep.jpg"),
        ("a\x00b.jpg", "a b.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie x=1.jpg"),
        (f"foto{RIGHT_TO_LEFT}gpj.exe", "fotogpj.exe"),
        ("a\u200bb\u2066c.png", "abc.png"),
        ("a\ud800.png", "a.png"),
        ('kata "kutip".txt', "kata kutip.txt"),
        ("dua  spasi\u00a0 .pdf ", "dua spasi.pdf"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
        ("📷📷.jpg", "📷📷.jpg"),
    ],
)
def test_a_name_is_cleaned(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_an_ending_that_is_cut_at_a_space_ends_before_it() -> None:
    assert clean_name('0.000000000"0') == "0.000000000"


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = clean_name("📷" * 255 + ".jpeg")
    assert (len(name), name[-6:]) == (150, "📷.jpeg")


@given(st.text(max_size=400))
def test_whatever_is_typed_becomes_one_safe_name(typed: str) -> None:
    name = clean_name(typed)
    assert 0 < len(name) <= LONGEST
    assert clean_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('/\\:*?"<>|%;')
    assert not name.startswith((" ", ".")) or name.startswith("berkas")
    assert all(unicodedata.category(sign)[0] not in "C" for sign in name)
    header = content_disposition_header(True, name)
    assert header is not None
    assert header.isascii()
    assert header.count("filename") == 1
    assert "\n" not in header


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.JPG", "jpg"), ("a.b.pdf", "pdf"), ("a", ""), (".jpg", ""), ("a.", "")],
)
def test_the_ending_is_what_stands_after_the_last_dot(name: str, ending: str) -> None:
    assert ending_of(name) == ending
