"""What one version of the method says differently from another."""

from copy import deepcopy
from typing import Any

from compliance.domain.comparing import Changed, compared


def node(code: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "weight": "100", "children": list(children), **more}


BEFORE: dict[str, Any] = {
    "share": "0.10",
    "bands": [{"lower": "0"}],
    "nodes": [node("masukan", node("loket"), node("ramp")), node("proses")],
}


def test_a_copy_says_the_same() -> None:
    assert compared(BEFORE, deepcopy(BEFORE)).alike


def test_what_came_what_went_and_what_moved_are_told_apart() -> None:
    after = deepcopy(BEFORE)
    after["nodes"] = [node("masukan", node("loket")), node("ramp"), node("baru")]
    found = compared(BEFORE, after)
    assert (found.added, found.removed, found.moved) == (
        ("baru",),
        ("proses",),
        ("ramp",),
    )
    assert not found.alike


def test_a_changed_weight_is_told_with_both_figures() -> None:
    after = deepcopy(BEFORE)
    after["nodes"][1]["weight"] = "50"
    assert compared(BEFORE, after).changed == (
        Changed("proses", "weight", "100", "50"),
    )


def test_the_share_and_the_scale_belong_to_the_whole() -> None:
    after = {**deepcopy(BEFORE), "share": "0.20", "bands": []}
    assert compared(BEFORE, after).whole == (
        Changed("", "share", "0.10", "0.20"),
        Changed("", "bands", [{"lower": "0"}], []),
    )
