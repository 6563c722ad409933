"""Acts of conciliation and mediation: invite, write minutes, settle, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain.talking import Attendance, Manner
from complaints.domain.terms import TermKind
from complaints.forms.talks import (
    EndTalksForm,
    InvitationForm,
    MinutesForm,
    SettlementForm,
)
from complaints.models.labels import ATTENDANCES, MANNERS
from complaints.selectors.talks import last_day, meeting_of
from complaints.services import clocks, talking
from complaints.views.act import Act, seen_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, Talks

OFFER, AGAIN, MINUTES = "musyawarah", "musyawarah-lagi", "risalah"
SETTLE, END = "sepakat", "akhiri-musyawarah"


def _invite(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return talking.invite(
        ref=case.ref,
        version=told["version"],
        meeting=talking.Meeting(
            manner=Manner(told["manner"]),
            day=told["day"],
            time=told["time"],
            place=told["place"],
            summary=told["summary"],
        ),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _minutes(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return talking.write_minutes(
        ref=case.ref,
        version=form.cleaned_data["version"],
        attended=Attendance(form.cleaned_data["attended"]),
        text=form.cleaned_data["text"],
        actor=actor,
        now=now,
    )


def _settle(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return talking.settle(
        ref=case.ref,
        version=form.cleaned_data["version"],
        agreement=form.cleaned_data["agreement"],
        signed_on=form.cleaned_data["signed_on"],
        file_ids=form.file_ids,
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _end(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return talking.end_talks(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def choices(slug: str, case: Case, now: datetime) -> dict[str, Any]:
    """The days between which the form of an act may say one."""
    today = legal_day(now, case.office.zone)
    if slug in {OFFER, AGAIN}:
        last = last_day(case) or clocks.due_of(TermKind.TALKS, today)
        return {"today": today, "last": last}
    row = meeting_of(case)
    return {"today": today, "met": row.met_on if row else today}


def words(rows: Iterable[Talks]) -> list[dict[str, Any]]:
    """The meetings in words: how, where, who came, and how it ended."""
    return [
        {
            "row": row,
            "manner": MANNERS[Manner(row.manner)],
            "attended": ATTENDANCES[Attendance(row.attended)] if row.attended else "",
            "files": list(row.files.all()),
        }
        for row in rows
    ]


_LEAD = _(
    "Surat undangan dikirim kepada pelapor dan instansi. Musyawarah paling lama 30 hari; "
    "tanpa kesepakatan, pemeriksaan berlanjut."
)
TALKING = (
    Act(
        OFFER,
        _("Undang bermusyawarah"),
        InvitationForm,
        _invite,
        _LEAD,
        grave=True,
        button=_("Kirim undangan"),
    ),
    Act(
        AGAIN,
        _("Undang ke pertemuan berikutnya"),
        InvitationForm,
        _invite,
        _LEAD,
        grave=True,
        button=_("Kirim undangan"),
    ),
    Act(
        MINUTES,
        _("Tulis risalah musyawarah"),
        MinutesForm,
        _minutes,
        _("Risalah dibaca petugas saja. Setelah itu giliran kita memutuskan."),
    ),
    Act(
        SETTLE,
        _("Catat kesepakatan dan tutup"),
        SettlementForm,
        _settle,
        _("Perkara ditutup dengan damai. Kedua pihak membaca isi kesepakatan."),
        grave=True,
    ),
    Act(
        END,
        _("Akhiri musyawarah tanpa kesepakatan"),
        EndTalksForm,
        _end,
        _("Perkara kembali ke pemeriksaan dan batas waktunya tetap berjalan."),
    ),
)
