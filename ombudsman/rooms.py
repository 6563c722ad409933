"""The door to the offices: everybody of the house is led to his own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import AGENCY_ROLES, Role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.utils.functional import Promise

    from accounts.actor import Actor
    from accounts.http import PortalRequest

READERS = frozenset(
    {
        Role.INTAKE,
        Role.EXAMINER,
        Role.HEAD,
        Role.RESMON,
        Role.COMMISSIONER,
        Role.CHAIR,
        Role.AUDITOR,
    }
)
#: Who works on the cases of an office.
OFFICERS = frozenset({Role.INTAKE, Role.EXAMINER, Role.HEAD, Role.RESMON})
#: Who has days to meet, and may have them in a calendar.
WITH_DUTIES = OFFICERS | {Role.COMMISSIONER, Role.CHAIR} | AGENCY_ROLES
SERVICE = frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR})
#: The rooms of the house: route, name in the menu, and whom they are open to.
#: The first one that is somebody's own is where he is led after signing in.
ROOMS: tuple[tuple[str, str | Promise, frozenset[Role]], ...] = (
    ("work:today", _("Hari ini"), READERS - {Role.AUDITOR}),
    ("work:queue", _("Antrean"), READERS),
    ("work:tracker", _("Pemantauan"), READERS),
    ("work:load", _("Kantor saya"), frozenset({Role.HEAD})),
    ("work:taking", _("Terima laporan"), frozenset({Role.INTAKE})),
    (
        "assess:list",
        _("Penilaian"),
        frozenset({Role.COMPLIANCE_ADMIN, Role.ASSESSOR, Role.AUDITOR}),
    ),
    ("work:custody", _("Penjaga identitas"), frozenset({Role.CUSTODIAN})),
    ("work:transfers", _("Pindah kantor"), frozenset({Role.HEAD})),
    ("work:plenaries", _("Rapat pleno"), frozenset({Role.HEAD})),
    (
        "work:members_plenaries",
        _("Rapat pleno pimpinan"),
        frozenset({Role.COMMISSIONER}),
    ),
    (
        "assess:plenaries",
        _("Hasil penilaian"),
        frozenset({Role.COMMISSIONER}),
    ),
    (
        "periodic:home",
        _("Laporan ke DPR"),
        frozenset({Role.AUDITOR}),
    ),
    ("work:initiatives", _("Prakarsa"), OFFICERS),
    ("audit:home", _("Riwayat"), READERS),
    ("people:list", _("Orang"), frozenset({Role.SYSTEM_ADMIN, Role.HEAD})),
    ("substances:list", _("Daftar bidang"), frozenset({Role.SYSTEM_ADMIN})),
    ("questions:list", _("Pertanyaan"), frozenset({Role.SYSTEM_ADMIN})),
    ("templates:list", _("Templat"), frozenset({Role.SYSTEM_ADMIN})),
    ("calendar:list", _("Kalender"), frozenset({Role.SYSTEM_ADMIN})),
    ("limits:list", _("Batas klasifikasi"), frozenset({Role.SYSTEM_ADMIN})),
    ("offices:list", _("Daftar kantor"), frozenset({Role.SYSTEM_ADMIN})),
    ("service:state", _("Keadaan layanan"), SERVICE),
    ("service:deliveries", _("Kiriman"), SERVICE),
)


def rooms_for(actor: Actor) -> list[tuple[str, str | Promise]]:
    """The menu of this actor: what would answer him anything but 404."""
    return [(route, name) for route, name, roles in ROOMS if actor.has(*roles)]


@require_safe
def enter(request: PortalRequest) -> HttpResponse:
    """Lead a member of staff to his room; whose room is not built yet is told so."""
    if not request.actor.is_staff:
        raise Http404
    if request.actor.has(Role.AUDITOR):
        return redirect("audit:home")
    for route, _name in rooms_for(request.actor):
        return redirect(route)
    return render(request, "rooms/empty.html")
