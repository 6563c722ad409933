"""The refusals of this floor; views and the API turn each into one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class NotAllowed(Exception):
    """This actor may not do this. ``reason`` is a sentence for the person."""

    def __init__(self, reason: str | _StrPromise) -> None:
        super().__init__(reason)
        self.reason = reason


class StepUpRequired(NotAllowed):
    """The act needs a second factor shown within the last five minutes."""


class StaffAndLiaison(Exception):
    """Nobody is staff and liaison, or staff of two offices, at the same time."""


class Refused(Exception):
    """Something about an account does not go; ``sentence`` is for the person."""

    sentence: str | _StrPromise = _("Tidak dapat dilakukan.")


class Settled(Refused):
    """Somebody else decided, revoked or accepted it a moment ago."""

    sentence = _("Sudah diputus atau tidak berlaku lagi. Muat ulang halaman ini.")


class AuthorGone(Refused):
    """Who invited or proposed was suspended, or may not any more."""

    sentence = _(
        "Yang mengundang atau mengusulkan tidak lagi berwenang. Batalkan atau tolak "
        "ini, lalu ajukan lagi."
    )


class TooManyInvitations(Refused):
    """So many letters in one hour are enough for one person."""

    sentence = _("Terlalu banyak undangan dalam satu jam. Lanjutkan nanti.")


class AlreadyHeld(Refused):
    """The person has that role there, or is active already."""

    sentence = _("Orang ini sudah memegang peran itu, atau akunnya sudah aktif.")


class NotHeld(Refused):
    """There is no such role to end."""

    sentence = _("Orang ini tidak memegang peran itu.")


class AlreadyProposed(Refused):
    """The same proposal waits for its second person."""

    sentence = _("Usulan yang sama sedang menunggu keputusan.")


class CannotHoldBoth(Refused):
    """The trigger of memberships would refuse it."""

    sentence = _(
        "Orang ini memegang peran lain yang tidak boleh dirangkap. "
        "Akhiri dulu peran itu."
    )


class WrongDays(Refused):
    """The days are over, the wrong way round, or too many."""

    sentence = _(
        "Isi hari pertama mulai hari ini, dan hari terakhir sesudahnya, paling lama satu "
        "tahun."
    )


class DeputyElsewhere(Refused):
    """Not of the same office and role."""

    sentence = _(
        "Wakil harus rekan lain di kantor yang sama, dengan peran yang sama atau kepala. "
        "Pilih yang lain."
    )


class DeputyUnfit(DeputyElsewhere):
    """Not of the same agency, of another kind, or not for all of the units."""

    sentence = _(
        "Wakil harus rekan lain di instansi yang sama, dengan peran yang sama dan untuk "
        "semua unit Anda. Pilih yang lain."
    )


class AwayAlready(Refused):
    """There is an absence on one of these days."""

    sentence = _("Pada hari itu sudah tercatat cuti. Akhiri dulu yang lama.")


class GoesInCircles(Refused):
    """The deputy is away too, and his deputies lead back."""

    sentence = _(
        "Wakil ini juga tidak masuk, dan wakilnya berujung pada orang yang sama: tidak "
        "ada yang bertugas. Pilih wakil lain."
    )


class LastAdministrator(Refused):
    """Nobody would be left who keeps the service and its accounts."""

    sentence = _(
        "Ini administrator sistem terakhir yang aktif. Angkat dulu administrator lain."
    )


class ProofOver(Refused):
    """The contact was proved too long ago, or the proof was used."""

    sentence = _("Waktunya habis. Mulai lagi dengan kode baru.")


class AlreadyThere(Refused):
    """Somebody who proved the same contact was faster; the owner is told so."""

    sentence = _(
        "Kontak ini baru saja dipakai untuk sebuah akun. Masuk dengan akun itu."
    )


class TooManyTokens(Refused):
    """So many live at once are enough for one person."""

    sentence = _("Anda sudah memegang 20 token. Cabut yang tidak dipakai dulu.")


class WrongToken(Exception):
    """It opens nothing: unknown, over, revoked, or its owner may nothing any more."""


class TooOften(Exception):
    """Too many requests by one token, or too many wrong tokens from one network.

    ``seconds``: until trying again makes sense.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds
