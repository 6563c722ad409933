"""How names are compared, and the names under which people know a government."""

import re
import unicodedata

from agencies.domain.kinds import Category

KEY_LENGTH = 160
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")

#: What stands before the bare name ("Balikpapan"), most formal first.
_PREFIXES = {
    Category.KOTA: ("Pemerintah Kota", "Pemkot", "Kota", ""),
    Category.KABUPATEN: ("Pemerintah Kabupaten", "Pemkab", "Kabupaten", "Kab.", ""),
    Category.PROVINSI: ("Pemerintah Provinsi", "Pemprov", "Provinsi", ""),
}
_BARE = re.compile(r"^(Kabupaten|Kota|Provinsi) ")


def search_key(text: str, length: int = KEY_LENGTH) -> str:
    """The text in lower case, without accents and signs, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_A_WORD.sub(" ", letters).strip()[:length].strip()


def path_of(name: str, around: str) -> str:
    """A region by its name and the path of the one around it, the nearest first.

    By this it is found: "gunung sari balikpapan" names a village by its city.
    """
    return f"{search_key(name)} {around}".strip()


def bare_name(name: str) -> str:
    """The name of a region without what it is: ``Kota Malang`` is ``Malang``."""
    return _BARE.sub("", name)


def government_names(category: Category, *names: str) -> tuple[str, ...]:
    """All names of a regional government, from the bare names of its region."""
    return tuple(
        f"{prefix} {name}".strip()
        for name in dict.fromkeys(names)
        for prefix in _PREFIXES[category]
    )


def unambiguous(names: tuple[str, ...]) -> dict[str, str]:
    """Names by their keys, the first spelling of each; empty ones are left out."""
    keys: dict[str, str] = {}
    for name in names:
        if key := search_key(name):
            keys.setdefault(key, name)
    return keys
