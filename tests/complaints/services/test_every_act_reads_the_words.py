"""What others will read is read first: walked over all use cases that put it there.

The use cases are found by their shape, so one that is written tomorrow is asked tomorrow.
Of an open report a name may be told once its writer saw it, so no wall behind the use
case holds here what the use case itself lets by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from complaints.domain.activities import Kind
from complaints.domain.correspondence import Side
from complaints.domain.relief import Relief
from complaints.models import Progress
from complaints.models.choices import Verdict
from complaints.services import (
    activities,
    assessing,
    corrective,
    correspondence,
    examination,
    extending,
    lhp,
    milestones,
    objection_review,
    publishing,
    recommending,
    relapsing,
    releasing,
    relieving,
    sanctioning,
    talking,
)
from complaints.services.agency_time import ask_for_time
from complaints.services.errors import WouldName
from tests.complaints import ladder, objecting
from tests.complaints import register as public
from tests.complaints.objecting import in_time, order, workday_after
from tests.complaints.services import test_relapsing, test_talking
from tests.complaints.services.test_correspondence import picture
from tests.complaints.services.test_every_act_asks import acts
from tests.complaints.story import (
    LHP,
    Walk,
    asked,
    opened_by_agency,
    submitted,
    to_examination,
    to_review,
)
from tests.complaints.views import test_milestone_pages as marked
from tests.factories.complaints import CANARY_NAME
from tests.people import actor

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
GUARDS = ("require_nameless", "require_fit_for_all")
NAMING = f"Menurut {CANARY_NAME} akta belum terbit."


def examined() -> Walk:
    walk = Walk()
    to_examination(walk)
    return walk


def reviewed() -> Walk:
    walk = Walk()
    to_review(walk)
    return walk


def monitored() -> Walk:
    walk = ladder.in_resmon()
    ladder.checked(walk)
    return walk


def overdue() -> Walk:
    """The superior had his sixty days."""
    walk = ladder.recommended()
    walk.pass_days(61)
    return walk


def more_time_asked() -> Walk:
    """By the agency, for an order: it reads the answer."""
    walk = in_time()
    ask_for_time(
        action_ref=order(walk).ref,
        until=workday_after(walk, 60),
        reason="Pencetak rusak.",
        actor=actor("liaison"),
        now=walk.now,
    )
    return walk


def under_review() -> Walk:
    walk = in_time()
    objecting.filed(walk)
    objecting.named(walk)
    return walk


def told_of_a_milestone() -> Walk:
    walk = marked.drafted()
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    marked.told(walk)
    return walk


def shown() -> Walk:
    """The agency shows that it carried out the first order."""
    walk = in_time()
    submitted(walk)
    return walk


def requested() -> Walk:
    walk = examined()
    asked(walk)
    return walk


def met() -> Walk:
    walk = examined()
    test_talking.met(walk)
    return walk


def began(walk: Walk, words: str) -> Any:
    plan = activities.Plan(Kind.DOCUMENTS, "Akta belum terbit.", asked=words)
    return walk.do(activities.begin, "examiner", plan=plan)


def answered_on_paper(walk: Walk, words: str) -> Any:
    request = walk.case.clarifications.get().ref
    told = correspondence.Incoming(Side.AGENCY, walk.now.date(), words, answers=request)
    paper = [picture(walk)]
    return walk.do(correspondence.keep_letter, "examiner", letter=told, file_ids=paper)


def judged(walk: Walk, words: str) -> Any:
    return corrective.decide_evidence(
        evidence_ref=order(walk).evidence.get().ref,
        verdict=Verdict.REJECTED,
        status=None,
        reason=words,
        actor=actor("examiner"),
        now=walk.now,
    )


def milestone_judged(walk: Walk, words: str) -> Any:
    return milestones.judge_progress(
        ref=Progress.objects.get(milestone__action__case=walk.case).ref,
        verdict=Verdict.REJECTED,
        reason=words,
        actor=actor("examiner"),
        now=walk.now,
    )


def clarification(walk: Walk, words: str) -> Any:
    return walk.do(
        examination.ask_clarification, "examiner", summary=words, questions="Mengapa?"
    )


def more_time_answered(walk: Walk, words: str) -> Any:
    return walk.do(extending.decide_extension, "head", granted=False, answer=words)


def report_drafted(walk: Walk, words: str) -> Any:
    return walk.do(lhp.draft_lhp, "examiner", text=replace(LHP, account=words))


def ruling_proposed(walk: Walk, words: str) -> Any:
    text = objection_review.RulingText(words, rulings=objecting.rulings(walk))
    return walk.do(objection_review.propose_ruling, "other_examiner", text=text)


def publication_proposed(walk: Walk, words: str) -> Any:
    return walk.do(publishing.propose_publication, "resmon", summary=words)


def recommendation_proposed(walk: Walk, words: str) -> Any:
    text = ladder.text_for(walk, reasons=words)
    return walk.do(recommending.propose_recommendation, "resmon", text=text)


def release_proposed(walk: Walk, words: str) -> Any:
    text = public.text(summary=words)
    return walk.do(releasing.propose_release, "resmon", text=text)


def relief_proposed(walk: Walk, words: str) -> Any:
    told = {"action": order(walk).ref, "kind": Relief.EXCUSE, "reason": words}
    return walk.do(relieving.propose_relief, "resmon", **told)


def sanction_proposed(walk: Walk, words: str) -> Any:
    told = {"recipient": "Menteri Dalam Negeri", "text": words}
    return walk.do(sanctioning.propose_sanction, "resmon", **told)


def invited(walk: Walk, words: str) -> Any:
    meeting = test_talking.meeting(walk, summary=words)
    return walk.do(talking.invite, "head", meeting=meeting)


def status_proposed(walk: Walk, words: str) -> Any:
    return walk.do(assessing.propose_status, "resmon", accepted=False, why=words)


def ordered_again(walk: Walk, words: str) -> Any:
    orders = [test_relapsing.first(walk).ref]
    return walk.do(relapsing.order_again, "resmon", orders=orders, why=words)


def settled(walk: Walk, words: str) -> Any:
    signed = {"signed_on": walk.now.date(), "file_ids": test_talking.paper(walk)}
    return walk.do(talking.settle, "head", agreement=words, **signed)


#: Use case -> a case that has come this far, and the act with these words in it.
SAYS: dict[str, tuple[Callable[[], Walk], Callable[[Walk, str], Any]]] = {
    "activities.begin": (examined, began),
    "assessing.propose_status": (overdue, status_proposed),
    "corrective.decide_evidence": (shown, judged),
    "correspondence.keep_letter": (requested, answered_on_paper),
    "examination.ask_clarification": (examined, clarification),
    "extending.decide_extension": (more_time_asked, more_time_answered),
    "lhp.draft_lhp": (reviewed, report_drafted),
    "milestones.judge_progress": (told_of_a_milestone, milestone_judged),
    "objection_review.propose_ruling": (under_review, ruling_proposed),
    "publishing.propose_publication": (ladder.disobeyed, publication_proposed),
    "recommending.propose_recommendation": (monitored, recommendation_proposed),
    "relapsing.order_again": (test_relapsing.relapsed, ordered_again),
    "releasing.propose_release": (public.obeyed, release_proposed),
    "relieving.propose_relief": (monitored, relief_proposed),
    "sanctioning.propose_sanction": (ladder.disobeyed, sanction_proposed),
    "talking.invite": (examined, invited),
    "talking.settle": (met, settled),
}


def test_every_use_case_whose_words_others_will_read_is_tried_here() -> None:
    found = {act.name for guard in GUARDS for act in acts(guard, least=2)}
    asks_its_writer = {
        act.name
        for guard in GUARDS
        for act in acts(guard, least=2)
        if "checked" in act.told
    }
    assert asks_its_writer == SAYS.keys()
    # The rest holds once more, at the door, what was seen before.
    assert found - asks_its_writer == {
        "letters.post",
        "letters.post_to_all",
        "publishing.publish",
    }


@pytest.mark.parametrize("name", SAYS)
def test_what_names_the_reporter_is_refused_until_its_writer_saw_it(name: str) -> None:
    before, act = SAYS[name]
    walk = before()
    version, told = walk.again().version, walk.kinds()
    with pytest.raises(WouldName):
        act(walk, NAMING)
    assert (walk.again().version, walk.kinds()) == (version, told)
