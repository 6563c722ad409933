"""Names of files: kept for the reader, never used as a path."""

from __future__ import annotations

import unicodedata

LONGEST = 150
NAMELESS = "berkas"
#: Characters that some system reads as a path, a pattern, a quote or a variable.
_FORBIDDEN = frozenset('/\\:*?"<>|%;')
#: Windows opens a device when a file bears one of these names.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


def clean_name(name: str) -> str:
    """A name that reads the same everywhere: NFC, one line, at most 150 characters.

    Control and format characters go (among them the marks that turn the direction
    of writing and would show ``exe.jpg`` for ``gpj.exe``), so do lone surrogates
    and everything before the last path separator. The ending survives the cut.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(_shown(sign) for sign in unicodedata.normalize("NFC", last))
    stem, dot, ending = " ".join(shown.split()).strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(". ") or NAMELESS
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"
    ending = ending.strip()[:10].rstrip()
    room = LONGEST - len(ending) - len(dot)
    return f"{stem[:room].rstrip('. ')}{dot}{ending}"


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category.startswith("Z"):
        return " "
    # Cc control, Cf format (bidi, zero width), Cs surrogate, Co private, Cn unused.
    if category.startswith("C") or sign in _FORBIDDEN:
        return "" if category in {"Cf", "Cs"} else " "
    return sign


def ending_of(name: str) -> str:
    """The ending in lower case without the dot; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""
