"""Somebody who writes a report, page by page, as the browser sends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from agencies.models import Agency

STORY = {
    "title": "Akta kelahiran belum terbit",
    "story": "Saya mengurus akta sejak 9 Maret. Semua syarat lengkap.",
    "happened_day": "9",
    "happened_month": "3",
    "happened_year": "2026",
    "hope": "Akta terbit, uang kembali",
}
TRIED = {"tried_before": "yes", "tried": "Surat kepada kepala dinas"}
PERSON = {
    "name": "Rahmi Contoh",
    "address": "Kelurahan Contoh, Kota Contoh",
    "on_behalf": "no",
    "paper": "nik",
    "number": "9971014101900000",
}
SECRECY = {"secrecy": "confidential"}
CONTACT = {"phone": "0812 3456 7890", "channel": "none", "language": "id"}


def agency_of(city: Agency) -> dict[str, str]:
    """The answer that names this city."""
    return {"choice": f"agency:{city.pk}"}


def fill(citizen: Client, city: Agency, **others: dict[str, Any]) -> None:
    """Every page that most reports need; ``others`` by the name of a page."""
    for slug, answers in (
        ("kejadian", STORY),
        ("instansi", agency_of(city)),
        ("bidang", {"substance": "adminduk"}),
        ("tempat", {"region": "99.71"}),
        ("keluhan", TRIED),
        ("bukti", {}),
        ("data-diri", PERSON),
        ("kerahasiaan", SECRECY),
        ("kontak", CONTACT),
    ):
        told = others.get(slug.replace("-", "_"), answers)
        response = citizen.post(f"/lapor/{slug}/", told)
        assert response.status_code == 302, (slug, response.content.decode())


def key_of(citizen: Client) -> str:
    """The idempotency key of the last page."""
    page = citizen.get("/lapor/periksa/").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found.group(1)


def send(citizen: Client) -> Any:
    """Press the last button."""
    return citizen.post("/lapor/periksa/", {"key": key_of(citizen), "true": "on"})
