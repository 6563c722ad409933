"""What the journal is told about files and letters."""

from django.utils.translation import gettext_lazy as _

from journal import registry

FILE_READ = "documents.file_read"
FILE_REFUSED = "documents.file_refused"
FILE_HELD = "documents.file_held"
FILE_CLEAN = "documents.file_clean"
FILE_REJECTED = "documents.file_rejected"
FILE_COPIED = "documents.file_copied"
FILE_NOT_COPIED = "documents.file_not_copied"
FILE_ALTERED = "documents.file_altered"
FILE_UNCLAIMED = "documents.file_unclaimed"
LETTER_ISSUED = "documents.letter_issued"
LETTER_REPLACED = "documents.letter_replaced"
LETTER_WITHDRAWN = "documents.letter_withdrawn"

LABELS = {
    FILE_READ: _("Berkas diunduh"),
    FILE_REFUSED: _("Unduhan berkas ditolak"),
    FILE_HELD: _("Berkas tetap ditahan: pemindai tidak memberi kepastian"),
    FILE_CLEAN: _("Berkas dipindai: aman"),
    FILE_REJECTED: _("Berkas ditolak: pemindai menemukan kode berbahaya"),
    FILE_COPIED: _("Salinan baca dibuat"),
    FILE_NOT_COPIED: _("Salinan baca tidak dapat dibuat"),
    FILE_ALTERED: _("Isi berkas tidak lagi sama dengan saat disimpan"),
    FILE_UNCLAIMED: _("Berkas dihapus karena tidak masuk ke laporan mana pun"),
    LETTER_ISSUED: _("Surat diterbitkan"),
    LETTER_REPLACED: _("Surat diganti"),
    LETTER_WITHDRAWN: _("Surat ditarik"),
}
#: Lines that say from where: somebody at work fetched a file, or was refused it.
READINGS = {FILE_READ, FILE_REFUSED}


def register() -> None:
    """Declare them; called once when the applications are ready."""
    for kind, label in LABELS.items():
        registry.register(kind, label=label, reading=kind in READINGS)
