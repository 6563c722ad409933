"""The sign-off queue: what waits for the head, who wrote it, and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from complaints.domain.lanes import mark_in
from complaints.domain.states import Command
from complaints.policies import heads_an_office
from complaints.selectors.sign_off import COMMANDS, SOURCES, Waits, What, waits
from complaints.views.act_of import ACT_OF
from complaints.views.extending import DECIDE
from complaints.views.fast import FAST_DECIDE
from complaints.views.objecting import NAME
from complaints.views.words import agency_in_list, name_of, title_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest

AFTER = "sesudah"
#: How each is called.
NAMES = {
    What.REGISTRATION: gettext_lazy("Putusan registrasi"),
    What.NOTICE: gettext_lazy("Hasil sementara"),
    What.LHP: gettext_lazy("LHP"),
    What.PROPOSAL: gettext_lazy("Usul penutupan"),
    What.EXTENSION: gettext_lazy("Perpanjangan waktu"),
    What.REOPENING: gettext_lazy("Permintaan dibuka kembali"),
    What.TRANSFER: gettext_lazy("Pindahan dari kantor lain"),
    What.INITIATIVE: gettext_lazy("Usul prakarsa sendiri"),
    What.OBJECTION: gettext_lazy("Keberatan: tunjuk penelaah"),
    What.ENDING: gettext_lazy("Semua tindakan dibatalkan: tutup laporan"),
}
PROPOSALS: dict[str, Any] = {
    Command.MERGE: gettext_lazy("Usul penggabungan"),
    Command.TAKE_FAST: gettext_lazy("Usul respons cepat"),
}
#: Where what is no step of the lifecycle is done.
ACTS = {What.EXTENSION: DECIDE, What.OBJECTION: NAME}
#: Where a proposal is decided on a page of its own.
DECIDED: dict[Command | None, str] = {Command.TAKE_FAST: FAST_DECIDE}


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """What she may decide has the way to its form; what she wrote waits for another."""
    if not heads_an_office(request.actor):
        raise Http404
    after = mark_in(request.GET.get(AFTER, ""), SOURCES)
    found = waits(request.actor, request.now, after)
    context = {
        "rows": [_row(one, request.actor.user_id) for one in found.rows],
        "mine": found.mine,
        "theirs": found.theirs,
        "following": f"?{AFTER}={found.following}" if found.following else "",
        "later": after is not None,
    }
    return render(request, "complaints/heads/sign_off.html", context)


def _row(one: Waits, me: int | None) -> dict[str, Any]:
    case = one.case
    return {
        "what": PROPOSALS.get(one.command, NAMES[one.what]),
        "since": one.since,
        "author": one.author,
        "own": one.author_id == me,
        "url": _address(one),
        "title": title_of(case) if case else one.title or _("Perkara kantor lain"),
        "number": name_of(case) if case else "",
        "agency": _against(one),
    }


def _against(one: Waits) -> str:
    if one.case is None:
        return ""
    return agency_in_list(one.case)


def _address(one: Waits) -> str:
    """The page on which it is decided; the case's own where there is no such page."""
    if one.what is What.TRANSFER:
        return reverse("work:transfer", args=[one.ref])
    if one.what is What.INITIATIVE:
        return reverse("work:initiative", args=[one.ref])
    if one.what in ACTS:
        return reverse("work:act", args=[one.ref, ACTS[one.what]])
    command = Command(one.command) if one.command else COMMANDS.get(one.what)
    slug = DECIDED.get(command, ACT_OF.get(command)) if command else None
    if slug:
        return reverse("work:act", args=[one.ref, slug])
    return reverse("work:case", args=[one.ref])
