"""Acts on letters of paper: the proof that ours arrived, somebody else's that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain.correspondence import Addressee, Side, Way
from complaints.forms.correspondence import IncomingForm, ProofForm
from complaints.models import CorrectiveAction
from complaints.models.ladder_labels import RECIPIENTS
from complaints.selectors import correspondence as letters
from complaints.services.correspondence import Incoming, Proof, keep_letter, prove
from complaints.views.act import Act, seen_to
from complaints.views.activities import title
from complaints.views.resolving import called
from documents.domain.kinds import LetterKind
from documents.domain.letters import SUBJECTS

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Activity, Case, CaseLetter, Clarification

PROVE, ARRIVED = "tanda-terima", "surat-masuk"


def _prove(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return prove(
        ref=case.ref,
        version=told["version"],
        letter=UUID(told["letter"]),
        proof=Proof(told["signed_on"], Way(told["way"]), told["number"]),
        file_ids=form.file_ids,
        actor=actor,
        now=now,
    )


def _keep(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    answers = told.get("answers")
    return keep_letter(
        ref=case.ref,
        version=told["version"],
        letter=Incoming(
            side=Side(told["side"]),
            arrived_on=told["arrived_on"],
            text=told["text"],
            number=told["number"],
            answers=UUID(answers) if answers else None,
        ),
        file_ids=form.file_ids,
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def choices(slug: str, case: Case, now: datetime, letter: str) -> dict[str, Any]:
    """Letters that wait for their proof (one chosen), or requests for an answer."""
    today = legal_day(now, case.office.zone)
    if slug == PROVE:
        rows = [(str(row.ref), name_of_letter(row)) for row in letters.unproved(case)]
        return {"letters": rows, "letter": letter, "today": today}
    asked = [
        (str(one.ref), asked_words(one.row)) for one in letters.open_requests(case)
    ]
    return {"requests": asked, "today": today}


def asked_words(row: Clarification | Activity | CorrectiveAction) -> str:
    """What the agency owes, as an officer calls it."""
    if isinstance(row, CorrectiveAction):
        return called(row)
    return title(row)


def name_of_letter(row: CaseLetter) -> str:
    """Number, about what, to whom."""
    about = SUBJECTS[LetterKind(row.letter.kind)]
    return f"{row.letter.number} · {about} · {RECIPIENTS[Addressee(row.addressee)]}"


CORRESPONDENCE = (
    Act(
        PROVE,
        _("Catat tanda terima surat"),
        ProofForm,
        _prove,
        _(
            "Yang berjalan sejak surat diterima dihitung dari tanggal ini. Surat yang sudah "
            "dianggap diterima tetap pada tanggalnya."
        ),
    ),
    Act(
        ARRIVED,
        _("Catat surat masuk"),
        IncomingForm,
        _keep,
        _(
            "Untuk surat di atas kertas. Jawaban instansi dihitung sejak tanggal sampai."
        ),
    ),
)
