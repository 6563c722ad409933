"""The draft LHP: what its findings rest on, its versions, what the head remarks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.activities import Kind
from complaints.domain.review import Section
from complaints.models import Case, FindingEvidence, LhpVersion, Remark
from complaints.selectors.backing import backing_of, proofs_in
from complaints.selectors.outgoing import lhp_in_force
from complaints.services import (
    backing,
    erasing,
    examination,
    lhp,
    papers,
    returning,
)
from complaints.services.errors import NotReady
from complaints.services.lhp import FindingText
from tests.complaints.services.test_activities import begun, came, paper
from tests.complaints.story import LHP, Walk, _to_review, answered, to_examination
from tests.complaints.views.pages import act_page, case_page
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PB = FindingText("PB", "Tujuh bulan.")
TK = FindingText("TK", "Petugas tidak tahu alurnya.")


@pytest.fixture
def walk() -> Walk:
    """In review, with an answer, a visit and a file to name."""
    found = Walk()
    to_examination(found)
    answered(found)
    came(found, begun(found, Kind.VISIT, days=0), file_ids=paper(found))
    _to_review(found)
    drafted(found)
    return found


def drafted(walk: Walk, *findings: FindingText, **more: Any) -> None:
    text = replace(LHP, findings=list(findings or (PB, TK)), **more)
    walk.do(lhp.draft_lhp, "examiner", text=text)
    walk.again()


def backed(walk: Walk, *, who: str = "examiner", **named: list[str]) -> None:
    told = {int(n.removeprefix("f")): tokens for n, tokens in named.items()}
    walk.do(backing.back_findings, who, backing=told)
    walk.again()


def token(walk: Walk, source: str) -> str:
    return next(one.token for one in proofs_in(walk.case) if one.source == source)


def test_a_finding_names_a_file_an_answer_and_what_was_done(walk: Walk) -> None:
    all_three = [token(walk, source) for source in ("file", "answer", "activity")]
    backed(walk, f1=all_three, f2=[])
    found = lhp_in_force(walk.case)
    assert found is not None
    named = backing_of(found)
    assert [proof.token for proof in named[1]] == all_three
    assert 2 not in named
    assert walk.kinds()[-1] == events.FINDINGS_BACKED


def test_what_is_named_again_replaces_what_was_named_before(walk: Walk) -> None:
    backed(walk, f1=[token(walk, "file")])
    backed(walk, f2=[token(walk, "answer"), token(walk, "answer")])
    assert FindingEvidence.objects.get().finding.n == 2


def test_a_finding_keeps_its_evidence_while_the_draft_is_written_anew(
    walk: Walk,
) -> None:
    backed(walk, f1=[token(walk, "file")], f2=[token(walk, "answer")])
    drafted(walk, TK, FindingText("PP", "Tanpa tanda terima."), PB)
    found = lhp_in_force(walk.case)
    assert found is not None
    named = backing_of(found)
    assert {n: [one.source.value for one in proofs] for n, proofs in named.items()} == {
        1: ["answer"],
        3: ["file"],
    }
    assert [row.n for row in found.findings.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    "named", [{"f3": ["file"]}, {"f1": ["file:00000000-0000-0000-0000-000000000000"]}]
)
def test_what_is_not_in_the_case_proves_nothing(
    walk: Walk, named: dict[str, list[str]]
) -> None:
    told = {
        n: [token(walk, one) if one == "file" else one for one in tokens]
        for n, tokens in named.items()
    }
    numbered = {int(n[1:]): tokens for n, tokens in told.items()}
    with pytest.raises(NotReady, match="proof_unknown"):
        walk.do(backing.back_findings, "examiner", backing=numbered)


def test_a_file_of_another_case_is_no_evidence(walk: Walk) -> None:
    other = Walk()
    papers.attach(other.case, paper(other), lane="internal", now=other.now)
    with pytest.raises(NotReady, match="proof_unknown"):
        backed(walk, f1=[f"file:{other.case.files.get().ref}"])


@pytest.mark.parametrize("who", ["head", "other_examiner", "intake", "liaison"])
def test_only_its_examiner_names_the_evidence(walk: Walk, who: str) -> None:
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        backed(walk, who=who, f1=[])


def test_after_the_signature_nothing_is_named_any_more(walk: Walk) -> None:
    walk.do(lhp.sign_lhp, "head")
    with pytest.raises(NotReady, match="no_lhp"):
        backed(walk, f1=[])


def test_the_signer_is_warned_of_a_finding_without_evidence(
    walk: Walk, client: Client
) -> None:
    backed(walk, f1=[token(walk, "answer")])
    login(client, "head")
    page = client.get(act_page(walk.case, "tandatangani")).content.decode()
    assert "Belum menyebut bukti apa pun: temuan 2." in page
    assert "Jawaban instansi atas permintaan penjelasan 1" in page
    backed(walk, f1=[token(walk, "answer")], f2=[token(walk, "activity")])
    page = client.get(act_page(walk.case, "tandatangani")).content.decode()
    assert "Belum menyebut" not in page
    assert "Pemeriksaan lapangan: Kantor kami" in page


def test_the_form_shows_what_is_named_already(walk: Walk, client: Client) -> None:
    backed(walk, f2=[token(walk, "file")])
    login(client, "examiner")
    page = client.get(act_page(walk.case, "bukti-temuan")).content.decode()
    assert page.count("checked") == 1
    assert "Tujuh bulan." in page


def test_each_saving_that_changes_something_is_a_version(walk: Walk) -> None:
    drafted(walk)
    assert list(LhpVersion.objects.values_list("n", flat=True)) == [1]
    drafted(walk, PB)
    assert list(LhpVersion.objects.values_list("n", flat=True)) == [1, 2]


def test_two_versions_are_compared_with_who_saved_them(
    walk: Walk, client: Client
) -> None:
    drafted(walk, PB, opinion="Pendapat baru.")
    drafted(walk, PB, opinion="Pendapat ketiga.")
    login(client, "head")
    page = client.get(reverse("work:lhp_versions", args=[walk.case.ref]))
    said = page.content.decode()
    assert "<del>Pendapat baru.</del>" in said
    assert "<ins>Pendapat ketiga.</ins>" in said
    query = {"dari": "1", "ke": "3"}
    said = client.get(
        reverse("work:lhp_versions", args=[walk.case.ref]), query
    ).content.decode()
    assert "<del>Pendapat.</del>" in said
    assert "2. Tidak kompeten: Petugas tidak tahu alurnya." in said
    assert (
        reverse("work:lhp_versions", args=[walk.case.ref])
        in client.get(case_page(walk.case)).content.decode()
    )


def test_without_a_draft_there_is_nothing_to_compare(client: Client) -> None:
    other = Walk()
    to_examination(other)
    login(client, "head")
    page = client.get(reverse("work:lhp_versions", args=[other.case.ref]))
    assert page.status_code == 404


def test_the_head_remarks_on_a_section_and_the_drafter_reads_it(
    walk: Walk, client: Client
) -> None:
    login(client, "head")
    body = {
        "version": walk.again().version,
        "reason": "Perbaiki.",
        "remark_findings": "Sebut tanggalnya.",
    }
    page = client.get(act_page(walk.case, "kembalikan-konsep")).content.decode()
    assert 'name="remark_opinion"' in page
    assert (
        client.post(act_page(walk.case, "kembalikan-konsep"), body).status_code == 302
    )
    remark = Remark.objects.get()
    assert (remark.section, remark.text) == ("findings", "Sebut tanggalnya.")
    login(client, "examiner")
    page = client.get(act_page(walk.case, "lhp")).content.decode()
    assert "Sebut tanggalnya." in page
    assert "Temuan" in page


def test_a_result_for_the_reporter_has_no_sections() -> None:
    other = Walk()
    to_examination(other)
    other.do(examination.draft_result, "examiner", text="Ada penundaan.")
    with pytest.raises(NotReady, match="no_draft"):
        other.do(
            returning.send_back_draft,
            "head",
            reason="Ulang.",
            remarks={Section.OPINION: "Mengapa?"},
        )
    other.do(returning.send_back_draft, "head", reason="Ulang.")


def test_versions_and_remarks_are_forgotten_with_the_case(walk: Walk) -> None:
    walk.do(
        returning.send_back_draft,
        "head",
        reason="Ulang.",
        remarks={Section.OPINION: "Mengapa?"},
    )
    erasing._forget_texts(walk.case)
    assert LhpVersion.objects.get().sections == {}
    assert Remark.objects.get().text == ""


def test_what_the_agency_sent_is_named_without_being_shown_to_it(
    walk: Walk, client: Client
) -> None:
    backed(walk, f1=[token(walk, "activity")])
    walk.do(lhp.sign_lhp, "head")
    login(client, "liaison")
    client.post(reverse("agency:case", args=[walk.case.ref]))
    page = client.get(reverse("agency:case", args=[walk.case.ref])).content.decode()
    assert "Pemeriksaan lapangan" not in page
