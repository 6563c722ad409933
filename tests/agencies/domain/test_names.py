"""How names are compared."""

import pytest

from agencies.domain.kinds import Category, UnitKind
from agencies.domain.loci import LAND, LOCAL, names_of, search_words
from agencies.domain.names import (
    bare_name,
    government_names,
    search_key,
    unambiguous,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kota Balikpapan", "kota balikpapan"),
        ("  TOJO   Una-Una ", "tojo una una"),
        ("Kab. Toli-Toli", "kab toli toli"),
        ("Kementerian ATR/BPN", "kementerian atr bpn"),
        ("Pâmola'an", "pamola an"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_key_keeps_letters_figures_and_single_spaces(text: str, key: str) -> None:
    assert search_key(text) == key


def test_a_key_ends_with_a_whole_character_at_its_length() -> None:
    assert search_key("ab cd", 3) == "ab"
    assert len(search_key("a" * 500)) == 160


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kota Malang", "Malang"),
        ("Kabupaten Malang", "Malang"),
        ("Kabupaten Kota Baru", "Kota Baru"),
        ("Aceh", "Aceh"),
    ],
)
def test_only_the_first_word_says_what_a_region_is(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_government_is_known_by_every_prefix_and_alias() -> None:
    names = government_names(Category.KOTA, "Surakarta", "Solo", "Solo")
    assert names == (
        "Pemerintah Kota Surakarta",
        "Pemkot Surakarta",
        "Kota Surakarta",
        "Surakarta",
        "Pemerintah Kota Solo",
        "Pemkot Solo",
        "Kota Solo",
        "Solo",
    )


def test_the_first_spelling_of_a_key_stays_and_empty_ones_go() -> None:
    assert unambiguous(("Bau-Bau", "bau bau", "", "?")) == {"bau bau": "Bau-Bau"}


@pytest.mark.parametrize(
    ("region", "english"),
    [
        ("Kota Balikpapan", "Land Office of Balikpapan City"),
        ("Kabupaten Paser", "Land Office of Paser Regency"),
        (
            "Kota Administrasi Jakarta Timur",
            "Land Office of Jakarta Timur Administrative City",
        ),
        (
            "Kabupaten Administrasi Kepulauan Seribu",
            "Land Office of Kepulauan Seribu Administrative Regency",
        ),
    ],
)
def test_a_unit_is_named_after_its_region(region: str, english: str) -> None:
    assert names_of(LAND, region) == (f"Kantor Pertanahan {region}", english)


def test_a_unit_is_found_by_its_short_names_and_its_regions_aliases() -> None:
    words = search_words(LOCAL[UnitKind.DUKCAPIL], "Kota Surakarta", "Solo").split()
    assert {"dukcapil", "disdukcapil", "ktp", "surakarta", "solo"} <= set(words)
