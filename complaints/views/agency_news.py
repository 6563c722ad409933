"""What happened last, in words that an agency reads: what, in which case, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.selectors.duties import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from complaints.selectors.agency_news import Happened

#: One for each event of ``AGENCY_NEWS``. What a letter says stands in the letter.
TOLD: dict[str, str | Promise] = {
    events.CLARIFICATION_ASKED: _("Permintaan penjelasan dikirim kepada Anda"),
    events.DOCUMENTS_ASKED: _("Permintaan dokumen dikirim kepada Anda"),
    events.SUMMONED: _("Panggilan dikirim kepada Anda"),
    events.SUMMONED_AGAIN: _("Panggilan berikutnya dikirim kepada Anda"),
    events.REQUEST_WITHDRAWN: _("Permintaan atau panggilan kami tarik"),
    events.TALKS_INVITED: _("Undangan musyawarah dikirim kepada Anda"),
    events.TALKS_CONTINUED: _("Pertemuan musyawarah berikutnya ditetapkan"),
    events.TALKS_AGREED: _("Kesepakatan musyawarah ditandatangani"),
    events.TALKS_ENDED: _("Musyawarah berakhir tanpa kesepakatan"),
    events.FILE_RELEASED: _("Salinan berkas dilepas untuk Anda"),
    events.LHP_ISSUED: _("LHP dikirim kepada Anda"),
    events.EVIDENCE_DECIDED: _("Bukti Anda sudah kami periksa"),
    events.PROGRESS_JUDGED: _("Laporan tonggak Anda sudah kami periksa"),
    events.MILESTONE_NEAR: _("Hari satu tonggak mendekat"),
    events.OBJECTION_DECIDED: _("Keberatan Anda diputus"),
    events.RESMON_OPENED: _("Batas waktu lewat, perkara masuk Resolusi dan Monitoring"),
    events.SUPERIOR_INVITED: _("Atasan terlapor kami undang"),
    events.RECOMMENDATION_SIGNED: _("Rekomendasi dikirim"),
    events.RECOMMENDATION_OVERDUE: _("Batas waktu melaporkan Rekomendasi lewat"),
    events.RECOMMENDATION_ASSESSED: _("Status pelaksanaan Rekomendasi ditetapkan"),
    events.SANCTION_RECOMMENDED: _("Rekomendasi penjatuhan sanksi dikirim"),
    events.DEFIANCE_PUBLISHED: _("Ketidakpatuhan diumumkan"),
    events.ACTION_EXCUSED: _("Satu tindakan dikecualikan"),
    events.ACTION_ANNULLED: _("Satu tindakan dibatalkan"),
    events.ORDERED_AGAIN: _("Tindakan yang sudah dilaksanakan diperintahkan lagi"),
    events.ACTION_EXTENDED: _("Batas waktu Anda diperpanjang"),
    events.CASE_CLOSED: _("Perkara ditutup"),
}


def lines(found: Iterable[Happened]) -> list[dict[str, Any]]:
    """Each with its day in the zone of the office."""
    return [
        {
            "said": TOLD[one.kind],
            "on": legal_day(one.at, one.case.office.zone),
            "case": one.case,
            "number": number_of(one.case),
        }
        for one in found
    ]
