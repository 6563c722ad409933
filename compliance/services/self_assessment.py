"""Agencies say themselves how their units are. It changes no result."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.domain.answering import UnusableAnswerError, figure
from compliance.domain.self_assessment import LEAST_DAYS, mark_of
from compliance.domain.sheet import Row
from compliance.models import Place, SelfAnswer, SelfSheet
from compliance.selectors.field import asked_of
from compliance.selectors.self_assessment import (
    asked_themselves,
    of_each_unit,
    own_rows,
    takes_answers,
)
from compliance.services.errors import (
    AlreadyAnnounced,
    NothingOfUnits,
    SelfClosed,
    SelfHandedIn,
    SelfTermShort,
    StaleRound,
    StaleSelf,
    UnusableObservation,
)
from compliance.services.rounds import open_for_work
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.domain.answering import Question, Told
    from compliance.models import Round
    from compliance.selectors.field import Asked
    from journal.record import JSON


@transaction.atomic
def invite(
    *, round_ref: UUID, until: date, version: int, actor: Actor, now: datetime
) -> Round:
    """Ask the agencies of a round about their own units, up to ``until``; or move it.

    The same day again changes nothing. Raises NotAllowed, RoundClosed, StaleRound,
    AlreadyAnnounced, NothingOfUnits, SelfTermShort, Round.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    if round_.self_until == until:
        return round_
    if round_.version != version:
        raise StaleRound
    if round_.announced_at is not None:
        raise AlreadyAnnounced
    if not of_each_unit(asked_of(round_.methodology)):
        raise NothingOfUnits
    if until < legal_day(now, settings.TIME_ZONE) + timedelta(days=LEAST_DAYS):
        raise SelfTermShort
    round_.self_until = until
    round_.version += 1
    round_.save(update_fields=["self_until", "version"])
    asked = round_.members.filter(assessed=True).order_by("agency_id")
    data: dict[str, JSON] = {
        "until": until.isoformat(),
        "agencies": [*asked.values_list("agency_id", flat=True)],
    }
    record(notifications.SELF_INVITED, actor=actor, subject=round_, data=data, now=now)
    return round_


@transaction.atomic
def write(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    unit_ref: UUID,
    told: Mapping[str, Told | None],
    absent: Collection[str],
    mark: str,
    actor: Actor,
    now: datetime,
) -> SelfSheet:
    """Write what an agency says of one unit, in place of what stood there.

    ``told`` by the code of the indicator, None for no answer; ``absent``: what does not
    apply there; ``mark``: of the answers that the page showed. What stands there already
    may be sent again. Raises SelfClosed, SelfHandedIn, UnusableObservation, StaleSelf,
    RoundAgency.DoesNotExist, Place.DoesNotExist.
    """
    sheet = _own_sheet(round_ref, agency_ref, actor, now)
    if sheet.handed_in_at:
        raise SelfHandedIn
    places = sheet.round.places.filter(agency=sheet.agency_id)
    place: Place = places.get(unit__ref=unit_ref)
    asked = asked_of(sheet.round.methodology)
    rows = _usable(of_each_unit(asked), told, absent)
    there = mark_of(own_rows(sheet, place.pk, actor))
    if there == mark_of(rows):
        return sheet  # sent twice on a bad line
    if there != mark:
        raise StaleSelf
    sheet.answers.filter(place=place).delete()
    SelfAnswer.objects.bulk_create(_kept(row, sheet, place, asked) for row in rows)
    return sheet


@transaction.atomic
def hand_in(
    *, round_ref: UUID, agency_ref: UUID, actor: Actor, now: datetime
) -> SelfSheet:
    """Give it to the office, whole or not; once more is the same.

    Raises SelfClosed, RoundAgency.DoesNotExist.
    """
    sheet = _own_sheet(round_ref, agency_ref, actor, now)
    if sheet.handed_in_at:
        return sheet
    sheet.handed_in_at, sheet.handed_in_by_id = now, actor.signed_in_id
    sheet.save(update_fields=["handed_in_at", "handed_in_by"])
    data: dict[str, JSON] = {
        "agency": sheet.agency_id,
        "answers": sheet.answers.count(),
    }
    kind = notifications.SELF_HANDED_IN
    record(kind, actor=actor, subject=sheet.round, data=data, now=now)
    return sheet


@transaction.atomic
def take_back(
    *, round_ref: UUID, agency_ref: UUID, actor: Actor, now: datetime
) -> SelfSheet:
    """Take it back to change it, up to the last day; what is a draft stays one.

    Raises SelfClosed, RoundAgency.DoesNotExist.
    """
    sheet = _own_sheet(round_ref, agency_ref, actor, now)
    if not sheet.handed_in_at:
        return sheet
    sheet.handed_in_at = sheet.handed_in_by = None
    sheet.save(update_fields=["handed_in_at", "handed_in_by"])
    data: dict[str, JSON] = {"agency": sheet.agency_id}
    kind = notifications.SELF_TAKEN_BACK
    record(kind, actor=actor, subject=sheet.round, data=data, now=now)
    return sheet


def _own_sheet(
    round_ref: UUID, agency_ref: UUID, actor: Actor, now: datetime
) -> SelfSheet:
    """The self-assessment of one's own agency, its row locked, as long as it is open.

    The round itself is not locked: agencies do not wait for each other, and what comes a
    moment after an announcement counts as little as what came before.
    Raises SelfClosed, RoundAgency.DoesNotExist.
    """
    member = asked_themselves(actor).get(round__ref=round_ref, agency__ref=agency_ref)
    if not takes_answers(member.round, legal_day(now, settings.TIME_ZONE)):
        raise SelfClosed
    SelfSheet.objects.get_or_create(round=member.round, agency=member.agency)
    rows = SelfSheet.objects.visible_to(actor).select_for_update(of=("self",))
    sheet: SelfSheet = rows.select_related("round__methodology").get(
        round=member.round, agency=member.agency
    )
    return sheet


def _usable(
    questions: Mapping[str, Question],
    told: Mapping[str, Told | None],
    absent: Collection[str],
) -> list[Row]:
    """What was said as rows; nothing for what was left out. Raises UnusableObservation."""
    said = {code: one for code, one in told.items() if one is not None}
    optional = {code for code, one in questions.items() if one.may_be_absent}
    if not said.keys() <= questions.keys() or not set(absent) <= optional - said.keys():
        raise UnusableObservation
    try:
        for code, one in said.items():
            figure(questions[code], one)
    except UnusableAnswerError as error:
        raise UnusableObservation from error
    rows = [Row(code, 0, one.value, one.of) for code, one in said.items()]
    return rows + [Row(code, 0, None, absent=True) for code in absent]


def _kept(row: Row, sheet: SelfSheet, place: Place, asked: Asked) -> SelfAnswer:
    return SelfAnswer(
        sheet=sheet,
        place=place,
        node=asked.nodes[row.code],
        value=row.value,
        of=row.of,
        absent=row.absent,
    )
