"""What happens to typed words before they are sent: kept, looked at, readdressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import dateformat, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from complaints.policies import parties_of
from complaints.selectors.case_page import offers_of
from complaints.selectors.known import known_of
from complaints.selectors.objecting import reviewing
from complaints.selectors.outgoing import open_notice
from complaints.services import unsent
from complaints.services.leaks import held
from complaints.views import inserting, lanes
from complaints.views.acts import ACTS
from complaints.views.lanes import LANES
from complaints.views.offers import offers_on
from complaints.views.own_acts import named
from complaints.views.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.http import PortalRequest
    from complaints.domain.states import Party
    from complaints.models import Case, Unsent
    from complaints.views.act import Act
    from complaints.views.offers import ActOffer

#: What a button, or the page's script, asks for instead of sending.
KEEP, AUTOSAVE, DROP, MOVE, LOOK = "keep", "autosave", "drop", "move", "look"
SINCE = "dari"
#: The lane of the composer when a case opens; the last one used is not remembered.
FIRST, NOTE = "pesan", "catatan"


def typed_in(form: Any) -> dict[str, Any]:
    """The fields that she filled in, as the form would show them again.

    Not a name that goes into the vault: it is kept nowhere else, even for an hour.
    """
    return {
        field.name: field.value()
        for field in form.visible_fields()
        if not field.field.widget.needs_multipart_form
        and not getattr(field.field, "sealed", False)
        and field.value() != []  # nobody ticked
    }


def keep(request: PortalRequest, case: Case, act: Act, form: Any) -> Unsent | None:
    """Keep what is in this form; None where there is nothing."""
    if not (fields := typed_in(form)):
        return None
    if opened_on := request.POST.get(unsent.BASIS):
        fields[unsent.BASIS] = opened_on
    return unsent.keep(
        ref=case.ref,
        act=act.slug,
        fields=fields,
        actor=request.actor,
        now=request.now,
    )


def said_of(row: Unsent | None) -> str:
    """What the page says beneath the form of the words that it keeps."""
    if row is None:
        return ""
    sign = ":" if get_language() == "en" else "."
    at = dateformat.format(timezone.localtime(row.at), f"j M Y, H{sign}i")
    return _("Tersimpan %(at)s. Hanya Anda yang melihat.") % {"at": at}


def answer(
    request: PortalRequest, case: Case, act: Act, form: Any
) -> HttpResponse | None:
    """The answer to a button that sends nothing; None where the form is to be sent."""
    wish = request.POST.get("do", "")
    if wish == AUTOSAVE:
        return _autosaved(request, case, act, form)
    if wish == KEEP:
        if said := said_of(keep(request, case, act, form)):
            messages.success(request, said)
        return redirect("work:act", ref=case.ref, slug=act.slug)
    if wish == DROP:
        unsent.forget(case, act.slug, request.actor)
        messages.success(request, _("Tulisan Anda dibuang."))
        return redirect("work:case", ref=case.ref)
    if wish == inserting.USE and act.slug in LANES:
        inserting.use(request, case, LANES[act.slug], typed_in(form))
        return redirect("work:act", ref=case.ref, slug=act.slug)
    since = LANES.get(request.POST.get("since", ""))
    if wish == MOVE and since is not None and act.slug in LANES:
        return _moved(request, case, act, since)
    return None


def _autosaved(request: PortalRequest, case: Case, act: Act, form: Any) -> HttpResponse:
    if case.erased_at is not None:
        return JsonResponse({"said": str(SENTENCES["case_erased"])}, status=409)
    return JsonResponse({"said": said_of(keep(request, case, act, form))})


def _moved(
    request: PortalRequest, case: Case, act: Act, since: lanes.Lane
) -> HttpResponse:
    """To the page of the other lane, which says who reads it there.

    A lane that is closed takes no words, and what is internal goes to nobody outside:
    they stay where they were.
    """
    parties, rows = around(request, case)
    why = lanes.why_closed(act.slug, case, parties, rows)
    common: dict[str, Any] = {
        "ref": case.ref,
        "actor": request.actor,
        "now": request.now,
    }
    if why or since.internal:
        fields = {name: request.POST.get(name, "") for name in since.fields}
        unsent.keep(act=since.slug, fields=fields, **common)
    else:
        text = lanes.words_of(since, request.POST.dict())
        field = LANES[act.slug].into
        unsent.readdress(
            act=act.slug, since=since.slug, text=text, field=field, **common
        )
    if why:
        messages.warning(request, str(why))
        return redirect("work:act", ref=case.ref, slug=since.slug)
    way = redirect("work:act", ref=case.ref, slug=act.slug)
    way["Location"] += f"?{SINCE}={since.slug}"
    return way


def around(
    request: PortalRequest, case: Case
) -> tuple[frozenset[Party], Sequence[ActOffer]]:
    """As whom she acts here, and which acts are open."""
    parties = parties_of(request.actor, case)
    notice, known = open_notice(case), known_of(case)
    parties |= reviewing(known.climbed.objection, request.actor)
    offers = offers_of(case, request.actor, parties, notice, known)
    return parties, offers_on(case, parties, offers, known)


def beside(
    request: PortalRequest, case: Case, act: Act, form: Any, row: Unsent | None
) -> dict[str, Any]:
    """What the page of an act needs to keep, look at and readdress words."""
    found: dict[str, Any] = {"kept": said_of(row), "unsent": row}
    lane = LANES.get(act.slug)
    if form is None:
        found["unsent_words"] = words_in(row)
        return found
    found["keeps"] = bool(typed_in(form))
    if lane is not None:
        parties, rows = around(request, case)
        found |= {
            "lane": lane,
            "lanes": lanes.choices(case, act.slug, parties, rows),
            "since": LANES.get(request.GET.get(SINCE, "")),
            "templates": inserting.templates_for(lane),
        }
        if request.POST.get("do") == LOOK:
            typed = {name: str(value or "") for name, value in typed_in(form).items()}
            found["look"] = look = lanes.preview(case, lane, typed)
            places = look.get("places", ())
            look["places"] = held(case, places, actor=request.actor, now=request.now)
    return found


def on_the_case(
    case: Case,
    parties: frozenset[Party],
    rows: Sequence[ActOffer],
    waiting: Mapping[str, Unsent],
) -> dict[str, Any]:
    """The composer on the case page, always to the reporter first, and where there is
    none to colleagues; what waits unsent."""
    first = FIRST if case.has_reporter else NOTE
    row = waiting.get(first)
    act = ACTS[first]
    return {
        "act": act,
        "lane": LANES[first],
        "templates": inserting.templates_for(LANES[first]),
        "lanes": lanes.choices(case, first, parties, rows),
        "compose": act.form(initial=row.fields if row else None),
        "kept": said_of(row),
        "unsent": row,
        "waiting": [
            {"act": named(ACTS[slug], case), "said": said_of(other)}
            for slug, other in waiting.items()
            if slug in ACTS
        ],
    }


def words_in(row: Unsent | None) -> list[str]:
    """Every text that is kept, to be read and copied where no form takes it."""
    fields = {**row.fields} if row else {}
    fields.pop(unsent.BASIS, None)
    return [text for text in fields.values() if isinstance(text, str) and text.strip()]
