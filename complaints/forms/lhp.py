"""The form of an LHP: what was found, and what the agency shall do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.corrective import Instrument
from complaints.forms.milestones import MilestonesField, instrument_field, typed
from complaints.forms.office import SHORT, TEXT, ActForm
from complaints.forms.related import RelatedField
from complaints.models.labels import COMPONENTS, CONCLUSIONS, form_choices
from complaints.services.lhp import ActionText, FindingText, LhpText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField
    from django.utils.functional import Promise

    from complaints.models import Lhp

    Units = Sequence[tuple[str, Any]]

FINDING = ("form", "component", "finding")
ORDER = (
    "action",
    "wanted",
    "answers",
    "unit",
    "superior",
    "related",
    "milestones",
    "instrument",
)
FINDING_UNKNOWN = _("Pilih temuan yang terisi di formulir ini.")


def _numbers(upto: int) -> list[tuple[str, Any]]:
    return [(str(n), _("Temuan %(n)s") % {"n": n}) for n in range(1, upto + 1)]


def _finding(n: int) -> dict[str, forms.Field]:
    return {
        f"form_{n}": forms.ChoiceField(
            label=_("Bentuk maladministrasi %(n)s") % {"n": n},
            choices=[("", "—"), *form_choices()],
            required=False,
        ),
        f"component_{n}": forms.ChoiceField(
            label=_("Komponen standar pelayanan %(n)s") % {"n": n},
            choices=[("", "—"), *COMPONENTS.items()],
            required=False,
        ),
        f"finding_{n}": forms.CharField(
            label=_("Alasan temuan %(n)s") % {"n": n},
            widget=SHORT,
            required=False,
            max_length=5000,
        ),
    }


def _unit(n: int, choices: Units) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Unit yang melaksanakan tindakan %(n)s") % {"n": n},
        choices=choices,
        required=False,
    )


def _action(n: int, findings: int) -> dict[str, forms.Field]:
    return {
        f"action_{n}": forms.CharField(
            label=_("Tindakan korektif %(n)s") % {"n": n},
            widget=SHORT,
            required=False,
            max_length=2000,
        ),
        f"wanted_{n}": forms.CharField(
            label=_("Bukti yang diminta untuk tindakan %(n)s") % {"n": n},
            required=False,
            max_length=500,
        ),
        f"answers_{n}": forms.MultipleChoiceField(
            label=_("Temuan yang diperbaiki tindakan %(n)s") % {"n": n},
            help_text=_("Tanpa pilihan: semua temuan."),
            choices=_numbers(findings),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        f"superior_{n}": forms.CharField(
            label=_("Atasan yang bertanggung jawab atas tindakan %(n)s") % {"n": n},
            help_text=_("Jabatannya, bukan nama orang."),
            required=False,
            max_length=160,
        ),
        f"related_{n}": RelatedField(n),
        f"milestones_{n}": MilestonesField(n),
        f"instrument_{n}": instrument_field(n),
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One finding or one order of the form; one that is not used yet is closed."""

    title: str | Promise
    fields: Sequence[BoundField]
    is_open: bool


class LhpForm(ActForm):
    """The contents of an LHP, with room for six findings and eight actions."""

    template_name = "complaints/office/lhp_form.html"
    FINDINGS, ACTIONS = 6, 8
    whole = ("account", "result", "opinion", "conclusion")
    account = forms.CharField(label=_("Uraian laporan"), widget=TEXT, max_length=20000)
    result = forms.CharField(
        label=_("Hasil pemeriksaan"), widget=TEXT, max_length=20000
    )
    opinion = forms.CharField(label=_("Pendapat"), widget=TEXT, max_length=20000)
    conclusion = forms.ChoiceField(
        label=_("Kesimpulan"), choices=[*CONCLUSIONS.items()], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, units: Units = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, self.FINDINGS + 1):
            self.fields |= _finding(n)
        for n in range(1, self.ACTIONS + 1):
            self.fields |= _action(n, self.FINDINGS)
            if units:
                self.fields[f"unit_{n}"] = _unit(n, units)
        self.fields["no_action"] = forms.CharField(
            label=_("Mengapa tidak ada tindakan korektif"),
            help_text=_("Hanya bila ditemukan dan tidak ada lagi yang diperbaiki."),
            widget=SHORT,
            required=False,
            max_length=2000,
        )

    def parts(self) -> Iterator[Part]:
        """Each finding, then each order, with its fields."""
        for title, kinds, count in (
            (_("Temuan %(n)s"), FINDING, self.FINDINGS),
            (_("Tindakan %(n)s"), ORDER, self.ACTIONS),
        ):
            for n in range(1, count + 1):
                names = [f"{kind}_{n}" for kind in kinds]
                fields = [self[name] for name in names if name in self.fields]
                said = [one for one in fields if not one.name.startswith("instrument")]
                used = any(one.value() or one.errors for one in said)
                yield Part(title % {"n": n}, fields, used or n == 1)

    @classmethod
    def filled(cls, lhp: Lhp) -> dict[str, Any]:
        """What an earlier draft says, as this form would have sent it."""
        given: dict[str, Any] = {
            "account": lhp.account,
            "result": lhp.result,
            "opinion": lhp.opinion,
            "conclusion": lhp.conclusion,
            "no_action": lhp.no_action,
        }
        for n, row in enumerate(lhp.findings.order_by("n")[: cls.FINDINGS], start=1):
            given |= {f"form_{n}": row.form, f"finding_{n}": row.text}
            given[f"component_{n}"] = row.component
        acts = lhp.actions.order_by("n").prefetch_related("findings", "milestones")
        for n, act in enumerate(acts[: cls.ACTIONS], start=1):
            given |= {f"action_{n}": act.text, f"wanted_{n}": act.wanted}
            given[f"answers_{n}"] = [str(row.n) for row in act.findings.all()]
            given[f"milestones_{n}"] = typed(act.milestones.all())
            given[f"instrument_{n}"] = act.instrument
            given[f"superior_{n}"] = act.superior
            given[f"unit_{n}"] = str(act.unit_id or "")
            given[f"related_{n}"] = "\n".join(act.related)
        return given

    def clean(self) -> dict[str, Any]:
        """An order names only findings that are filled in."""
        data: dict[str, Any] = super().clean() or {}
        rows = self._rows(data)
        for n in range(1, self.ACTIONS + 1):
            if any(int(row) not in rows for row in data.get(f"answers_{n}", ())):
                self.add_error(f"answers_{n}", FINDING_UNKNOWN)
        return data

    def _rows(self, data: dict[str, Any]) -> list[int]:
        """The rows of the form in which a finding stands."""
        return [n for n in range(1, self.FINDINGS + 1) if data.get(f"form_{n}")]

    def lhp_text(self) -> LhpText:
        """What the use case wants; empty rows are left out, and numbers move up."""
        data = self.cleaned_data
        rows = self._rows(data)
        place = {row: n for n, row in enumerate(rows, start=1)}
        return LhpText(
            account=data["account"],
            result=data["result"],
            opinion=data["opinion"],
            conclusion=data["conclusion"],
            findings=[
                FindingText(
                    data[f"form_{n}"],
                    data[f"finding_{n}"],
                    component=data[f"component_{n}"],
                )
                for n in rows
            ],
            actions=[
                ActionText(
                    data[f"action_{n}"],
                    data[f"wanted_{n}"],
                    unit_id=int(data.get(f"unit_{n}") or 0) or None,
                    superior=data[f"superior_{n}"],
                    related=data[f"related_{n}"],
                    findings=[place[int(row)] for row in data[f"answers_{n}"]],
                    milestones=data[f"milestones_{n}"],
                    instrument=Instrument(data[f"instrument_{n}"] or Instrument.TK),
                )
                for n in range(1, self.ACTIONS + 1)
                if data[f"action_{n}"]
            ],
            no_action=data["no_action"],
        )
