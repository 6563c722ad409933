"""Labels of the enumerations. The values are the domain's; the words are ours."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from complaints.domain.approximate import Precision
from complaints.domain.asking import Kind
from complaints.domain.mandate import Urgency
from complaints.domain.own_initiative import Source
from complaints.domain.states import CaseClass, Reason, State
from complaints.domain.templating import Audience


class Channel(StrEnum):
    """How a report reached us."""

    WEB = "web"
    COUNTER = "loket"
    TELEPHONE = "telepon"
    LETTER = "surat"
    OUTREACH = "keliling"
    API = "api"
    OPEN311 = "open311"
    IMPORT = "impor"
    OWN = "prakarsa"  # nobody reported it: the office began it itself
    FORMER = "daftar"  # from the register before this one: who reported stayed there


#: By these an officer writes down what somebody else reports; it is never his own.
TAKEN_IN = frozenset(
    {Channel.COUNTER, Channel.TELEPHONE, Channel.LETTER, Channel.OUTREACH}
)


class Secrecy(StrEnum):
    """Whether the agency may learn who reported."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


class VaultKind(StrEnum):
    """What a vault row holds."""

    IDENTITY = "identity"
    CONTACT = "contact"
    COMPLETED = "completed"  # what was added to the identity later
    WITNESS = "witness"  # the name of one who asked that nobody reads it


class ContactKind(StrEnum):
    """What can be checked with a code."""

    EMAIL = "email"
    PHONE = "phone"


class NewsChannel(StrEnum):
    """How a reporter wants to hear that there is news."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    NONE = "none"


def kind_for(channel: str) -> ContactKind | None:
    """What news by this way needs; nothing needs none. An old report said none: a mail."""
    if channel in {"", NewsChannel.EMAIL}:
        return ContactKind.EMAIL
    by_phone = channel in {NewsChannel.SMS, NewsChannel.WHATSAPP}
    return ContactKind.PHONE if by_phone else None


class Purpose(StrEnum):
    """As what a file came along: evidence, or the power of attorney."""

    EVIDENCE = ""
    PROXY = "proxy"


class Verdict(StrEnum):
    """What we say of a piece of evidence."""

    PENDING = "menunggu"
    ACCEPTED = "diterima"
    REJECTED = "ditolak"
    MORE = "perlu_perbaikan"


CHANNELS = [
    (Channel.WEB, _("Situs web")),
    (Channel.COUNTER, _("Loket kantor")),
    (Channel.TELEPHONE, _("Telepon")),
    (Channel.LETTER, _("Surat")),
    (Channel.OUTREACH, _("Pos keliling")),
    (Channel.API, _("API")),
    (Channel.OPEN311, _("Open311")),
    (Channel.IMPORT, _("Impor")),
    (Channel.OWN, _("Prakarsa sendiri")),
    (Channel.FORMER, _("Daftar sebelumnya")),
]
SECRECIES = [
    (Secrecy.OPEN, _("Terbuka")),
    (Secrecy.CONFIDENTIAL, _("Nama dirahasiakan")),
]
URGENCIES = [
    (Urgency.EMERGENCY, _("Kondisi darurat")),
    (Urgency.LIFE, _("Mengancam keselamatan jiwa")),
    (Urgency.LIVELIHOOD, _("Mengancam hak hidup")),
]
QUESTION_KINDS = [
    (Kind.TEXT, _("Jawaban pendek")),
    (Kind.LONG, _("Jawaban panjang")),
    (Kind.DATE, _("Tanggal")),
    (Kind.CHOICE, _("Pilih satu")),
    (Kind.YES_NO, _("Ya atau tidak")),
]
VAULT_KINDS = [
    (VaultKind.IDENTITY, _("Identitas")),
    (VaultKind.CONTACT, _("Kontak")),
    (VaultKind.COMPLETED, _("Pelengkap identitas")),
    (VaultKind.WITNESS, _("Nama saksi")),
]
NEWS_CHANNELS = [
    (NewsChannel.EMAIL, _("Email")),
    (NewsChannel.SMS, _("SMS")),
    (NewsChannel.WHATSAPP, _("WhatsApp")),
    (NewsChannel.NONE, _("Tidak usah dikabari, saya lihat sendiri")),
]
SEXES = [("female", _("Perempuan")), ("male", _("Laki-laki"))]
RELATIONS = [
    ("keluarga", _("Keluarga")),
    ("wali", _("Wali anak")),
    ("kuasa", _("Kuasa hukum atau pendamping")),
    ("lembaga", _("Pengurus lembaga atau perkumpulan")),
    ("lain", _("Hubungan lain")),
]
PRECISIONS = [(p.value, p.value) for p in Precision]
VERDICTS = [
    (Verdict.PENDING, _("Bukti perlu diperiksa")),
    (Verdict.ACCEPTED, _("Diterima")),
    (Verdict.REJECTED, _("Ditolak")),
    (Verdict.MORE, _("Perlu bukti tambahan")),
]
CLASSES = [
    (CaseClass.LIGHT, _("Ringan")),
    (CaseClass.MEDIUM, _("Sedang")),
    (CaseClass.HEAVY, _("Berat")),
]
#: From where the suspicion of an investigation comes that the office begins itself.
SOURCES = [
    (Source.TIP, _("Kabar tanpa nama")),
    (Source.MEDIA, _("Berita atau media sosial")),
    (Source.REPORTS, _("Beberapa laporan tentang hal yang sama")),
    (Source.WITHDRAWN, _("Laporan yang dicabut")),
    (Source.FOUND, _("Temuan kami sendiri")),
    (Source.OTHER, _("Sumber lain")),
]
#: For whom a message is written.
AUDIENCES = [
    (Audience.REPORTER, _("Pelapor")),
    (Audience.AGENCY, _("Instansi")),
    (Audience.INTERNAL, _("Catatan internal")),
]
STATES = [
    (State.DRAFT, _("Draf")),
    (State.CONSULT, _("Konsultasi")),
    (State.SUBMITTED, _("Diterima (agenda)")),
    (State.FORMAL, _("Verifikasi formil")),
    (State.INCOMPLETE, _("Menunggu kelengkapan")),
    (State.MATERIAL, _("Verifikasi materiil")),
    (State.PLENO, _("Rapat pleno")),
    (State.REGISTERED, _("Teregistrasi")),
    (State.EXAM, _("Pemeriksaan")),
    (State.CONCILIATION, _("Konsiliasi/mediasi")),
    (State.PRE_LHP, _("Pemberitahuan hasil")),
    (State.LHP_DRAFT, _("Bedah LHP")),
    (State.LHP_ISSUED, _("LHP terbit")),
    (State.CORRECTIVE, _("Tindakan korektif")),
    (State.RESMON, _("Resolusi dan monitoring")),
    (State.RECOMMENDATION, _("Rekomendasi")),
    (State.PUBLISHED, _("Dipublikasikan dan dilaporkan")),
    (State.RCO, _("Respons cepat")),
    (State.CLOSED, _("Ditutup")),
]
REASONS = [
    (Reason.TIDAK_LENGKAP, _("Tidak dilengkapi dalam 30 hari")),
    (Reason.TIDAK_MEMENUHI_MATERIIL, _("Tidak memenuhi syarat materiil")),
    (Reason.BELUM_MENGADU, _("Belum mengadu kepada instansi")),
    (Reason.BUKAN_WEWENANG, _("Di luar wewenang Ombudsman")),
    (Reason.KADALUWARSA, _("Kejadian lewat dua tahun")),
    (Reason.DALAM_PROSES_INSTANSI, _("Masih diselesaikan instansi")),
    (Reason.OBJEK_PERADILAN, _("Diperiksa pengadilan")),
    (Reason.DICABUT, _("Dicabut pelapor")),
    (Reason.DISELESAIKAN_TERLAPOR, _("Diselesaikan instansi")),
    (Reason.DAMAI, _("Selesai dengan musyawarah")),
    (Reason.TIDAK_DITEMUKAN, _("Tidak ditemukan maladministrasi")),
    (Reason.DIHENTIKAN, _("Pemeriksaan dihentikan")),
    (Reason.DITEMUKAN_TANPA_TINDAKAN, _("Ditemukan, tanpa tindakan korektif")),
    (Reason.TK_DILAKSANAKAN, _("Tindakan korektif dilaksanakan")),
    (Reason.TK_SEBAGIAN_DITERIMA, _("Dilaksanakan sebagian, dapat diterima")),
    (Reason.REKOMENDASI_DILAKSANAKAN, _("Rekomendasi dilaksanakan")),
    (Reason.SEBAGIAN_DITERIMA, _("Rekomendasi dilaksanakan sebagian, dapat diterima")),
    (
        Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN,
        _("Rekomendasi tidak dilaksanakan, dipublikasikan"),
    ),
    (Reason.DILIMPAHKAN, _("Dilimpahkan")),
    (Reason.DUPLIKAT, _("Laporan yang sama sudah ada")),
    (Reason.KONSULTASI_DIJAWAB, _("Konsultasi dijawab")),
]
