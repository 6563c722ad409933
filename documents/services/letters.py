"""Letters: numbered, set, sealed, signed, and never made again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from agencies.domain.calendar import legal_day
from agencies.models import Office
from documents import events, signing, typesetting
from documents.domain.kinds import LetterKind, LetterState, MediaType, Verdict
from documents.domain.letters import SUBJECTS, lacking, series_of
from documents.domain.names import clean_name
from documents.domain.numbers import Series, letter_number
from documents.errors import MissingContext, NotGenuine
from documents.models import Letter, LetterCounter
from documents.services.keeping import keep
from journal.ids import uuid7
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from documents.models import StoredFile
    from journal.actor import Actor


@transaction.atomic
def issue_letter(
    *,
    template: str,
    version: int,
    context: Mapping[str, object],
    office_code: str,
    actor: Actor,
    now: datetime,
    register: str = "",
) -> Letter:
    """Give a letter its number, set it, seal the PDF and sign what it claims.

    ``template`` is a value of LetterKind; ``context`` is data for it (texts, lists,
    ISO dates) and is frozen as given; ``register`` (``NNNNNN.YYYY``, else
    ``context["register"]``) stands in the number. The number counts per office, series
    and legal year without gaps; recommendations are the centre's. Raises MissingContext
    for an unknown template, a context that lacks what the template needs and an office
    that may not write it, Office.DoesNotExist, StorageFull.
    """
    kind = _kind(template, version, context)
    office, series = Office.objects.get(code=office_code), series_of(kind)
    _check_office(office, series)
    ref, day = uuid7(), legal_day(now, office.zone)
    sequence = _next_in(office, day.year, series)
    number = letter_number(
        sequence=sequence,
        office_code=office.code,
        register=register or str(context.get("register", "")),
        on=day,
        series=series,
    )
    frozen = _frozen(kind, context, number=number, day=day, office=office)
    pdf = typesetting.typeset(kind, version, frozen, url=verification_url(ref), now=now)
    sha256 = hashlib.sha256(pdf).hexdigest()
    claim = signing.statement(
        ref=ref, kind=kind.value, number=number, issued_on=day, sha256=sha256
    )
    key_id, signature = signing.sign(claim)
    file = _kept(pdf, kind, number, now)
    letter = Letter.objects.create(
        ref=ref,
        kind=kind.value,
        number=number,
        sequence=sequence,
        series=series.value,
        year=day.year,
        template_version=version,
        context=frozen,
        file=file,
        sha256=sha256,
        issued_by_office=office,
        issued_on=day,
        key_id=key_id,
        signature=signature,
    )
    _note(events.LETTER_ISSUED, letter, actor=actor, now=now)
    return letter


@transaction.atomic
def replace_letter(
    *, letter: Letter, by: Letter, actor: Actor, now: datetime
) -> Letter:
    """Say of a letter that another one stands in its place. Raises NotGenuine."""
    if by.pk == letter.pk or by.state != LetterState.GENUINE.value:
        raise NotGenuine
    return _end(letter, LetterState.REPLACED, by=by, actor=actor, now=now)


@transaction.atomic
def withdraw_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Say of a letter that it no longer stands. Raises NotGenuine."""
    return _end(letter, LetterState.WITHDRAWN, by=None, actor=actor, now=now)


def verification_url(ref: object) -> str:
    """Where anybody can check the letter of this ref; what its QR says."""
    return settings.BASE_URL + reverse("verify:letter", args=[ref])


def claims_hold(letter: Letter) -> bool:
    """Whether our key signed what the row of this letter says today."""
    message = signing.statement(
        ref=letter.ref,
        kind=letter.kind,
        number=letter.number,
        issued_on=letter.issued_on,
        sha256=letter.sha256,
    )
    return signing.is_signed(
        message, key_id=letter.key_id, signature=bytes(letter.signature)
    )


def _kind(template: str, version: int, context: Mapping[str, object]) -> LetterKind:
    try:
        kind = LetterKind(template)
    except ValueError:
        raise MissingContext(f"no template {template!r}") from None
    if not typesetting.has_template(kind, version):
        raise MissingContext(f"no version {version} of {template!r}")
    if names := lacking(kind, context):
        raise MissingContext(f"{template}: {', '.join(names)}")
    return kind


def _kept(pdf: bytes, kind: LetterKind, number: str, now: datetime) -> StoredFile:
    name = clean_name(f"{SUBJECTS[kind]} {number.replace('/', '-')}.pdf")
    return keep(pdf, name=name, media_type=MediaType.PDF, verdict=Verdict.OURS, now=now)


def _check_office(office: Office, series: Series) -> None:
    if series is Series.RECOMMENDATION and not office.central:
        raise MissingContext(f"recommendations are not of office {office.code}")


def _frozen(
    kind: LetterKind,
    context: Mapping[str, object],
    *,
    number: str,
    day: date,
    office: Office,
) -> dict[str, object]:
    """All that the template sees, as plain data that never changes again."""
    return {
        "number": number,
        "date": day.isoformat(),
        "office": office.name_id,
        "subject": SUBJECTS[kind],
        "sample": settings.DEMO,
        "body": json.loads(json.dumps(context)),
    }


def _next_in(office: Office, year: int, series: Series) -> int:
    first = LetterCounter(office=office, year=year, series=series.value, last=0)
    LetterCounter.objects.bulk_create([first], ignore_conflicts=True)
    counter = LetterCounter.objects.select_for_update().get(
        office=office, year=year, series=series.value
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _end(
    letter: Letter,
    state: LetterState,
    *,
    by: Letter | None,
    actor: Actor,
    now: datetime,
) -> Letter:
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.state != LetterState.GENUINE.value:
        raise NotGenuine
    locked.state, locked.replaced_by = state.value, by
    locked.save(update_fields=["state", "replaced_by"])
    kind = events.LETTER_REPLACED if by else events.LETTER_WITHDRAWN
    _note(kind, locked, actor=actor, now=now)
    return locked


def _note(kind: str, letter: Letter, *, actor: Actor, now: datetime) -> None:
    data = {
        "letter": str(letter.ref),
        "kind": letter.kind,
        "number": letter.number,
        "sha256": letter.sha256,
    }
    record(kind, actor=actor, subject=letter.issued_by_office, data=data, now=now)
