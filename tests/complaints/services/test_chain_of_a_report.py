"""Which findings an order puts right, and which component each finding is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from complaints.selectors.report_chain import chain_of
from complaints.services import lhp
from complaints.services.errors import NotReady
from complaints.services.lhp import ActionText, FindingText, LhpText
from tests.complaints.ladder import recommended
from tests.complaints.story import LHP, Walk, to_review

pytestmark = pytest.mark.django_db

TWO = replace(
    LHP,
    findings=[
        FindingText("PB", "Lambat.", component="4"),
        FindingText("DK", "Dibedakan."),
    ],
    actions=[
        ActionText("Terbitkan akta.", findings=[1]),
        ActionText("Layani sama.", findings=[2]),
        ActionText("Umumkan standar."),
    ],
)


def drafted(text: LhpText = TWO) -> Walk:
    walk = Walk()
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=text)
    return walk


def answers(walk: Walk) -> dict[int, list[int]]:
    return {
        row.n: [finding.n for finding in row.findings.order_by("n")]
        for row in walk.again().actions.all()
    }


def test_an_order_names_the_findings_that_it_puts_right_or_all() -> None:
    assert answers(drafted()) == {1: [1], 2: [2], 3: [1, 2]}


def test_a_draft_written_anew_names_them_anew() -> None:
    walk = drafted()
    walk.do(
        lhp.draft_lhp,
        "examiner",
        text=replace(TWO, findings=TWO.findings[1:], actions=[ActionText("Layani.")]),
    )
    assert answers(walk) == {1: [1]}
    assert [row.component for row in walk.case.lhps.get().findings.all()] == [""]


def test_an_order_for_a_finding_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotReady, match="finding_unknown"):
        drafted(replace(TWO, actions=[ActionText("Layani.", findings=[3])]))


def test_the_database_knows_the_fourteen_components_and_no_other() -> None:
    finding = drafted().case.lhps.get().findings.get(n=1)
    finding.component = "15"
    with pytest.raises(IntegrityError), transaction.atomic():
        finding.save()


def test_before_the_report_is_signed_there_is_no_chain() -> None:
    walk = drafted()
    assert chain_of(walk.again()) is None
    walk.do(lhp.sign_lhp, "head")
    chain = chain_of(walk.again())
    assert chain is not None
    assert [[row.n for row in link.orders] for link in chain.links] == [[1, 3], [2, 3]]


def test_an_item_of_a_recommendation_stands_under_the_finding_of_its_action() -> None:
    chain = chain_of(recommended().again())
    assert chain is not None
    (link,) = chain.links
    assert [row.is_item for row in link.orders] == [False, False, True, True]
