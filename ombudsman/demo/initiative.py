"""One investigation that an office began by itself: nobody reported it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from accounts.actor_of import member
from complaints.domain.own_initiative import Source
from complaints.domain.states import CaseClass
from complaints.services import initiating, register
from complaints.services.initiating import Suspicion

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from agencies.models import Agency
    from complaints.models import Case

#: So long ago it was begun.
AGO = timedelta(days=12)


def begin_one(*, city: Agency, people: dict[str, User], now: datetime) -> Case:
    """The head begins it, and gives it to an examiner on the next day."""
    began = now - AGO
    unit = city.units.order_by("id").first()
    wish = Suspicion(
        title="Surat domisili dipungut biaya di beberapa loket",
        suspicion="Di sedikitnya tiga loket kelurahan warga diminta membayar untuk surat "
        "domisili yang menurut standar layanan gratis.",
        grounds="Lima warga menelepon tanpa menyebut nama; berita setempat memuat hal "
        "yang sama.",
        source=Source.TIP,
        agency_id=city.pk,
        unit_id=unit.pk if unit else None,
        region_code=city.code,
        substance="adminduk",
        forms=("PI",),
        case_class=CaseClass.MEDIUM,
    )
    head = people["head"]
    case = initiating.begin(wish=wish, actor=member(head, now=began), now=began)
    later = began + timedelta(days=1)
    return register.assign(
        ref=case.ref,
        version=case.version,
        examiner_id=people["examiner"].pk,
        actor=member(head, now=later),
        now=later,
    )
