"""Who writes, in the words of the last page: numbers masked, choices by their names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.domain import phone
from complaints.domain import nik, papers_of_identity
from complaints.forms.who import MARITAL
from complaints.models.choices import NEWS_CHANNELS, RELATIONS, SEXES
from complaints.views.doubts import sentences_of

if TYPE_CHECKING:
    from complaints.domain.identity import Identity
    from complaints.services.drafting import Person


def of_person(person: Person) -> dict[str, Any]:
    """For the template of the summary."""
    identity, contact = person.identity, person.contact
    paper, number = _number(identity)
    marks = contact.marks()
    born = identity.birth_date
    return {
        "paper": paper,
        "number": number,
        "doubts": sentences_of(identity),
        "born": date.fromisoformat(born) if born else None,
        "sex": _named(SEXES, identity.sex),
        "marital": _named(MARITAL, identity.marital_status),
        "relation": _named(RELATIONS, identity.represented_relation),
        "phone": _checked(phone.masked(contact.phone), marks.get("phone")),
        "email": _checked(contact.email, marks.get("email")),
        "news": _named(NEWS_CHANNELS, contact.channel),
        "language": _named(settings.LANGUAGES, contact.language),
    }


def _number(identity: Identity) -> tuple[str, str]:
    if identity.passport:
        return _("Paspor"), papers_of_identity.masked(identity.passport)
    if identity.kitas:
        return _("KITAS"), papers_of_identity.masked(identity.kitas)
    return _("NIK"), nik.masked(identity.nik)


def _named(choices: Any, value: str) -> str:
    return str(dict(choices).get(value, "")) if value else ""


def _checked(value: str, mark: str | None) -> str:
    if not value:
        return ""
    return f"{value} ({_('terverifikasi') if mark == 'verified' else _('belum dipastikan')})"
