"""Acts that are words: notes, messages, and questions to the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms import office as forms
from complaints.forms.notes import NoteForm
from complaints.services import asking, writing
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case


def _note(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return writing.write_note(
        ref=case.ref,
        text=form.cleaned_data["text"],
        mentioned=[int(pk) for pk in form.cleaned_data["mentioned"]],
        key=form.cleaned_data["key"],
        actor=actor,
        now=now,
    )


def _ask(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return asking.ask_reporter(
        ref=case.ref,
        text=form.cleaned_data["text"],
        key=form.cleaned_data["key"],
        actor=actor,
        now=now,
    )


def _message(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return writing.write_message(
        ref=case.ref,
        text=form.cleaned_data["text"],
        key=form.cleaned_data["key"],
        actor=actor,
        now=now,
    )


WRITING = (
    Act(
        "catatan",
        _("Tulis catatan internal"),
        NoteForm,
        _note,
        button=_("Simpan catatan internal"),
    ),
    Act(
        "pesan",
        _("Tulis pesan kepada pelapor"),
        forms.MessageForm,
        _message,
        button=_("Kirim ke pelapor"),
    ),
    Act(
        "tanya",
        _("Tanya pelapor"),
        forms.AskForm,
        _ask,
        _("Satu pertanyaan. Pelapor punya 14 hari; pemeriksaan tetap berjalan."),
        button=_("Kirim pertanyaan ke pelapor"),
    ),
)
