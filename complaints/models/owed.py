"""What of many orders an agency still owes, as a condition; ``is_owed`` says it of one."""

from django.db.models import Q

from complaints.domain.corrective import ActionStatus

#: What frees an agency of an order that it did not carry out.
FREED = (
    Q(annulled_on__isnull=False)
    | Q(excused_on__isnull=False)
    | Q(superseded_by__isnull=False)
)
#: What an agency still has to do, and to show that it did.
OWED = Q(settled_on=None, annulled_on=None, excused_on=None, superseded_by=None) & ~Q(
    status=ActionStatus.DILAKSANAKAN.value
)
