"""The one table of the life of a case.

Screens, API, the database trigger, docs/domain.md and the tests are made from
it. "Until X" is read as "before the case reaches X". Time alone does only what
names Party.SYSTEM.
"""

from __future__ import annotations

from complaints.domain.everywhere import in_every_open_state, out_of_closed
from complaints.domain.road import EXAMINATION_ROWS, EXECUTION_ROWS, INTAKE_ROWS
from complaints.domain.transition import Transition

#: All lawful steps. From CLOSED a command has several rows, one per target.
TRANSITIONS: tuple[Transition, ...] = (
    *INTAKE_ROWS,
    *EXAMINATION_ROWS,
    *EXECUTION_ROWS,
    *in_every_open_state(),
    *out_of_closed(),
)
