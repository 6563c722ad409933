"""Forms of what the office begins by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.own_initiative import Source
from complaints.domain.states import CaseClass
from complaints.forms.office import SHORT, TEXT, ActForm
from complaints.forms.once import OnceForm
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import CLASSES, SOURCES
from complaints.models.labels import RESTRICTION_LABELS, form_choices
from complaints.services.initiating import Suspicion

if TYPE_CHECKING:
    from complaints.models import Initiative
    from complaints.selectors.choosing import Body

#: A withdrawn report is gone on with from its own page, and by nobody's choice here.
CHOSEN = [one for one in SOURCES if one[0] is not Source.WITHDRAWN]
NAMELESS = _(
    "Dengan kata-kata Anda. Jangan menyebut nama siapa pun yang memberi kabar."
)


class BeginForm(OnceForm):
    """What is to be examined though nobody reported it, and why now."""

    title = forms.CharField(
        label=_("Judul"),
        help_text=_("Singkat, tanpa nama orang. Dibaca rekan di antrean."),
        max_length=160,
    )
    suspicion = forms.CharField(
        label=_("Dugaan"), help_text=NAMELESS, widget=TEXT, max_length=20000
    )
    source = forms.ChoiceField(
        label=_("Dari mana dugaan ini"),
        help_text=_(
            "Kabar tanpa nama bukan laporan (UU 37/2008 Pasal 24), tetapi boleh menjadi "
            "awal prakarsa sendiri."
        ),
        choices=CHOSEN,
        widget=forms.RadioSelect,
    )
    grounds = forms.CharField(
        label=_("Mengapa diperiksa sekarang"),
        help_text=_("Alasan keputusan. Tetap tercatat pada perkara."),
        widget=SHORT,
        max_length=5000,
    )
    substance = forms.ChoiceField(label=_("Substansi"))
    alleged = forms.MultipleChoiceField(
        label=_("Bentuk maladministrasi yang diduga"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    case_class = forms.ChoiceField(
        label=_("Klasifikasi"),
        help_text=_("Batas pemeriksaannya berjalan sejak hari ini."),
        choices=CLASSES,
        widget=forms.RadioSelect,
    )
    limited_for = forms.ChoiceField(
        label=_("Siapa yang boleh membaca"),
        help_text=_(
            "Perkara terbatas dibaca pemegangnya dan kepala kantor saja, dengan alasan."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        body: Body,
        substances: list[tuple[str, str]],
        out_of_withdrawn: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self._offer("substance", [("", _("Pilih substansi")), *substances])
        self._offer("alleged", form_choices())
        limits = [(code, _("Terbatas: %(why)s") % {"why": why}) for code, why in LIMITS]
        self._offer("limited_for", [("", _("Rekan di kantor ini")), *limits])
        if out_of_withdrawn:
            del self.fields["source"]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def suspicion_of(self) -> Suspicion:
        """What the use case wants."""
        told = self.cleaned_data
        return Suspicion(
            title=told["title"],
            suspicion=told["suspicion"],
            grounds=told["grounds"],
            source=Source(told.get("source", Source.WITHDRAWN)),
            agency_id=self.body.agency_id,
            unit_id=self.body.unit_id,
            region_code=self.body.region,
            substance=told["substance"],
            forms=tuple(told["alleged"]),
            case_class=CaseClass(told["case_class"]),
            limited_for=told["limited_for"],
        )

    @staticmethod
    def filled(row: Initiative) -> dict[str, Any]:
        """What was suggested, as this form would have sent it."""
        return {
            "title": row.title,
            "suspicion": row.suspicion,
            "grounds": row.grounds,
            "source": row.source,
            "substance": row.substance,
            "alleged": row.alleged_forms,
            "case_class": row.classification,
            "limited_for": row.limited_for,
        }


#: Why only few may read a case.
LIMITS = list(RESTRICTION_LABELS.items())


class DeclineForm(SpokenForm):
    """Why the head does not follow a suggestion."""

    answer = forms.CharField(
        label=_("Mengapa tidak diikuti"),
        help_text=_("Dibaca pengusulnya."),
        widget=SHORT,
        max_length=2000,
    )


class CollectForm(ActForm):
    """Which reports are the material; the view gives those that may be."""

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Laporan"),
            choices=cases,
            widget=forms.CheckboxSelectMultiple,
        )


class ReopenForm(ActForm):
    """What is new, so that the head takes it up again."""

    reason = forms.CharField(
        label=_("Yang baru"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )
