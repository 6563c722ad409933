"""What happens around files, identities and an agency's people, as the history says it."""

from django.utils.translation import gettext_lazy as _

from complaints.domain import events

#: What becomes of a file in a case.
OF_FILES = {
    events.FILE_ADDED: _("Berkas ditambahkan"),
    events.FILE_READ: _("Berkas dibuka"),
    events.ORIGINAL_OPENED: _("Berkas asli dibuka"),
    events.FILE_BLACKED: _("Salinan berkas disiapkan untuk dilepas"),
    events.FILE_RELEASED: _("Salinan berkas dilepas kepada instansi"),
    events.FILE_TAKEN_BACK: _("Salinan berkas ditarik dari instansi"),
    events.FILE_RELEASED_TO_REPORTER: _("Salinan berkas dilepas kepada pelapor"),
    events.FILE_TAKEN_FROM_REPORTER: _("Salinan berkas ditarik dari pelapor"),
}
#: Who opened the reporter's name or contact, and what became of it.
OF_IDENTITY = {
    events.IDENTITY_OPENED: _("Identitas pelapor dibuka"),
    events.IDENTITY_REFUSED: _("Permintaan membuka identitas ditolak"),
    events.IDENTITY_ASKED: _("Persetujuan penjaga identitas diminta"),
    events.IDENTITY_GRANTED: _("Penjaga identitas menyetujui pembukaan"),
    events.IDENTITY_DENIED: _("Penjaga identitas menolak pembukaan"),
    events.IDENTITY_REVOKED: _("Penjaga identitas mencabut persetujuan"),
    events.CONTACT_OPENED: _("Kontak dibuka untuk mengirim kabar"),
    events.NAME_OPENED: _("Nama dibuka untuk surat"),
    events.IDENTITY_COMPLETED: _("Pelapor melengkapi data diri, disegel"),
    events.IDENTITY_ERASED: _("Identitas dihapus"),
}
#: The link by which an agency without an account reads its letters, and what its people
#: divide among themselves.
OF_LINKS = {
    events.PROGRESS_REPORTED: _("Instansi melaporkan kemajuan satu tonggak"),
    events.PROGRESS_JUDGED: _("Laporan kemajuan diperiksa"),
    events.REPORTER_SAW: _("Pelapor menjawab apakah perbaikan sesuai yang ia lihat"),
    events.SEEN_WRITTEN: _("Jawaban pelapor tentang perbaikan dicatat petugas"),
    events.MILESTONE_NEAR: _("Instansi diingatkan akan tonggak yang mendekat"),
    events.DUTY_DIVIDED: _("Narahubung membagi tugas di antara mereka"),
    events.LINK_SENT: _("Tautan ke surat dikirim kepada instansi"),
    events.LINK_REVOKED: _("Tautan ke surat dicabut"),
    events.LINK_CODE_ASKED: _("Kode untuk membuka tautan surat diminta"),
    events.LINK_OPENED: _("Tautan ke surat dibuka dengan kode"),
}
#: The way to the reporter, and the code that opens a report.
OF_CONTACT = {
    events.CODE_RENEWED: _("Kode laporan diganti"),
    events.CODE_RECOVERED: _("Kode laporan diganti lewat kontak yang terverifikasi"),
    events.RECOVERY_ASKED: _("Kode baru diminta lewat kontak"),
    events.CONTACT_CHANGE_ASKED: _("Kode untuk kontak baru diminta"),
    events.CONTACT_CONFIRMED: _("Pelapor memastikan perubahan kontak"),
    events.CONTACT_CHANGED: _("Kontak pelapor diganti"),
    events.CONTACT_UNREACHABLE: _("Kontak pelapor tidak terjangkau"),
    events.CONTACT_REACHED: _("Kontak pelapor terjangkau lagi"),
}
