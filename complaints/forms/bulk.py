"""What an act on many cases asks once for all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.bulk import BulkKind
from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import CLASSES

NAMES = {
    BulkKind.ASSIGN: _("Tugaskan pemeriksa"),
    BulkKind.CLASS: _("Ubah klasifikasi"),
    BulkKind.MESSAGE: _("Kirim pesan kepada pelapor"),
    BulkKind.PRINT: _("Cetak daftar"),
    BulkKind.URGE: _("Ingatkan instansi"),
}


class _Refs(forms.Field):
    """Refs of the ticked rows."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[Any]:
        one = forms.UUIDField()
        return [one.to_python(each) for each in value or []]


class PickForm(forms.Form):
    """Which cases: the ticked ones, or all that the filter finds; and what to do."""

    kind = forms.ChoiceField()
    case = _Refs(required=False)
    everything = forms.BooleanField(required=False)

    def __init__(self, *args: Any, kinds: list[BulkKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            choices=[(kind.value, NAMES[kind]) for kind in kinds]
        )


class ActionsForm(forms.Form):
    """Which actions: the ticked ones, or all that the filter finds."""

    action = _Refs(required=False)
    everything = forms.BooleanField(required=False)


class ExaminerForm(SpokenForm):
    """To whom they go."""

    examiner = forms.ChoiceField(label=_("Pemeriksa"))

    def __init__(
        self, *args: Any, examiners: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["examiner"] = forms.ChoiceField(
            label=_("Pemeriksa"), choices=[("", _("Pilih")), *examiners]
        )


class ClassForm(SpokenForm):
    """Which class they get, and why."""

    case_class = forms.ChoiceField(
        label=_("Klasifikasi"), choices=CLASSES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan mengubah"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )


class TemplateForm(SpokenForm):
    """Which published template, in which language."""

    template = forms.ChoiceField(label=_("Templat"))

    def __init__(
        self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"] = forms.ChoiceField(
            label=_("Templat"), choices=[("", _("Pilih")), *templates]
        )
