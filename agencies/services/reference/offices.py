"""The centre and the 34 regional offices; each province points to one of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies import labels
from agencies.domain.kinds import Level
from agencies.models import Office, OfficeVersion, Region
from agencies.services.loading import DATA, Load, Loader, rows_of
from agencies.services.reference import regions
from agencies.services.upsert import Counts, upsert
from journal.ids import uuid7

FILE = DATA / "offices.csv"
CENTRE = "00"
_COLUMNS = ("code", "name_id", "name_en", "zone", "seat", "provinces")
_ZONES = frozenset(labels.values(labels.ZONES))


def _store(load: Load) -> None:
    """Store the offices, then let every province point to its own.

    What an administrator published of an office stays, and whom it serves.
    """
    seats = dict(Region.objects.filter(level=Level.REGENCY).values_list("code", "pk"))
    rows: list[dict[str, object]] = []
    served: dict[str, str] = {}
    for line, values in rows_of(FILE, load, *_COLUMNS):
        code, name_id, name_en, zone, seat, provinces = values
        problem = _problem(code, zone, seat, seats, rows)
        if problem:
            load.refuse(FILE, line, problem)
            continue
        _serve(load, line, code, provinces, served)
        rows.append(
            {
                "ref": uuid7(),
                "code": code,
                "name_id": name_id,
                "name_en": name_en,
                "zone": zone,
                "central": code == CENTRE,
                "seat": seats[seat],
            }
        )
    _all_served(load, served)
    if not load.errors:
        here = OfficeVersion.objects.filter(published_at__isnull=False)
        written = set(here.values_list("office__code", flat=True))
        theirs = [row for row in rows if row["code"] not in written]
        load.count(upsert(Office, theirs, key=("code",), insert_only=("ref",)))
        load.count(Counts(unchanged=len(rows) - len(theirs)))
        kept = {code for row in here for code in row.provinces}
        load.count(_point({p: o for p, o in served.items() if p not in kept}))


def _problem(
    code: str,
    zone: str,
    seat: str,
    seats: dict[str, int],
    rows: list[dict[str, object]],
) -> str | None:
    if len(code) != 2 or not code.isdigit():
        return _("Kode kantor salah: %(code)s") % {"code": code}
    if any(row["code"] == code for row in rows):
        return _("Kode kantor ganda: %(code)s") % {"code": code}
    if zone not in _ZONES:
        return _("Zona waktu tidak dikenal: %(zone)s") % {"zone": zone}
    if seat not in seats:
        return _("Kabupaten/kota tidak ada: %(code)s") % {"code": seat}
    return None


def _serve(
    load: Load, line: int, office: str, provinces: str, served: dict[str, str]
) -> None:
    """Note which provinces this office serves; none may have two."""
    for province in filter(None, provinces.split(";")):
        if province in served:
            load.refuse(
                FILE,
                line,
                _("Provinsi %(code)s sudah dilayani kantor lain") % {"code": province},
            )
        served[province] = office


def _all_served(load: Load, served: dict[str, str]) -> None:
    """Every real province has an office, and no office serves an unknown one."""
    provinces = Region.objects.filter(level=Level.PROVINCE, fictional=False)
    codes = set(provinces.values_list("code", flat=True))
    for code in sorted(codes ^ served.keys()):
        load.refuse(
            FILE,
            1,
            _("Provinsi %(code)s tidak cocok dengan daftar kantor") % {"code": code},
        )


def _point(served: dict[str, str]) -> Counts:
    offices = dict(Office.objects.values_list("code", "pk"))
    provinces = Region.objects.filter(code__in=served)
    changed = [p for p in provinces if p.office_id != offices[served[p.code]]]
    for province in changed:
        province.office_id = offices[served[province.code]]
    Region.objects.bulk_update(changed, ["office"])
    return Counts(updated=len(changed), unchanged=len(served) - len(changed))


LOADER = Loader(
    name="offices",
    files=(FILE, *regions.LOADER.files[:2]),
    store=_store,
    revision=2,
)
