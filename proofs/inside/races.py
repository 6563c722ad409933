"""``python -m proofs.inside.races``: cases at every stage, and officers signed in.

One JSON object a line: a race that the proof then runs over HTTP. The recipes are those
of the tests of every act, so an act that is added there is raced here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

import django

django.setup()

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from complaints.domain import events
from complaints.domain.states import Command
from complaints.models import Case
from complaints.services.asking import MOST
from complaints.views.act_of import ACT_OF
from complaints.views.acts import ACTS
from complaints.views.case import FILES
from tests.complaints.story import submitted
from tests.complaints.views.pages import act_page, in_correction, in_examination
from tests.complaints.views.test_acts import (
    DONE,
    LETTERED,
    TYPED,
    VERSIONED,
    body_of,
    come_this_far,
)
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.people import login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from tests.complaints.views.test_acts import Does

AT_ONCE = 8
#: Acts that race each other from one page, by two officers each: fewer than there are
#: seats for requests, or the rest is asked to come again.
RIVALS = 6
ACCEPTED = 302


def brings_files(does: Does) -> bool:
    """A line of JSON carries no file: such an act is raced by nobody here."""
    return FILES in ACTS[does.slug].form.base_fields


@dataclass
class Post:
    """One officer's window: whose session, where to, and what was filled in."""

    session: str
    path: str
    body: dict[str, Any]


#: Acts that may be done at once by several, and by how many at most.
LIMITED = {"tanya": MOST}


@dataclass
class Race:
    """Posts that leave at the same moment. ``winners``: how many may be accepted."""

    name: str
    case: int
    winners: int
    posts: list[Post]
    events: list[str]
    typed: str = ""
    versioned: bool = True
    leaves: bool = False  # who was accepted no longer finds the case
    alike: bool = False  # the same act in every window


class Officers:
    """Eight of a kind where the kind acts by office, eight windows where one person does."""

    def __init__(self) -> None:
        self.heads = [person("head"), person("other_head")]
        self.heads += [self._another(n) for n in range(AT_ONCE - len(self.heads))]

    def _another(self, n: int) -> User:
        found: User = UserFactory(email=f"kepala{n}@contoh.test", name=f"Kepala {n}")
        OfficeMembershipFactory(user=found, office=office(), role=Role.HEAD.value)
        return found

    def sessions(self, who: str) -> list[str]:
        """Cookies of eight windows."""
        people = self.heads if who == "head" else [person(who)] * AT_ONCE
        return [session_of(user) for user in people]


def session_of(user: User) -> str:
    """A new session, both factors shown."""
    client = Client()
    login(client, user)
    return str(client.session.session_key)


def same_act(officers: Officers, does: Does) -> Race:
    """Everybody does the same from the same page: one is accepted."""
    case = come_this_far(does).case
    versioned = does in VERSIONED
    leaves = ACTS[does.slug].leaves
    posts = [
        Post(session, act_page(case, does.slug), body_of(does, case))
        for session in officers.sessions(does.who)
    ]
    typed = TYPED if does in LETTERED else ""
    winners = 1 if versioned or leaves else LIMITED.get(does.slug, AT_ONCE)
    return Race(
        does.slug,
        case.pk,
        winners,
        posts,
        [does.event],
        typed,
        versioned,
        leaves,
        alike=True,
    )


def rivals(officers: Officers, before: Does, others: list[Does]) -> Race:
    """All acts that are possible from one page, each by whoever may: one is accepted."""
    case = come_this_far(before).case
    posts = [
        Post(session, act_page(case, does.slug), body_of(does, case))
        for does in others
        for session in officers.sessions(does.who)[:2]
    ]
    told = sorted({does.event for does in others})
    return Race("/".join(d.slug for d in others), case.pk, 1, posts, told)


def fits(before: Does, does: Does) -> bool:
    """Whether the act is accepted at that point, when nobody races it."""
    case = come_this_far(before).case
    client = Client(SERVER_NAME="localhost")
    login(client, does.who)
    sent = client.post(act_page(case, does.slug), body_of(does, case))
    return bool(sent.status_code == ACCEPTED)


def verdict(officers: Officers) -> Race:
    """Evidence is accepted and refused at the same moment: one verdict stands."""
    walk = in_correction()
    piece = submitted(walk)
    path = reverse("work:verdict", args=[walk.again().ref, piece.ref])
    bodies = [
        {
            "decision": "done",
            "executed_on": piece.submitted_on.isoformat(),
            "reason": TYPED,
        },
        {"decision": "rejected", "reason": TYPED},
    ]
    posts = [
        Post(session, path, bodies[n % 2])
        for n, session in enumerate(officers.sessions("examiner"))
    ]
    return Race(
        "bukti",
        walk.case.pk,
        1,
        posts,
        [events.EVIDENCE_DECIDED],
        TYPED,
        versioned=False,
    )


def melee(officers: Officers) -> Race:
    """One case for many rounds: examiner's windows and heads write into it at once."""
    case = in_examination().case
    mine, heads = officers.sessions("examiner"), officers.sessions("head")
    result, message = act_page(case, "hasil"), act_page(case, "pesan")
    posts = [Post(session, result, {"text": ""}) for session in mine[:5]]
    posts += [Post(session, message, {"text": ""}) for session in heads[:3]]
    told = [events.RESULT_DRAFTED, events.MESSAGE_SENT]
    return Race("melee", case.pk, 0, posts, told)


def by_stage() -> dict[str, list[Does]]:
    """The versioned acts of each stage, and the recipe that leads farthest into it."""
    found: dict[str, list[Does]] = {}
    for does in filterfalse(brings_files, VERSIONED):
        found.setdefault(str(come_this_far(does).case.state), []).append(does)
    return {stage: many for stage, many in found.items() if len(many) > 1}


def staged(officers: Officers) -> Iterator[Race]:
    """Every act against itself, and against the others that are possible beside it."""
    for does in filterfalse(brings_files, DONE):
        yield same_act(officers, does)
    for stage, many in by_stage().items():
        before = many[-1] if stage != "exam" else _drafted()
        fit = [does for does in many if fits(before, does)]
        for few in (fit[n : n + RIVALS] for n in range(0, len(fit), RIVALS)):
            yield rivals(officers, before, few)


def opened_now(race: Race) -> Race:
    """The same, as from pages that are opened only now."""
    version = Case.objects.values_list("version", flat=True).get(pk=race.case)
    for post in race.posts:
        if "version" in post.body:
            post.body["version"] = version
    return race


def main() -> None:
    """Print them all."""
    officers = Officers()
    # Every story first: the days that pass in one let terms of other cases end, and a
    # page that was opened before that is out of date.
    for race in list(staged(officers)):
        print(json.dumps(asdict(opened_now(race))), flush=True)
    print(json.dumps(asdict(verdict(officers))), flush=True)
    print(json.dumps(asdict(melee(officers))), flush=True)
    built = {str(command) for command in ACT_OF}
    missing = sorted(str(command) for command in Command if str(command) not in built)
    raced = {does.slug for does in DONE}
    told = {"acts": len(ACTS), "not raced": sorted(set(ACTS) - raced)}
    print(
        json.dumps({**told, "commands": len(built), "no act yet": missing}), flush=True
    )


def _drafted() -> Does:
    return next(does for does in DONE if does.slug == "beritahu")


if __name__ == "__main__":
    main()
