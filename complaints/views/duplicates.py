"""Acts about two reports of one matter, and about one report of two matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.splitting import parts_of
from complaints.domain.states import Command, Party
from complaints.forms.office import ActForm
from complaints.forms.splitting import SplitForm
from complaints.forms.steps import MergeForm
from complaints.models import Case
from complaints.models.choices import STATES, Purpose
from complaints.policies import parties_of
from complaints.selectors.authors import proposal_of
from complaints.selectors.merging import alike, one_that_stays
from complaints.services import merging, splitting
from complaints.views.act import Act
from complaints.views.words import agency_of, name_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from accounts.http import PortalRequest

MERGE, UNDO, SPLIT = "gabungkan", "batalkan-gabungan", "pisahkan"
PROPOSE, GATHER = "usul-gabung", "jadi-bagian"
#: What a head chooses who does not follow a proposal.
NOT = "tidak"
#: Who proposes a merge that another decides.
PROPOSERS = frozenset({Party.INTAKE, Party.EXAMINER})
SEARCH = "nomor"


def _merge(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    kept, version = form.cleaned_data["kept"], form.cleaned_data["version"]
    if kept == NOT:
        return merging.refuse_merge(ref=case.ref, version=version, actor=actor, now=now)
    return merging.merge(
        ref=case.ref, version=version, kept_ref=UUID(kept), actor=actor, now=now
    )


def _propose(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return merging.propose_merge(
        ref=case.ref,
        version=form.cleaned_data["version"],
        kept_ref=UUID(form.cleaned_data["kept"]),
        actor=actor,
        now=now,
    )


def _undo(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return merging.undo_merge(
        ref=case.ref, version=form.cleaned_data["version"], actor=actor, now=now
    )


def proposed(case: Case) -> dict[str, str]:
    """The case into which it was proposed to merge this one, as it is chosen at first."""
    proposal = proposal_of(case, Command.MERGE)
    return {"kept": str(proposal.kept.ref)} if proposal and proposal.kept else {}


def choices(
    slug: str, case: Case, request: PortalRequest
) -> dict[str, list[tuple[str, str]]]:
    """The cases that may stay, and the answer no where somebody proposed it."""
    may = PROPOSERS if slug == PROPOSE else {Party.HEAD}
    open_ = bool(may & parties_of(request.actor, case))
    first = proposed(case).get("kept", "") if slug == MERGE and open_ else ""
    rows = _found(slug, case, request, first, open_=open_)
    if first:
        rows.append((NOT, _("Tidak digabung: perkara ini jalan sendiri")))
    return {"cases": rows}


def _found(
    slug: str, case: Case, request: PortalRequest, first: str, *, open_: bool
) -> list[tuple[str, str]]:
    """Found by number, or likely; and the one that was chosen or proposed before."""
    text, whole = request.GET.get(SEARCH, ""), slug == GATHER
    found = alike(case, request.actor, text, whole=whole) if open_ else []
    rows = {str(one.case.ref): _line(one.case, same=one.same_reporter) for one in found}
    chosen = request.POST.get("kept", "")
    chosen = first if chosen in {"", NOT} else chosen
    if chosen and chosen not in rows:
        try:
            row = one_that_stays(case, request.actor, UUID(chosen), whole=whole)
        except (ValueError, Case.DoesNotExist):
            return [*rows.items()]
        rows[chosen] = _line(row, same=False)
    return [*rows.items()]


def _line(case: Case, *, same: bool) -> str:
    agency = "" if case.restricted else agency_of(case)
    parts = [name_of(case), agency, str(dict(STATES)[case.stage])]
    if same:
        parts.append(_("pelapor yang sama"))
    return ", ".join(part for part in parts if part)


def _split(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return splitting.split(
        ref=case.ref,
        version=form.cleaned_data["version"],
        title=form.cleaned_data["title"],
        parts=[int(place) for place in form.cleaned_data["parts"]],
        file_refs=[UUID(ref) for ref in form.cleaned_data.get("files", ())],
        actor=actor,
        now=now,
    )


def parts(case: Case) -> dict[str, list[tuple[str, str]]]:
    """The pieces of the story and the reporter's files, each to be ticked.

    A power of attorney comes along by itself.
    """
    own = case.files.filter(lane="reporter").exclude(purpose=Purpose.PROXY)
    rows = own.select_related("file", "case")
    return {
        "parts": [(str(n), text) for n, text in enumerate(parts_of(case.story))],
        "files": [(str(row.ref), str(row.shown_name)) for row in rows.order_by("id")],
    }


MERGING = (
    Act(
        MERGE,
        gettext_lazy("Gabungkan dengan perkara lain"),
        MergeForm,
        _merge,
        gettext_lazy(
            "Perkara ini ditutup dan perkara yang Anda pilih dilanjutkan. Berkas dan "
            "pesan tetap di sini dan terbaca dari sana. Pelapor diberi tahu bahwa "
            "laporan yang sama sudah ada, bukan siapa pelapornya."
        ),
    ),
    Act(
        PROPOSE,
        gettext_lazy("Usulkan penggabungan"),
        MergeForm,
        _propose,
        gettext_lazy(
            "Kepala memutuskan. Sampai itu kedua perkara berjalan seperti biasa."
        ),
    ),
    Act(
        UNDO,
        gettext_lazy("Batalkan penggabungan"),
        ActForm,
        _undo,
        gettext_lazy("Perkara kembali ke tahapnya dan batas waktunya berjalan lagi."),
    ),
    Act(
        SPLIT,
        gettext_lazy("Pisahkan masalah lain"),
        SplitForm,
        _split,
        gettext_lazy(
            "Laporan ini tetap utuh. Bagian yang Anda pilih menjadi perkara baru dengan "
            "nomor sendiri dan mulai dari verifikasi. Pelapornya sama, diberi tahu, dan "
            "membukanya dengan kode yang ia punya; identitasnya tetap tersegel."
        ),
        grave=True,
    ),
)
