"""Which corrective actions a view or a filter means, as conditions on what one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Q, When

from complaints.domain.corrective import STILL_OWED, Instrument
from complaints.domain.holders import MONITORED
from complaints.domain.queueing import Holder
from complaints.domain.states import OPEN_STATES
from complaints.domain.tracker import Sort, Status, View
from complaints.models import ActionEvidence, Finding, owed
from complaints.models.choices import Verdict

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.tracker import Marks


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says; "" and None: whatever it is.

    ``about``: words in the name of the body; ``body``, ``unit``: that one alone.
    ``after``: the action behind which the page goes on.
    """

    view: View = View.OPEN
    about: str = ""
    body: UUID | None = None
    unit: UUID | None = None
    region: str = ""
    status: str = ""
    instrument: str = ""
    holder: str = ""
    substance: str = ""
    form: str = ""
    state: str = ""
    office: int | None = None
    since: date | None = None
    until: date | None = None
    due_since: date | None = None
    due_until: date | None = None
    sort: Sort = Sort.DUE
    after: UUID | None = None
    language: str = "id"

    @property
    def telling(self) -> bool:
        """Whether it asks for what a list keeps of a restricted case."""
        asked = (self.about, self.body, self.unit, self.region)
        return any((*asked, self.substance, self.form))


_GOES_ON = Q(case__state__in=sorted(OPEN_STATES)) | Q(case__closing_reason=STILL_OWED)
#: Somebody still has to do it, or to show that he did.
OWED = owed.OWED & _GOES_ON
SUGGESTED = Q(instrument=Instrument.SARAN.value)
#: Who looks after an action: whoever monitors its case, before that its examiner.
WATCHER = Case(
    When(
        case__state__in=sorted(MONITORED),
        case__resmon__isnull=False,
        then=F("case__resmon_id"),
    ),
    default=F("case__examiner_id"),
)


def _pending() -> QuerySet[ActionEvidence]:
    rows: QuerySet[ActionEvidence] = ActionEvidence.objects.filter(
        action=OuterRef("pk"), verdict=Verdict.PENDING
    )
    return rows


def waits() -> Exists:
    """Whether something that was handed in awaits our verdict."""
    return Exists(_pending())


def in_time() -> Exists:
    """The same, handed in by the last day: whatever we take, it is not late."""
    return Exists(_pending().filter(submitted_on__lte=OuterRef("due_on")))


def stands(marks: Marks, *, timely: Q, waiting: Q) -> dict[View, Q]:
    """How what is owed stands on a day.

    ``waiting``, ``timely``: the conditions of :func:`waits` and :func:`in_time`. A
    suggestion binds to nothing: it is under way as long as it lasts, and never late.
    """
    binds = ~SUGGESTED & ~timely
    late = binds & Q(due_on__lt=marks.today)
    runs = binds & Q(due_on__gt=marks.soon)
    return {
        View.OPEN: Q(),
        View.UNRECEIVED: Q(received_on=None),
        View.OURS: waiting,
        View.IN_TIME: timely,
        View.SOON: binds & Q(due_on__gte=marks.today, due_on__lte=marks.soon),
        View.RUNNING: runs | lasting(timely=timely),
        View.LATE: late,
        View.VERY_LATE: late & Q(due_on__lte=marks.very_late),
    }


def lasting(*, timely: Q) -> Q:
    """A suggestion that was received: it lasts, and no day of it is missed."""
    return SUGGESTED & ~timely & Q(received_on__isnull=False)


def due_between(since: date | None, until: date | None) -> Q:
    """Whose last day lies here; the day of a suggestion is only said, and binds nobody."""
    found = Q()
    if since is not None:
        found &= Q(due_on__gte=since)
    if until is not None:
        found &= Q(due_on__lte=until)
    return found & ~SUGGESTED if found else found


def views(marks: Marks) -> dict[View, Q]:
    """What each view means on a day."""
    owed = stands(marks, timely=Q(in_time()), waiting=Q(waits()))
    found = {view: OWED & where for view, where in owed.items()}
    return found | {View.DONE: ~OWED, View.ALL: Q()}


def narrowed(filters: Filters, actor: Actor) -> Q:
    """What the filters mean together, whatever the view."""
    found = Q(
        **{
            name: value
            for name, value in {
                "instrument": filters.instrument,
                "case__state": filters.state,
                "case__office_id": filters.office,
                "lhp__signed_on__gte": filters.since,
                "lhp__signed_on__lte": filters.until,
                "agency__ref": filters.body,
                "unit__ref": filters.unit,
                "case__substance": filters.substance,
            }.items()
            if value
        }
    )
    found &= due_between(filters.due_since, filters.due_until)
    if filters.telling:
        # A list keeps these of a restricted case: a filter that finds it would tell.
        found &= Q(case__restricted=False)
    if filters.about:
        found &= _called(filters.about)
    if filters.region:
        found &= _in_region(filters.region)
    if filters.status:
        found &= _at(Status(filters.status))
    if filters.holder:
        found &= _watched_by(filters.holder, actor)
    if filters.form:
        proven = Finding.objects.filter(lhp=OuterRef("lhp"), proven=True)
        found &= Q(Exists(proven.filter(form=filters.form)))
    return found


def _called(name: str) -> Q:
    return (
        Q(agency__name_id__icontains=name)
        | Q(agency__name_en__icontains=name)
        | Q(unit__name_id__icontains=name)
        | Q(unit__name_en__icontains=name)
    )


def _in_region(code: str) -> Q:
    """Of the region of this code or one inside it; a unit lies where it works."""
    inside = f"{code}."
    of_unit = Q(unit__region__code=code) | Q(unit__region__code__startswith=inside)
    of_body = Q(agency__region__code=code) | Q(agency__region__code__startswith=inside)
    return of_unit | Q(unit__region=None) & of_body


def _at(status: Status) -> Q:
    ended = {
        Status.ANNULLED: Q(annulled_on__isnull=False),
        Status.EXCUSED: Q(excused_on__isnull=False),
        Status.SUPERSEDED: Q(superseded_by__isnull=False),
    }
    free = Q(annulled_on=None, excused_on=None, superseded_by=None)
    return ended.get(status, free & Q(status=status.value))


def _watched_by(holder: str, actor: Actor) -> Q:
    if holder == Holder.NOBODY:
        return Q(watcher=None)
    return Q(watcher=actor.user_id if holder == Holder.ME else int(holder))
