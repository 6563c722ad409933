"""What each page of filing asks, keeps, shows, and when it is answered.

A new question is a new row of ``STEPS``, in the order in which people meet it; its page
is the template ``citizen/file/<slug>.html``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms import citizen as forms
from complaints.forms.beginning import AnywayForm, MandateForm
from complaints.forms.beside import PlaceForm
from complaints.forms.sending import SendForm
from complaints.forms.who import SecrecyForm
from complaints.models.choices import Purpose
from complaints.selectors.choosing import bodies, body, governing
from complaints.views.citizen import beside, who
from complaints.views.citizen.everyday import everyday

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from complaints.models import Draft


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form is made of: the draft so far, today's legal day, and what was sent."""

    draft: Draft | None
    today: date
    data: Any = None
    files: Any = None

    @property
    def told(self) -> dict[str, Any]:
        """The answers that the draft holds."""
        return dict(self.draft.answers) if self.draft else {}


def plain(told: dict[str, Any]) -> dict[str, Any]:
    """A valid form as the JSON that a draft keeps; files go their own way."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in told.items()
        if name not in FILES
    }


#: The fields that take files, and as what those come along.
FILES = {
    "papers": Purpose.EVIDENCE,
    "voice": Purpose.EVIDENCE,
    "proxy": Purpose.PROXY,
}


def _nothing(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    del form, draft, searching
    return {}


def _straight(told: dict[str, Any], draft: Draft) -> str:
    del told, draft
    return ""


def _always(draft: Draft) -> bool:
    del draft
    return True


def _has(*names: str) -> Callable[[Draft], bool]:
    return lambda draft: all(draft.answers.get(name) for name in names)


@dataclass(frozen=True, slots=True)
class Step:
    """One page. ``slug`` is its address, ``towards`` the button that leads to it.

    ``answers``: what the draft keeps of the valid form, nothing of who writes.
    ``seals``: what of it tells who writes, and is sealed. ``detour``: an address between
    this page and the next, or "".
    ``shows``: what its page needs beside the form. ``answered``: whether it lacks no
    answer any more. ``applies``: whether this report needs the page at all. ``opens``:
    may be looked at before there is a draft. ``looks``: the form of what was typed, where
    the page has a search of its own. ``decides``: its answer says which page comes next,
    so its button cannot.
    """

    slug: str
    name: Promise
    towards: Promise
    form: Callable[[Facts], Any]
    answers: Callable[[dict[str, Any]], dict[str, Any]] = plain
    shows: Callable[..., dict[str, Any]] = _nothing
    seals: Callable[[dict[str, Any], Draft], dict[str, str]] | None = None
    detour: Callable[[dict[str, Any], Draft], str] = _straight
    answered: Callable[[Draft], bool] = _always
    applies: Callable[[Draft], bool] = _always
    opens: bool = False
    looks: Callable[[dict[str, Any]], Any] | None = None
    decides: bool = False

    @property
    def certain(self) -> bool:
        """Whether every report needs the page."""
        return self.applies is _always


def has_voice(draft: Draft | None) -> bool:
    """Whether a recording is among the files."""
    if draft is None:
        return False
    return draft.files.filter(file__type__startswith="audio/").exists()


def _story(facts: Facts) -> forms.StoryForm:
    return forms.StoryForm(
        facts.data,
        facts.files,
        initial=facts.told,
        today=facts.today,
        has_voice=has_voice(facts.draft),
    )


def _files(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    del form, searching
    if draft is None:
        return {"files": []}
    files = draft.files.exclude(purpose=Purpose.PROXY)
    return {"files": files.select_related("file").order_by("id")}


def _voices(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    files = _files(form, draft, searching=searching)["files"]
    return {"files": files.filter(file__type__startswith="audio/") if draft else []}


def _chosen(told: dict[str, Any]) -> dict[str, Any]:
    chosen = body(told["choice"])
    return plain(told) | {
        "agency_id": chosen.agency_id if chosen else None,
        "unit_id": chosen.unit_id if chosen else None,
        "agency_label": "" if chosen else told["agency_label"],
    }


def _offers(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """The bodies to choose from: what was found, and what was chosen before."""
    del draft
    text = form["search"].value() or ""
    chosen = form["choice"].value() or ""
    found = bodies(text) if text.strip() else []
    word, town = everyday(text)
    if word is not None and word.local and town:
        found = [*dict.fromkeys([*governing(town), *found])]
    picked = body(chosen) if chosen not in {"", forms.UNKNOWN} else None
    if picked is not None and picked.value not in {one.value for one in found}:
        found = [picked, *found]
    hint = word.hint if word is not None and searching else ""
    return {"found": found, "searching": searching, "chosen": chosen, "hint": hint}


def _send(facts: Facts) -> SendForm:
    return SendForm(facts.data, initial={"key": facts.draft.key if facts.draft else ""})


STEPS = (
    Step(
        "mulai",
        _("Bisa kami tangani?"),
        _("Mulai"),
        form=lambda facts: MandateForm(
            facts.data, initial=facts.told, today=facts.today
        ),
        opens=True,
        decides=True,
    ),
    Step(
        "saran",
        _("Pintu lain"),
        _("Lanjut"),
        form=lambda facts: AnywayForm(facts.data, initial=facts.told),
        shows=beside.doors,
        answered=_has("why_anyway"),
        applies=beside.hindered,
    ),
    Step(
        "kejadian",
        _("Kejadian"),
        _("Lanjut ke kejadian"),
        form=_story,
        shows=_voices,
        answered=_has("title", "hope"),
        opens=True,
    ),
    Step(
        "instansi",
        _("Instansi"),
        _("Lanjut ke instansi"),
        form=lambda facts: forms.AgencyForm(facts.data, initial=facts.told),
        answers=_chosen,
        shows=_offers,
        answered=_has("choice"),
        looks=lambda typed: forms.AgencyForm(initial=typed),
    ),
    Step(
        "bidang",
        _("Bidang"),
        _("Lanjut ke bidang"),
        form=beside.about,
        shows=beside.proposals,
        decides=True,
    ),
    Step(
        "pertanyaan",
        _("Pertanyaan tambahan"),
        _("Lanjut ke pertanyaan"),
        form=beside.asked,
        answered=beside.all_asked,
        applies=_has("question_set"),
    ),
    Step(
        "tempat",
        _("Tempat"),
        _("Lanjut ke tempat"),
        form=lambda facts: PlaceForm(facts.data, initial=facts.told),
        shows=beside.shown_places,
        answered=beside.located,
        looks=lambda typed: PlaceForm(initial=typed),
    ),
    Step(
        "keluhan",
        _("Keluhan ke instansi"),
        _("Lanjut ke keluhan"),
        form=beside.tried,
        answered=_has("tried_before"),
    ),
    Step(
        "bukti",
        _("Bukti"),
        _("Lanjut ke bukti"),
        form=lambda facts: forms.EvidenceForm(facts.data, facts.files),
        shows=_files,
    ),
    Step(
        "data-diri",
        _("Data diri"),
        _("Lanjut ke data diri"),
        form=who.who,
        answers=lambda told: {"on_behalf": told["on_behalf"], "paper": told["paper"]},
        seals=who.seal_who,
        shows=who.doubts,
        detour=who.to_doubts,
        answered=who.has_who,
    ),
    Step(
        "mewakili",
        _("Orang yang diwakili"),
        _("Lanjut ke orang yang diwakili"),
        form=who.behalf,
        answers=lambda told: {"represents": bool(told["represented_name"])},
        seals=who.seal_behalf,
        shows=who.proxies,
        answered=_has("represents"),
        applies=lambda draft: draft.answers.get("on_behalf") == "yes",
    ),
    Step(
        "kerahasiaan",
        _("Kerahasiaan"),
        _("Lanjut ke kerahasiaan"),
        form=lambda facts: SecrecyForm(facts.data, initial=facts.told),
        answered=_has("secrecy"),
    ),
    Step(
        "kontak",
        _("Kontak"),
        _("Lanjut ke kontak"),
        form=who.contact,
        answers=lambda told: {"contact": bool(told["channel"])},
        seals=who.seal_contact,
        detour=who.to_code,
        answered=who.has_contact,
    ),
    Step("periksa", _("Periksa & kirim"), _("Lanjut ke pemeriksaan"), form=_send),
)
