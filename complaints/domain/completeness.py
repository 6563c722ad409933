"""What a report needs: the formal and the material lines of the verification."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.approximate import Precision, latest_day
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: UU 37/2008 art. 24: identity, the account, that the agency was told, what is hoped.
FORMAL_KEYS = ("identity", "chronology", "effort", "hope")
#: Practice of the material check; each "no" is a ground of art. 36.
MATERIAL_KEYS = (
    "not_reported_before",
    "within_mandate",
    "not_settled",
    "reasonable_time_over",
    "not_in_court",
    "within_two_years",
)
#: For which reason a case closes when a line of the material check is answered no.
GROUNDS = {
    "not_reported_before": Reason.DUPLIKAT,
    "within_mandate": Reason.BUKAN_WEWENANG,
    "not_settled": Reason.DISELESAIKAN_TERLAPOR,
    "reasonable_time_over": Reason.DALAM_PROSES_INSTANSI,
    "not_in_court": Reason.OBJEK_PERADILAN,
    "within_two_years": Reason.KADALUWARSA,
}
#: Art. 24(3): how old the event may be when the report is filed.
YEARS_BACK = 2


class Missing(StrEnum):
    """What the law asks for and a report lacks."""

    NAME = "name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    MARITAL_STATUS = "marital_status"
    OCCUPATION = "occupation"
    ADDRESS = "address"
    CHRONOLOGY = "chronology"
    EFFORT = "effort"
    HOPE = "hope"


#: What Article 24(1)a asks for of the reporter himself.
IDENTITY_FIELDS = (
    Missing.NAME,
    Missing.BIRTH_PLACE,
    Missing.BIRTH_DATE,
    Missing.MARITAL_STATUS,
    Missing.OCCUPATION,
    Missing.ADDRESS,
)


def missing(given: Mapping[str, str], *, fast: bool = False) -> tuple[Missing, ...]:
    """What a report lacks, in the order of the law.

    ``given`` maps the values of Missing to what was answered; blank is lacking.
    ``fast``: the fast response (RCO) sets the usual requirements aside.
    """
    if fast:
        return ()
    return tuple(item for item in Missing if not given.get(item, "").strip())


def grounds(answers: Mapping[str, bool]) -> tuple[Reason, ...]:
    """The reasons to close that follow from the material check, in its order.

    A line that was not answered is no ground.
    """
    return tuple(GROUNDS[key] for key in MATERIAL_KEYS if answers.get(key) is False)


def is_too_old(
    happened_on: date, filed_on: date, precision: Precision = Precision.DAY
) -> bool:
    """Whether an event lies more than two years before the day of filing.

    Of a month or a year the last day counts: whoever is not sure loses nothing.
    """
    day = latest_day(happened_on, precision)
    return (day.year + YEARS_BACK, day.month, day.day) < (
        filed_on.year,
        filed_on.month,
        filed_on.day,
    )
