"""``python -m proofs.inside.doors COPIES``: reports at every stage that asks their reporter.

Each comes with a session in which it is open. Prints a JSON line for each, then one with
the names of all routes that these people have.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django

django.setup()

from argon2 import PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.actor import STRANGER
from accounts.reporter_session import KEY
from accounts.sessions import begin
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Reason
from complaints.models import Recovery
from complaints.models.choices import NewsChannel, Verdict
from complaints.services import (
    asking,
    closing,
    codes,
    corrective,
    examination,
    intake,
    recovering,
)
from complaints.services.admitting import Proof
from complaints.vault import Contact
from documents import typesetting
from ombudsman import clock
from tests.complaints.story import (
    Walk,
    opened_by_agency,
    submitted,
    to_examination,
    to_signed_lhp,
)
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


#: The routes that these people have; what an officer does alone is not among them.
OPEN = ("citizen:", "tracking:", "verify:", "api:reports", "api:track", "work:taking")


def written(walk: Walk) -> list[str]:
    """Where it can always be written to."""
    to_examination(walk)
    return ["pesan/", "kontak/", "kontak/hapus/phone/", "berkas/tambah/", "", "cabut/"]


def incomplete(walk: Walk) -> list[str]:
    """Papers are missing."""
    walk.do(intake.start_formal, "intake")
    answers = {key: (key != FORMAL_KEYS[0], "") for key in FORMAL_KEYS}
    missing = [FORMAL_KEYS[0]]
    walk.do(intake.ask_completion, "intake", answers=answers, missing=missing)
    return ["lengkapi/"]


def asked(walk: Walk) -> list[str]:
    """An officer asks something."""
    to_examination(walk)
    question = asking.ask_reporter(
        ref=walk.case.ref,
        text="Siapa nama petugas di loket?",
        actor=actor("examiner"),
        now=walk.now,
    )
    return [f"pertanyaan/{question.ref}/"]


def noticed(walk: Walk) -> list[str]:
    """The result was told."""
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    return ["tanggapi/"]


def closed(walk: Walk) -> list[str]:
    """It is over: how was it, and shall it be opened again?"""
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    return ["nilai/", "buka-kembali/"]


def judged(walk: Walk) -> list[str]:
    """What the agency did was judged: is it what the reporter sees?"""
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.again()
    piece = submitted(walk)
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Akta sudah kami lihat.",
        actor=actor("examiner"),
        now=walk.now,
    )
    return [f"perbaikan/{piece.action.sightings.get().ref}/"]


def long_closed(walk: Walk) -> list[str]:
    """Four weeks later: is it solved?"""
    closed(walk)
    walk.case.opinions.get(question="service").delete()
    return ["nilai/"]


STAGES: dict[str, tuple[int, Callable[[Walk], list[str]]]] = {
    "written": (5, written),
    "incomplete": (3, incomplete),
    "asked": (5, asked),
    "noticed": (5, noticed),
    "closed": (1, closed),
    "judged": (5, judged),
    "long closed": (30, long_closed),
}


def session_of(case: Any) -> str:
    """A session in which this report was opened."""
    session = Client().session
    session[KEY] = {str(case.pk): clock.now().isoformat()}
    begin(session)
    session.save()
    return str(session.session_key)


def lost() -> str:
    """The code of a link for somebody who lost his own."""
    mail = "kenari.hilang@contoh.test"
    checked = Contact(
        email=mail,
        channel=NewsChannel.EMAIL,
        email_verified=clock.now().isoformat(),
    )
    Walk(now=clock.now() - timedelta(days=1), contact=checked)
    recovering.ask(
        contact=mail,
        network="192.0.2.0/24",
        proof=Proof(),
        actor=STRANGER,
        now=clock.now(),
    )
    return recovering.code_of(Recovery.objects.latest("id"))


def routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The full names of all routes."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}"
        else:
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from routes(one, f"{space}{inner}")


def main(copies: int) -> None:
    """Make them all."""
    # What costs time here is not what is tried: cheap hashes, blank letters.
    codes.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    blank = b"%PDF-1.7\n%%EOF\n"
    typesetting.typeset = lambda *args, **more: blank
    person("intake")
    for name, (days, go) in STAGES.items():
        for _ in range(copies):
            walk = Walk(now=clock.now() - timedelta(days=days))
            pages = go(walk)
            session = session_of(walk.again())
            home = f"/lacak/{walk.case.locator}/"
            print(
                json.dumps(
                    {"stage": name, "home": home, "pages": pages, "session": session}
                )
            )
    named = sorted(name for name in routes(get_resolver()) if name.startswith(OPEN))
    print(json.dumps({"lost": lost(), "routes": named}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
