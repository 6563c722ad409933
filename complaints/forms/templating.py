"""The administrator's page of a template: its name, where it is offered, its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from complaints.domain.templating import (
    MOST_LINES,
    PLACES,
    Gap,
    Line,
    TemplateKind,
    unknown_gaps,
)
from complaints.forms.questioning import IfUsed
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import AUDIENCES, STATES
from complaints.services.templating import Content

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from complaints.models import Template

#: Empty rows below those that are there.
MORE = 3
#: The slug under which a template is written that is not there yet.
NEW = "baru"
HEAD = ("name_id", "name_en", "place", "offered")
EVERYWHERE: dict[TemplateKind, str | Promise] = {
    TemplateKind.MESSAGE: _("Siapa saja"),
    TemplateKind.CHECKLIST: _("Setiap tahap"),
}
ASKS: dict[TemplateKind, str | Promise] = {
    TemplateKind.MESSAGE: _("Untuk siapa"),
    TemplateKind.CHECKLIST: _("Pada tahap"),
}


def place_names(kind: TemplateKind) -> dict[str, str | Promise]:
    """Where a template of this kind may be offered, in words."""
    words = dict(AUDIENCES) | {str(code): name for code, name in STATES}
    return {place: words.get(place, EVERYWHERE[kind]) for place in PLACES[kind]}


class HeadForm(SpokenForm):
    """What a template is called and where it is offered."""

    name_id = forms.CharField(label=_("Nama, bahasa Indonesia"), max_length=80)
    name_en = forms.CharField(label=_("Nama, bahasa Inggris"), max_length=80)
    place = forms.ChoiceField(required=False)
    offered = forms.BooleanField(
        label=_("Tawarkan kepada petugas"), required=False, initial=True
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: TemplateKind,
        slug: str,
        taken: frozenset[str] = frozenset(),
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.slug, self.taken = slug, taken
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.label = str(ASKS[kind])
            place.choices = [*place_names(kind).items()]

    def clean(self) -> dict[str, Any]:
        """A new template takes its address from its name, which must be free."""
        told = super().clean() or self.cleaned_data
        if self.slug == NEW and told.get("name_id"):
            self.slug = slugify(told["name_id"])[:40].strip("-")
            if self.slug in self.taken | {NEW, ""}:
                self.slug = NEW
                self.add_error(
                    "name_id", _("Nama ini sudah dipakai atau tidak terbaca.")
                )
        return told


class RowForm(forms.Form):
    """One line of a checklist. A row in which nothing is written is none."""

    text_id = IfUsed(
        label=_("Yang harus dikerjakan, bahasa Indonesia"),
        required=False,
        max_length=200,
    )
    text_en = IfUsed(
        label=_("Yang harus dikerjakan, bahasa Inggris"), required=False, max_length=200
    )
    days = forms.IntegerField(
        label=_("Selesai dalam berapa hari kerja"),
        required=False,
        min_value=1,
        max_value=250,
    )
    place = forms.IntegerField(
        label=_("Urutan"), min_value=1, max_value=99, required=False
    )
    remove = forms.BooleanField(label=_("Hapus baris ini"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.is_left_out():
            for name in ("text_id", "text_en"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Tulis baris ini dalam kedua bahasa."))
        return told

    def is_left_out(self) -> bool:
        """Taken out by hand, or never filled in."""
        told = self.cleaned_data
        written = any(told.get(name) for name in ("text_id", "text_en"))
        return bool(told.get("remove")) or not written

    def line(self) -> Line:
        """What a valid row says."""
        told = self.cleaned_data
        return Line(told["text_id"], told["text_en"], told.get("days"))


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Isian: %(gaps)s. Kami mengisinya dari perkara.")
        % {"gaps": " ".join(f"{{{gap}}}" for gap in Gap)},
    )


class WordsForm(SpokenForm):
    """The words of a message, in both languages."""

    text_id = _words(_("Pesan, bahasa Indonesia"))
    text_en = _words(_("Pesan, bahasa Inggris"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for name in ("text_id", "text_en"):
            if strange := unknown_gaps(told.get(name, "")):
                self.add_error(
                    name,
                    _("Kami tidak mengenal isian %(strange)s. Yang ada: %(gaps)s.")
                    % {
                        "strange": ", ".join(strange),
                        "gaps": ", ".join(f"{{{gap}}}" for gap in Gap),
                    },
                )
        return told

    def is_left_out(self) -> bool:
        """A message has one line always."""
        return False

    def line(self) -> Line:
        """What was written."""
        return Line(self.cleaned_data["text_id"], self.cleaned_data["text_en"])


Checklist = formset_factory(
    RowForm, formset=BaseFormSet, extra=MORE, max_num=MOST_LINES + MORE, absolute_max=40
)
Message = formset_factory(
    WordsForm, formset=BaseFormSet, extra=1, max_num=1, absolute_max=1
)


def rows_of(
    kind: TemplateKind, found: Template | None, data: Any = None
) -> BaseFormSet[Any]:
    """The rows of a version, and some more; or what was typed."""
    lines = found.lines if found else []
    initial = [
        {
            "text_id": line["id"],
            "text_en": line["en"],
            "days": line.get("days"),
            "place": place,
        }
        for place, line in enumerate(lines, start=1)
    ]
    made = Message if kind is TemplateKind.MESSAGE else Checklist
    rows: BaseFormSet[Any] = made(data, initial=initial, prefix="b")
    if kind is TemplateKind.MESSAGE:
        for form in rows:
            form.empty_permitted = False
    return rows


def head_of(found: Template | None) -> dict[str, Any]:
    """What the head of a page shows of a version."""
    if found is None:
        return {}
    return {name: getattr(found, name) for name in HEAD}


def content_of(head: HeadForm, rows: BaseFormSet[Any]) -> Content:
    """What valid forms say; lines by the places that were typed, the rest behind them."""
    kept = [row for row in rows if not row.is_left_out()]
    kept.sort(key=lambda row: row.cleaned_data.get("place") or 99)
    return Content(
        **{name: head.cleaned_data[name] for name in HEAD},
        lines=tuple(row.line() for row in kept),
    )
