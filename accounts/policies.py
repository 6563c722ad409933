"""How a rule about rights refuses: one function, one kind of error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.errors import NotAllowed, StepUpRequired

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from accounts.actor import Actor


def require(condition: bool, reason: str | _StrPromise) -> None:  # noqa: FBT001 - reads as the sentence it is
    """Refuse with ``NotAllowed(reason)`` unless ``condition`` holds."""
    if not condition:
        raise NotAllowed(reason)


def require_stepped_up(actor: Actor) -> None:
    """Refuse unless he showed his second factor within the last five minutes."""
    if not actor.stepped_up:
        raise StepUpRequired(_("Masukkan lagi kode dari aplikasi autentikator Anda."))
