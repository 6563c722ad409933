"""Why a command cannot go on, in one sentence that says what to do about it."""


class Refusal(Exception):
    """Ends the command with exit status 1 and its sentence on standard error."""
