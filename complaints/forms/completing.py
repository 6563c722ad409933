"""What was missing in a report, and of who reports: sent once the office asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.completeness import IDENTITY_FIELDS
from complaints.forms.needed import needed
from complaints.forms.tracking import MessageForm
from complaints.forms.who import WHO, WhoForm

if TYPE_CHECKING:
    from collections.abc import Collection

LACKING = _("belum ada; diminta UU 37/2008 Pasal 24")
GIVEN = _("kosongkan bila tidak berubah")


class CompletionForm(MessageForm, WhoForm):
    """The fields of Article 24 as when filing, each only if it changes, and a message."""

    NOTHING = _("Isi data diri yang kami minta, tulis pesan, atau lampirkan berkas.")

    def __init__(self, *args: Any, filled: Collection[str] | None, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["on_behalf"], self.fields["seen"]
        for name in (*WHO, "paper", "number"):
            self.fields[name].required = False
        for name in IDENTITY_FIELDS:
            lacks = filled is not None and name not in filled
            needed(self.fields[name], LACKING if lacks else GIVEN)
        for name in ("sex", "number"):
            needed(self.fields[name], GIVEN)
        self.fields["text"].label = _("Yang ingin Anda sampaikan selain itu")
        needed(self.fields["text"], _("boleh dikosongkan"))

    def says(self, told: dict[str, Any]) -> bool:
        """An error in a field is said there, and is not taken for nothing."""
        who = any(told.get(name) for name in (*WHO, "number"))
        wrong = any(name in self.errors for name in (*WHO, "number"))
        return who or wrong or super().says(told)

    def who(self) -> dict[str, str]:
        """The fields of the identity that were filled in; none where none was."""
        told = self.cleaned_data
        values = {name: told.get(name) or "" for name in WHO}
        if told.get("number"):
            values[told["paper"]] = told["number"]
        return {name: str(value) for name, value in values.items() if value}
