"""The events and subscribers that these tests speak of."""

import pytest

from journal import registry


@pytest.fixture(autouse=True)
def _events(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty registry with two events."""
    for shelf in ("_labels", "_subscribers", "_sweeps", "_expected"):
        monkeypatch.setattr(registry, shelf, {})
    registry.register("test.happened", label="Terjadi")
    registry.register("test.told", label="Dikabarkan")
