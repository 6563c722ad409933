"""An act is refused for what the case is by now: erased, without a reporter, another's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints.domain.activities import Kind
from complaints.domain.bulk import BulkKind
from complaints.domain.states import Reason
from complaints.models import Bulk, BulkRow, Case
from complaints.services import (
    bulk_acts,
    closing,
    identity,
    ladder,
    letters,
    recurring,
    renewing,
    reopening,
)
from complaints.services.errors import NotReady
from complaints.services.renewing import Proof
from tests.complaints import register as public
from tests.complaints.ladder import checked, in_resmon
from tests.complaints.own import OwnWalk, own_to_examination, own_to_signed_lhp
from tests.complaints.services import test_recurring as relapse
from tests.complaints.services.test_activities import begun
from tests.complaints.services.test_every_act_asks import acts, done_by, of_case
from tests.complaints.views.pages import in_correction, in_examination
from tests.factories.complaints import renewed
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.complaints.services.test_every_act_asks import Act
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def erased(walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(erased_at=wall_now())


def called_upon() -> Walk:
    """Monitoring went by without a word, and the commissioners are asked."""
    walk = in_resmon()
    checked(walk)
    walk.pass_days(61)
    return walk


def own_examined() -> Walk:
    walk = OwnWalk()
    own_to_examination(walk)
    walk.again()
    return walk


def own_closed() -> Walk:
    walk = own_examined()
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    return walk


#: Acts that want words, and come to that only in a case of another kind or as another
#: person: told here below, or in test_no_party, test_refused_by_itself, test_following.
WORDS_ELSEWHERE = {
    "asking.answer_question",
    "bringing.park",
    "ladder.direct",
    "recurring.judge",
    "release_rows.opened",
    "releasing.propose_release",
    "renewing.renew_code",
    "reopening.reopen_own",
}
#: The same for acts that want a reporter: told in test_own_and_the_rest.
REPORTER_ELSEWHERE = {
    "correcting.correct_paper",
    "correspondence.keep_letter",
    "extending.ask_extension",
}


def said(walk: Walk, act: Act, *, ref: UUID | None = None) -> set[str]:
    """What those hear who hold the case, on our side and on the agency's."""
    known = of_case(walk.case, act)
    known["ref"] = ref or known["ref"]
    return {done_by(act, who, known) for who in ("examiner", "liaison")}


def test_every_act_that_wants_words_is_refused_in_what_was_erased() -> None:
    walk = in_correction()
    erased(walk)
    duty, heard = walk.case.actions.get(n=1).ref, {}
    for act in acts("require_words", least=1, through=True):
        of_order = act.name.startswith("dividing.")
        heard[act.name] = said(walk, act, ref=duty if of_order else None)
    others = {n: w for n, w in heard.items() if "NotReady: case_erased" not in w}
    assert others.keys() == WORDS_ELSEWHERE, others
    assert not any("done" in words for words in heard.values())
    assert len(heard) > 20


def test_every_act_that_wants_a_reporter_is_refused_where_there_is_none() -> None:
    walk = OwnWalk()
    own_to_signed_lhp(walk)
    walk.again()
    wanting = acts("require_reporter", least=1, through=True)
    heard = {act.name: said(walk, act) for act in wanting if "ref" in act.told}
    others = {n: w for n, w in heard.items() if "NotReady: no_reporter" not in w}
    assert others.keys() == REPORTER_ELSEWHERE, others
    assert not any("done" in words for words in heard.values())


#: A case that has come this far, and the act for which words would be needed.
WORDS: dict[str, tuple[Callable[[], Walk], Callable[[Walk], Any]]] = {
    "monitoring directed": (
        called_upon,
        lambda walk: walk.do(ladder.direct, "commissioner", text="Undang lagi."),
    ),
    "taken up again": (
        own_closed,
        lambda walk: walk.do(reopening.reopen_own, "head", reason="Terjadi lagi."),
    ),
    "written for the public": (public.obeyed, public.written),
}


@pytest.mark.parametrize("name", WORDS)
def test_into_what_was_erased_nobody_writes_again(name: str) -> None:
    before, act = WORDS[name]
    walk = before()
    erased(walk)
    kinds = walk.kinds()
    with pytest.raises(NotReady, match="case_erased"):
        act(walk)
    assert walk.kinds() == kinds


def test_what_was_erased_while_somebody_judged_it_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = relapse.done()
    relapse.again(old)
    enter: Any = vars(recurring)["enter"]

    def enter_late(*found: Any, **given: Any) -> Case:
        erased(old)
        entered: Case = enter(*found, **given)
        return entered

    monkeypatch.setattr(recurring, "enter", enter_late)
    with pytest.raises(NotReady, match="case_erased"):
        relapse.judged(old)


def test_among_many_messages_none_goes_to_a_reporter_who_is_not_there() -> None:
    walk = own_examined()
    bulk = Bulk(kind=BulkKind.MESSAGE)
    row = BulkRow(bulk=bulk, case=walk.case, n=1, version=walk.case.version, text="x")
    with pytest.raises(NotReady, match="no_reporter"):
        bulk_acts.do(row, actor=actor("examiner"), now=walk.now)


def test_no_letter_is_issued_to_a_reporter_who_is_not_there() -> None:
    walk = own_examined()
    with pytest.raises(NotReady, match="no_reporter"):
        letters.post(
            walk.case,
            kind="pemberitahuan_hasil",
            addressee="reporter",
            context={"body": {}},
            actor=actor("head"),
            now=walk.now,
        )


def test_a_code_that_was_replaced_since_is_not_given_a_second_time() -> None:
    walk, key = in_examination(), uuid4()

    def give() -> Any:
        return renewing.renew_code(
            ref=walk.case.ref,
            proof=Proof.CARD,
            key=key,
            actor=actor("head", stepped_up=True),
            now=walk.now,
        )

    assert give() == give()
    renewed(walk.case)
    with pytest.raises(NotReady, match="code_replaced"):
        give()


def opening(walk: Walk, **more: Any) -> dict[str, Any]:
    """The examiner wrote down why he opens who reported, and opens it."""
    entry = identity.request_identity(
        ref=walk.case.ref,
        purpose="examine",
        actor=actor("examiner", stepped_up=True),
        real_now=wall_now(),
        now=walk.now,
    )
    told = {"ref": walk.case.ref, "entry_id": entry, "actor": actor("examiner")}
    return told | {"real_now": wall_now()} | more


def test_the_entry_for_a_sealed_witness_opens_no_reporter_where_there_is_none() -> None:
    walk = own_examined()
    begun(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    with pytest.raises(NotAllowed, match="no_reporter"):
        identity.open_identity(**opening(walk))


def test_who_holds_the_case_no_more_opens_nothing_by_his_old_entry() -> None:
    walk = in_examination()
    told = opening(walk)
    Case.objects.filter(pk=walk.case.pk).update(examiner=person("other_examiner"))
    with pytest.raises(NotAllowed, match="not_assigned"):
        identity.open_identity(**told)


def test_an_entry_opens_an_identity_for_a_quarter_of_an_hour() -> None:
    walk = in_examination()
    late = wall_now() + timedelta(minutes=16)
    with pytest.raises(NotAllowed, match="time_box"):
        identity.open_identity(**opening(walk, real_now=late))
