"""Forms of links to letters: the officer's, and that of whoever got one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.activities import chosen
from complaints.forms.link_code import LinkCodeForm
from complaints.forms.office import ActForm

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE_LIVES = _("Tidak ada tautan yang berlaku.")


class SendLinkForm(ActForm):
    """To which address."""

    email = forms.EmailField(
        label=_("Alamat surel instansi"),
        help_text=_(
            "Alamat dinas, bukan alamat pribadi. Yang membuka suratnya lewat tautan ini "
            "dianggap menerimanya bagi instansi."
        ),
        max_length=254,
        widget=forms.EmailInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "invalid": _("Alamat surel itu tidak lengkap. Contoh: dinas@contoh.id."),
        },
    )


class RevokeLinkForm(ActForm):
    """Which link opens nothing any more."""

    link = forms.ChoiceField(label=_("Tautan"))

    def __init__(
        self,
        *args: Any,
        links: Sequence[tuple[str, str]],
        link: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"] = chosen(_("Tautan"), links)
        if not links:
            self.fields["link"].help_text = NONE_LIVES
        if link in dict(links):
            self.fields["link"].initial = link


class LetterLinkForm(LinkCodeForm):
    """What the link to an agency's letters carries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Tempel tautan dari surel kami.")
        self.fields["code"].error_messages["required"] = missing
