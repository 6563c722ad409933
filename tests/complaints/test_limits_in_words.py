"""What a form says of the largest file is what the portal takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from complaints.forms import agency, agency_answer, citizen, tracking, who

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.mark.parametrize(
    "field",
    [
        agency_answer.AnswerForm(questions=["Mengapa?"]).fields["attachments"],
        agency.EvidenceForm.base_fields["attachments"],
        citizen.EvidenceForm.base_fields["papers"],
        tracking.MessageForm.base_fields["papers"],
        who.BehalfForm.base_fields["proxy"],
    ],
)
def test_the_limit_of_one_file_is_said_as_it_is_set(
    field: Any, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 12_300_000
    assert " 12,3 MB" in str(field.help_text)
