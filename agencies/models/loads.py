"""What was loaded, so that an unchanged file costs nothing."""

from django.db import models


class ReferenceLoad(models.Model):
    """The last completed load of one data set, by the hash of what went in."""

    name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
