"""The words of a file, for whoever may read it, without its looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.domain.kinds import MediaType
from documents.services.downloads import readable
from documents.services.keeping import content_of
from documents.services.redacting import WORDY
from documents.sheets import child

if TYPE_CHECKING:
    from documents.models import StoredFile

#: The kinds that hold words; a scan is a picture and holds none.
WORDED = WORDY | {MediaType.PDF}


def words_in(stored: StoredFile, *, most: int) -> str:
    """The first so many signs of the copy for reading; "" where there are no words.

    Never of the original: what only that holds is nobody's to read. Raises what
    ``readable`` raises, Gone, and NoSheets where the child that reads it finds nothing,
    takes too long or dies.
    """
    copy = readable(stored)
    if copy.media_type not in WORDED:
        return ""
    order = {"do": "text", "type": copy.media_type.value, "most": most}
    return child.ask(order, content_of(copy)).decode()
