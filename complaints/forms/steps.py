"""Forms of the steps that a case takes beside its road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.dateformat import format as day_format
from django.utils.translation import gettext_lazy as _

from complaints.domain.states import Party
from complaints.forms.agency import day_limits
from complaints.forms.office import SHORT, ActForm
from complaints.forms.spoken import SpokenForm
from complaints.models.labels import CAUSES, CONTACT_WAYS

if TYPE_CHECKING:
    from datetime import date

CONTACT_DAY = _("Pelapor dihubungi antara hari laporan masuk dan hari ini.")

EXTENSION_DAY = _(
    "Tanggal baru setelah yang lama, dan paling jauh satu kali lamanya lagi."
)


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """One day, with the control of the browser."""
    control = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=control)


class FastForm(ActForm):
    """Why a report cannot wait."""

    reason = forms.CharField(
        label=_("Mengapa mendesak"),
        help_text=_("Untuk kepala dan rekan Anda. Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )


class FastAnswerForm(ActForm):
    """The head's word on a proposal that a report cannot wait."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[
            ("grant", _("Ya, tangani dengan respons cepat")),
            ("refuse", _("Tidak, biar berjalan seperti biasa")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan putusan"),
        help_text=_("Dibaca pengusul dan rekan. Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )


class FirstContactForm(ActForm):
    """How the reporter of an urgent report was called upon, and what was said."""

    how = forms.ChoiceField(
        label=_("Cara menghubungi"),
        choices=list(CONTACT_WAYS.items()),
        widget=forms.RadioSelect,
    )
    on = day_field(_("Hari dihubungi"))
    text = forms.CharField(
        label=_("Yang dibicarakan"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=4000,
    )

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = first, today
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs |= day_limits(first, today)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        first, today = self.bounds
        if not first <= day <= today:
            raise forms.ValidationError(CONTACT_DAY)
        return day


class ReclassForm(ActForm):
    """Which class, and why; the view gives the others with the day of each."""

    case_class = forms.ChoiceField(label=_("Klasifikasi"))
    reason = forms.CharField(
        label=_("Alasan mengubah"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, classes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_class"] = forms.ChoiceField(
            label=_("Klasifikasi"), choices=classes, widget=forms.RadioSelect
        )


class TransferForm(ActForm):
    """Which office is to go on with the case, and why; the view gives the offices."""

    office = forms.ChoiceField(label=_("Kantor tujuan"))
    reason = forms.CharField(
        label=_("Alasan memindahkan"),
        help_text=_("Dibaca kepala kantor tujuan. Jangan menyebut nama pelapor."),
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = forms.ChoiceField(
            label=_("Kantor tujuan"), choices=[("", "---------"), *offices]
        )


class TransferAnswerForm(SpokenForm):
    """The answer of the office that was asked."""

    decision = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[
            ("accept", _("Terima: kantor kami melanjutkan")),
            ("refuse", _("Kembalikan kepada kantor asal")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Alasan mengembalikan"),
        help_text=_("Dibaca kepala kantor asal. Wajib bila dikembalikan."),
        required=False,
        widget=SHORT,
        max_length=2000,
    )


class ExtensionForm(ActForm):
    """Which term, to which day, because of whom; the view gives the terms."""

    term = forms.ChoiceField(label=_("Batas waktu"), widget=forms.RadioSelect)
    until = day_field(_("Tanggal baru"))
    cause = forms.ChoiceField(
        label=_("Penyebab keterlambatan"),
        choices=list(CAUSES.items()),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca kepala."),
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, terms: list[tuple[int, str, date]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.due = {str(pk): due for pk, _name, due in terms}
        self.fields["term"] = forms.ChoiceField(
            label=_("Batas waktu"),
            choices=[
                (pk, f"{name}: {day_format(due, 'j F Y')}") for pk, name, due in terms
            ],
            widget=forms.RadioSelect,
        )
        if len(terms) == 1:
            self.fields["term"].initial = terms[0][0]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        due, until = self.due.get(data.get("term", "")), data.get("until")
        if due is not None and until is not None and until <= due:
            self.add_error("until", EXTENSION_DAY)
        return data


class ExtensionAnswerForm(ActForm):
    """The head's answer to a request for more time; the view gives those that wait."""

    request = forms.ChoiceField(label=_("Permintaan"), widget=forms.RadioSelect)
    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[("grant", _("Ya, perpanjang")), ("refuse", _("Tidak"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Alasan putusan"),
        widget=SHORT,
        max_length=1000,
    )
    #: Who reads the answer: of a term of the agency it, of our promise the reporter.
    READ_BY = {
        Party.LIAISON: _(
            "Instansi membaca kata-kata ini. Jangan menyebut nama pelapor."
        ),
        Party.REPORTER: _(
            "Bila batas waktu pemeriksaan diperpanjang, pelapor membaca kata-kata ini. "
            "Jangan menyebut orang lain."
        ),
    }

    def __init__(
        self,
        *args: Any,
        requests: list[tuple[str, str]],
        readers: frozenset[Party],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = " ".join(
            str(words) for party, words in self.READ_BY.items() if party in readers
        )
        if len(requests) > 1:
            self.fields["request"] = forms.ChoiceField(
                label=_("Permintaan"), choices=requests, widget=forms.RadioSelect
            )
        else:
            del self.fields["request"]

    def chosen(self) -> UUID | None:
        """Which request, where several wait."""
        named = self.cleaned_data.get("request")
        return UUID(named) if named else None


class MergeForm(ActForm):
    """Which case stays; the view gives those that may."""

    called = _("Perkara yang dilanjutkan")

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"] = forms.ChoiceField(
            label=self.called,
            choices=cases,
            widget=forms.RadioSelect,
        )


class GatherForm(MergeForm):
    """To which case it belongs; of the same choice."""

    called = _("Perkara induk")


class LetGoForm(ActForm):
    """Why it no longer belongs there."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca rekan, tidak dibaca pelapor."),
        widget=SHORT,
        max_length=1000,
    )


class ReleaseForm(LetGoForm):
    """Which part of this case, and why; the view gives those that she may see."""

    field_order = ["version", "part", "reason"]

    def __init__(
        self, *args: Any, parts: list[tuple[str, str]], part: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = forms.ChoiceField(
            label=_("Perkara bagian"),
            help_text="" if parts else _("Tidak ada bagian yang terbuka bagi Anda."),
            choices=parts,
            widget=forms.RadioSelect,
            initial=part or (parts[0][0] if len(parts) == 1 else None),
        )
        self.order_fields(self.field_order)
