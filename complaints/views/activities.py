"""Acts of the examination's activities: begin one, write down what came, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain.activities import RULES, Kind, Outcome, days_for, is_last_call
from complaints.domain.terms import TermKind
from complaints.forms import activities as forms
from complaints.models import Activity
from complaints.models.labels import ACTIVITIES, OUTCOMES
from complaints.selectors.activities import (
    BEGIN,
    awaited,
    done_by,
    open_of,
    to_call_again,
)
from complaints.services import activities, clocks, outcomes
from complaints.views.act import Act, seen_to
from complaints.views.words import clock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.domain.states import Party
    from complaints.models import Case, Clarification, Deadline
    from complaints.selectors.dividing import Held
    from complaints.views.words import Clock

#: Which kind each act begins; a hearing asks for it.
KIND_OF = {**BEGIN, "panggil-lagi": Kind.SUMMONS}
RECORD, TAKE_BACK = "catat-kegiatan", "tarik-kegiatan"
SLUGS = frozenset({*KIND_OF, RECORD, TAKE_BACK})


def _begin(slug: str) -> Callable[..., object]:
    def run(case: Case, form: Any, actor: Actor, now: datetime) -> object:
        told = form.cleaned_data
        call = told.get("call")
        plan = activities.Plan(
            kind=Kind(told.get("sort") or KIND_OF[slug]),
            about=told.get("about") or _about(case, call),
            asked=told.get("asked", ""),
            person=told.get("person", ""),
            sealed=told.get("sealed", False),
            day=told.get("day"),
            time=told.get("time"),
            place=told.get("place", ""),
            follows=UUID(call) if call else None,
        )
        return activities.begin(
            ref=case.ref,
            version=told["version"],
            plan=plan,
            checked=seen_to(form),
            actor=actor,
            now=now,
        )

    return run


def _about(case: Case, call: str | None) -> str:
    """What the call before was about: the next one asks the same."""
    found = [row.about for row in to_call_again(case) if str(row.ref) == call]
    return found[0] if found else ""


def _record(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return outcomes.record(
        ref=case.ref,
        version=told["version"],
        activity=UUID(told["activity"]),
        came=outcomes.Came(
            outcome=Outcome(told["outcome"]),
            minutes=told["minutes"],
            present=told["present"],
        ),
        file_ids=form.file_ids,
        actor=actor,
        now=now,
    )


def _take_back(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return outcomes.cancel(
        ref=case.ref,
        version=form.cleaned_data["version"],
        activity=UUID(form.cleaned_data["activity"]),
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def title(row: Activity | Clarification) -> str:
    """How an officer calls one: what it is, of whom, on which day."""
    if not isinstance(row, Activity):
        return gettext("Permintaan penjelasan %(n)s") % {"n": row.turn}
    kind = Kind(row.kind)
    name = str(ACTIVITIES[kind])
    if RULES[kind].turns > 1:
        name = gettext("Panggilan ke-%(n)s") % {"n": row.turn}
    who = gettext("nama dirahasiakan") if row.is_sealed else row.person
    said = who or row.place or (row.papers[0] if row.papers else "")
    return f"{name}: {said}" if said else name


def choices(
    slug: str, case: Case, now: datetime, parties: Collection[Party]
) -> dict[str, Any]:
    """What the form of an act asks to be given: days, open ones, calls in vain.

    ``parties``: whose a row may be; of those that somebody else does none is offered.
    """
    if slug == RECORD:
        mine = done_by(open_of(case), parties)
        return {"rows": [(*_pair(row), Kind(row.kind)) for row in mine]}
    if slug == TAKE_BACK:
        return {"rows": [_pair(row) for row in done_by(awaited(case), parties)]}
    kind = KIND_OF[slug]
    if not RULES[kind].meets:
        return {}
    today = legal_day(now, case.office.zone)
    received = clocks.due_of(TermKind.PRESUMED_RECEIPT, today)
    found: dict[str, Any] = {"days": days_for(kind, today, received=received)}
    if slug == "panggil-lagi":
        found["calls"] = [_pair(row) for row in to_call_again(case)]
    return found


def _pair(row: Activity | Clarification) -> tuple[str, str]:
    return str(row.ref), title(row)


def words(
    rows: Iterable[Activity], terms: Sequence[Deadline], today: date
) -> list[dict[str, Any]]:
    """Each in words: what, under which law, open with its clock or how it ended."""
    owed = {term.subject: term for term in terms if term.is_owed}
    return [
        {
            "row": row,
            "title": title(row),
            "law": RULES[Kind(row.kind)].law,
            "outcome": OUTCOMES[Outcome(row.outcome)] if row.outcome else "",
            "files": row.__dict__["brought"],
            "clock": clock_of(owed[str(row.ref)], today)
            if str(row.ref) in owed
            else None,
            "may_be_brought": bool(row.outcome)
            and is_last_call(Kind(row.kind), row.turn, Outcome(row.outcome)),
        }
        for row in rows
    ]


def called(
    rows: Iterable[Activity], clocks: Mapping[str, Clock], held: Mapping[str, Held]
) -> list[dict[str, Any]]:
    """What the agency reads of what it was asked for, or to what it was called."""
    return [
        {
            "row": row,
            "title": title(row),
            "clock": clocks.get(str(row.ref)),
            "held": held.get(str(row.ref)),
        }
        for row in rows
    ]


_BY_LETTER = _("Kirim kepada instansi")
ACTIVITY_ACTS = (
    Act(
        "minta-dokumen",
        _("Minta dokumen instansi"),
        forms.DocumentsForm,
        _begin("minta-dokumen"),
        _("Surat dikirim. Instansi punya 14 hari sejak menerimanya."),
        grave=True,
        button=_BY_LETTER,
    ),
    Act(
        "periksa-lapangan",
        _("Rencanakan pemeriksaan lapangan"),
        forms.VisitForm,
        _begin("periksa-lapangan"),
        _("Hasilnya dicatat dalam tiga hari kerja sesudah harinya."),
    ),
    Act(
        "panggil",
        _("Panggil pejabat instansi"),
        forms.SummonsForm,
        _begin("panggil"),
        _("Surat dikirim. Panggilan berikutnya hanya bila yang ini tidak dipenuhi."),
        grave=True,
        button=_("Kirim panggilan"),
    ),
    Act(
        "panggil-lagi",
        _("Panggil lagi yang tidak datang"),
        forms.AgainForm,
        _begin("panggil-lagi"),
        _("Paling banyak tiga panggilan. Yang ditanyakan sama dengan sebelumnya."),
        grave=True,
        button=_("Kirim panggilan"),
    ),
    Act(
        "dengar",
        _("Dengar saksi atau ahli"),
        forms.HearingForm,
        _begin("dengar"),
        _("Hasilnya dicatat dalam tiga hari kerja sesudah harinya."),
    ),
    Act(
        "undang-atasan",
        _("Undang atasan terlapor"),
        forms.SuperiorForm,
        _begin("undang-atasan"),
        _(
            "Surat dikirim kepada atasan. Pelaksanaan tindakan tidak menunggu pertemuan."
        ),
        grave=True,
        button=_("Kirim undangan"),
    ),
    Act(
        "persuasi",
        _("Catat persuasi"),
        forms.PersuasionForm,
        _begin("persuasi"),
        _("Telepon, kunjungan, atau pembicaraan. Hasilnya dicatat sesudah harinya."),
    ),
    Act(
        RECORD,
        _("Catat hasil kegiatan"),
        forms.CameForm,
        _record,
        _("Setelah dicatat, kegiatan itu selesai dan tidak diubah lagi."),
        grave=True,
    ),
    Act(
        TAKE_BACK,
        _("Tarik kegiatan atau permintaan"),
        forms.TakeBackForm,
        _take_back,
        _("Bila suratnya sudah dikirim, instansi diberi tahu."),
        grave=True,
    ),
)
