"""What may be searched, by whom. Identity is never in it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from complaints.models.case import Case
from complaints.models.examination import CaseFile


class SearchDocument(models.Model):
    """The words of a case for one audience; audiences are apart."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    audience = models.CharField(max_length=10)  # staff | agency
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    tsv = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "audience"], name="search_one_per_audience"
            )
        ]
        indexes = [GinIndex(fields=["tsv"], name="search_tsv")]

    def __str__(self) -> str:
        return f"search document of case {self.case_id}"


class FileWords(models.Model):
    """The different words of a file, in no order of theirs; erased with the case."""

    piece = models.OneToOneField(
        CaseFile, on_delete=models.CASCADE, related_name="filed_words"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return f"words of case file {self.piece_id}"


class LegalHold(models.Model):
    """Why the texts of a case may not be erased yet."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"hold on case {self.case_id}"


class RegisterCounter(models.Model):
    """The next register number of a year; one row a year, locked while taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"register {self.year}"


class ImportedRow(models.Model):
    """Which row of which file became which consultation, so that it comes in once."""

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="imported")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="imported_once")
        ]

    def __str__(self) -> str:
        return f"row {self.key} of {self.source}"
