"""Acts of resolution and monitoring: the file, the superior, and a commissioner's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.domain.relief import Relief
from complaints.forms import ladder as forms
from complaints.models.ladder_labels import RELIEFS
from complaints.selectors.relapsing import orders_to_repeat
from complaints.selectors.relieving import open_orders, waiting_relief
from complaints.services import file_check, ladder, relapsing, relieving
from complaints.views.act import Act, seen_to

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, CorrectiveAction, ReliefRequest

CHECK, DIRECT = "periksa-berkas", "arahkan"
RELIEVE, DECIDE = "usul-bebas", "putuskan-bebas"
AGAIN = "perintah-ulang"


def _check(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return file_check.check_file(
        ref=case.ref,
        version=form.cleaned_data["version"],
        answers=form.answers(),
        actor=actor,
        now=now,
    )


def _direct(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return ladder.direct(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.cleaned_data["text"],
        actor=actor,
        now=now,
    )


def _relieve(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return relieving.propose_relief(
        ref=case.ref,
        version=form.cleaned_data["version"],
        action=UUID(form.cleaned_data["action"]),
        kind=form.cleaned_data["kind"],
        reason=form.cleaned_data["reason"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _decide(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return relieving.decide_relief(
        ref=case.ref,
        version=form.cleaned_data["version"],
        granted=form.cleaned_data["decision"] == "grant",
        answer=form.cleaned_data["answer"],
        actor=actor,
        now=now,
    )


def _again(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return relapsing.order_again(
        ref=case.ref,
        version=form.cleaned_data["version"],
        orders=[UUID(ref) for ref in form.cleaned_data["orders"]],
        why=form.cleaned_data["why"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def to_repeat(case: Case) -> list[tuple[str, str]]:
    """What was done, came back, and may be ordered again."""
    return [(str(row.ref), called(row)) for row in orders_to_repeat(case)]


def called(row: CorrectiveAction) -> str:
    """An order or an item in one line: which of them, and what it says."""
    told = {"n": row.n, "text": row.text[:120]}
    if row.is_item:
        return gettext("Butir Rekomendasi %(n)s: %(text)s") % told
    return gettext("Tindakan korektif %(n)s: %(text)s") % told


def orders(case: Case) -> list[tuple[str, str]]:
    """The orders of which an agency may be freed."""
    return [(str(row.ref), called(row)) for row in open_orders(case)]


def relief_words(row: ReliefRequest) -> dict[str, Any]:
    """A proposal in words: which order, in which way, how it was decided."""
    return {
        "row": row,
        "action": called(row.action),
        "kind": RELIEFS[Relief(row.kind)],
    }


def waiting(case: Case) -> dict[str, Any] | None:
    """What a commissioner decides on."""
    row = waiting_relief(case)
    return relief_words(row) if row else None


RESOLVING = (
    Act(
        CHECK,
        _("Periksa kelengkapan berkas"),
        forms.FileCheckForm,
        _check,
        _("Sebelum menagih. Yang kurang menjadi tugas pemeriksa, tiga hari kerja."),
    ),
    Act(
        DIRECT,
        _("Beri arahan"),
        forms.DirectionForm,
        _direct,
        _(
            "Resolusi dan Monitoring mengambil langkah berikutnya dalam sepuluh hari kerja."
        ),
    ),
    Act(
        RELIEVE,
        _("Usulkan pengecualian atau pembatalan"),
        forms.ReliefForm,
        _relieve,
        _("Pimpinan memutuskan. Pemeriksa dan penyusun LHP tidak ikut."),
    ),
    Act(
        DECIDE,
        _("Putuskan pengecualian atau pembatalan"),
        forms.ReliefAnswerForm,
        _decide,
        _("Bila ya, instansi tidak lagi wajib melaksanakan tindakan ini."),
        grave=True,
    ),
    Act(
        AGAIN,
        _("Perintahkan lagi"),
        forms.AgainForm,
        _again,
        _(
            "Perkara ini dibuka kembali dan tidak ada tindakan yang masih harus "
            "dilaksanakan. Instansi menerima surat baru dengan batas waktu baru; yang "
            "sudah diperiksa dahulu tetap."
        ),
        grave=True,
    ),
)
