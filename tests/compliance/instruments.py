"""A draft of the method, made and written as the compliance administrator does it."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from compliance.models import Methodology, MethodologyNode
from compliance.services.instrument_nodes import add_node, change_node, remove_node
from compliance.services.instruments import copy
from journal.ids import uuid7
from tests.compliance.people import ADMIN
from tests.factories.compliance import MethodologyFactory

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
#: What a form or a use case is told of an indicator that is seen at a unit.
SEEN: dict[str, Any] = {
    "name_id": "Persyaratan terpasang",
    "name_en": "Requirements on display",
    "hint_id": "Lihat papan di loket.",
    "hint_en": "Look at the board at the counter.",
    "weight": Decimal(60),
    "assumed": False,
    "answer": "seen",
    "per": "unit",
    "top": None,
    "bands": [],
    "wanted": 1,
    "least": 1,
    "may_be_absent": False,
    "evidence_id": "Foto papan",
    "evidence_en": "Photograph of the board",
    "law": "UU 25/2009 Pasal 21",
    "component": 2,
}


def draft(by: Actor = ADMIN) -> Methodology:
    """A copy of the proposed version for 2027."""
    return copy(
        ref=uuid7(),
        of=MethodologyFactory().ref,
        name_id="Metode 2027",
        name_en="Method 2027",
        year=2027,
        actor=by,
        now=NOW,
    )


def with_node(method: Methodology, parent: str = "", **more: Any) -> MethodologyNode:
    """One indicator more in a draft."""
    return add_node(
        ref=method.ref,
        edition=edition(method),
        parent=parent,
        told=SEEN | more,
        actor=ADMIN,
        now=NOW,
    )


def without_node(method: Methodology, code: str) -> None:
    """One node fewer in a draft."""
    remove_node(
        ref=method.ref, edition=edition(method), code=code, actor=ADMIN, now=NOW
    )


def changed_node(method: Methodology, code: str, **told: Any) -> None:
    """A node that says something else."""
    change_node(
        ref=method.ref,
        edition=edition(method),
        code=code,
        told=told,
        actor=ADMIN,
        now=NOW,
    )


def edition(method: Methodology) -> int:
    """Where the draft stands now."""
    found: int = Methodology.objects.get(pk=method.pk).edition
    return found


def for_the_field() -> Methodology:
    """A draft whose four parts ask at units: ready to be published."""
    made = draft()
    for code in ("input", "proses", "output", "pengaduan"):
        changed_node(made, code, answer="seen", per="unit", law="UU 25/2009 Pasal 21")
    return made
