"""The administrator's page of a template: its name, where it is offered, its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from complaints.domain.templating import (
    PLACES,
    Gap,
    Line,
    TemplateKind,
    unknown_gaps,
)
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import AUDIENCES
from complaints.services.templating import Content

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from complaints.models import Template

#: The slug under which a template is written that is not there yet.
NEW = "baru"
HEAD = ("name_id", "name_en", "place", "offered")
EVERYWHERE: dict[TemplateKind, str | Promise] = {
    TemplateKind.MESSAGE: _("Siapa saja"),
}
ASKS: dict[TemplateKind, str | Promise] = {
    TemplateKind.MESSAGE: _("Untuk siapa"),
}


def place_names(kind: TemplateKind) -> dict[str, str | Promise]:
    """Where a template of this kind may be offered, in words."""
    words = {str(code): name for code, name in AUDIENCES}
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

    def line(self) -> Line:
        """What was written."""
        return Line(self.cleaned_data["text_id"], self.cleaned_data["text_en"])


Message = formset_factory(
    WordsForm, formset=BaseFormSet, extra=1, max_num=1, absolute_max=1
)


def rows_of(found: Template | None, data: Any = None) -> BaseFormSet[WordsForm]:
    """The words of a version, or what was typed."""
    lines = found.lines if found else []
    initial = [{"text_id": line["id"], "text_en": line["en"]} for line in lines]
    rows = Message(data, initial=initial, prefix="b")
    for form in rows:
        form.empty_permitted = False
    return rows


def head_of(found: Template | None) -> dict[str, Any]:
    """What the head of a page shows of a version."""
    if found is None:
        return {}
    return {name: getattr(found, name) for name in HEAD}


def content_of(head: HeadForm, rows: BaseFormSet[WordsForm]) -> Content:
    """What valid forms say."""
    return Content(
        **{name: head.cleaned_data[name] for name in HEAD},
        lines=tuple(row.line() for row in rows),
    )
