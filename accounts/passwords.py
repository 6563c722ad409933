"""What makes a password too easy here, beside length and the common list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

MOST = 128
#: Words that somebody who knows what this site is would try first.
CONTEXT = (
    "ombudsman",
    "maladministrasi",
    "rahasia",
    "katasandi",
    "password",
    "jakarta",
)


class ContextValidator:
    """At most 128 characters, and more than one of this site's own words."""

    def validate(
        self,
        password: str,
        user: AbstractBaseUser | None = None,
    ) -> None:
        """Raise when it is over-long, or little but a word of the context."""
        if len(password) > MOST:
            raise ValidationError(
                _("Kata sandi paling panjang %(most)d huruf.") % {"most": MOST},
                code="password_too_long",
            )
        plain = password.lower().replace(" ", "")
        for word in CONTEXT:
            plain = plain.replace(word, "")
        if len(plain) < 6 < len(password):
            raise ValidationError(
                _("Kata sandi ini terlalu mudah ditebak di situs ini."),
                code="password_of_context",
            )

    def get_help_text(self) -> str:
        """Part of the list that Django can show beside a field."""
        return _("Jangan memakai kata yang berhubungan dengan situs ini.")
