"""What was seen in the field gives the same score from the data of a snapshot."""

from typing import Any

import pytest

from compliance.selectors.methods import as_data
from compliance.services.computing import FORMULAS, compute_from_the_field
from tests.compliance import instruments as made

pytestmark = pytest.mark.django_db
CODES = ("input", "proses", "output", "pengaduan")


def unit(ref: str, *values: str | None) -> dict[str, Any]:
    return {
        "ref": ref,
        "seen": {
            code: {
                "absent": value is None,
                "told": [] if value is None else [[value, None]],
            }
            for code, value in zip(CODES, values, strict=True)
        },
    }


def inputs(*units: dict[str, Any]) -> dict[str, Any]:
    method = made.for_the_field()
    made.changed_node(method, "output", may_be_absent=True)
    return {
        "methodology": as_data(method),
        "cutoff": "2026-10-31",
        "record": [],
        "units": list(units),
    }


def test_the_result_tells_each_unit_and_each_indicator() -> None:
    given = inputs(unit("a", "1", "1", "1", "1"), unit("b", "0", "1", None, "1"))
    result = compute_from_the_field(given)
    assert FORMULAS["2"] is compute_from_the_field
    # b: (32.37 + 21.54) of 75.76 that apply there.
    assert result["units"] == [["a", "100.00"], ["b", "71.16"]]
    assert result["value"] == "85.58"
    assert result["indicators"] == {
        "input": "50.00",
        "proses": "100.00",
        "output": "100.00",
        "pengaduan": "100.00",
    }
    assert compute_from_the_field(given) == result


def test_what_applies_nowhere_is_told_as_absent_and_what_lacks_as_nothing() -> None:
    absent = compute_from_the_field(inputs(unit("a", "1", "1", None, "1")))
    assert (absent["value"], absent["indicators"]["output"]) == ("100.00", "absent")
    lacking = inputs(unit("a", "1", "1", None, "1"))
    del lacking["units"][0]["seen"]["input"]
    result = compute_from_the_field(lacking)
    assert (result["value"], result["indicators"]["input"]) == (None, None)
