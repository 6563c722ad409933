"""Giving cases to somebody else: the list, a suggestion for each, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.selectors import work_calendar
from complaints.domain.loads import Passed
from complaints.forms.handing import HandOverForm, PickForm, prefix_of
from complaints.policies import heads_an_office
from complaints.selectors.load import (
    holder_of,
    load_of,
    needs,
    suggestions,
    to_hand_over,
)
from complaints.selectors.narrowing import days_at
from complaints.services.handing import Pick, hand_over_each
from complaints.views.sentences import SENTENCES
from complaints.views.words import agency_in_list, name_of, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.http import PortalRequest
    from complaints.domain.loads import Suggestion
    from complaints.models import Case
    from complaints.selectors.load import OfficeLoad

#: As many cases as stand on one page, and are given away in one go.
MOST = 50
#: No number of a person has more digits.
LONGEST_ID = 18


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PortalRequest) -> HttpResponse:
    """Cases of one colleague, or those that nobody holds, to be given to others."""
    if not heads_an_office(request.actor):
        raise Http404
    posted = request.method == "POST"
    holder, refs = _asked(request)
    load = load_of(request.actor, days_at(request.now, work_calendar()), request.now)
    cases = list(to_hand_over(request.actor, holder, refs)[: MOST + 1])
    rows = _rows(request, cases[:MOST], load)
    names = {one.user_id: one.name for one in load.people}
    here = [(one.user_id, one.name) for one in load.people if one.roles]
    form = HandOverForm(request.POST if posted else None, people=here)
    if posted and form.is_valid() and all(row["form"].is_valid() for row in rows):
        return _carried_out(request, form, rows, names)
    context = {
        "form": form,
        "rows": rows,
        "more": len(cases) > MOST,
        "most": MOST,
        "holder": names.get(holder, "") if holder is not None else "",
        "errlinks": [
            (f"#{row['form']['to'].id_for_label}", f"{row['number']}: {error}")
            for row in rows
            for error in row["form"].errors.get("to", [])
        ],
        "back": reverse("work:load"),
    }
    status = 422 if posted else 200
    return render(request, "complaints/heads/hand_over.html", context, status=status)


def _asked(request: PortalRequest) -> tuple[int | None, list[str] | None]:
    """Whose cases, or which ones: those that the page showed when it was sent."""
    holder = request.GET.get("pemegang", "")
    known = holder.isascii() and holder.isdigit() and len(holder) <= LONGEST_ID
    found = int(holder) if known else None
    if request.method != "POST":
        return found, None
    return found, [ref for ref in request.POST.getlist("shown")[:MOST] if _is_ref(ref)]


def _is_ref(ref: str) -> bool:
    try:
        UUID(ref)
    except ValueError:
        return False
    return True


def _rows(
    request: PortalRequest, cases: Sequence[Case], load: OfficeLoad
) -> list[dict[str, Any]]:
    proposed = suggestions(cases, load.people)
    names = {one.user_id: one.name for one in load.people}
    rows = []
    for case in cases:
        people = [
            (one.user_id, f"{one.name} ({one.open})")
            for one in load.people
            if needs(case) in one.roles and one.user_id != holder_of(case)
        ]
        found = proposed[case.pk]
        form = PickForm(
            request.POST if request.method == "POST" else None,
            ref=str(case.ref),
            called=name_of(case),
            people=people,
            initial={
                "version": case.version,
                "to": found.user_id if found else "",
            },
        )
        rows.append(
            {
                "case": case,
                "ref": str(case.ref),
                "form": form,
                "url": reverse("work:case", args=[case.ref]),
                "title": title_of(case),
                "number": name_of(case),
                "agency": agency_in_list(case),
                "stage": case.get_state_display(),
                "holder": names.get(holder_of(case) or 0, ""),
                "why": why(found, names),
            }
        )
    return rows


def why(found: Suggestion | None, names: dict[int, str]) -> str:
    """Why just this one is suggested, or that nobody can be."""
    if found is None:
        return _("Tidak ada yang bisa diusulkan: semua berhalangan.")
    told = _(
        "Usul: %(name)s, %(n)s perkara terbuka, paling sedikit di antara yang bisa."
    )
    words = [told % {"name": names[found.user_id], "n": found.open}]
    passed = {
        Passed.CONFLICT: _("%(name)s dilewati: benturan kepentingan."),
        Passed.AWAY: _("%(name)s dilewati: sedang tidak masuk."),
    }
    words += [passed[because] % {"name": names[pk]} for pk, because in found.passed]
    return " ".join(words)


def _carried_out(
    request: PortalRequest,
    form: HandOverForm,
    rows: list[dict[str, Any]],
    names: dict[int, str],
) -> HttpResponse:
    """Each ticked case with what became of it."""
    told = [_one(form, row) for row in rows if row["form"].cleaned_data["pick"]]
    picks = [pick for _row, pick in told if pick is not None]
    whys = iter(
        hand_over_each(
            picks=picks,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=request.now,
        )
    )
    results = []
    for row, pick in told:
        code = "no_successor" if pick is None else next(whys)
        to = names.get(pick.user_id, "") if pick else ""
        results.append(
            row | {"failed": SENTENCES.get(code, ""), "to": to, "ok": not code}
        )
    results += _gone(request, rows)
    done = sum(1 for one in results if one["ok"])
    context = {
        "results": results,
        "done": done,
        "failed": len(results) - done,
        "back": reverse("work:load"),
    }
    status = 200 if done or not results else 409
    return render(request, "complaints/heads/handed.html", context, status=status)


def _gone(request: PortalRequest, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was ticked and is closed, or no longer hers to see, by now."""
    there = {row["ref"] for row in rows}
    shown = request.POST.getlist("shown")[:MOST]
    return [
        {"number": "", "failed": SENTENCES["unseen"], "ok": False}
        for ref in shown
        if ref not in there and request.POST.get(f"{prefix_of(ref)}-pick")
    ]


def _one(form: HandOverForm, row: dict[str, Any]) -> tuple[dict[str, Any], Pick | None]:
    chosen = row["form"].cleaned_data
    to = form.cleaned_data["everybody"] or chosen["to"]
    if not to:
        return row, None
    return row, Pick(row["case"].ref, chosen["version"], int(to))
