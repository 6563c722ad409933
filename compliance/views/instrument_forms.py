"""Writing a draft of the method as a whole: copy, words, scale, weights, publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.views.scripts import with_script
from compliance.forms.instruments import (
    BANDS,
    WEIGHT,
    CopyForm,
    EditionForm,
    ScaleForm,
    WeightsForm,
    WholeForm,
)
from compliance.forms.rounds import figure
from compliance.services import instruments
from compliance.views.instrument_sending import (
    BOTH,
    above_of,
    answered,
    of_draft,
    write_page,
)
from compliance.views.instrument_words import fault_words
from compliance.views.instruments import english, name_of, names_of
from journal.ids import uuid7

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@BOTH
def copy(request: PortalRequest, ref: UUID) -> HttpResponse:
    """A draft for the next year out of this version."""
    page = write_page(request, ref)
    method = page.method
    initial = {"ref": uuid7(), "year": method.year + 1}
    initial |= {"name_id": method.name_id, "name_en": method.name_en}
    form = CopyForm(request.POST or None, initial=initial)

    def act() -> None:
        instruments.copy(
            of=ref, actor=request.actor, now=request.now, **form.cleaned_data
        )

    done = _("Draf dibuat. Ubah, lalu terbitkan.")
    title, button = _("Salin menjadi draf"), _("Salin")
    return answered(request, page, form, act, done, title=title, button=button)


@BOTH
def whole(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Names, share, units and source."""
    page = write_page(request, ref)
    now = {name: getattr(page.method, name) for name in WholeForm.base_fields}
    form = WholeForm(request.POST or None, initial=now)

    def act() -> None:
        instruments.change_whole(
            **of_draft(request, ref, form),
            told=form.told,
        )

    title, button = _("Ubah metode"), _("Simpan")
    return answered(
        request, page, form, act, _("Draf tersimpan."), title=title, button=button
    )


@BOTH
def scale(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The intervals of the scale with their words."""
    page = write_page(request, ref)
    initial: dict[str, Any] = {"edition": page.method.edition}
    for n, band in enumerate(page.method.bands.all()[:BANDS]):
        for name in ("lower", "zone", "grade", "opinion_id", "opinion_en"):
            initial[f"{name}-{n}"] = getattr(band, name)
    form = ScaleForm(request.POST or None, initial=initial)

    def act() -> None:
        instruments.change_scale(
            **of_draft(request, ref, form),
            bands=form.bands,
        )

    return answered(
        request, page, form, act, _("Batas nilai tersimpan."), template="scale"
    )


@with_script
@BOTH
def weights(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The weights of one level (``?di=``, the code above it) with their total."""
    page = write_page(request, ref)
    above = above_of(page, request.GET.get("di", ""))
    level = page.level(above)
    initial: dict[str, Any] = {
        f"{WEIGHT}{node.code}": figure(node.weight) for node in level
    }
    form = WeightsForm(
        request.POST or None,
        nodes=level,
        english=english(),
        initial=initial | {"edition": page.method.edition},
    )

    def act() -> None:
        instruments.change_weights(
            **of_draft(request, ref, form),
            weights=form.weights,
        )

    return answered(
        request,
        page,
        form,
        act,
        _("Bobot tersimpan."),
        template="weights",
        total=sum(node.weight or 0 for node in level),
        above=name_of(above) if above else "",
    )


@BOTH
def publish(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say what is fixed from then on, and what is still missing; then publish."""
    page = write_page(request, ref)
    form = EditionForm(request.POST or None, initial={"edition": page.method.edition})

    def act() -> None:
        instruments.publish(**of_draft(request, ref, form))

    names = names_of(page)
    done = _("Metode terbit dan terkunci.")
    faults = [fault_words(one, names) for one in page.faults]
    return answered(request, page, form, act, done, template="publish", faults=faults)


@BOTH
def discard(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    page = write_page(request, ref)
    form = EditionForm(request.POST or None, initial={"edition": page.method.edition})

    def act() -> None:
        instruments.discard(**of_draft(request, ref, form))

    return answered(
        request,
        page,
        form,
        act,
        _("Draf dibuang."),
        template="ask",
        after="assess:methods",
        title=_("Buang draf ini?"),
        button=_("Ya, buang"),
    )
