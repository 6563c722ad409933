"""How an officer likes his queue."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from complaints.domain.listings import Listing
from complaints.domain.queueing import Density


class QueueLook(models.Model):
    """Which columns one person sees in the queue, and how close the rows stand."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    columns = ArrayField(models.CharField(max_length=12), default=list)
    density = models.CharField(max_length=8, default=Density.LOOSE)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(density__in=[d.value for d in Density]),
                name="queue_density_known",
            ),
        ]

    def __str__(self) -> str:
        return f"the queue as user {self.user_id} sees it"


class SavedFilter(models.Model):
    """A filter that somebody keeps under a name, for himself or for his office.

    ``query`` is what the address carries; what it finds is each reader's own.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, null=True, related_name="+"
    )
    listing = models.CharField(max_length=8, default=Listing.QUEUE.value)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=600)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["place", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="saved_filter_one_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(listing__in=sorted(one.value for one in Listing)),
                name="saved_filter_listing_known",
            ),
        ]

    def __str__(self) -> str:
        return f"filter {self.pk} of user {self.owner_id}"
