"""How large a file may be, as the labels of a form say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import lazy

from documents.domain.sentences import megabytes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _filled(text: str | _StrPromise) -> str:
    return str(text) % {"limit": megabytes(settings.UPLOAD_LIMIT)}


#: Put the limit of one file where the text has ``%(limit)s``, when it is shown.
with_limit = lazy(_filled, str)
