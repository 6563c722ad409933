"""How large a proof is: a small sample in ``make test``, in full by hand."""

import os

FULL = os.environ.get("PROOF") == "full"


def sized(small: int, full: int) -> int:
    """``small``, or ``full`` with ``PROOF=full`` in the environment."""
    return full if FULL else small
