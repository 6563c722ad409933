"""R23: no code comes twice, and no sign comes oftener than chance has it.

The same keys give the same codes each time, so this never fails by chance. In full
(``PROOF=full``) a million codes are made, in small some thousands.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from complaints.domain.numbering import ALPHABET, CODE_LENGTH, derive
from tests.proof import sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CODES = sized(20_000, 1_000_000)
KEY = bytes(range(32))
#: Chi-square over 32 signs has 31 degrees of freedom: mean 31, deviation sqrt(62).
#: Five deviations are passed by one place in some three million.
MOST = 31 + 5 * sqrt(62)


def made(key_of: Callable[[int], bytes]) -> Iterator[tuple[str, str]]:
    """The typed code and the QR's secret of so many filings."""
    for n in range(CODES):
        secret = derive(KEY, key_of(n))
        yield secret.code.replace("-", ""), secret.qr


def counted(codes: Iterable[str]) -> list[Counter[str]]:
    """How often each sign stands at each place."""
    return [Counter(place) for place in zip(*codes, strict=True)]


def chi_square(place: Counter[str], codes: int) -> float:
    expected = codes / len(ALPHABET)
    return sum((place[sign] - expected) ** 2 / expected for sign in ALPHABET)


def worst(codes: list[str]) -> float:
    return max(chi_square(place, len(codes)) for place in counted(codes))


def test_a_million_codes_repeat_none_and_favour_no_sign() -> None:
    """Filings whose keys are as alike as they can be: each is the last one plus one."""
    typed, scanned = map(list, zip(*made(lambda n: n.to_bytes(16)), strict=True))
    assert len(set(typed)) == len(set(scanned)) == CODES
    assert {len(code) for code in typed} == {CODE_LENGTH}
    assert worst(typed) < MOST
    assert worst([code[-24:] for code in scanned]) < MOST
    print(f"codes: {CODES}, worst chi-square: {worst(typed):.1f} of {MOST:.1f}")  # noqa: T201 - a count for the reader


def test_neighbours_have_nothing_in_common() -> None:
    """How many places two codes of neighbouring keys share: one in 32, as by chance."""
    typed = [code for code, _ in made(lambda n: n.to_bytes(16))]
    shared = sum(
        a == b
        for one, other in pairwise(typed)
        for a, b in zip(one, other, strict=True)
    )
    places = (CODES - 1) * CODE_LENGTH
    deviation = sqrt(places * (1 / 32) * (31 / 32))
    assert abs(shared - places / 32) < 5 * deviation


def test_a_favoured_sign_would_be_noticed() -> None:
    """The guard on the guard: one code in fifty has the same sign at one place."""
    typed = [code for code, _ in made(lambda n: n.to_bytes(16))]
    bent = [
        code[:5] + "7" + code[6:] if n % 50 == 0 else code
        for n, code in enumerate(typed)
    ]
    assert worst(bent) > MOST
