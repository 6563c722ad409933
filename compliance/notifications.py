"""What a round writes into the history."""

from django.utils.translation import gettext_lazy as _

from journal import registry

METHODOLOGY_LOADED = "compliance.methodology_loaded"
METHOD_COPIED = "compliance.method_copied"
METHOD_CHANGED = "compliance.method_changed"
METHOD_PUBLISHED = "compliance.method_published"
METHOD_DISCARDED = "compliance.method_discarded"
ROUND_OPENED = "compliance.round_opened"
ANSWERS_RECORDED = "compliance.answers_recorded"
AGENCY_LEFT_OUT = "compliance.agency_left_out"
ROUND_LOCKED = "compliance.round_locked"
ROUND_PUBLISHED = "compliance.round_published"
SCORE_CORRECTED = "compliance.score_corrected"
DATA_RELEASED = "compliance.data_released"
PRODUCTS_NAMED = "compliance.products_named"
SEED_ANNOUNCED = "compliance.seed_announced"
ROUND_SCHEDULED = "compliance.round_scheduled"
SAMPLE_DRAWN = "compliance.sample_drawn"
ASSESSOR_SENT = "compliance.assessor_sent"
CONFLICT_DECLARED = "compliance.conflict_declared"
VISIT_DUE = "compliance.visit_due"
SHEET_HANDED_IN = "compliance.sheet_handed_in"
SHEET_GIVEN_BACK = "compliance.sheet_given_back"
DIFFERENCE_SETTLED = "compliance.difference_settled"
JUMP_EXPLAINED = "compliance.jump_explained"
RESULTS_ANNOUNCED = "compliance.results_announced"
OBJECTION_FILED = "compliance.objection_filed"
OBJECTION_ANSWERED = "compliance.objection_answered"
REPLY_FILED = "compliance.reply_filed"
REPLY_SHOWN = "compliance.reply_shown"
REPLY_HELD = "compliance.reply_held"
PLACE_SIGNED = "compliance.place_signed"
MINUTES_FILED = "compliance.minutes_filed"
RESULTS_APPROVED = "compliance.results_approved"
SELF_INVITED = "compliance.self_invited"
SELF_DUE = "compliance.self_due"
SELF_HANDED_IN = "compliance.self_handed_in"
SELF_TAKEN_BACK = "compliance.self_taken_back"

_LABELS = {
    METHODOLOGY_LOADED: _("Metode penilaian dimuat"),
    METHOD_COPIED: _("Metode disalin menjadi draf"),
    METHOD_CHANGED: _("Draf metode diubah"),
    METHOD_PUBLISHED: _("Metode diterbitkan"),
    METHOD_DISCARDED: _("Draf metode dibuang"),
    ROUND_OPENED: _("Penilaian dibuka"),
    ANSWERS_RECORDED: _("Nilai instansi dicatat"),
    AGENCY_LEFT_OUT: _("Instansi ditandai tidak dinilai"),
    ROUND_LOCKED: _("Penilaian dikunci"),
    ROUND_PUBLISHED: _("Rapor diterbitkan"),
    SCORE_CORRECTED: _("Nilai yang terbit dikoreksi"),
    DATA_RELEASED: _("Data terbuka diterbitkan"),
    PRODUCTS_NAMED: _("Produk unit dicatat"),
    SEED_ANNOUNCED: _("Asal benih undian diumumkan"),
    ROUND_SCHEDULED: _("Jadwal penilaian ditetapkan"),
    SAMPLE_DRAWN: _("Sampel penilaian diundi"),
    ASSESSOR_SENT: _("Penilai ditugaskan"),
    CONFLICT_DECLARED: _("Penilai menyatakan benturan kepentingan"),
    VISIT_DUE: _("Penilai diingatkan tentang lembar kunjungan"),
    SHEET_HANDED_IN: _("Lembar kunjungan diserahkan"),
    SHEET_GIVEN_BACK: _("Lembar kunjungan dikembalikan"),
    DIFFERENCE_SETTLED: _("Perbedaan dua penilai diputuskan"),
    JUMP_EXPLAINED: _("Lonjakan nilai dijelaskan"),
    RESULTS_ANNOUNCED: _("Hasil sementara diberitahukan"),
    OBJECTION_FILED: _("Instansi menyanggah hasil sementara"),
    OBJECTION_ANSWERED: _("Sanggahan dijawab"),
    REPLY_FILED: _("Instansi menulis tanggapan"),
    REPLY_SHOWN: _("Tanggapan instansi ditampilkan"),
    REPLY_HELD: _("Tanggapan instansi tidak ditampilkan"),
    PLACE_SIGNED: _("Hasil kunjungan ditandatangani"),
    MINUTES_FILED: _("Berita acara pleno hasil penilaian dicatat"),
    RESULTS_APPROVED: _("Hasil penilaian disetujui"),
    SELF_INVITED: _("Instansi diminta menilai diri"),
    SELF_DUE: _("Instansi diingatkan tentang penilaian mandiri"),
    SELF_HANDED_IN: _("Penilaian mandiri diserahkan"),
    SELF_TAKEN_BACK: _("Penilaian mandiri ditarik kembali"),
}


def register() -> None:
    """Declare the events; called once when the applications are ready."""
    for kind, label in _LABELS.items():
        registry.register(kind, label=label)
