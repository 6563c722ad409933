"""`make proof`: the faults, on servers of its own (``proofs/``)."""

import subprocess

from ombudsman.launch import environment, places


def proof(arguments: list[str]) -> int:
    """Install as `make test` does, then hand over to ``python -m proofs``."""
    places.VAR.mkdir(mode=0o700, exist_ok=True)
    with places.locked(places.VAR / "environment.lock"):
        environment.ensure(environment.RUNTIME_LOCK, environment.DEV_LOCK)
    child = subprocess.Popen(
        [str(environment.PYTHON), "-m", "proofs", *arguments],
        cwd=places.CHECKOUT,
        env=environment.child_environment(),
    )
    try:
        return child.wait()
    finally:
        # Told to end, it stops its servers first.
        if child.poll() is None:
            child.terminate()
            child.wait()
