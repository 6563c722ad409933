"""What a refused form answers: the sentence beside what was typed, and the status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import Form

    from compliance.services.errors import RoundError

UNPROCESSABLE, CONFLICT = 422, 409
NOTHING: Mapping[str, str | None] = {}


def refused(
    form: Form, error: RoundError, *, mend: Mapping[str, str | None] = NOTHING
) -> int:
    """Say on the form why it was refused; returns the status of the answer.

    ``mend``: the codes of what the sender himself can mend, each with the field that it
    is about, or None. Everything else is what somebody else, or the day, stands in the way
    of.
    """
    form.add_error(mend.get(error.code), sentence(error))
    return UNPROCESSABLE if error.code in mend else CONFLICT
