"""What an inspection may find."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a file is not taken in."""

    MISMATCH = "mismatch"
    DAMAGED = "damaged"
    LOCKED = "locked"
    COMPLEX = "complex"
    PIXELS = "pixels"
    ACTIVE = "active"


class Refused(Exception):
    """Raised inside an inspection; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
