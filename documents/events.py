"""What the journal is told about files and letters."""

from django.utils.translation import gettext_lazy as _

from journal import registry

FILE_READ = "documents.file_read"
FILE_REFUSED = "documents.file_refused"
LETTER_ISSUED = "documents.letter_issued"
LETTER_REPLACED = "documents.letter_replaced"
LETTER_WITHDRAWN = "documents.letter_withdrawn"

LABELS = {
    FILE_READ: _("Berkas diunduh"),
    FILE_REFUSED: _("Unduhan berkas ditolak"),
    LETTER_ISSUED: _("Surat diterbitkan"),
    LETTER_REPLACED: _("Surat diganti"),
    LETTER_WITHDRAWN: _("Surat ditarik"),
}


def register() -> None:
    """Declare them; called once when the applications are ready."""
    for kind, label in LABELS.items():
        registry.register(kind, label=label)
