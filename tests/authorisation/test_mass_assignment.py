"""R7: what a form does not offer cannot be set through it.

Every form and every body of the API is sent complete, then once more with every field
of every model beside it. The two must change the same cells to the same values.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
import time_machine
from django import forms
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from rest_framework import serializers

from accounts.wall_clock import wall_now
from complaints.forms.office import ActForm
from complaints.models import Case
from complaints.services import writing
from tests.architecture import sources
from tests.authorisation import sendings
from tests.authorisation.effects import Effect, effect
from tests.authorisation.world import World

OURS = ("accounts", "agencies", "complaints", "compliance", "documents", "journal")
#: What trust asks for by name, whether or not a model of ours calls a field so.
ALSO = (
    "role", "is_staff", "is_superuser", "is_active", "office", "agency", "status",
    "identity_id", "created_at", "version", "owner", "pk", "id", "user", "groups",
)  # fmt: skip
MARK, DAY = "tertandai-r7", "1987-07-07"
NUMBER, REF = 707070707, "70707070-7070-4070-8070-707070707070"
MARKS = (MARK, DAY, str(NUMBER), REF, "datetime.date(1987, 7, 7)")
#: Names that a view reads beside its form; they are offered, with nothing in them.
READ = {"act", "basis", "do", "kept", "next", "flag", "sent", "since"}
READ |= {"csrfmiddlewaretoken"}

#: Forms that no sending reaches; what they read is one field each.
NOT_SENT = {
    "AddPasskeyForm": "a device's answer, tests/accounts/test_passkeys.py",
    "EnterForm": "a device's answer, tests/accounts/test_reporter_passkeys.py",
    "ShowPasskeyForm": "a device's answer, tests/accounts/test_passkeys.py",
}


#: Buttons of somebody who has nothing there, a choice that only a cookie keeps, and
#: a round whose figures are not complete.
CHANGES_NOTHING = {
    "POST account_logout",
    "POST account_sessions",
    "POST assess:lock",
    "POST assess:publish",
    "POST citizen:file_forget",
    "POST citizen:file_leave_code",
    "POST mfa_generate_recovery_codes",
    "POST service:deliveries",
    "POST theme",
}
BODIES_AS_THEY_CAME = (
    ".POST",
    ".POST.dict",
    ".data",
    ".query_params",
    ".GET",
    ".GET.dict",
)


def extras() -> dict[str, list[Any]]:
    """Every field of every model of ours, under each of its names."""
    found: dict[str, list[Any]] = defaultdict(list)
    for name in ALSO:
        found[name].append(MARK)
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for one in model._meta.get_fields():
                for name in {one.name, getattr(one, "attname", one.name)}:
                    found[name].append(_plausible(one))
    # The same value twice says nothing more, and a form holds a thousand at most.
    return {name: [*dict.fromkeys(values)] for name, values in found.items()}


def _plausible(one: Any) -> Any:
    """What would be accepted there, and be seen there."""
    if isinstance(one, models.BooleanField):
        return "true"
    if getattr(one, "choices", None):
        return str(list(one.flatchoices)[-1][0])
    if isinstance(one, models.DateTimeField):
        return f"{DAY}T07:07:07+00:00"
    if isinstance(one, models.DateField):
        return DAY
    if isinstance(one, models.UUIDField):
        return REF
    if isinstance(one, models.IntegerField | models.DecimalField | models.ForeignKey):
        return str(NUMBER)
    return MARK


EXTRAS = extras()


@dataclass
class Poster:
    """Posts in order; the second time with everything beside it that was not offered."""

    offered: list[set[str]] = field(default_factory=list)
    more: bool = False
    statuses: list[int] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    programs: bool = False
    added: int = 0

    def __call__(
        self,
        client: Client,
        path: str,
        body: dict[str, Any],
        *,
        as_json: bool = False,
        **more: Any,
    ) -> Any:
        self.bound.clear()
        sent = self._with_strangers(body, as_json=as_json) if self.more else body
        if as_json:
            self.programs, more["content_type"] = True, "application/json"
        answer = client.post(path, sent, **more)
        self.statuses.append(answer.status_code)
        if not self.more:
            self.offered.append({*body, *self.bound, *READ})
        return answer

    def _with_strangers(self, body: dict[str, Any], *, as_json: bool) -> dict[str, Any]:
        known = self.offered[len(self.statuses)]
        strange = {name: said for name, said in EXTRAS.items() if name not in known}
        self.added += len(strange)
        if as_json:
            return {**{name: said[-1] for name, said in strange.items()}, **body}
        return {**strange, **body}


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending: twice plain, and once with everything beside it."""

    name: str
    plain: Effect
    again: Effect
    more: Effect
    added: int
    by_program: bool

    def drawn(self) -> set[tuple[str, str, str]]:
        """Cells that are never the same twice."""
        both = self.plain.cells.keys() & self.again.cells.keys()
        drawn = {
            cell
            for cell in both
            if self.plain.cells[cell] != self.again.cells[cell]
            or self.plain.cells[cell].startswith("datetime.datetime(")
        }
        # A file that is another one each time is as large only now and then.
        files = {cell[:2] for cell in drawn if cell[2] == "sha256"}
        return drawn | {(*file, "size") for file in files}

    def strange(self) -> dict[tuple[str, str, str], tuple[str | None, str | None]]:
        """Cells that say something else than without the extras, or that are marked."""
        cells, drawn = self.plain.cells.keys() | self.more.cells.keys(), self.drawn()
        pairs = {
            cell: (self.plain.cells.get(cell), self.more.cells.get(cell))
            for cell in cells
        }
        return {
            cell: pair
            for cell, pair in pairs.items()
            if (cell not in drawn and pair[0] != pair[1])
            or any(mark in str(pair[1]) for mark in MARKS)
        }


@pytest.fixture(scope="package")
def sent(world: World) -> tuple[list[Sent], set[str]]:
    """Everything sent, and the forms that were found valid on the way."""
    valid: set[str] = set()
    poster = Poster()
    clean = forms.BaseForm.full_clean

    def watched(form: forms.BaseForm) -> None:
        clean(form)
        if form.is_bound:
            poster.bound.update(form.add_prefix(name) for name in form.fields)
            if not form.errors:
                valid.add(type(form).__name__)

    done = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms.BaseForm, "full_clean", watched)
        for name, prepare in sendings.everything().items():
            with transaction.atomic():
                send, effects = prepare(world), []
                offered: list[set[str]] = []
                with time_machine.travel(wall_now(), tick=False):
                    for more in (False, False, True):
                        poster = Poster(offered if more else [], more=more)
                        effects.append(effect(partial(_carry_out, send, poster)))
                        offered = poster.offered
                transaction.set_rollback(True)
            plain, again, more_of_it = effects
            added, by_program = poster.added, poster.programs
            done.append(Sent(name, plain, again, more_of_it, added, by_program))
    return done, valid


def _carry_out(send: sendings.Send, poster: Poster) -> list[int]:
    send(poster)
    return poster.statuses


def test_what_was_not_offered_changes_nothing(
    sent: tuple[list[Sent], set[str]],
) -> None:
    pages = [one for one in sent[0] if not one.by_program]
    assert {one.name: one.strange() for one in pages if one.strange()} == {}
    assert {
        one.name: (one.plain.statuses, one.more.statuses)
        for one in pages
        if one.plain.statuses != one.more.statuses
    } == {}
    added = sum(one.added for one in sent[0])
    print(f"sendings: {len(sent[0])}, fields beside them: {added}")  # noqa: T201 - a count for the reader


def test_programs_are_told_of_every_key_that_is_not_ours(
    sent: tuple[list[Sent], set[str]],
) -> None:
    """JSON with an unknown key is refused whole, and nothing is written."""
    programs = [one for one in sent[0] if one.by_program]
    assert {one.name for one in programs} == {"file_by_program", "track_by_program"}
    for one in programs:
        assert all(status in {200, 201} for status in one.plain.statuses)
        assert set(one.more.statuses) == {422}


def test_every_sending_is_accepted_and_changes_something(
    sent: tuple[list[Sent], set[str]],
) -> None:
    """The guard on the walk: a form that is refused would show nothing."""
    refused = {
        one.name: one.plain.statuses
        for one in sent[0]
        if not all(status in {200, 201, 302} for status in one.plain.statuses)
    }
    assert refused == {}
    assert {one.name for one in sent[0] if not one.plain.cells} == CHANGES_NOTHING


def test_every_form_was_sent_and_found_valid(sent: tuple[list[Sent], set[str]]) -> None:
    assert _forms() - sent[1] == set(NOT_SENT)


def _forms() -> set[str]:
    """Every form of ours that some page shows; those with heirs only are no page's."""
    found = {one for one in _heirs(forms.BaseForm) if one.__module__.startswith(OURS)}
    bases = {base for one in found for base in one.__mro__[1:]}
    return {one.__name__ for one in found if one not in bases or one is ActForm}


def _heirs(kind: type[Any]) -> Iterator[type[Any]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def test_a_field_that_slips_through_would_be_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard on the guard: a use case that takes what the form did not offer."""
    kept = writing.write_note

    def careless(**said: Any) -> Any:
        kept(**said)
        Case.objects.filter(ref=said["ref"]).update(title=MARK)

    with transaction.atomic():
        send = sendings.of_the_acts()["act catatan"](world)
        plain = effect(partial(_carry_out, send, Poster()))
        monkeypatch.setattr(writing, "write_note", careless)
        more = effect(partial(_carry_out, send, Poster()))
        transaction.set_rollback(True)
    assert Sent("", plain, plain, more, 0, by_program=False).strange()


def test_no_form_or_serializer_takes_its_fields_from_a_model() -> None:
    """``fields = "__all__"`` cannot be written where no form is made from a model."""
    made = (forms.BaseModelForm, serializers.ModelSerializer, forms.BaseFormSet)
    found = {
        one.__name__
        for kind in made
        for one in _heirs(kind)
        if one.__module__.startswith((*OURS, "ombudsman"))
    }
    assert found == set()
    assert sorted(_whole()) == []


def _whole() -> Iterator[str]:
    """Where a body as it came would be spread over arguments, or set by name."""
    for path in sources.product():
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Call):
                spread = [word.value for word in node.keywords if word.arg is None]
                names = {ast.unparse(value).rstrip("()") for value in spread}
                if any(name.endswith(BODIES_AS_THEY_CAME) for name in names):
                    yield f"{sources.name(path)}: {ast.unparse(node)}"
