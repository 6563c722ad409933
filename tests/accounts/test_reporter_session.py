"""A report is opened by its code, in this session; its id alone opens nothing."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from accounts.reporter_session import KEY, reporter_for


def test_a_report_whose_code_was_not_shown_here_has_no_reporter(
    rf: RequestFactory,
) -> None:
    request = rf.get("/")
    request.session = {KEY: {"7": "2026-03-09T00:00:00"}}  # type: ignore[assignment]  # all that is read of it

    assert reporter_for(request, 7) == reporter_of(7)
    with pytest.raises(NotAllowed):
        reporter_for(request, 8)
