"""The pages that ask who writes: what they are made of, seal, and show."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from complaints.domain.identity import Identity
from complaints.domain.papers_of_identity import Paper
from complaints.forms import who as forms
from complaints.models.choices import ContactKind, Purpose
from complaints.services import contact_check, drafting
from complaints.vault import Contact
from complaints.views.doubts import codes_of, sentences_of

if TYPE_CHECKING:
    from complaints.models import Draft
    from complaints.views.citizen.steps import Facts

#: Answers that tell nothing of who writes, and are therefore not sealed.
OPEN = ("on_behalf", "paper")


def _identity(draft: Draft | None) -> Identity:
    person = drafting.person_of(draft) if draft else None
    return person.identity if person else Identity(name="")


def contact_of(draft: Draft | None) -> Contact:
    """How the writer may be reached, as far as he said."""
    person = drafting.person_of(draft) if draft else None
    return person.contact if person else Contact()


def who(facts: Facts) -> forms.WhoForm:
    """Its initial values come out of the sealed part."""
    known = _identity(facts.draft)
    told = {name: facts.told[name] for name in OPEN if name in facts.told}
    number = known.nik or known.passport or known.kitas
    initial = {**asdict(known), **told, "number": number, "seen": codes_of(known)}
    return forms.WhoForm(facts.data, initial=initial, today=facts.today)


def seal_who(told: dict[str, Any], draft: Draft) -> dict[str, str]:
    """One of the three numbers, and nobody represented by who writes for himself."""
    del draft
    sealed = {name: _text(told[name]) for name in forms.WHO}
    sealed |= {str(kind): "" for kind in Paper} | {told["paper"]: told["number"]}
    if told["on_behalf"] == "no":
        sealed |= {"represented_name": "", "represented_relation": ""}
    return sealed


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def doubts(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """The yellow sentences beside the form; one may go on all the same."""
    del form, searching
    return {"doubts": sentences_of(_identity(draft))}


def to_doubts(told: dict[str, Any], draft: Draft) -> str:
    """The same page once more, when there is something that was not seen yet."""
    codes = codes_of(_identity(draft))
    unseen = codes and told.get("seen") != codes
    return reverse("citizen:file_step", args=["data-diri"]) if unseen else ""


def behalf(facts: Facts) -> forms.BehalfForm:
    """For whom."""
    initial = asdict(_identity(facts.draft))
    return forms.BehalfForm(facts.data, facts.files, initial=initial)


def seal_behalf(told: dict[str, Any], draft: Draft) -> dict[str, str]:
    """The other person is sealed like the one who writes."""
    del draft
    return {name: told[name] for name in ("represented_name", "represented_relation")}


def proxies(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """The powers of attorney that are there already."""
    del form, searching
    files = draft.files.filter(purpose=Purpose.PROXY) if draft else []
    return {"files": files}


def contact(facts: Facts) -> forms.ContactForm:
    """In the language of the page, until somebody says otherwise; nothing is chosen."""
    known = contact_of(facts.draft)
    initial = asdict(known)
    if not facts.told.get("contact"):
        initial["language"] = get_language() or "id"
    return forms.ContactForm(facts.data, initial=initial)


def seal_contact(told: dict[str, Any], draft: Draft) -> dict[str, str]:
    """What was checked stays checked as long as it stays the same."""
    sealed = {name: told[name] for name in ("email", "phone", "channel", "language")}
    before, after = contact_of(draft), Contact(**sealed)
    for kind in ContactKind:
        was = contact_check.value_of(before, kind)
        same = was and was == contact_check.value_of(after, kind)
        name = f"{kind}_verified"
        sealed[name] = getattr(before, name) if same else ""
    return sealed


def has_who(draft: Draft) -> bool:
    """Whether who writes is named, with the number of a paper."""
    known = _identity(draft)
    return bool(known.name and known.paper)


def has_contact(draft: Draft) -> bool:
    """Whether the question was answered, be it with nothing."""
    known = contact_of(draft)
    return bool(draft.answers.get("contact") or known.email or known.phone)


def unchecked(draft: Draft) -> list[ContactKind]:
    """The contacts to which a code can go and whose code was not shown yet."""
    known = contact_of(draft)
    marks = known.marks()
    return [
        kind
        for kind in ContactKind
        if contact_check.value_of(known, kind) and marks.get(kind) != "verified"
    ]


def to_code(told: dict[str, Any], draft: Draft) -> str:
    """By the page with the code, which one may leave by one click."""
    del told
    return reverse("citizen:file_code") if unchecked(draft) else ""
