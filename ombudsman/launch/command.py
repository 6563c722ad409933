"""Chooses the command and turns what can go wrong into one sentence."""

import sys

from ombudsman.launch import checks, children, proof, run
from ombudsman.launch.refusal import Refusal

USAGE = (
    "Use: python3 -m ombudsman.launch run | test [pytest's options]"
    " | proof [--short] [--seed N] [NAME ...] | manage COMMAND"
)


def command(arguments: list[str]) -> int:
    """The exit status; a refusal is 1, a stop by signal is no failure of `run`."""
    name, rest = (arguments or [""])[0], arguments[1:]
    children.listen()
    try:
        if name == "run" and not rest:
            return run.run()
        if name == "test":
            return checks.test(rest)
        if name == "proof":
            return proof.proof(rest)
        if name == "manage" and rest:
            return run.manage(rest)
    except Refusal as refusal:
        return _refuse(str(refusal))
    except PermissionError as error:
        return _refuse(f"{error.filename} belongs to another user or is not writable.")
    except children.Interrupted:
        return 0 if name == "run" else 130
    return _refuse(USAGE)


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
