"""Anybody may see that a receipt is ours; nobody learns what is in the report."""

from __future__ import annotations

import pytest
from django.test import Client

from complaints.models import Case
from complaints.services import proving
from tests.factories.complaints import file_one

pytestmark = pytest.mark.django_db


def address(case: Case) -> str:
    return f"/verifikasi/tanda-terima/{case.locator}/{proving.seal_of(case)}/"


def test_it_says_kind_date_and_office_and_nothing_of_the_report() -> None:
    case, _receipt = file_one()
    page = Client().get(address(case)).content.decode()
    assert "masih berlaku" in page
    assert case.office.name_id in page
    assert case.title not in page
    assert case.story not in page


def test_a_number_without_its_seal_and_a_number_of_nobody_look_alike() -> None:
    case, _receipt = file_one()
    other, _receipt = file_one()
    seal = proving.seal_of(other)
    answers = {
        (
            answer.status_code,
            answer.content.decode().replace(answer["X-Request-ID"], ""),
        )
        for answer in (
            Client().get(f"/verifikasi/tanda-terima/{number}/{seal}/")
            for number in (case.locator, "ZZZZ2222")
        )
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize("seal", ["x", "k1.", "k1.!!!!", "k1." + "A" * 86])
def test_a_broken_seal_is_no_seal(seal: str) -> None:
    case, _receipt = file_one()
    address = f"/verifikasi/tanda-terima/{case.locator}/{seal}/"
    assert Client().get(address).status_code == 404


def test_after_a_new_code_it_says_that_the_old_one_may_be_replaced() -> None:
    case, _receipt = file_one()
    where = address(case)
    Case.objects.filter(pk=case.pk).update(code_since=case.filed_at)
    assert "kode baru" in Client().get(where).content.decode()
