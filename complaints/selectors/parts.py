"""One part of a case by the ref in an address, as far as the asking actor may know it.

Every function raises ``ObjectDoesNotExist`` alike for what is not there and for what
is not the actor's to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from accounts.roles import Role
from complaints.agency_policies import agency_roles
from complaints.domain.correspondence import Addressee
from complaints.models import (
    ActionEvidence,
    Case,
    CaseFile,
    CaseLetter,
    Clarification,
    CorrectiveAction,
    Dossier,
    FileRelease,
    Objection,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from documents.models import StoredFile


#: Letters to these lie with somebody of the agency.
IN_AGENCY = (Addressee.AGENCY.value, Addressee.SUPERIOR.value)


def request_of(actor: Actor, ref: UUID) -> Clarification:
    """A request for explanation in a case that the actor may see."""
    seen = Case.objects.visible_to(actor)
    rows = Clarification.objects.select_related("case", "case__office")
    return rows.get(ref=ref, case__in=seen)


def action_of(actor: Actor, ref: UUID) -> CorrectiveAction:
    """An action of a received LHP in force, in a case that the actor may see."""
    seen = Case.objects.visible_to(actor)
    rows = CorrectiveAction.objects.select_related(
        "case__office", "recommendation", "superseded_by"
    )
    return rows.get(
        ref=ref, case__in=seen, received_on__isnull=False, lhp__replaced_by=None
    )


def pieces_of(action: CorrectiveAction) -> list[ActionEvidence]:
    """What was sent for an action, with its files and our verdicts; the first one first."""
    return list(action.evidence.prefetch_related("files__file").order_by("id"))


def objection_of(actor: Actor, ref: UUID) -> Objection:
    """An objection that an agency sent in a case that the actor may see."""
    rows = Objection.objects.select_related("case__office").filter(
        filed_at__isnull=False, agency_id=F("case__agency_id")
    )
    return rows.get(ref=ref, case__in=Case.objects.visible_to(actor))


def barred(stored: StoredFile, user_id: int) -> bool:
    """Whether a person was kept out of the case of a file since its address was made."""
    # A copy belongs to the case of what it was made of.
    brought = Q(files__file=stored) | Q(files__file__derivatives=stored)
    of_case = brought | Q(letters__letter__file=stored) | Q(dossiers__file=stored)
    out = Q(recusals__user_id=user_id) | Q(agency__ties__user_id=user_id)
    return Case.objects.filter(of_case, out).exists()


def evidence_of(case: Case, ref: UUID) -> ActionEvidence:
    """One piece of evidence of a case, with its action and files."""
    rows = ActionEvidence.objects.select_related("action")
    return rows.prefetch_related("files__file").get(ref=ref, action__case=case)


def file_of(case: Case, ref: UUID, *, sent_by_agency: bool = False) -> StoredFile:
    """A file of a case; ``sent_by_agency``: only what the agency itself sent."""
    rows = CaseFile.objects.select_related("file").filter(case=case)
    if sent_by_agency:
        rows = rows.filter(lane="agency")
    return rows.get(ref=ref).file


def piece_of(case: Case, ref: UUID) -> CaseFile:
    """The row of a file of a case."""
    rows = CaseFile.objects.select_related("file", "case", "activity")
    return rows.get(case=case, ref=ref)


def released_to(case: Case) -> QuerySet[FileRelease]:
    """The copies that the agency of a case may have now.

    Of another agency, before the case was transferred, it gets none.
    """
    rows = _released(case, Addressee.AGENCY)
    return rows.filter(agency=case.agency)


def released_to_reporter(case: Case) -> QuerySet[FileRelease]:
    """The copies that the reporter of a case may have now."""
    return _released(case, Addressee.REPORTER)


def _released(case: Case, to: Addressee) -> QuerySet[FileRelease]:
    rows = FileRelease.objects.filter(
        piece__case=case, addressee=to, released_at__isnull=False, ended_at=None
    )
    return rows.select_related("copy").order_by("id")


def released_file_of(case: Case, ref: UUID) -> StoredFile:
    """A copy that was released to the agency of a case, and not taken back."""
    return _copy(released_to(case).get(ref=ref))


def copy_for_reporter(case: Case, ref: UUID) -> StoredFile:
    """A copy that was released to the reporter of a case, and not taken back."""
    return _copy(released_to_reporter(case).get(ref=ref))


def _copy(found: FileRelease) -> StoredFile:
    copy = found.copy
    if copy is None:  # the database keeps none released without its copy
        raise FileRelease.DoesNotExist
    return copy


def letters_of(case: Case) -> list[CaseLetter]:
    """Every letter of a case with its PDF, in the order of sending."""
    return list(case.letters.select_related("letter__file").order_by("id"))


def dossier_of(case: Case, ref: UUID, actor: Actor) -> StoredFile:
    """The case as one PDF, as it was made for this actor and no other."""
    wish = case.dossiers.select_related("file").get(
        ref=ref, asked_by_id=actor.signed_in_id
    )
    if wish.file is None:
        raise Dossier.DoesNotExist
    return wish.file


def letter_of(case: Case, ref: UUID, *, to: Actor | None = None) -> StoredFile:
    """The PDF of a letter of a case; one may have gone to several.

    ``to``: somebody of the agency, who reads what is addressed to him and was received.
    """
    rows = CaseLetter.objects.select_related("letter__file").filter(case=case)
    if to is not None:
        rows = rows.filter(addressee__in=inbox_of(to, case), received_on__isnull=False)
    found = rows.filter(letter__ref=ref).order_by("id").first()
    if found is None:
        raise CaseLetter.DoesNotExist
    return found.letter.file


def inbox_of(actor: Actor, case: Case) -> list[str]:
    """To whom a letter of this case went that lies in the inbox of this person of its
    agency."""
    found = [Addressee.AGENCY.value]
    above = Role.SUPERIOR in agency_roles(actor, case)
    return [*found, Addressee.SUPERIOR.value] if above else found


def own_letter_of(case: Case, ref: UUID) -> StoredFile:
    """The PDF of a letter that is addressed to the reporter of the case."""
    rows = CaseLetter.objects.select_related("letter__file").filter(case=case)
    return rows.get(addressee="reporter", letter__ref=ref).letter.file


def own_file_of(case: Case, ref: UUID) -> StoredFile:
    """A file that the reporter sent himself."""
    rows = CaseFile.objects.select_related("file").filter(case=case)
    return rows.get(lane="reporter", ref=ref).file
