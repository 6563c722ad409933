"""The reports of the small world, one for every state that rights depend on.

filed       in the office, nobody's yet; the agency knows nothing
exam        the examiner's; a clarification is asked, so the agency sees the case
corrective  the LHP is signed and received; evidence waits for a verdict
restricted  the examiner's, and open to those who hold it and their head only, who
            said why already
unstated    the same before anybody said why
deputised   held by an examiner who is away; the other examiner of the cast is his deputy
moving      of another office, whose head asks this one to go on with it
plenary     before a plenary of the office, on an agenda that is undecided
minuted     a plenary of the office whose minutes are signed
members     before the commissioners, on an agenda of theirs that is undecided
membered    a plenary of the commissioners whose minutes are signed
confidential  the examiner's, who asks a custodian for the reporter's name
closed      over: the action was done, and what proved it was judged
erased      the same, and nothing is left of it but what an archive counts
objected    like corrective, and the agency objected to it
own         nobody reported it: the office began it itself, and its examiner holds it
issued      a report to DPR and the President that the chair signed
drafted     the same before she did
released    a recommendation that the public reads of, carried out
unreleased  the same, written for the public and not released yet
waiting     no case yet: an officer suggests that the office begins something itself
absent      does not exist: what every other 404 must look like
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from accounts.actor import STRANGER, SYSTEM
from accounts.models import Absence
from accounts.roles import Role
from accounts.wall_clock import wall_now
from agencies.domain.calendar import Unit
from complaints import vault
from complaints.domain.corrective import ActionStatus
from complaints.domain.correspondence import Addressee
from complaints.domain.periodic import Period
from complaints.domain.plenary import Decision
from complaints.domain.states import Reason
from complaints.domain.terms import TermKind
from complaints.models import (
    ActionEvidence,
    Activity,
    Case,
    CaseFile,
    Clarification,
    Deadline,
    FileRelease,
    Milestone,
    Objection,
    Plenary,
    Progress,
    Recurrence,
    Sighting,
    Transfer,
)
from complaints.models.choices import Verdict
from complaints.services import (
    blacking,
    clocks,
    closing,
    corrective,
    dossiers,
    examination,
    periodic,
    receipt,
    restricting,
)
from complaints.services.erasing import erase_case
from complaints.services.minutes import sign_minutes
from documents.services import accept_upload
from tests.complaints.keepers import asked, decided
from tests.complaints.ladder import agenda, checked, in_resmon, proposed, ruled
from tests.complaints.objecting import filed, in_time
from tests.complaints.own import OwnWalk, own_to_examination
from tests.complaints.register import an_entry, obeyed, written
from tests.complaints.services.test_going_on import suggest
from tests.complaints.services.test_plenary import carried, opened, told
from tests.complaints.services.test_refusing import before_the_plenary
from tests.complaints.story import (
    Walk,
    submitted,
    to_examination,
    to_signed_lhp,
)
from tests.documents import samples
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED
from tests.people import actor, office, person

#: In this state the object does not exist: the yardstick for every other 404.
ABSENT = "absent"
NOBODYS_REF = UUID(int=0)
NOBODYS_LOCATOR = "ZZZZ2222"
ON_CASES = (
    "filed",
    "exam",
    "corrective",
    "restricted",
    "closed",
    "erased",
    ABSENT,
)

#: In these the agency was handed what the reporter sent.
HANDED = frozenset({"corrective", "closed", "erased"})


class Cases:
    """Filed and walked through the use cases, as in life."""

    def __init__(self) -> None:
        # First of all: their days go by for every case that is there.
        self.public = an_entry().ref
        self.unreleased = _only_written()
        self.periodic = _reported()
        self.matter = _before_the_commissioners().case.matters.get().ref
        self.membered, self.members = self._membered()
        walks = {
            state: Walk(file_ids=_brought() if state in HANDED else [])
            for state in ON_CASES
            if state != ABSENT
        }
        walks["unstated"] = Walk()
        walks["deputised"] = Walk()
        walks["confidential"] = Walk(secrecy="confidential")
        for state in (
            "exam",
            "corrective",
            "restricted",
            "unstated",
            "deputised",
            "confidential",
            "closed",
            "erased",
        ):
            to_examination(walks[state])
        walks["exam"].do(
            examination.ask_clarification,
            "examiner",
            summary="Akta belum terbit.",
            questions="Mengapa?",
        )
        # Received, so that it may be answered; its letter stays unread for the cells
        # that say who may not have it yet.
        received = Clarification.objects.filter(case=walks["exam"].case)
        received.update(received_on=walks["exam"].now.date())
        clocks.start(
            walks["exam"].case,
            TermKind.CLARIFICATION,
            started_on=wall_now().date(),  # more time may be asked for, whenever this runs
            subject=str(received.get().ref),
        )
        for state in ("exam", "closed", "erased"):
            self._ask_papers(walks[state], over=state != "exam")
        for state in ("corrective", "closed", "erased"):
            self._sign(walks[state])
            self._hand_over(walks[state])
            self._let_read(walks[state])
            self._on_the_way(walks[state], over=state != "corrective")
            self._answer_to(walks[state])
        _still_owed(walks["corrective"])
        for state in ("closed", "erased"):
            self._close(walks[state])
        self._erase(walks["erased"])
        for state in ("restricted", "unstated"):
            Case.objects.filter(pk=walks[state].case.pk).update(restricted=True)
        self._away(walks["deputised"])
        self.by_state = {state: walk.again() for state, walk in walks.items()}
        own = OwnWalk()
        own_to_examination(own)
        self.by_state["own"] = own.again()
        self.by_state["objected"] = _objected()
        self.idea = suggest().ref
        for who in ("intake", "examiner", "head", "other_head"):
            self._say_why(who, "restricted")
        self.book = self._bound(walks["corrective"])
        self.waiting = asked(self.by_state["confidential"]).ref
        self.moving = self._moving()
        self.awaited = before_the_plenary().case
        self.plenary = opened(before_the_plenary())
        self.minuted = self._minuted()
        self.granted = decided(asked(self.by_state["confidential"], "head")).ref
        self._came_back()

    @staticmethod
    def _away(walk: Walk) -> None:
        """Its examiner, who is none of the cast, is away; one of the cast sits for him."""
        absent = UserFactory()
        OfficeMembershipFactory(user=absent, office=office(), role=Role.EXAMINER.value)
        Case.objects.filter(pk=walk.case.pk).update(examiner=absent)
        today = wall_now().date()
        Absence.objects.create(
            person=absent,
            deputy=person("other_examiner"),
            office=office(),
            first_day=today - timedelta(days=2),
            last_day=today + timedelta(days=2),
            entered_by=absent,
            entered_at=wall_now(),
        )

    def _say_why(self, who: str, state: str) -> None:
        restricting.visit(
            ref=self.by_state[state].ref,
            reason="work",
            note="",
            actor=actor(who),
            real_now=wall_now(),
            now=wall_now(),
        )

    @staticmethod
    def _ask_papers(walk: Walk, *, over: bool) -> None:
        """The agency has the letter that asks; where it is over, we looked at them."""
        person = actor("examiner").signed_in_id
        ended = {"outcome": "done", "ended_by_id": person, "ended_at": walk.now}
        Activity.objects.create(
            case=walk.case,
            kind="documents",
            about="Akta.",
            asked="Buku register",
            received_on=walk.now.date(),
            begun_by_id=person,
            begun_at=walk.now,
            **(ended if over else {}),
        )

    @staticmethod
    def _moving() -> UUID:
        """Asked by the head of an office whose head is none of the cast."""
        walk = Walk()
        Case.objects.filter(pk=walk.case.pk).update(office=office("63"))
        row = Transfer.objects.create(
            case=walk.case,
            from_office=office("63"),
            to_office=office(),
            reason="Terlapor di wilayah Anda.",
            asked_by=UserFactory(),
            asked_at=walk.now,
            due_on=walk.now.date(),
        )
        return row.ref

    @staticmethod
    def _sign(walk: Walk) -> None:
        to_signed_lhp(walk)
        receipt.opened(
            Case.objects.locked(walk.again().ref),
            addressee="agency",
            on=date(2026, 3, 9),
            actor=actor("liaison"),
            now=walk.now,
        )

    @staticmethod
    def _on_the_way(walk: Walk, *, over: bool) -> None:
        """Two milestones of its last order: one was told of, and judged if it is over."""
        action, day = walk.case.actions.latest("n"), walk.now.date()
        rows = [
            Milestone.objects.create(action=action, day=n, text="Rapat.", due_on=day)
            for n in (3, 5)
        ]
        who = actor("examiner").signed_in_id
        judged = {
            "verdict": Verdict.ACCEPTED,
            "decided_by_id": who,
            "decided_at": walk.now,
            "decided_on": day,
        }
        Progress.objects.create(
            milestone=rows[0],
            text="Sudah.",
            submitted_by_id=actor("liaison").signed_in_id,
            submitted_at=walk.now,
            submitted_on=day,
            **(judged if over else {}),
        )

    @staticmethod
    def _answer_to(walk: Walk) -> None:
        """What came in last: nobody of the office has acted on it yet."""
        paper = accept_upload(
            file=samples.upload("akta.png", samples.OURS["png"]),
            actor=actor("liaison"),
            now=wall_now(),
        )
        corrective.submit_evidence(
            action_ref=walk.case.actions.earliest("n").ref,
            text="Akta terbit.",
            done_on=date(2026, 3, 9),
            file_ids=[paper.pk],
            actor=actor("liaison"),
            now=walk.now,
        )

    @staticmethod
    def _bound(walk: Walk) -> UUID:
        """The case as one PDF, made for its examiner."""
        who = actor("examiner")
        wish = dossiers.ask_dossier(
            ref=walk.case.ref, notes=True, language="id", actor=who, now=wall_now()
        )
        dossiers.run(wall_now())
        return wish.ref

    @staticmethod
    def _hand_over(walk: Walk) -> None:
        """The reporter's file, blacked out, is the agency's to read."""
        _let_go(walk, walk.case.files.get(lane="reporter"), Addressee.AGENCY)

    @staticmethod
    def _let_read(walk: Walk) -> None:
        """What the agency sent along is its reporter's to read."""
        paper = accept_upload(
            file=samples.upload("register.png", samples.OURS["png"]),
            actor=actor("liaison"),
            now=wall_now(),
        )
        piece = CaseFile.objects.create(
            case=walk.case, file=paper, lane="agency", added_at=walk.now
        )
        _let_go(walk, piece, Addressee.REPORTER)

    @staticmethod
    def _close(walk: Walk) -> None:
        """The agency did all that it was told."""
        for action in walk.case.actions.order_by("n"):
            piece = action.evidence.first() or submitted(walk, action.n)
            corrective.decide_evidence(
                evidence_ref=piece.ref,
                verdict=Verdict.ACCEPTED,
                status=ActionStatus.DILAKSANAKAN,
                reason="Terbukti.",
                actor=actor("examiner"),
                now=walk.now,
            )
        over = {"reason": Reason.TK_DILAKSANAKAN}
        walk.do(closing.propose_closing, "examiner", **over)
        walk.do(closing.close, "head", **over)
        # So that the window in which it may come back is open whenever this runs.
        today = {"closed_at": wall_now()}
        Case.objects.filter(pk=walk.case.pk).update(**today)
        walk.case.opinions.update(**today)

    @staticmethod
    def _erase(walk: Walk) -> None:
        """The vault wants a committed entry, and the world is one transaction."""
        with patch.object(vault, "erase"):
            erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)

    def ref(self, state: str) -> UUID:
        """The case of a state."""
        found: UUID = NOBODYS_REF if state == ABSENT else self.by_state[state].ref
        return found

    def request(self, state: str) -> UUID:
        """A request to open the confidential identity: it waits, or is granted."""
        found = {"waiting": self.waiting, "granted": self.granted}
        return found.get(state, NOBODYS_REF)

    @staticmethod
    def _minuted() -> Plenary:
        walk = before_the_plenary()
        meeting = opened(walk)
        carried(meeting, walk, told(meeting, walk, Decision.POSTPONE))
        return sign_minutes(ref=meeting.ref, actor=actor("head"), now=walk.now)

    @staticmethod
    def _membered() -> tuple[Plenary, Plenary]:
        """A proposal that they returned, and the meeting that has it once more."""
        walk = _before_the_commissioners()
        meeting = agenda(walk)
        assert ruled(walk, Decision.RETURN, meeting=meeting, words="Lebih jelas.") == ""
        over = sign_minutes(ref=meeting.ref, actor=actor("commissioner"), now=walk.now)
        proposed(walk)
        return over, agenda(walk)

    def entry(self, state: str) -> UUID:
        """An entry of the public register; of what is not released, its draft."""
        found: dict[str, UUID] = {
            "released": self.public,
            "unreleased": self.unreleased,
        }
        return found.get(state, NOBODYS_REF)

    def report(self, state: str) -> UUID:
        """A report to DPR and the President."""
        return self.periodic.get(state, NOBODYS_REF)

    def meeting(self, state: str) -> UUID:
        """A plenary that still decides, or one that is over."""
        if state == ABSENT:
            return NOBODYS_REF
        found: UUID = (self.minuted if state == "minuted" else self.plenary).ref
        return found

    def meeting_of_members(self, state: str) -> UUID:
        """The same of the commissioners."""
        if state == ABSENT:
            return NOBODYS_REF
        found: UUID = (self.membered if state == "membered" else self.members).ref
        return found

    def ruling(self) -> dict[str, object]:
        """The form of the commissioners' meeting that still decides, filled in."""
        item = self.members.items.select_related("case").get()
        prefix = f"l{item.pk}"
        return {
            f"{prefix}-version": item.case.version,
            f"{prefix}-decision": "approve",
        }

    def decision(self) -> dict[str, object]:
        """The form of the meeting that still decides, filled in."""
        item = self.plenary.items.select_related("case").get()
        prefix = f"l{item.pk}"
        return {
            f"{prefix}-version": item.case.version,
            f"{prefix}-decision": "register",
            f"{prefix}-case_class": "light",
        }

    def suggestion(self, state: str) -> UUID:
        """What an officer suggests that the office begins by itself."""
        found: UUID = NOBODYS_REF if state == ABSENT else self.idea
        return found

    def transfer(self, state: str) -> UUID:
        """A request to take a case over that waits for an answer."""
        found: UUID = NOBODYS_REF if state == ABSENT else self.moving
        return found

    def locator(self, state: str) -> str:
        """The number under which its reporter knows it."""
        return NOBODYS_LOCATOR if state == ABSENT else self.by_state[state].locator

    def arrived_at(self, state: str) -> str:
        """When something came in last that nobody has read yet; "" where nothing did."""
        rows = Case.objects.filter(ref=self.ref(state), arrived_at__isnull=False)
        return "".join(str(row.arrived_at) for row in rows)

    def version(self, state: str) -> int:
        """What a page of this case would send along."""
        return 0 if state == ABSENT else self.by_state[state].version

    def given(self, who: str) -> dict[str, Any]:
        """The form with which a head gives one case to somebody else."""
        case = self.by_state["exam"]
        sent = {"pick": "on", "version": case.version, "to": person(who).pk}
        ticked = {f"c{case.ref}-{name}": value for name, value in sent.items()}
        return ticked | {"reason": "Beban.", "shown": [str(case.ref)]}

    def clarification(self, state: str) -> UUID:
        """The latest question to the agency."""
        rows = Clarification.objects.filter(case__ref=self.ref(state))
        return _latest(rows)

    def papers(self, state: str) -> UUID:
        """The papers that the agency was asked for."""
        return _latest(Activity.objects.filter(case__ref=self.ref(state)))

    def action(self, state: str) -> UUID:
        """A corrective action that is still to be done."""
        if state == ABSENT:
            return NOBODYS_REF
        found: UUID = self.by_state[state].actions.latest("n").ref
        return found

    def milestone(self, state: str) -> UUID:
        """The milestone of which nothing was told yet."""
        rows = Milestone.objects.filter(action__case__ref=self.ref(state), day=5)
        return _latest(rows)

    def progress(self, state: str) -> UUID:
        """What was told of the other one."""
        rows = Progress.objects.filter(milestone__action__case__ref=self.ref(state))
        return _latest(rows)

    def sighting(self, state: str) -> UUID:
        """What the reporter is asked about the order that was done."""
        return _latest(Sighting.objects.filter(action__case__ref=self.ref(state)))

    def duty(self, state: str) -> UUID:
        """What the agency owes in this case."""
        return self.clarification(state) if state == "exam" else self.action(state)

    def objection(self, state: str) -> UUID:
        """What the agency sent and nobody decided."""
        found = Objection.objects.filter(case__ref=self.ref(state)).first()
        return found.ref if found else NOBODYS_REF

    def grounds(self) -> dict[str, object]:
        """An objection to the last order, and to the first finding."""
        n = Case.objects.get(ref=self.ref("corrective")).actions.latest("n").n
        return {f"order_{n}": "Bukan wewenang kami.", "finding_1": "Berkas kurang."}

    def _came_back(self) -> None:
        """A later report seems to say of each case that it has come back."""
        for state in ("corrective", "closed", "erased"):
            Recurrence.objects.create(
                action=self.by_state[state].actions.earliest("n"),
                report=self.by_state["exam"],
                found_at=FILED,
            )

    def recurrence(self, state: str) -> UUID:
        """What a later report seems to say of an order of this case."""
        if state == ABSENT:
            return NOBODYS_REF
        row = Recurrence.objects.get(action__case=self.by_state[state])
        found: UUID = row.ref
        return found

    def more_time(self) -> dict[str, object]:
        """What is asked for it: the next working day after its last one."""
        due = Case.objects.get(ref=self.ref("corrective")).actions.latest("n").due_on
        assert due is not None
        later = clocks.calendar().add(due, 1, Unit.WORKDAYS).date
        return {"until": later.isoformat(), "reason": "Blanko habis."}

    def more_time_to_answer(self) -> dict[str, object]:
        """The same for the explanation that is waited for."""
        asked = str(self.clarification("exam"))
        due = Deadline.objects.get(subject=asked, kind=TermKind.CLARIFICATION).due_on
        later = due + timedelta(days=1)
        return {"until": later.isoformat(), "reason": "Berkas ada di arsip."}

    def evidence(self, state: str) -> UUID:
        """The piece that waits for a verdict."""
        rows = ActionEvidence.objects.filter(action__case__ref=self.ref(state))
        return _latest(rows)

    def file(self, state: str) -> UUID:
        """What the agency sent along as evidence."""
        return _latest(CaseFile.objects.filter(case__ref=self.ref(state)))

    def reporters_file(self, state: str) -> UUID:
        """What the reporter sent along."""
        rows = CaseFile.objects.filter(case__ref=self.ref(state), lane="reporter")
        return _latest(rows)

    def released(self, state: str) -> UUID:
        """The copy of it that the agency got."""
        rows = FileRelease.objects.filter(piece__case__ref=self.ref(state))
        return _latest(rows.filter(addressee=Addressee.AGENCY))

    def let_read(self, state: str) -> UUID:
        """The copy of the agency's that the reporter got."""
        rows = FileRelease.objects.filter(piece__case__ref=self.ref(state))
        return _latest(rows.filter(addressee=Addressee.REPORTER))

    def agencys_file(self, state: str) -> UUID:
        """What it is a copy of."""
        rows = CaseFile.objects.filter(case__ref=self.ref(state), lane="agency")
        return _latest(rows.filter(releases__isnull=False))

    def letter(self, state: str) -> UUID:
        """The latest letter to the agency."""
        return self._letter(state, "agency")

    def reporters_letter(self, state: str) -> UUID:
        """The latest letter to the reporter."""
        return self._letter(state, "reporter")

    def _letter(self, state: str, addressee: str) -> UUID:
        if state == ABSENT:
            return NOBODYS_REF
        rows = self.by_state[state].letters.filter(addressee=addressee)
        found: UUID = rows.latest("pk").letter.ref
        return found


def _let_go(walk: Walk, piece: CaseFile, to: Addressee) -> None:
    told: dict[str, Any] = {
        "ref": walk.case.ref,
        "file_ref": piece.ref,
        "to": to,
        "actor": actor("examiner"),
        "now": walk.now,
    }
    blacking.prepare(**told, version=0)
    blacking.release(**told, version=1, looked=True, names_nobody=False)


def _brought() -> list[int]:
    paper = accept_upload(
        file=samples.upload("surat.txt", b"Loketnya tutup tiga hari."),
        actor=STRANGER,
        now=wall_now(),
    )
    return [paper.pk]


def _objected() -> Case:
    """The agency objected in time."""
    walk = in_time()
    filed(walk)
    return walk.again()


def _still_owed(walk: Walk) -> None:
    """Its last day has not come, whenever this runs: more time may be asked for."""
    due = (wall_now() + timedelta(days=10)).date()
    walk.case.actions.update(due_on=due)
    walk.case.deadlines.filter(kind=TermKind.CORRECTIVE).update(due_on=due)


def _reported() -> dict[str, UUID]:
    given: dict[str, Any] = {"actor": actor("commissioner"), "now": wall_now()}
    first = periodic.draft(period=Period(2025, 1), **given)
    periodic.issue(ref=first.ref, actor=actor("chair"), now=wall_now())
    second = periodic.draft(period=Period(2025, 2), **given)
    return {"issued": first.ref, "drafted": second.ref}


def _only_written() -> UUID:
    walk = obeyed()
    ref: UUID = written(walk).ref
    return ref


def _before_the_commissioners() -> Walk:
    """Nothing was done by the last day, and monitoring proposes a recommendation."""
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    return walk


def _latest(rows: Any) -> UUID:
    row = rows.order_by("pk").last()
    return NOBODYS_REF if row is None else row.ref
