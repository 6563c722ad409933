"""Writing the tree of a draft: a part or an indicator at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compliance.forms.instrument_nodes import NodeForm, initial_of
from compliance.forms.instruments import EditionForm
from compliance.services import instrument_nodes, method_errors
from compliance.views.instrument_sending import (
    BOTH,
    above_of,
    answered,
    kept,
    node_of,
    of_draft,
    write_page,
)
from compliance.views.instrument_words import COMPONENTS, KINDS, PERS
from compliance.views.instruments import name_of
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


def _form(request: PortalRequest, initial: dict[str, Any]) -> NodeForm:
    return NodeForm(
        request.POST or None,
        kinds=KINDS,
        pers=PERS,
        components=COMPONENTS,
        initial=initial,
    )


@BOTH
def add(request: PortalRequest, ref: UUID) -> HttpResponse:
    """A new part or indicator below ``?di=``, or at the first level."""
    page = write_page(request, ref)
    above = above_of(page, request.GET.get("di", ""))
    form = _form(request, {"edition": page.method.edition})

    def act() -> None:
        instrument_nodes.add_node(
            **of_draft(request, ref, form),
            parent=above.code if above else "",
            told=form.told,
        )

    title = _("Tambah bagian tingkat pertama")
    if above:
        title = _("Tambah di bawah %(name)s") % {"name": name_of(above)}
    done, button = _("Bagian ditambahkan."), _("Tambahkan")
    return answered(request, page, form, act, done, title=title, button=button)


@BOTH
def change(request: PortalRequest, ref: UUID, code: str) -> HttpResponse:
    """One part or indicator: what it says, weighs and asks."""
    page = write_page(request, ref)
    node = node_of(page, code)
    form = _form(request, initial_of(node) | {"edition": page.method.edition})

    def act() -> None:
        instrument_nodes.change_node(
            **of_draft(request, ref, form),
            code=code,
            told=form.told,
        )

    return answered(
        request,
        page,
        form,
        act,
        _("Bagian tersimpan."),
        title=name_of(node),
        button=_("Simpan"),
        node=node,
    )


@require_POST
def move(request: PortalRequest, ref: UUID, code: str) -> HttpResponse:
    """One place up, or down with ``to=down``."""
    page = write_page(request, ref)
    form = EditionForm(request.POST)

    def act() -> None:
        instrument_nodes.move_node(
            **of_draft(request, ref, form),
            code=code,
            up=request.POST.get("to") != "down",
        )

    if kept(form, act) != 200:
        said = [*form.non_field_errors(), sentence(method_errors.StaleMethod())]
        messages.error(request, str(said[0]))
    return redirect("assess:method", ref=page.method.ref)


@BOTH
def remove(request: PortalRequest, ref: UUID, code: str) -> HttpResponse:
    """Ask once, then take a part out of the draft."""
    page = write_page(request, ref)
    node = node_of(page, code)
    form = EditionForm(request.POST or None, initial={"edition": page.method.edition})

    def act() -> None:
        instrument_nodes.remove_node(
            **of_draft(request, ref, form),
            code=code,
        )

    title = _("Hapus %(name)s?") % {"name": name_of(node)}
    return answered(
        request,
        page,
        form,
        act,
        _("Bagian dihapus."),
        template="ask",
        title=title,
        button=_("Ya, hapus"),
    )
