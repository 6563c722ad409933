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
