"""When a field is needed that nobody has to fill in: what stands beside its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import Promise

F = TypeVar("F", bound=forms.Field)


def needed(field: F, when: str | Promise) -> F:
    """The same field; its label says when it is needed (templates/forms/field.html)."""
    vars(field)["needed_when"] = when
    return field
