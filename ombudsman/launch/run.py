"""`make run`: from a clean clone to a page in the browser."""

import http.client
import subprocess
import time
from collections.abc import Mapping

from ombudsman.launch import environment, places, stamps, surroundings
from ombudsman.launch.children import Children, ignore
from ombudsman.launch.refusal import Refusal
from ombudsman.launch.stamps import Stamps
from ombudsman.launch.surroundings import Surroundings

MANAGE = [str(environment.PYTHON), str(places.CHECKOUT / "manage.py")]
# In this order, each as the owner of the tables (manage.py sees to it).
PREPARATIONS = ("migrate", "load_reference", "seed_demo")
WORKERS, THREADS = 2, 16  # more threads than seats (ombudsman/turnstile.py)
PATIENCE = 60.0  # seconds until the first answer
#: Whole seconds that a web process has to answer what it took once it is told to end:
#: fewer than its parent has to end it.
WEB_GRACE = 8


def run() -> int:
    """Prepare everything that is not prepared, serve until Ctrl-C, stop it all."""
    port = surroundings.port()
    environment.require_free_port(port)
    places.VAR.mkdir(mode=0o700, exist_ok=True)
    with places.locked(places.VAR / "environment.lock"):
        environment.ensure(environment.RUNTIME_LOCK)
    env = surroundings.development(port)
    with surroundings.database("run", env, places.VAR) as around:
        with places.locked(places.VAR / "prepare.lock"):
            prepare(around)
        serve(port, around.env)
    return 0


def manage(arguments: list[str]) -> int:
    """One `manage.py` command against the data of `make run`."""
    places.VAR.mkdir(mode=0o700, exist_ok=True)
    with places.locked(places.VAR / "environment.lock"):
        environment.ensure(environment.RUNTIME_LOCK)
    env = surroundings.development(surroundings.port())
    with surroundings.database("run", env, places.VAR) as around:
        return subprocess.run(
            [*MANAGE, *arguments], cwd=places.CHECKOUT, env=around.env, check=False
        ).returncode


def prepare(around: Surroundings) -> None:
    """Tables, reference data, demonstration data, static files: what has changed."""
    done = Stamps(around.stamps)
    source = stamps.fingerprint(stamps.SOURCES)
    for command in PREPARATIONS:
        if has_command(command) and not done.holds(command, source):
            _manage(around.env, command)
            done.put(command, source)
    done = Stamps(places.VAR / "static.json")
    source = stamps.fingerprint(["static", *stamps.SOURCES])
    if not (places.VAR / "static").is_dir() or not done.holds("collectstatic", source):
        # The browsable API is closed, and its files are most of the work.
        _manage(around.env, "collectstatic", "--clear", "-i", "rest_framework")
        done.put("collectstatic", source)


def has_command(name: str) -> bool:
    """Whether Django or one of our apps has the command."""
    depths = ("*", "*/*")
    return name == "migrate" or any(
        any(places.CHECKOUT.glob(f"{depth}/management/commands/{name}.py"))
        for depth in depths
    )


def serve(port: int, env: Mapping[str, str]) -> None:
    """Run all programs until a signal, or until one of them ends."""
    children = Children(places.CHECKOUT, env)
    try:
        children.start("web server", web_server(port))
        await_answer(port, children)
        # Only now: two programs at once would both start more slowly.
        for name, program in background_programs(env).items():
            children.start(name, program)
        print(f"\n  http://localhost:{port}\n  http://localhost:{port}/demo/")
        print("\nCtrl-C stops it.", flush=True)
        children.watch()
    finally:
        ignore()
        children.stop()


def background_programs(env: Mapping[str, str]) -> dict[str, list[str]]:
    """What runs behind the pages: a worker; with Redis a node of Celery and one beat.

    The worker stays beside Celery: it needs PostgreSQL only, and misses the others.
    """
    programs = {"worker": [*MANAGE, "worker"]}
    if env.get("REDIS_URL"):
        celery = [str(environment.PYTHON), "-m", "celery", "-A", "ombudsman"]
        quiet = ["-l", "warning"]
        programs["Celery"] = [*celery, "worker", "-c", str(WORKERS), *quiet]
        schedule = str(places.VAR / "celerybeat-schedule")
        programs["Celery beat"] = [*celery, "beat", "-s", schedule, *quiet]
    return programs


def web_server(port: int) -> list[str]:
    """Blocking threads suit synchronous Django; two processes suit two cores.

    A process that dies is replaced; without that the first death ends the server.
    Told to end, one that does not within the grace is ended: seen to hang without.
    """
    return [
        *(str(environment.PYTHON), "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(WEB_GRACE)),
        "ombudsman.wsgi:application",
    ]


def await_answer(port: int, children: Children) -> None:
    """Wait for the first answer, whatever its status."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        children.require_alive()
        connection = http.client.HTTPConnection("localhost", port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise Refusal(f"The web server gave no answer within {PATIENCE:.0f} seconds.")


def _manage(env: Mapping[str, str], command: str, *options: str) -> None:
    print(f"{command} ...", end="", flush=True)
    began = time.monotonic()
    quiet = ["-v", "0", "--no-input"] if command in {"migrate", "collectstatic"} else []
    done = subprocess.run(
        [*MANAGE, command, *quiet, *options],
        cwd=places.CHECKOUT,
        env=env,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise Refusal(f"manage.py {command} failed, see above.")
    print(f" {time.monotonic() - began:.1f} s", flush=True)
