"""What the page of a file that is let go is about, and its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints.domain.correspondence import Addressee
from complaints.forms.blacken import PlaceForm, ReleaseForm, SoundForm, WordsForm
from complaints.services.releasable import current
from documents.services import redacting

if TYPE_CHECKING:
    from django import forms

    from accounts.http import PortalRequest
    from complaints.models import Case, CaseFile, FileRelease


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page is about: a file, for whom, what is prepared, which sheet is shown."""

    request: PortalRequest
    case: Case
    piece: CaseFile
    to: Addressee
    sheet: int

    @property
    def release(self) -> FileRelease | None:
        return current(self.piece, self.to)

    @property
    def is_heard(self) -> bool:
        return redacting.is_sound(self.piece.file)

    @property
    def version(self) -> int:
        found = self.release
        return found.version if found else 0

    def same(self) -> dict[str, Any]:
        """What every use case is told."""
        return {
            "ref": self.case.ref,
            "file_ref": self.piece.ref,
            "to": self.to,
            "actor": self.request.actor,
            "now": self.request.now,
        }

    def forms(self) -> dict[str, forms.Form]:
        """Each form with what was sent to it, if anything."""
        sent, do = self.request.POST, self.request.POST.get("do")
        initial = {"version": self.version}
        found = self.release
        secret = self.to is Addressee.AGENCY and self.case.is_confidential
        unblacked = secret and not (found and found.marks)
        if self.is_heard:
            mine = sent if do == "lepas" else None
            form = SoundForm(mine, initial=initial, auto_id="lepas_%s", to=self.to)
            return {"release": form}
        return {
            "words": WordsForm(
                sent if do == "cari" else None, initial=initial, auto_id="cari_%s"
            ),
            "place": PlaceForm(
                sent if do == "tandai" else None, initial=initial, auto_id="tandai_%s"
            ),
            "release": ReleaseForm(
                sent if do == "lepas" else None,
                initial=initial,
                auto_id="lepas_%s",
                unblacked=unblacked,
                to=self.to,
            ),
        }
