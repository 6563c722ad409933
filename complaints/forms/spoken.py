"""Forms whose errors name the field, so that a summary of them can be understood."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

DJANGO_SAYS = forms.Field.default_error_messages["required"]


class SpokenForm(forms.Form):
    """Says "Alasan belum diisi." where Django says "Bidang ini harus diisi."."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            words = _("%(label)s belum diisi.") % {"label": field.label}
            if field.widget.is_hidden:
                words = _("Halaman ini tidak lengkap. Kirim sekali lagi.")
            # A field that says it in words of its own keeps them.
            if field.error_messages["required"] == DJANGO_SAYS:
                field.error_messages["required"] = words
        super().full_clean()
