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
from complaints.models import Bulk, BulkRow, Case, Sighting
from complaints.services import (
    asking,
    bulk_acts,
    closing,
    dividing,
    identity,
    ladder,
    letter_links,
    letters,
    recurring,
    renewing,
    reopening,
    writing,
)
from complaints.services.errors import NotReady
from complaints.services.renewing import Proof
from tests.complaints import register as public
from tests.complaints.ladder import checked, in_resmon
from tests.complaints.own import OwnWalk, own_to_examination
from tests.complaints.services import test_correcting as correcting
from tests.complaints.services import test_correspondence as paper
from tests.complaints.services import test_recurring as relapse
from tests.complaints.services.test_activities import begun as heard
from tests.complaints.story import Walk, asked, to_examination
from tests.complaints.views.pages import in_correction, in_examination
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def requested() -> Walk:
    """The agency was asked for its explanation."""
    walk = Walk()
    to_examination(walk)
    asked(walk)
    return walk


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


def taken(walk: Walk) -> Any:
    """A liaison says that he works on the first order."""
    return dividing.take_duty(
        ref=walk.case.actions.get(n=1).ref, actor=actor("liaison"), now=walk.now
    )


#: A case that has come this far, and the act for which words would be needed.
WORDS: dict[str, tuple[Callable[[], Walk], Callable[[Walk], Any]]] = {
    "a duty taken": (in_correction, taken),
    "a letter kept": (requested, paper.keep),
    "a letter proved": (requested, paper.prove),
    "a link to a letter": (
        requested,
        lambda walk: walk.do(
            letter_links.send_link, "examiner", email="dinas@contoh.test"
        ),
    ),
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


def erased(walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(erased_at=wall_now())


@pytest.mark.parametrize("name", WORDS)
def test_into_what_was_erased_nobody_writes_again(name: str) -> None:
    before, act = WORDS[name]
    walk = before()
    erased(walk)
    kinds = walk.kinds()
    with pytest.raises(NotReady, match="^case_erased$"):
        act(walk)
    assert walk.kinds() == kinds


def test_no_letter_of_what_was_erased_is_put_right() -> None:
    walk = requested()
    row = paper.keep(walk)
    erased(walk)
    with pytest.raises(NotReady, match="^case_erased$"):
        correcting.right_paper(walk, row, on=row.arrived_on - timedelta(days=1))


def test_what_was_erased_while_somebody_judged_it_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = relapse.done()
    relapse.again(old)
    enter = recurring.enter

    def enter_late(*found: Any, **given: Any) -> Case:
        erased(old)
        return enter(*found, **given)

    monkeypatch.setattr(recurring, "enter", enter_late)
    with pytest.raises(NotReady, match="^case_erased$"):
        relapse.judged(old)


def held(walk: Walk) -> None:
    """One message of many."""
    bulk = Bulk(kind=BulkKind.MESSAGE)
    row = BulkRow(bulk=bulk, case=walk.case, n=1, version=walk.case.version, text="x")
    bulk_acts.do(row, actor=actor("examiner"), now=walk.now)


def given(walk: Walk, use_case: Callable[..., Any], **more: Any) -> Any:
    return use_case(
        ref=walk.case.ref,
        actor=actor("examiner", stepped_up=True),
        now=walk.now,
        **more,
    )


#: What is done for a reporter, or with one.
REPORTERS: dict[str, Callable[[Walk], Any]] = {
    "asked": lambda walk: given(walk, asking.ask_reporter, text="Kapan?"),
    "written to": lambda walk: given(walk, writing.write_message, text="Kabar."),
    "written to among many": held,
    "given another code": lambda walk: given(
        walk, renewing.renew_code, proof=Proof.CARD, key=uuid4()
    ),
    "sent a letter": lambda walk: letters.post(
        walk.case,
        kind="pemberitahuan_hasil",
        addressee="reporter",
        context={"body": {}},
        actor=actor("head"),
        now=walk.now,
    ),
}


@pytest.mark.parametrize("name", REPORTERS)
def test_where_nobody_reported_there_is_no_reporter_to_be(name: str) -> None:
    walk = own_examined()
    kinds = walk.kinds()
    with pytest.raises(NotReady, match="^no_reporter$"):
        REPORTERS[name](walk)
    assert walk.kinds() == kinds
    assert not Sighting.objects.exists()


def opening(walk: Walk, **more: Any) -> dict[str, Any]:
    """The examiner wrote down why he opens who reported, and opens it."""
    entry = given(
        walk, identity.request_identity, purpose="examine", real_now=wall_now()
    )
    told = {"ref": walk.case.ref, "entry_id": entry, "actor": actor("examiner")}
    return told | {"real_now": wall_now()} | more


def test_the_entry_for_a_sealed_witness_opens_no_reporter_where_there_is_none() -> None:
    walk = own_examined()
    heard(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    with pytest.raises(NotAllowed, match="^no_reporter$"):
        identity.open_identity(**opening(walk))


def test_who_holds_the_case_no_more_opens_nothing_by_his_old_entry() -> None:
    walk = in_examination()
    told = opening(walk)
    Case.objects.filter(pk=walk.case.pk).update(examiner=person("other_examiner"))
    with pytest.raises(NotAllowed, match="^not_assigned$"):
        identity.open_identity(**told)


def test_an_entry_opens_an_identity_for_a_quarter_of_an_hour() -> None:
    walk = in_examination()
    late = wall_now() + timedelta(minutes=16)
    with pytest.raises(NotAllowed, match="^time_box$"):
        identity.open_identity(**opening(walk, real_now=late))
