"""What a page says when a letter on paper cannot be written down so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.correspondence import ARRIVED_DAY, SIGNED_DAY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_PAPER: dict[str, str | _StrPromise] = {
    "evidence_not_now": _("Pada tahap ini bukti tidak diterima."),
    "duty_over": _("Tugas ini sudah selesai, atau suratnya belum dibuka."),
    "duty_colleague": _("Pilih rekan yang dapat mengerjakannya."),
    "duty_not_yours": _("Tugas ini sekarang tidak dipegang Anda."),
    "link_no_letter": _("Belum ada surat kepada instansi dalam perkara ini."),
    "links_full": _("Sudah ada sepuluh tautan yang berlaku. Cabut satu dulu."),
    "link_ended": _("Tautan itu tidak berlaku lagi."),
    "link_over": _(
        "Tautan ini tidak berlaku: kodenya keliru, sudah lewat 14 hari, atau dicabut. "
        "Minta tautan baru kepada kantor kami, atau telepon 137."
    ),
    "letter_proved": _(
        "Surat itu sudah dibuka di portal atau sudah ada tanda terimanya."
    ),
    "letter_day": SIGNED_DAY,
    "letter_unproved": _("Isi nomor kiriman atau lampirkan foto tanda terimanya."),
    "paper_day": ARRIVED_DAY,
    "paper_without_picture": _("Lampirkan foto atau pindaian surat itu."),
    "letter_without_proof": _("Surat itu tidak punya tanda terima di atas kertas."),
    "no_such_paper": _("Surat itu tidak ada dalam perkara ini."),
    "correct_nothing": _("Itu sudah yang tertulis. Ubah tanggalnya atau pengirimnya."),
    "correct_closed": _(
        "Perkara ini sudah ditutup; tanggal yang menggerakkan batas waktu tidak bisa lagi "
        "dibetulkan. Tulis yang benar di catatan internal."
    ),
    "correct_answers": _(
        "Surat ini dicatat sebagai jawaban instansi atas permintaan kami, jadi "
        "pengirimnya tidak bisa diganti. Tulis yang benar di catatan internal."
    ),
    "correct_late": _(
        "Menurut tanggal itu batas waktu menjadi lewat, padahal yang kami beritahukan "
        "belum. Yang sudah diberitahukan tetap berlaku; tulis yang benar di catatan "
        "internal."
    ),
    "correct_after_answer": _(
        "Suratnya sudah dijawab sebelum tanggal itu, jadi tidak mungkin baru diterima "
        "kemudian. Periksa lagi tanggalnya."
    ),
    "correct_went_on": _(
        "Instansi dicatat tidak menjawab, dan pemeriksaan sudah berlanjut atas dasar itu. "
        "Tulis yang benar di catatan internal."
    ),
    "correct_recorded": _(
        "Hasil kegiatan itu sudah dicatat, jadi tanggal ini tidak bisa lagi dibetulkan. "
        "Tulis yang benar di catatan internal."
    ),
    "correct_result_over": _(
        "Pelapor sudah menanggapi hasil sementara, atau waktunya sudah lewat. Tulis yang "
        "benar di catatan internal."
    ),
    "correct_moved_on": _(
        "Perkara sudah melewati masa tindakan korektif LHP ini. Tulis yang benar di "
        "catatan internal."
    ),
    "correct_verified": _(
        "Bukti pelaksanaannya sudah diputus menurut tanggal yang lama. Tulis yang benar "
        "di catatan internal."
    ),
    "request_over": _(
        "Permintaan itu sudah dijawab, ditarik, atau bukan kepada pengirim ini."
    ),
}
