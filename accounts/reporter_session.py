"""Which reports a visitor opened with number and code in this session.

The ids live in the server-side session and nowhere else, so the cookie opens
nothing once the session is forgotten. The session's own idle and absolute
limits end them (``accounts.sessions``).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from accounts.actor import Actor, reporter_of
from accounts.errors import NotAllowed
from accounts.sessions import begin

if TYPE_CHECKING:
    from django.http import HttpRequest

KEY = "opened_cases"
#: Which of them an account lends, and which account: they close when its link ends.
LENT = "lent_cases"
#: More than a household ever follows at once; the oldest is forgotten first.
MOST = 20


def open_case(request: HttpRequest, case_id: int, now: datetime) -> None:
    """Remember that this visitor showed the code of one report.

    Call it only after the code was verified. The session gets a new id, so that
    one planted in the visitor's browser beforehand opens nothing.
    """
    opened: dict[str, str] = request.session.get(KEY, {})
    opened.pop(str(case_id), None)
    opened[str(case_id)] = now.isoformat()
    request.session[KEY] = dict(list(opened.items())[-MOST:])
    lent: dict[str, int] = request.session.get(LENT, {})
    if lent.pop(str(case_id), None) is not None:
        request.session[LENT] = lent
    request.session.cycle_key()
    begin(request.session)


def lend_case(request: HttpRequest, case_id: int, account: int, now: datetime) -> None:
    """Remember that an account which keeps this report opened it, without its code.

    Whoever reads the report asks each time whether the account still keeps it.
    """
    open_case(request, case_id, now)
    request.session[LENT] = request.session.get(LENT, {}) | {str(case_id): account}


def lent_by(request: HttpRequest, case_id: int) -> int | None:
    """The account that lends this report; None where its code was shown."""
    lent: dict[str, int] = request.session.get(LENT, {})
    return lent.get(str(case_id))


def opened_case_ids(request: HttpRequest) -> tuple[int, ...]:
    """The ids of the reports opened in this session, the latest last."""
    return tuple(opened_cases(request))


def opened_cases(request: HttpRequest) -> dict[int, datetime]:
    """When each report was opened in this session, by its id."""
    opened: dict[str, str] = (
        request.session.get(KEY, {}) if hasattr(request, "session") else {}
    )
    return {int(pk): datetime.fromisoformat(at) for pk, at in opened.items()}


def reporter_for(request: HttpRequest, case_id: int) -> Actor:
    """The actor who reads or writes one opened report.

    Raises ``NotAllowed`` when its code was not shown in this session; a view
    answers that with the page that asks for the code.
    """
    if case_id not in opened_case_ids(request):
        raise NotAllowed("the code of this report was not shown")
    return reporter_of(case_id)


def forget(request: HttpRequest) -> None:
    """Erase every trace of the opened reports ("Hapus jejak")."""
    request.session.pop(LENT, None)
    if KEY in request.session:
        del request.session[KEY]
        request.session.cycle_key()
