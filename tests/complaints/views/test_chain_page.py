"""The chain of a report in the browser: every link leads to the next, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.forms.lhp import LhpForm
from complaints.services import lhp
from complaints.services.lhp import ActionText, FindingText
from tests.complaints.ladder import in_resmon, recommended
from tests.complaints.story import LHP, Walk, submitted, to_review
from tests.complaints.views.pages import act_page, case_page, counted, in_correction
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

FORM = {
    "account": "Uraian.",
    "result": "Hasil.",
    "opinion": "Pendapat.",
    "conclusion": "found",
    "form_1": "PB",
    "component_1": "4",
    "finding_1": "Lambat.",
    "form_3": "DK",
    "finding_3": "Dibedakan.",
    "action_1": "Terbitkan akta.",
    "action_2": "Layani sama.",
    "answers_2": ["3"],
}


def chain(walk: Walk) -> str:
    return reverse("work:chain", args=[walk.case.ref])


def drafting() -> Walk:
    walk = Walk()
    to_review(walk)
    walk.again()
    return walk


def test_the_form_says_which_finding_an_action_puts_right(client: Client) -> None:
    walk = drafting()
    login(client, "examiner")
    sent = FORM | {"version": str(walk.case.version)}
    assert client.post(act_page(walk.case, "lhp"), sent).status_code == 302
    rows = walk.again().actions.order_by("n")
    found = [[one.n for one in row.findings.order_by("n")] for row in rows]
    assert found == [[1, 2], [2]]  # the third row of the form is the second finding
    page = client.get(act_page(walk.case, "lhp")).content.decode()
    assert 'name="answers_2" value="2" id="id_answers_2_1" checked' in " ".join(
        page.split()
    ).replace(" class=", " class=")


def test_an_action_for_an_empty_finding_is_asked_for_again(client: Client) -> None:
    walk = drafting()
    login(client, "examiner")
    sent = FORM | {"version": str(walk.case.version), "answers_1": ["4"]}
    answer = client.post(act_page(walk.case, "lhp"), sent)
    assert answer.status_code == 422
    assert "Pilih temuan yang terisi di formulir ini." in answer.content.decode()


def test_what_the_form_shows_of_a_draft_is_what_it_sends() -> None:
    walk = drafting()
    text = replace(
        LHP,
        findings=[FindingText("PB", "Lambat.", component="4"), FindingText("DK", "x")],
        actions=[ActionText("Terbitkan akta.", findings=[2]), ActionText("Umumkan.")],
    )
    walk.do(lhp.draft_lhp, "examiner", text=text)
    shown = LhpForm.filled(walk.again().lhps.get())
    form = LhpForm(shown | {"version": "1"})
    assert form.is_valid(), form.errors
    told = form.lhp_text()
    assert told.findings == text.findings
    assert [list(row.findings) for row in told.actions] == [[2], [1, 2]]


def test_before_a_report_is_signed_the_page_says_where_the_chain_begins(
    client: Client,
) -> None:
    walk = drafting()
    login(client, "examiner")
    page = client.get(chain(walk)).content.decode()
    assert "Belum ada LHP yang ditandatangani." in page


def test_every_link_is_there_and_leads_both_ways(client: Client) -> None:
    walk = in_correction()
    submitted(walk)
    login(client, "examiner")
    page = client.get(chain(walk)).content.decode()
    order = walk.case.actions.get(n=1)
    for words in (
        "Penundaan berlarut",
        "Tujuh bulan lewat standar lima hari.",
        "Terbitkan akta.",
        "Akta terbit.",  # the evidence
        case_page(walk.case),
        reverse("assess:counted", args=[order.ref]),
        f'id="tindakan-{order.ref}"',
    ):
        assert words in page, words
    assert chain(walk) in client.get(case_page(walk.case)).content.decode()


def test_an_item_of_a_recommendation_stands_in_it(client: Client) -> None:
    walk = recommended()
    login(client, "resmon")
    page = client.get(chain(walk)).content.decode()
    assert "Butir Rekomendasi" in page
    assert "Digantikan butir 1 Rekomendasi" in page


def test_the_page_costs_the_same_however_long_the_chain_is(client: Client) -> None:
    short, long = in_resmon(), recommended()
    login(client, "resmon")
    found = []
    for walk in (short, long):
        client.get(chain(walk))
        with counted() as told:
            client.get(chain(walk))
        found.append(len(told))
    assert found[0] == found[1] <= 20
