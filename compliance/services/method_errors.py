"""What can go wrong with a draft of the method, besides rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.services.errors import RoundError

if TYPE_CHECKING:
    from compliance.domain.instrument import Fault


class StaleMethod(RoundError):
    """Somebody changed this draft since the page was made; what was typed is kept."""

    code = "method_stale"


class MethodClosed(RoundError):
    """A published version stays as it is; a change is a copy."""

    code = "method_closed"


class MethodNotPublished(RoundError):
    """A draft is not copied: what a copy was made of must stay."""

    code = "method_draft"


class MethodDeep(RoundError):
    """An indicator has nothing below it."""

    code = "method_deep"


class NodeInUse(RoundError):
    """What still has something below it is not taken out."""

    code = "node_in_use"


class FaultyMethod(RoundError):
    """Something must be mended before it may be published; ``faults`` says what."""

    code = "method_faulty"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults
