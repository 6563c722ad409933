"""Forms of an objection: what the agency says, who reviews it, what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.objecting import ObjectionText, Ruled, Ruling
from complaints.forms.activities import INSIDE
from complaints.forms.agency import FilesField
from complaints.forms.ladder import NAMELESS
from complaints.forms.limits import with_limit
from complaints.forms.office import SHORT, ActForm
from complaints.forms.once import SharedDraftForm
from complaints.forms.steps import day_field
from complaints.models.ladder_labels import RULINGS
from complaints.services.objection_review import RulingText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from django.utils.functional import Promise

    from complaints.models import CorrectiveAction, Finding

NO_GROUND = _("Tulis sedikitnya satu alasan, pada temuan atau tindakan yang ditolak.")
CHANGE_UNSAID = _(
    "Tindakan yang diubah mendapat batas waktu baru: isi tanggalnya. Isi bunyi atau "
    "tanggal hanya bila Anda memilih “Diubah”."
)
DAY_HELP = _(
    "Hari kerja, setelah tanggal lama dan setelah surat putusan dianggap diterima; "
    "paling lama satu masa tindakan korektif lagi."
)
RETURN_UNSAID = _("Tulis apa yang perlu diperbaiki.")


class ObjectionForm(SharedDraftForm):
    """What is asked for, and why: a field for each finding and each order in time."""

    def __init__(
        self,
        *args: Any,
        findings: Sequence[tuple[Finding, str | Promise]],
        orders: Sequence[CorrectiveAction],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refs: dict[str, UUID] = {f"order_{row.n}": row.ref for row in orders}
        self.numbers = {f"finding_{row.n}": row.n for row, _name in findings}
        for row in orders:
            label = _("Keberatan atas tindakan korektif %(n)s") % {"n": row.n}
            self.fields[f"order_{row.n}"] = self._why(label, row.text)
        for finding, name in findings:
            told = {"n": finding.n, "name": name}
            label = _("Keberatan atas temuan %(n)s: %(name)s") % told
            self.fields[f"finding_{finding.n}"] = self._why(label)
        self.fields["wish"] = forms.CharField(
            label=_("Yang Anda minta"),
            help_text=_("Misalnya: tindakan dibatalkan, diubah, atau LHP dicabut."),
            widget=SHORT,
            required=False,
            max_length=5000,
        )
        self.fields["attachments"] = FilesField(
            label=_("Lampiran"),
            help_text=with_limit(
                _(
                    "PDF, foto, atau dokumen. Paling besar %(limit)s MB per berkas. "
                    "Lampirkan saat mengirim; draf hanya menyimpan tulisan."
                )
            ),
            required=False,
        )

    @staticmethod
    def _why(label: Any, help_text: Any = "") -> forms.CharField:
        return forms.CharField(
            label=label,
            help_text=help_text,
            widget=SHORT,
            required=False,
            max_length=5000,
        )

    def showing(self, draft: ObjectionText) -> dict[str, str]:
        """The fields that open with what was kept."""
        orders = {name: draft.orders.get(ref, "") for name, ref in self.refs.items()}
        why = {name: draft.findings.get(n, "") for name, n in self.numbers.items()}
        return {"basis": draft.mark, "wish": draft.wish, **orders, **why}

    def text(self) -> ObjectionText:
        """What the use case wants."""
        data = self.cleaned_data
        return ObjectionText(
            wish=data["wish"],
            orders={ref: data[name] for name, ref in self.refs.items()},
            findings={n: data[name] for name, n in self.numbers.items()},
        )

    def says_why(self) -> bool:
        """Whether a ground stands in it; says what is missing where none does."""
        names = [*self.refs, *self.numbers]
        if any(self.cleaned_data[name] for name in names):
            return True
        self.add_error(names[0] if names else None, NO_GROUND)
        return False


class ReviewersForm(ActForm):
    """Who reviews it."""

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Penelaah"),
            help_text=_(
                "Tidak termasuk pemeriksa, penyusun, dan penanda tangan LHP, dan siapa "
                "pun yang punya benturan kepentingan."
            ),
            choices=people,
            widget=forms.CheckboxSelectMultiple,
        )

    def chosen(self) -> list[int]:
        """Their ids."""
        return [int(pk) for pk in self.cleaned_data["people"]]


class RulingForm(ActForm):
    """What becomes of the report, or of each order; the agency reads why."""

    withdraw = forms.ChoiceField(
        label=_("Usul putusan"),
        choices=[
            ("no", _("LHP tetap; putuskan setiap tindakan di bawah")),
            ("yes", _("Cabut LHP; perkara diperiksa lagi")),
        ],
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        orders: Sequence[tuple[CorrectiveAction, date, date]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refs: dict[int, UUID] = {row.n: row.ref for row, _after, _last in orders}
        for row, after, last in orders:
            self._add(row, after, last)
        self.fields["reasons"] = forms.CharField(
            label=_("Pertimbangan"),
            help_text=_("%(nameless)s Menjadi isi surat putusan.")
            % {"nameless": NAMELESS},
            widget=SHORT,
            max_length=10000,
        )

    def _add(self, row: CorrectiveAction, after: date, last: date) -> None:
        n = {"n": row.n}
        self.fields[f"ruling_{row.n}"] = forms.ChoiceField(
            label=_("Tindakan korektif %(n)s") % n,
            help_text=row.text,
            choices=list(RULINGS.items()),
            initial=Ruling.KEEP.value,
            widget=forms.RadioSelect,
        )
        self.fields[f"text_{row.n}"] = forms.CharField(
            label=_("Bunyi baru tindakan %(n)s") % n,
            help_text=NAMELESS,
            widget=SHORT,
            required=False,
            max_length=2000,
        )
        day = day_field(_("Batas waktu baru tindakan %(n)s") % n, DAY_HELP)
        day.required = False
        day.widget.attrs |= {"min": after.isoformat(), "max": last.isoformat()}
        self.fields[f"due_{row.n}"] = day

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("withdraw") == "no":
            for n in self.refs:
                if f"ruling_{n}" in data and not self._ruled(n).is_whole:
                    self.add_error(f"ruling_{n}", CHANGE_UNSAID)
        return data

    def _ruled(self, n: int) -> Ruled:
        data = self.cleaned_data
        return Ruled(
            Ruling(data[f"ruling_{n}"]), data.get(f"text_{n}", ""), data.get(f"due_{n}")
        )

    def ruling_text(self) -> RulingText:
        """What the use case wants; of a report that is withdrawn no order is ruled on."""
        withdraw = self.cleaned_data["withdraw"] == "yes"
        rulings = (
            {} if withdraw else {ref: self._ruled(n) for n, ref in self.refs.items()}
        )
        return RulingText(self.cleaned_data["reasons"], withdraw, rulings)


class ObjectionDecisionForm(ActForm):
    """The commissioner's decision on what is proposed."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[
            ("approve", _("Putuskan seperti diusulkan")),
            ("return", _("Kembalikan kepada penelaah")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        help_text=INSIDE,
        widget=SHORT,
        required=False,
        max_length=3000,
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("decision") == "return" and not data.get("words"):
            self.add_error("words", RETURN_UNSAID)
        return data
