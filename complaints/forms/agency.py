"""Forms of the agency's liaison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.corrective import may_be_done_on
from complaints.domain.evidence_text import EvidenceText
from complaints.forms.limits import with_limit
from complaints.forms.once import OnceForm, SharedDraftForm

if TYPE_CHECKING:
    from datetime import date

#: The day of execution is bounded alike for who says it and for who verifies it.
DAY_OUTSIDE = _(
    "Tanggal pelaksanaan harus antara tanggal LHP diterima dan tanggal bukti dikirim."
)


def day_limits(received_on: date | None, last: date) -> dict[str, str]:
    """The limits of a date control, for browsers that show them."""
    first = {"min": received_on.isoformat()} if received_on else {}
    return first | {"max": last.isoformat()}


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files, possibly none where none is required. Their contents are checked later."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        found = [super(FilesField, self).clean(file, initial) for file in files if file]
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], "required")
        return found


class PapersForm(OnceForm):
    """The papers that were asked for, or why one is not there."""

    answer = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Sebutkan dokumen yang tidak ada, dan mengapa."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
        max_length=10000,
    )
    attachments = FilesField(
        label=_("Dokumen"),
        help_text=with_limit(
            _("PDF, foto, atau dokumen. Paling besar %(limit)s MB per berkas.")
        ),
        required=False,
    )


class EvidenceForm(SharedDraftForm):
    """What was done, when, and what shows it; ``half``: a draft may say less."""

    text = forms.CharField(
        label=_("Apa yang sudah dilakukan?"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
        max_length=10000,
    )
    done_on = forms.DateField(
        label=_("Tanggal dilaksanakan"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    attachments = FilesField(
        label=_("Bukti"),
        help_text=with_limit(
            _(
                "Foto, surat keputusan, kuitansi, berita acara. Paling besar "
                "%(limit)s MB per berkas. Lampirkan saat mengirim; draf hanya "
                "menyimpan tulisan."
            )
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        received_on: date | None,
        today: date,
        half: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bounds, self.half = (received_on, today), half
        self.fields["done_on"].widget.attrs |= day_limits(received_on, today)

    def full_clean(self) -> None:
        words = self.fields["text"]
        words.required = not self.half
        super().full_clean()
        words.required = True  # the page asks for it in either case

    def clean_done_on(self) -> date | None:
        day: date | None = self.cleaned_data["done_on"]
        if day is not None and not may_be_done_on(day, *self.bounds):
            raise forms.ValidationError(DAY_OUTSIDE)
        return day

    def written(self) -> EvidenceText:
        """What the use case wants."""
        data = self.cleaned_data
        return EvidenceText(data["text"], data["done_on"])


def as_initial(text: EvidenceText) -> dict[str, str]:
    """A draft of evidence as the form shows it again."""
    day = text.done_on.isoformat() if text.done_on else ""
    return {"basis": text.mark, "text": text.text, "done_on": day}


class ProgressForm(OnceForm):
    """How far the agency is with one milestone, and what shows it."""

    text = forms.CharField(
        label=_("Sejauh mana?"),
        widget=forms.Textarea(attrs={"rows": 5, "class": "short"}),
        max_length=5000,
    )
    attachments = FilesField(
        label=_("Bukti"),
        help_text=with_limit(
            _(
                "Foto, surat keputusan, kuitansi, berita acara. Paling besar "
                "%(limit)s MB."
            )
        ),
        required=False,
    )
