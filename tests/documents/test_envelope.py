"""What is sealed opens only in its own place, whole, and with its own key."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.envelope import (
    EnvelopeError,
    KeyRing,
    KeyRingError,
    Sealed,
    binding,
    open_sealed,
    rewrap,
    seal,
)


def _key(fill: int) -> str:
    return base64.urlsafe_b64encode(bytes([fill]) * 32).decode()


OLD = KeyRing.from_setting(f"1:{_key(1)}")
BOTH = KeyRing.from_setting(f"2:{_key(2)},1:{_key(1)}")
PLACE = binding(table="vault", row=7, column="name")


@given(plaintext=st.binary(max_size=300))
@settings(max_examples=50, deadline=None)
def test_what_is_sealed_opens_again(plaintext: bytes) -> None:
    sealed = seal(plaintext, PLACE, OLD)
    assert open_sealed(sealed, PLACE, OLD) == plaintext
    assert plaintext == b"" or len(plaintext) < 4 or plaintext not in sealed.ciphertext


@pytest.mark.parametrize(
    "elsewhere",
    [
        binding(table="vault", row=8, column="name"),
        binding(table="vault", row=7, column="nik"),
        binding(table="other", row=7, column="name"),
        binding(table='vault","7', row=7, column="name"),
        b"",
    ],
)
def test_a_sealed_value_does_not_open_in_another_place(elsewhere: bytes) -> None:
    sealed = seal(b"Siti", PLACE, OLD)
    with pytest.raises(EnvelopeError):
        open_sealed(sealed, elsewhere, OLD)


def test_swapping_the_ciphertext_of_two_rows_fails() -> None:
    here = seal(b"Siti", PLACE, OLD)
    there = seal(b"Budi", binding(table="vault", row=8, column="name"), OLD)
    for mixed in (
        replace(here, ciphertext=there.ciphertext, nonce=there.nonce),
        replace(here, wrapped_key=there.wrapped_key),
        there,
    ):
        with pytest.raises(EnvelopeError):
            open_sealed(mixed, PLACE, OLD)


def _damaged(value: bytes) -> list[bytes]:
    """This value with each byte changed in turn, cut, and empty."""
    flipped = [
        value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        for at in range(len(value))
    ]
    return [*flipped, value[:-1], b""]


def test_flipping_any_byte_or_cutting_the_end_fails() -> None:
    sealed = seal(b"6471054410900000", PLACE, OLD)
    changed = [
        *(replace(sealed, wrapped_key=it) for it in _damaged(sealed.wrapped_key)),
        *(replace(sealed, nonce=it) for it in _damaged(sealed.nonce)),
        *(replace(sealed, ciphertext=it) for it in _damaged(sealed.ciphertext)),
    ]
    assert len(changed) == (12 + 48) + 12 + 32 + 6
    for other in changed:
        with pytest.raises(EnvelopeError):
            open_sealed(other, PLACE, OLD)


def test_the_version_of_the_wrapping_key_is_bound() -> None:
    same_key_twice = KeyRing.from_setting(f"2:{_key(1)},1:{_key(1)}")
    sealed = seal(b"Siti", PLACE, OLD)
    with pytest.raises(EnvelopeError):
        open_sealed(replace(sealed, key_version=2), PLACE, same_key_twice)


def test_data_keys_and_nonces_never_repeat() -> None:
    seen = set()
    for _ in range(100_000):
        sealed = seal(b"x", PLACE, OLD)
        seen.update({sealed.nonce, sealed.wrapped_key[:12], sealed.wrapped_key[12:]})
    assert len(seen) == 300_000


def test_an_older_key_still_opens_and_a_missing_one_does_not() -> None:
    sealed = seal(b"Siti", PLACE, OLD)
    assert open_sealed(sealed, PLACE, BOTH) == b"Siti"
    with pytest.raises(EnvelopeError):
        open_sealed(sealed, PLACE, KeyRing.from_setting(f"2:{_key(2)}"))


def test_rewrapping_moves_to_the_newest_key_and_leaves_the_text_alone() -> None:
    sealed = seal(b"Siti", PLACE, OLD)
    moved = rewrap(sealed, PLACE, BOTH)
    assert (sealed.key_version, moved.key_version) == (1, 2)
    assert moved.ciphertext == sealed.ciphertext
    newest_only = KeyRing.from_setting(f"2:{_key(2)}")
    assert open_sealed(moved, PLACE, newest_only) == b"Siti"


@pytest.mark.parametrize(
    "setting",
    [
        "",
        " , ",
        "1",
        "1:",
        "x:" + _key(1),
        "0:" + _key(1),
        "1:" + base64.urlsafe_b64encode(b"short").decode(),
        "1:%%%",
        f"1:{_key(1)},1:{_key(2)}",
    ],
)
def test_a_ring_that_cannot_be_used_is_refused_without_showing_a_key(
    setting: str,
) -> None:
    with pytest.raises(KeyRingError) as refused:
        KeyRing.from_setting(setting)
    assert _key(1) not in str(refused.value)


def test_the_ring_does_not_print_its_keys() -> None:
    assert repr(BOTH) == "KeyRing(versions=[2, 1])"


def test_a_packed_value_is_the_same_value() -> None:
    sealed = seal(b"Siti", PLACE, OLD)
    assert Sealed.unpack(sealed.pack()) == sealed
    with pytest.raises(EnvelopeError):
        Sealed.unpack(sealed.pack()[:75])
