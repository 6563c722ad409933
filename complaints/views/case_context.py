"""What the case page's template gets: everything said in words already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.selectors import work_calendar
from complaints.domain.afterwards import Question, Solved
from complaints.domain.corrective import ActionStatus
from complaints.domain.plenary import Bench, Decision
from complaints.domain.recommending import Subject
from complaints.domain.states import Party
from complaints.forms.afterwards import BECAUSE, SOLVED, STARS
from complaints.models import Case
from complaints.models.labels import DECISIONS, FORMAL_LABELS, FORMS, MATERIAL_LABELS
from complaints.models.ladder_labels import FILE_LABELS, SUBJECTS
from complaints.policies import (
    WRITERS,
    keeps_plenaries,
    sits_in_plenary,
)
from complaints.selectors.backing import Held
from complaints.selectors.recommending import STAGE
from complaints.selectors.substances import about
from complaints.services.identity import closed_to
from complaints.services.originals import originals_open_to
from complaints.services.releasable import releases_files
from complaints.services.renewing import closed_to as code_closed
from complaints.views import (
    activities,
    extending,
    gathering,
    ladder_words,
    mandate,
    own_words,
    talks,
)
from complaints.views.about_reporter import about_reporter
from complaints.views.deputies import in_place_of
from complaints.views.milestones import lines
from complaints.views.offers import offers_on
from complaints.views.preview import lhp_preview, notice_preview
from complaints.views.safeguards import links
from complaints.views.seeing_words import seen_in_words
from complaints.views.why_dates import clocks_of, explained, whose_days
from complaints.views.words import (
    agency_of,
    clock_of,
    name_in_language,
    name_of,
    status_of,
    turn_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.actor import Actor
    from complaints.models import Check, Opinion, PlenaryItem, Transfer
    from complaints.selectors.case_page import CasePage


def _clocks(case: Case, page: CasePage) -> dict[str, Any]:
    """The nearest term, those that stand still, and all of them with their dates."""
    calendar = work_calendar()
    rows, nearest = page.deadlines, page.clock
    standing = [row for row in rows if row.is_open and row.stands]
    return {
        "clock": explained(nearest, page.today, calendar) if nearest else None,
        "standing": [clock_of(row, page.today, calendar) for row in standing],
        "clocks": clocks_of(rows, page.today, calendar),
        "whose_days": whose_days(case, rows, page.today),
    }


def checks_of(rows: Iterable[Check]) -> list[dict[str, Any]]:
    """The two checks of intake as they were answered: who, when, every line."""
    stages = (
        ("formal", _("Verifikasi formil"), FORMAL_LABELS),
        ("material", _("Verifikasi materiil"), MATERIAL_LABELS),
        (STAGE, _("Kelengkapan berkas untuk penagihan"), FILE_LABELS),
    )
    found = []
    for code, name, labels in stages:
        answers = {row.key: row for row in rows if row.stage == code}
        lines = [
            {"label": label, "row": answers[key]}
            for key, label in labels.items()
            if key in answers
        ]
        if lines:
            last = max(answers.values(), key=lambda row: row.at)
            found.append({"name": name, "by": last.by, "at": last.at, "lines": lines})
    return found


def before_of(case: Case) -> dict[str, Any] | None:
    """What the reporter answered before the story; None where nobody asked him."""
    too_old = case.happened_too_long_ago
    if not (case.mandate or case.urgency or too_old):
        return None
    told = {**case.mandate, "urgency": case.urgency}
    return {
        "lines": mandate.lines(told),
        "ways": mandate.ways(told, case.submitted_on),
        "urgency": mandate.urgency_of(told),
        "too_old": too_old,
    }


def _told(case: Case, page: CasePage) -> dict[str, Any]:
    """What was told before and beside the story."""
    return {
        "before": before_of(case),
        "answers": [
            (mandate.text_of(one.question), mandate.said(one.question, one.value))
            for one in page.answers
        ],
        "place": page.place,
        "substance": about(case, page.today),
    }


def _opinion(row: Opinion) -> dict[str, Any]:
    """What the reporter said after closing, in words."""
    service = row.question == Question.SERVICE
    stars, solved = dict(STARS), dict(SOLVED)
    return {
        "row": row,
        "title": _("Layanan kami") if service else _("Empat minggu kemudian: selesai?"),
        "answer": stars[str(row.stars)] if service else solved[Solved(row.solved)],
        "because": [label for code, label in BECAUSE if code in row.because],
    }


def _merges(page: CasePage, actor: Actor) -> dict[str, Any]:
    """Into what it was merged, and what was merged into it; links to what may be seen."""
    kept = None
    if page.kept is not None:
        seen = Case.objects.visible_to(actor).filter(pk=page.kept.kept_id).exists()
        kept = {
            "name": name_of(page.kept.kept) if seen else _("perkara lain"),
            "href": reverse("work:case", args=[page.kept.kept.ref]) if seen else "",
            "at": page.kept.at,
        }
    merged = [
        {
            "ref": row.case.ref,
            "name": name_of(row.case),
            "at": row.at,
            "files": row.case.files.count(),
            "messages": row.case.messages.count(),
        }
        for row in page.merged
    ]
    return {"merged_with": kept, "merged": merged}


def _splits(case: Case, page: CasePage, actor: Actor) -> dict[str, Any]:
    """Out of which report it was split, and what was split off; links to what is seen."""
    out_of = None
    made = []
    for row in page.splits:
        if row.made_id == case.pk:
            seen = Case.objects.visible_to(actor).filter(pk=row.case_id).exists()
            out_of = {
                "name": name_of(row.case) if seen else _("perkara lain"),
                "href": reverse("work:case", args=[row.case.ref]) if seen else "",
                "row": row,
            }
            continue
        href = reverse("work:case", args=[row.made.ref])
        places = ", ".join(str(place + 1) for place in row.parts)
        made.append({"href": href, "case": row.made, "row": row, "parts": places})
    return {"split_out_of": out_of, "split_off": made}


def _transfer(row: Transfer) -> dict[str, Any]:
    """On the way to another office: from where to where, and what it answered."""
    return {
        "row": row,
        "from": name_in_language(row.from_office),
        "to": name_in_language(row.to_office),
    }


def _plenary(row: PlenaryItem, case: Case, actor: Actor) -> dict[str, Any]:
    """What a plenary decided, who had no part in it, and the way there for who sits."""
    members = row.plenary.bench == Bench.MEMBERS
    keeps = keeps_plenaries(actor) and case.office_id in actor.office_ids
    sits = sits_in_plenary(actor) if members else keeps
    route = "work:members_plenary" if members else "work:plenary"
    matter = row.matter
    return {
        "item": row,
        "decision": DECISIONS[Decision(row.decision)],
        "subject": SUBJECTS[Subject(matter.subject)] if matter else "",
        "kept_out": row.__dict__["without"],
        "href": reverse(route, args=[row.plenary.ref]) if sits else "",
    }


def _actions(page: CasePage) -> list[dict[str, Any]]:
    decides = not page.parties.isdisjoint({Party.EXAMINER, Party.RESMON})
    return [
        {
            "row": row,
            "unit": name_in_language(row.unit) if row.unit else "",
            "status": status_of(row, page.today)[0],
            "tag": status_of(row, page.today)[1],
            "evidence": list(row.evidence.all()),
            "sightings": seen_in_words(
                page.sightings.get(row.pk, ()), row, hears=decides
            ),
            "milestones": lines(page.milestones.get(row.pk, ()), page.today),
            "may_decide": decides,
        }
        for row in page.actions
    ]


def _orders(page: CasePage) -> dict[str, Any]:
    """The orders of the report and how many are done; the items of a recommendation."""
    found = _actions(page)
    own = [row for row in found if not row["row"].is_item]
    done = [row for row in own if row["row"].status == ActionStatus.DILAKSANAKAN]
    items = [row for row in found if row["row"].is_item]
    return {"actions": own, "done": len(done), "items": items}


def _extensions(page: CasePage) -> list[dict[str, Any]]:
    orders = {str(row.ref): row for row in page.actions}
    return [extending.words(row, orders) for row in page.extensions]


def _held(page: CasePage) -> Held:
    """Everything that was read and can prove a finding."""
    return Held(page.files, page.clarifications, page.activities)


def context_of(case: Case, page: CasePage, actor: Actor) -> dict[str, Any]:
    """The variables of ``complaints/office/case.html``."""
    lhp, notice = page.lhp, page.notice
    return {
        "case": case,
        "page": page,
        "name": name_of(case),
        "agency": agency_of(case) or _("belum ditentukan"),
        **_clocks(case, page),
        "turn": turn_of(page.clock),
        "forms": [FORMS[code][0] for code in case.alleged_forms if code in FORMS],
        "offers": offers_on(case, page.parties, page.offers, page.known),
        "may_write": not page.parties.isdisjoint(WRITERS) and not case.erased_at,
        "may_open_originals": originals_open_to(case, actor),
        "may_release": releases_files(case, actor) and not case.erased_at,
        "safeguards": links(case, actor, page.parties),
        "identity_closed": closed_to(case, actor),
        "reporter": about_reporter(case, page.files),
        "reporter_files": [item for item in page.files if item.lane == "reporter"],
        **_orders(page),
        **ladder_words.on_the_case(page.known.climbed),
        "notice": notice_preview(case, notice) if notice else None,
        "lhp": lhp_preview(case, lhp, page.today, page.milestones, _held(page))
        if lhp
        else None,
        "checks": checks_of(page.checks),
        **_told(case, page),
        **_merges(page, actor),
        **_splits(case, page, actor),
        **gathering.kin(case, actor),
        **own_words.around_the_case(case, page, actor),
        "extensions": _extensions(page),
        "talks": talks.words(page.talks),
        "activities": activities.words(page.activities, page.deadlines, page.today),
        "transfers": [_transfer(row) for row in page.transfers],
        "opinions": [_opinion(row) for row in page.opinions],
        "plenaries": [_plenary(row, case, actor) for row in page.plenaries],
        "in_place_of": in_place_of(case, actor),
        "may_renew": case.has_reporter
        and not code_closed(case, actor)
        and not case.erased_at,
    }
