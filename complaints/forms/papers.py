"""Where a reporter adds files: with the form, or each by itself as soon as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from complaints.forms.agency import FilesField, ManyFiles
from complaints.forms.limits import with_limit
from documents.domain.kinds import ENDINGS, MediaType

if TYPE_CHECKING:
    from collections.abc import Sequence

PHOTOS = (MediaType.JPEG, MediaType.PNG, MediaType.WEBP)
#: Photographs by their type, so that a telephone offers its camera and sends JPEG.
ACCEPTED = ",".join([*PHOTOS, *(f".{ending}" for ending in ENDINGS)])


class SentApart(forms.FileField):
    """A control whose files a script may send one by one (``js/files.js``)."""

    #: Whether a photograph is what mostly comes here.
    camera = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.template_name = "forms/papers.html"
        #: Where a file goes by itself; empty: only with the form.
        self.to = ""
        #: Those that came so and wait for the form: token and file.
        self.parked: Sequence[tuple[str, Any]] = ()

    @property
    def most(self) -> int:
        """Bytes of one file."""
        return int(settings.UPLOAD_LIMIT)


class PapersField(SentApart, FilesField):
    """Several files."""


class VoiceField(SentApart):
    """One recording; the telephone opens its recorder."""

    camera = False
    widget = forms.FileInput(attrs={"accept": "audio/*", "capture": True})


def papers(label: Any, help_text: Any) -> PapersField:
    """Room for pictures and papers; none is fine."""
    return PapersField(
        label=label,
        help_text=help_text,
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )


def more_papers() -> PapersField:
    """The same beside the words of a form about a report."""
    return papers(
        _("Tambah bukti"),
        with_limit(_("Foto, PDF, atau rekaman. Paling besar %(limit)s MB per berkas.")),
    )


def sent_apart(form: forms.BaseForm) -> list[SentApart]:
    """The fields of a form that take files so."""
    return [field for field in form.fields.values() if isinstance(field, SentApart)]
