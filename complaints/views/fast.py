"""Acts of the fast response: take it, agree to it, call upon the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms.office import ActForm
from complaints.forms.steps import FastAnswerForm, FastForm, FirstContactForm
from complaints.services import fast
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

CALL = "kontak-pertama"
FAST_ASK, FAST_DECIDE = "usul-cepat", "putuskan-cepat"


def _take(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return fast.take_fast(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def _propose(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return fast.propose_fast(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def _decide(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return fast.decide_fast(
        ref=case.ref,
        version=form.cleaned_data["version"],
        granted=form.cleaned_data["decision"] == "grant",
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def _confirm(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return fast.confirm_fast(
        ref=case.ref, version=form.cleaned_data["version"], actor=actor, now=now
    )


def _call(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return fast.record_contact(
        ref=case.ref,
        version=form.cleaned_data["version"],
        how=form.cleaned_data["how"],
        on=form.cleaned_data["on"],
        text=form.cleaned_data["text"],
        actor=actor,
        now=now,
    )


FAST = (
    Act(
        "respons-cepat",
        _("Tangani dengan respons cepat"),
        FastForm,
        _take,
        _(
            "Hubungi pelapor dalam satu hari kerja; sasarannya selesai dalam tujuh. "
            "Kepala menyetujui dalam satu hari kerja."
        ),
    ),
    Act(
        FAST_ASK,
        _("Usulkan respons cepat"),
        FastForm,
        _propose,
        _(
            "Kepala kantor memutus dalam satu hari kerja. Sampai diputus, perkara berjalan "
            "seperti biasa."
        ),
    ),
    Act(
        FAST_DECIDE,
        _("Putuskan usul respons cepat"),
        FastAnswerForm,
        _decide,
        _(
            "Bila ya, pelapor dihubungi dalam satu hari kerja dan sasarannya selesai dalam "
            "tujuh. Pengusul membaca putusan Anda."
        ),
    ),
    Act(
        "setujui-cepat",
        _("Setujui respons cepat"),
        ActForm,
        _confirm,
        _("Bila tidak mendesak, mulai verifikasi formil saja."),
    ),
    Act(
        CALL,
        _("Catat kontak pertama"),
        FirstContactForm,
        _call,
        _("Pelapor membaca di halamannya bahwa ia dihubungi, bukan isinya."),
    ),
)
