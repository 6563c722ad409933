"""What an act of an officer on a case is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from accounts.actor import Actor
    from complaints.models import Case

#: The button of a page that shows what in a text may name somebody.
SEEN_TO = "checked"


def seen_to(form: Any) -> bool:
    """Whether she pressed the button that says that she saw each place."""
    return bool(form.data.get(SEEN_TO))


@dataclass(frozen=True, slots=True)
class Act:
    """One act: ``run`` gets the case of the page, the valid form, actor and now.

    ``grave`` acts cannot be undone; their page says so before the button.
    """

    slug: str
    label: str | Promise
    form: type[Any]
    run: Callable[[Case, Any, Actor, datetime], object]
    lead: str | Promise = ""
    grave: bool = False
    button: str | Promise = ""  # whom it goes to, where that is not the label
    leaves: bool = False  # whoever did it no longer sees the case
