"""The steps of filing: order, names, and what each one keeps in the draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms import citizen as forms
from complaints.forms.sending import SendForm
from complaints.selectors.choosing import body
from complaints.services import drafting
from complaints.vault import Contact, Identity

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from complaints.models import Draft

SESSION_KEY = "draft"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the wizard; ``slug`` is its address, ``button`` leads to the next."""

    slug: str
    name: Promise
    button: Promise


STEPS = (
    Step("kejadian", _("Kejadian"), _("Lanjut ke instansi")),
    Step("instansi", _("Instansi"), _("Lanjut ke keluhan")),
    Step("keluhan", _("Keluhan ke instansi"), _("Lanjut ke bukti")),
    Step("bukti", _("Bukti"), _("Lanjut ke data diri")),
    Step("data-diri", _("Data diri"), _("Lanjut ke pemeriksaan")),
    Step("periksa", _("Periksa & kirim"), _("Kirim laporan")),
)
BY_SLUG = {step.slug: step for step in STEPS}
LAST = STEPS[-1]


def number_of(step: Step) -> int:
    """Its place, counted from one."""
    return STEPS.index(step) + 1


def after(step: Step) -> Step:
    """The step that follows."""
    return STEPS[min(number_of(step), len(STEPS) - 1)]


def before(step: Step) -> Step | None:
    """The step before, or None at the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def track(step: Step) -> dict[str, Any]:
    """What the line "Langkah 3 dari 6" shows."""
    place = number_of(step)
    states = ["done"] * (place - 1) + ["now"] + [""] * (len(STEPS) - place)
    return {
        "number": place,
        "total": len(STEPS),
        "name": step.name,
        "steps": [{"state": state} for state in states],
    }


def has_voice(draft: Draft | None) -> bool:
    """Whether a recording is among the files."""
    if draft is None:
        return False
    return draft.files.filter(file__type__startswith="audio/").exists()


def form_of(
    step: Step, draft: Draft | None, today: date, data: Any = None, files: Any = None
) -> Any:
    """The form of a step, filled with what the draft holds."""
    told = dict(draft.answers) if draft else {}
    if step.slug == "kejadian":
        return forms.StoryForm(
            data, files, initial=told, today=today, has_voice=has_voice(draft)
        )
    if step.slug == "instansi":
        return forms.AgencyForm(data, initial=told)
    if step.slug == "keluhan":
        return forms.TriedForm(data, initial=told, today=today)
    if step.slug == "bukti":
        return forms.EvidenceForm(data, files)
    if step.slug == "data-diri":
        return forms.PersonForm(data, initial=told | _known(draft), today=today)
    return SendForm(data, initial={"key": draft.key if draft else ""})


def _known(draft: Draft | None) -> dict[str, str]:
    person = drafting.person_of(draft) if draft else None
    return {**asdict(person.identity), **asdict(person.contact)} if person else {}


def answers_of(step: Step, told: dict[str, Any]) -> dict[str, Any]:
    """What the draft keeps of a valid form, as plain JSON; nothing of who writes."""
    if step.slug == "data-diri":
        return {"secrecy": told["secrecy"]}
    kept = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in told.items()
        if name not in {"voice", "papers"}
    }
    if step.slug == "instansi":
        chosen = body(told["choice"])
        kept["agency_id"] = chosen.agency_id if chosen else None
        kept["unit_id"] = chosen.unit_id if chosen else None
        kept["agency_label"] = "" if chosen else told["agency_label"]
    return kept


def person_from(told: dict[str, Any], language: str) -> drafting.Person:
    """Who writes, from the valid form."""
    words = {
        name: value.isoformat() if hasattr(value, "isoformat") else str(value or "")
        for name, value in told.items()
    }
    own = {field.name: words.get(field.name, "") for field in fields(Identity)}
    contact = Contact(email=words["email"], phone=words["phone"], language=language)
    return drafting.Person(Identity(**own), contact)


def missing(draft: Draft) -> list[Step]:
    """The steps that still lack their answer."""
    told = draft.answers
    present = {
        "kejadian": bool(told.get("title")) and bool(told.get("hope")),
        "instansi": bool(told.get("province")),
        "keluhan": bool(told.get("tried_before")),
        "bukti": True,
        "data-diri": bool(told.get("secrecy")) and draft.ciphertext is not None,
        "periksa": True,
    }
    return [step for step in STEPS if not present[step.slug]]
