"""Everything that people read exists in English, without GNU gettext to say so.

After a text was added or changed, on a machine that has GNU gettext::

    manage.py makemessages -l en --no-obsolete --no-wrap --add-location file \\
        -i "var/*" -i ".venv/*" -i "tests/*"
    manage.py compilemessages -l en

and between the two, the English words in ``locale/en``. Both files are committed.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation.template import templatize

from complaints.domain.rulesets import RULE_SETS
from complaints.domain.terms import TERMS
from journal import registry
from ombudsman.templatetags.portal import cited
from tests.architecture import sources

ENGLISH = sources.CHECKOUT / "locale" / "en" / "LC_MESSAGES" / "django.po"
TEMPLATES = sources.CHECKOUT / "templates"
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
}
#: What ``templatize`` writes for a text; a plural has its second text after it.
MARKED = re.compile(
    r"""(?<!\w)(?:_|n?gettext)\(\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
)
HOLES = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|%[sd]")
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(ENGLISH))


def _said_in_python() -> Iterator[str]:
    for path in sources.product():
        for node in ast.walk(sources.tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if (
                sources.dotted(node.func).rpartition(".")[2] in CALLS
                and isinstance(first, ast.Constant)
                and isinstance(first.value, str)
            ):
                yield first.value


def _said_in_templates() -> Iterator[str]:
    for path in _templates():
        marked = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for found in MARKED.finditer(marked):
            yield ast.literal_eval(found[1])


def _templates() -> Iterator[Path]:
    for ending in ("*.html", "*.txt"):
        yield from sorted(TEMPLATES.rglob(ending))


def _texts(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """What the catalogue answers with: one text, or one for every plural form."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_text_of_the_pages_and_of_the_code_has_its_entry(
    english: polib.POFile,
) -> None:
    said = {*_said_in_python(), *_said_in_templates()}
    assert len(said) > 1000
    assert said - {entry.msgid for entry in english} == set()


def test_no_entry_is_left_of_a_text_that_nobody_says(english: polib.POFile) -> None:
    said = {*_said_in_python(), *_said_in_templates()}
    assert {entry.msgid for entry in english} - said == set()


def test_every_entry_is_translated_and_none_is_a_guess(english: polib.POFile) -> None:
    assert [e.msgid for e in english if not all(map(str.strip, _texts(e)))] == []
    assert [e.msgid for e in english if e.fuzzy or e.obsolete] == []


def test_a_translation_keeps_the_holes_and_the_markup(english: polib.POFile) -> None:
    changed = [
        entry.msgid
        for entry in english
        for text in _texts(entry)
        for pattern in (HOLES, TAGS)
        if sorted(pattern.findall(text)) != sorted(pattern.findall(entry.msgid))
    ]
    assert changed == []


def test_english_has_a_singular_and_a_plural_for_every_count(
    english: polib.POFile,
) -> None:
    counted = [entry for entry in english if entry.msgid_plural]
    assert counted != []
    assert {len(entry.msgstr_plural) for entry in counted} == {2}


def test_the_compiled_catalogue_says_what_the_source_says(
    english: polib.POFile,
) -> None:
    compiled = polib.mofile(str(ENGLISH.with_suffix(".mo")))
    assert {e.msgid: _texts(e) for e in compiled} == {
        e.msgid: _texts(e) for e in english
    }
    assert compiled.metadata["Plural-Forms"] == english.metadata["Plural-Forms"]


def test_every_legal_basis_reads_differently_in_the_two_languages() -> None:
    laws = {term.law for term in TERMS.values()}
    laws |= {rules.corrective_law for rules in RULE_SETS}
    assert len(laws) > 8
    with translation.override("en"):
        assert {law for law in laws if cited(law) == law} == set()


def test_every_event_reads_differently_in_the_two_languages() -> None:
    same = []
    for kind in registry.kinds():
        with translation.override("id"):
            indonesian = str(registry.label_of(kind))
        with translation.override("en"):
            if str(registry.label_of(kind)) == indonesian:
                same.append(kind)
    assert same == []
