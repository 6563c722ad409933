"""Forms of the ladder: the file, the recommendation, its status, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.recommending import FILE_KEYS
from complaints.domain.relief import Relief
from complaints.forms.activities import INSIDE, chosen
from complaints.forms.office import SHORT, TEXT, ActForm, ChecklistForm
from complaints.models.ladder_labels import FILE_LABELS, RELIEFS
from complaints.services.recommending import ItemText, RecommendationText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from complaints.models import CorrectiveAction

NAMELESS = _("Dibaca instansi. Jangan menyebut nama pelapor.")
GAP_UNSAID = _("Tulis apa yang kurang; pemeriksa menerimanya sebagai tugas.")


class FileCheckForm(ChecklistForm):
    """Is the file whole? What is missing becomes a task of the examiner."""

    labels = FILE_LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in FILE_KEYS:
            self.fields[f"{key}_note"] = forms.CharField(
                label=_("Yang kurang"), required=False, max_length=200
            )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for key in FILE_KEYS:
            if data.get(key) == "no" and not data.get(f"{key}_note"):
                self.add_error(f"{key}_note", GAP_UNSAID)
        return data


class DirectionForm(ActForm):
    """How monitoring goes on."""

    text = forms.CharField(
        label=_("Arahan untuk Resolusi dan Monitoring"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=3000,
    )


class RecommendationForm(ActForm):
    """The recommendation; the view gives every order that climbs, and each is an item."""

    official = forms.CharField(
        label=_("Terlapor"),
        help_text=_("Jabatan pejabat yang bertanggung jawab, bukan namanya."),
        max_length=200,
    )
    superior = forms.CharField(
        label=_("Atasan terlapor"),
        help_text=_(
            "Kepadanya Rekomendasi ditujukan, dan ia wajib melapor. Misalnya: Wali Kota."
        ),
        max_length=200,
    )
    history = forms.CharField(
        label=_("Riwayat"), help_text=NAMELESS, widget=TEXT, max_length=20000
    )
    reasons = forms.CharField(
        label=_("Alasan"), help_text=NAMELESS, widget=TEXT, max_length=20000
    )
    substance = forms.CharField(
        label=_("Kesimpulan dan pendapat"),
        help_text=NAMELESS,
        widget=TEXT,
        max_length=20000,
    )

    def __init__(
        self, *args: Any, orders: Sequence[CorrectiveAction], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refs: list[UUID] = [row.ref for row in orders]
        for n, row in enumerate(orders, start=1):
            self.fields[f"item_{n}"] = forms.CharField(
                label=_("Butir %(n)s") % {"n": n},
                help_text=_("Menggantikan tindakan korektif %(n)s.") % {"n": row.n},
                initial=row.text,
                widget=SHORT,
                max_length=2000,
            )
            self.fields[f"wanted_{n}"] = forms.CharField(
                label=_("Bukti yang diminta untuk butir %(n)s") % {"n": n},
                initial=row.wanted,
                required=False,
                max_length=500,
            )

    def recommendation_text(self) -> RecommendationText:
        """What the use case wants."""
        data = self.cleaned_data
        return RecommendationText(
            official=data["official"],
            superior=data["superior"],
            history=data["history"],
            reasons=data["reasons"],
            substance=data["substance"],
            items=[
                ItemText(ref, data[f"item_{n}"], data[f"wanted_{n}"])
                for n, ref in enumerate(self.refs, start=1)
            ],
        )


class StatusForm(ActForm):
    """Why this status; whether a part that was not done has a reason that we accept."""

    why = forms.CharField(
        label=_("Alasan status ini"),
        help_text=_("Dibaca pelapor dan instansi. Jangan menyebut orang."),
        widget=SHORT,
        max_length=5000,
    )

    def __init__(self, *args: Any, may_accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_accept:
            self.fields["accepted"] = forms.ChoiceField(
                label=_("Alasan sisanya tidak dilaksanakan dapat diterima?"),
                choices=[
                    ("yes", _("Ya, laporan ditutup")),
                    ("no", _("Tidak, lanjutkan")),
                ],
                widget=forms.RadioSelect,
            )
            self.order_fields(["version", "accepted", "why"])

    def accepts(self) -> bool:
        """Whether the reason is accepted; where there is nothing to accept, no."""
        return self.cleaned_data.get("accepted") == "yes"


class SanctionForm(ActForm):
    """To whom it goes, and what is recommended."""

    recipient = forms.CharField(
        label=_("Ditujukan kepada"),
        help_text=_(
            "Pejabat dua tingkat di atas terlapor, atau yang berwenang menjatuhkan sanksi."
        ),
        max_length=200,
    )
    text = forms.CharField(
        label=_("Pertimbangan dan yang direkomendasikan"),
        help_text=NAMELESS,
        widget=TEXT,
        max_length=10000,
    )


class PublicationForm(ActForm):
    """What the public reads, and what DPR and the President are told."""

    summary = forms.CharField(
        label=_("Ringkasan untuk umum"),
        help_text=_(
            "Dibaca semua orang. Tulis apa yang wajib dilaksanakan dan apa yang tidak. "
            "Jangan menyebut nama pelapor."
        ),
        widget=TEXT,
        max_length=5000,
    )


class ReliefForm(ActForm):
    """Of which order the agency shall be freed, in which way, and why."""

    action = forms.ChoiceField(label=_("Tindakan"))
    kind = forms.ChoiceField(
        label=_("Yang diusulkan"),
        choices=list(RELIEFS.items()),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"), help_text=NAMELESS, widget=SHORT, max_length=3000
    )

    def __init__(
        self, *args: Any, orders: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"] = chosen(_("Tindakan"), orders)

    def clean_kind(self) -> Relief:
        return Relief(self.cleaned_data["kind"])


class ReliefAnswerForm(ActForm):
    """The commissioner's decision."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[("grant", _("Ya, bebaskan")), ("refuse", _("Tidak"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Alasan putusan"), help_text=INSIDE, widget=SHORT, max_length=2000
    )


class AgainForm(ActForm):
    """What was done and came back, and why it is ordered again."""

    orders = forms.MultipleChoiceField(
        label=_("Tindakan yang diperintahkan lagi"),
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label=_("Mengapa diperintahkan lagi"),
        help_text=NAMELESS,
        widget=SHORT,
        max_length=3000,
    )

    def __init__(
        self, *args: Any, orders: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["orders"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- as declared
        field.choices = list(orders)
        if len(orders) == 1:
            field.initial = [orders[0][0]]
