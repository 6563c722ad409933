"""What a page says when a letter on paper cannot be written down so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.correspondence import ARRIVED_DAY, SIGNED_DAY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_PAPER: dict[str, str | _StrPromise] = {
    "letter_proved": _(
        "Surat itu sudah dibuka di portal atau sudah ada tanda terimanya."
    ),
    "letter_day": SIGNED_DAY,
    "letter_unproved": _("Isi nomor kiriman atau lampirkan foto tanda terimanya."),
    "paper_day": ARRIVED_DAY,
    "paper_without_picture": _("Lampirkan foto atau pindaian surat itu."),
    "request_over": _(
        "Permintaan itu sudah dijawab, ditarik, atau bukan kepada pengirim ini."
    ),
}
