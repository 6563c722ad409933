"""Places where a proof may have this process die, to see what becomes of its work.

``FAIL_AFTER=smtp_250`` ends the process without a word (SIGKILL) right after a mail
server took a letter; ``FAIL_AFTER=attempt:7`` when a relay begins with delivery 7.
Production refuses the setting (``ombudsman.checks``), and outside a trial nothing
here happens.
"""

from __future__ import annotations

import os
import signal

from django.conf import settings

SMTP_250 = "smtp_250"  # the mail server has the letter, our row does not say so yet
ATTEMPT = "attempt"  # the attempt is counted, the handler has not run


def reach(place: str, which: int) -> None:
    """Die here if the proof said so, for all that come by or for this one only."""
    if settings.FAIL_AFTER in {place, f"{place}:{which}"} and settings.ENV in {
        "development",
        "test",
    }:
        os.kill(os.getpid(), signal.SIGKILL)
