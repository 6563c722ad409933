"""The public register of recommendations: entries, their versions, and what waits.

The texts of a draft are kept as long as the case and erased with it. A version that was
released stays: it is what the public read, and holds nothing of a reporter.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.releasing import Release
from complaints.models.case import Case
from complaints.models.recommending import Recommendation
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL
_KINDS = [kind.value for kind in Release]


class RegisterEntry(models.Model):
    """One recommendation that the public may read of; made with its first version.

    The columns repeat what pages filter and sort by. Of one that was withdrawn only its
    number and its days are left here.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="public_entries"
    )
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="public_entry"
    )
    number = models.CharField(max_length=60, unique=True)
    signed_on = models.DateField()
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    province = models.CharField(max_length=2, blank=True)  # a region code
    theme = models.CharField(max_length=40, blank=True)  # a substance
    status = models.CharField(max_length=12, blank=True)
    announced_on = models.DateField(null=True)  # that it was not obeyed
    version = models.PositiveSmallIntegerField()
    released_on = models.DateField()  # its first version
    changed_on = models.DateField()
    changed_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(agency=None, province="", theme="", status="", announced_on=None),
                name="entry_withdrawn_tells_nothing",
            )
        ]
        indexes = [
            models.Index(fields=["-signed_on", "-id"], name="entry_newest"),
            models.Index(fields=["-changed_at", "-id"], name="entry_changed"),
        ]

    def __str__(self) -> str:
        return f"entry {self.number}"


class PublicVersion(models.Model):
    """What the public read from one day on. Nobody changes or deletes one.

    ``data`` is everything that pages and files show; ``sha256`` is of it
    (``domain.releasing.digest``). A withdrawal has no data. ``why`` is public too.
    """

    entry = models.ForeignKey(
        RegisterEntry, on_delete=models.PROTECT, related_name="versions"
    )
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    data = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=500, blank=True)
    drafted_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    released_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    released_on = models.DateField()
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "n"], name="public_version_once"),
            models.CheckConstraint(
                condition=Q(kind__in=_KINDS), name="public_version_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=Release.WITHDRAWAL.value, data=None, sha256="", letter=None
                )
                | ~Q(kind=Release.WITHDRAWAL.value)
                & Q(data__isnull=False, drafted_by__isnull=False),
                name="public_version_whole",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by=None) | ~Q(released_by=F("drafted_by")),
                name="public_version_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.n} of entry {self.entry_id}"


class ReleaseDraft(models.Model):
    """What shall be released: written by monitoring, agreed to by a commissioner.

    ``data`` is what the public will read, to the letter; ``words`` what of it was
    written for this draft. Both are erased with the case.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="release_drafts"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="release_drafts"
    )
    kind = models.CharField(max_length=10)
    why = models.CharField(max_length=500, blank=True)
    words = models.JSONField()
    data = models.JSONField()
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # released, or another took its place

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[k for k in _KINDS if k != Release.WITHDRAWAL.value]
                ),
                name="release_draft_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("drafted_by")),
                name="release_draft_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at=None),
                name="release_draft_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"release of case {self.case_id}"
