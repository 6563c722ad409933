"""Every datum that an entry of a case may hold has a word for people."""

from __future__ import annotations

import ast

from django.utils import translation

from complaints.domain.rulesets import BY_CODE, term_words
from complaints.views.details import NAMES, details_of
from complaints.views.words import term_of
from tests.architecture import sources

#: What ``tell`` takes for itself.
OWN = {"actor", "now"}


def test_every_datum_of_every_entry_has_a_name() -> None:
    told = {
        keyword.arg
        for path in sources.product()
        if sources.name(path).startswith("complaints/services/")
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and sources.dotted(node.func) == "tell"
        for keyword in node.keywords
        if keyword.arg  # what a use case hands on was named where it was made
    }
    assert told - OWN <= set(NAMES)


def test_codes_days_and_ids_become_words() -> None:
    data: dict[str, object] = {
        "forms": ["PB", "DK"],
        "agency": 5,
        "due_on": "2026-03-09",
        "text": "ab" * 32,
        "days_late": None,
        "files": 0,
        "employed": True,
        "unheard_of": "x",
    }
    names: dict[tuple[str, object], str] = {
        ("agency", 5): "Kota Contoh",
        ("agency_en", 5): "City of Examples",
    }
    assert dict(details_of(data, names)) == {
        "Bentuk maladministrasi": "Penundaan berlarut, Diskriminasi",
        "Instansi": "Kota Contoh",
        "Batas": "9 Maret 2026",
        "Sidik jari teks": "abababababab",
        "Banyaknya berkas": "0",
        "Bekerja di instansi itu": "Ya",
        "unheard_of": "x",
    }
    with translation.override("en"):
        assert ("Agency", "City of Examples") in details_of(data, names)


def test_each_rule_set_has_its_own_term_in_words() -> None:
    assert term_words(BY_CODE["48/2020"]) == "30 hari"
    assert term_words(BY_CODE["58/2023"]) == "30 hari kerja"
    with translation.override("en"):
        assert term_of(BY_CODE["58/2023"]) == "30 working days"
