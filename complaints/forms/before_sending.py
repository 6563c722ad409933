"""Forms of the acts on what has not left the house yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.review import Section
from complaints.forms.office import SHORT, ActForm
from complaints.models.labels import SECTIONS
from complaints.selectors.choosing import body

if TYPE_CHECKING:
    from complaints.selectors.choosing import Body


class NamingForm(ActForm):
    """One of the bodies that the search found; the view gives them."""

    def __init__(
        self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = forms.ChoiceField(
            label=_("Instansi atau unit"), choices=bodies, widget=forms.RadioSelect
        )

    def clean_body(self) -> Body:
        found = body(self.cleaned_data["body"])
        if found is None:
            raise forms.ValidationError(
                _("Instansi ini sudah tidak ada di daftar. Cari lagi.")
            )
        return found


class ReturnForm(ActForm):
    """What is to be changed in a draft."""

    reason = forms.CharField(
        label=_("Alasan pengembalian"),
        help_text=_("Dibaca oleh penyusun."),
        widget=SHORT,
        max_length=5000,
    )

    def __init__(self, *args: Any, sections: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section if sections else ():
            self.fields[f"remark_{section}"] = forms.CharField(
                label=_("Catatan untuk: %(section)s") % {"section": SECTIONS[section]},
                widget=SHORT,
                required=False,
                max_length=5000,
            )

    def remarks(self) -> dict[Section, str]:
        """What was remarked, section by section."""
        told = {
            section: self.cleaned_data.get(f"remark_{section}") for section in Section
        }
        return {section: text for section, text in told.items() if text}
