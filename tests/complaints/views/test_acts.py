"""Every act of an officer over HTTP: done, refused, out of date, incomplete."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

from accounts.actor import STRANGER, reporter_of
from accounts.wall_clock import wall_now
from agencies.domain.calendar import end_of_day
from complaints.domain import events
from complaints.domain.activities import Kind, Outcome
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.correspondence import Side, Way
from complaints.domain.extending import Cause
from complaints.domain.objecting import Ruled, Ruling
from complaints.domain.recommending import FILE_KEYS
from complaints.domain.relief import Relief
from complaints.domain.states import CaseClass, Reason, State
from complaints.domain.talking import Attendance, Manner
from complaints.domain.terms import TermKind
from complaints.models import Case, Sighting
from complaints.models.labels import FORMAL_ASKED
from complaints.selectors.initiatives import material_for
from complaints.services import (
    activities,
    closing,
    consulting,
    correspondence,
    examination,
    extending,
    fast,
    gathering,
    intake,
    letter_links,
    lhp,
    merging,
    outcomes,
    publishing,
    recusing,
    register,
    releasing,
    relieving,
    reopening,
    restricting,
    signing,
    talking,
)
from complaints.views import case
from complaints.views.acts import ACTS
from documents.services import accept_upload
from tests.complaints import ladder, objecting
from tests.complaints import register as public
from tests.complaints.elsewhere import ELSEWHERE, head_elsewhere
from tests.complaints.own import begun, own_to_examination
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import (
    LHP,
    Walk,
    asked,
    opened_by_agency,
    opened_by_superior,
    submitted,
    to_examination,
    to_review,
    to_signed_lhp,
)
from tests.complaints.views.pages import act_page, case_page
from tests.documents.samples import pdf
from tests.factories.complaints import FILED
from tests.people import actor, agency, login, office, person

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID


pytestmark = pytest.mark.django_db
TYPED = "Kalimat yang tidak boleh hilang."
YES = (True, "")


def filed(walk: Walk) -> None:
    assert walk.again().state == State.SUBMITTED


def formal(walk: Walk) -> None:
    walk.do(intake.start_formal, "intake")


def fast_taken(walk: Walk) -> None:
    walk.do(fast.take_fast, "intake", reason="Tidak bisa makan.")


def fast_asked(walk: Walk) -> None:
    walk.do(fast.propose_fast, "other_examiner", reason="Tidak bisa makan.")


def elsewhere_too(walk: Walk) -> None:
    """Another office has a head who can answer."""
    head_elsewhere()
    to_examination(walk)


def under_way(walk: Walk) -> None:
    """The limit of the examination lies ahead, whenever this runs."""
    to_examination(walk)
    due = date.today() + timedelta(days=20)  # noqa: DTZ011 - any day ahead
    term = walk.again().deadlines.filter(kind=TermKind.EXAM_LIGHT)
    term.update(due_on=due, due_at=end_of_day(due, "Asia/Makassar"))


def just_begun(walk: Walk) -> None:
    """The limit of the examination began to run today, whenever this runs."""
    under_way(walk)
    day = date.today()  # noqa: DTZ011 - the day itself does not matter
    walk.case.deadlines.filter(kind=TermKind.EXAM_LIGHT).update(started_on=day)


def more_time_asked(walk: Walk) -> None:
    under_way(walk)
    term = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT)
    walk.do(
        extending.ask_extension,
        "examiner",
        deadline_id=term.pk,
        until=term.due_on + timedelta(days=5),
        cause=Cause.AGENCY,
        reason="Instansi belum menjawab.",
    )


def invited(walk: Walk) -> None:
    """Both sides met in the story's days; the time for talks lies ahead of today."""
    to_examination(walk)
    meeting = talking.Meeting(
        Manner.MEDIATION,
        walk.now.date() + timedelta(days=3),
        time(10),
        "Kantor kami",
        "Akta.",
    )
    walk.do(talking.invite, "head", meeting=meeting)
    due = date.today() + timedelta(days=20)  # noqa: DTZ011 - any day ahead
    term = walk.again().deadlines.filter(kind=TermKind.TALKS)
    term.update(due_on=due, due_at=end_of_day(due, "Asia/Makassar"))


def met(walk: Walk) -> None:
    invited(walk)
    walk.now += timedelta(days=3)
    walk.do(
        talking.write_minutes, "examiner", attended=Attendance.BOTH, text="Mendengar."
    )


def visited(walk: Walk) -> None:
    to_examination(walk)
    seen = activities.Plan(
        Kind.VISIT, "Loket.", day=walk.now.date(), time=time(9), place="Kantor dinas"
    )
    walk.do(activities.begin, "examiner", plan=seen)


def called_in_vain(walk: Walk) -> None:
    to_examination(walk)
    call = activities.Plan(
        Kind.SUMMONS,
        "Akta.",
        person="Kepala Dinas",
        day=walk.now.date() + timedelta(days=20),
        time=time(9),
        place="Kantor kami",
    )
    row = walk.do(activities.begin, "examiner", plan=call)
    opened_by_agency(walk)
    walk.now += timedelta(days=20)
    told = outcomes.Came(Outcome.ABSENT, "Tidak datang.")
    walk.do(outcomes.record, "examiner", activity=row.ref, came=told)


class SentAgain(SimpleUploadedFile):
    """A file that a browser sends whole each time."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return bytes(super().read(*args))


def two_alike(walk: Walk) -> None:
    """Another open case of the same office against the same body."""
    to_examination(walk)
    Walk()


def a_part(walk: Walk) -> None:
    to_examination(walk)
    walk.do(gathering.gather, "head", parent_ref=Walk().case.ref)


def a_whole(walk: Walk) -> None:
    to_examination(walk)
    Walk().do(gathering.gather, "head", parent_ref=walk.again().ref)


def merged(walk: Walk) -> None:
    two_alike(walk)
    other = Case.objects.exclude(pk=walk.case.pk).latest("pk")
    walk.do(merging.merge, "head", kept_ref=other.ref)


def material(walk: Walk) -> None:
    formal(walk)
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, YES))


def plenary(walk: Walk) -> None:
    material(walk)
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, YES))


def registered(walk: Walk) -> None:
    plenary(walk)
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)


def result_drafted(walk: Walk) -> None:
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")


def lhp_drafted(walk: Walk) -> None:
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)


def carried_out(walk: Walk) -> None:
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.case.actions.update(status="dilaksanakan")


def shown_as_done(walk: Walk) -> None:
    """We accepted what the agency showed, and the reporter is asked what he sees."""
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    judged(walk, submitted(walk))


def without_examiner(walk: Walk) -> None:
    to_examination(walk)
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("examiner").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=walk.now,
    )


def requested(walk: Walk) -> None:
    to_examination(walk)
    asked(walk)


def proved(walk: Walk) -> None:
    """A letter of ours that was handed over, as we believe, on the day of its sending."""
    requested(walk)
    row = walk.case.letters.filter(addressee="agency").latest("id")
    proof = correspondence.Proof(row.sent_on, Way.POST, "RR 12 34")
    walk.do(correspondence.prove, "examiner", letter=row.ref, proof=proof)


def linked(walk: Walk) -> None:
    """The agency was asked, and its mailbox got a link to the letter."""
    requested(walk)
    walk.do(letter_links.send_link, "examiner", email="dinas@contoh.test")


def arrived(walk: Walk) -> None:
    to_examination(walk)
    paper = accept_upload(file=SentAgain("surat.pdf", pdf()), actor=STRANGER, now=FILED)
    told = correspondence.Incoming(Side.OTHER, walk.now.date(), "Isi surat.")
    walk.do(correspondence.keep_letter, "examiner", letter=told, file_ids=[paper.pk])


def restricted(walk: Walk) -> None:
    to_examination(walk)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    for who in ("head", "examiner"):
        restricting.visit(
            ref=walk.case.ref,
            reason="work",
            note="",
            actor=actor(who),
            real_now=wall_now(),
            now=walk.now,
        )


def questioned(walk: Walk) -> None:
    walk.do(consulting.turn_to_consultation, "intake")


def asked_back(walk: Walk) -> None:
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    reopening.ask_reopening(
        ref=walk.case.ref,
        text="Suratnya dicabut lagi.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


def missed(walk: Walk) -> None:
    """Both orders are open and their day is over; monitoring has the case."""
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.pass_days(43)
    ladder.checked(walk)


def called_upon(walk: Walk) -> None:
    """Sixty days of monitoring went by as well."""
    missed(walk)
    walk.pass_days(61)


def approved(walk: Walk) -> None:
    missed(walk)
    ladder.proposed(walk)
    assert ladder.ruled(walk) == ""


def overdue(walk: Walk) -> None:
    """The superior had his sixty days."""
    approved(walk)
    walk.do(signing.sign_recommendation, "chair")
    opened_by_agency(walk)
    opened_by_superior(walk)
    walk.pass_days(61)


def disobeyed(walk: Walk) -> None:
    overdue(walk)
    ladder.told(walk)
    assert ladder.ruled(walk) == ""


def to_be_published(walk: Walk) -> None:
    disobeyed(walk)
    walk.do(publishing.propose_publication, "resmon", summary="Akta belum terbit.")
    assert ladder.ruled(walk) == ""


def objected(walk: Walk) -> None:
    """The agency objected in time; nobody is named to review it."""
    for key in ("head", "other_examiner", "commissioner"):
        person(key)
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    objecting.filed(walk)


def under_review(walk: Walk) -> None:
    objected(walk)
    objecting.named(walk)


def ruling_proposed(walk: Walk) -> None:
    under_review(walk)
    objecting.proposed(walk, order_2=Ruled(Ruling.ANNUL))


def obeyed(walk: Walk) -> None:
    """Both items were carried out, and the plenary closed the case with that."""
    approved(walk)
    walk.do(signing.sign_recommendation, "chair")
    opened_by_agency(walk)
    opened_by_superior(walk)
    for n in (1, 2):
        ladder.carried_out(walk, n)
    ladder.told(walk)
    assert ladder.ruled(walk) == ""


def written(walk: Walk) -> None:
    obeyed(walk)
    public.written(walk)


def agreed(walk: Walk) -> None:
    written(walk)
    walk.do(releasing.agree, "commissioner")


def published(walk: Walk) -> None:
    to_be_published(walk)
    walk.do(publishing.publish, "chair")


def came_back(walk: Walk) -> None:
    """Both orders were done; for a relapse the head took the closed case up again."""
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    for n in (1, 2):
        judged(walk, submitted(walk, n))
    walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)
    reopening.ask_reopening(
        ref=walk.again().ref,
        text="Masalahnya terjadi lagi.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    walk.do(reopening.decide_reopening, "head", granted=True, answer="Kami tagih lagi.")


def relief_asked(walk: Walk) -> None:
    missed(walk)
    walk.do(
        relieving.propose_relief,
        "resmon",
        action=walk.case.actions.get(n=1).ref,
        kind=Relief.EXCUSE,
        reason="Sudah diterbitkan pengadilan.",
    )


def own_registered(walk: Walk) -> None:
    """The office began it by itself; the report that was filed lies beside it."""
    walk.case = begun(now=walk.now)


def own_result(walk: Walk) -> None:
    own_registered(walk)
    own_to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")


def own_closed(walk: Walk) -> None:
    """Closed just now, whenever this runs."""
    own_registered(walk)
    own_to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    Case.objects.filter(pk=walk.case.pk).update(closed_at=wall_now())


@dataclass(frozen=True)
class Does:
    """Who does an act on a case that has come this far, with what in the form."""

    slug: str
    before: Callable[[Walk], None]
    who: str
    colleague: str
    event: str
    body: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.slug


def _lhp_body() -> dict[str, Any]:
    return {
        "account": TYPED,
        "result": TYPED,
        "opinion": TYPED,
        "conclusion": "found",
        "form_1": "PB",
        "finding_1": TYPED,
        "action_1": TYPED,
    }


INVITATION = {
    "manner": "mediation",
    "time": "10:00",
    "place": "Kantor kami",
    "summary": TYPED,
}
MEETING = {"about": TYPED, "time": "10:00", "place": "Kantor kami"}
ALL_YES = dict.fromkeys(FORMAL_KEYS, "yes")
DONE = [
    Does("mulai", filed, "intake", "examiner", events.FORMAL_STARTED),
    Does("formil", formal, "intake", "examiner", events.FORMAL_PASSED, ALL_YES),
    Does(
        "respons-cepat",
        filed,
        "intake",
        "examiner",
        events.TAKEN_FAST,
        {"reason": TYPED},
    ),
    Does(
        "usul-cepat",
        registered,
        "other_examiner",
        "auditor",
        events.FAST_PROPOSED,
        {"reason": TYPED},
    ),
    Does(
        "putuskan-cepat",
        fast_asked,
        "head",
        "examiner",
        events.FAST_REFUSED,
        {"decision": "refuse", "reason": TYPED},
    ),
    Does("setujui-cepat", fast_taken, "head", "intake", events.FAST_CONFIRMED),
    Does(
        "kontak-pertama",
        fast_taken,
        "intake",
        "examiner",
        events.FIRST_CONTACT,
        {"how": "phone", "on": FILED.date().isoformat(), "text": TYPED},
    ),
    Does(
        "pindahkan",
        elsewhere_too,
        "head",
        "intake",
        events.TRANSFER_ASKED,
        {"reason": TYPED},
    ),
    Does(
        "ubah-golongan",
        just_begun,
        "head",
        "examiner",
        events.RECLASSIFIED,
        {"case_class": "medium", "reason": TYPED},
    ),
    Does(
        "minta-perpanjangan",
        under_way,
        "examiner",
        "other_examiner",
        events.EXTENSION_ASKED,
        {"cause": "agency", "reason": TYPED},
    ),
    Does(
        "putuskan-perpanjangan",
        more_time_asked,
        "head",
        "other_examiner",
        events.PROMISE_EXTENDED,
        {"decision": "grant", "answer": TYPED},
    ),
    Does(
        "musyawarah",
        to_examination,
        "head",
        "examiner",
        events.TALKS_INVITED,
        INVITATION,
    ),
    Does(
        "musyawarah-lagi",
        met,
        "examiner",
        "other_examiner",
        events.TALKS_CONTINUED,
        INVITATION,
    ),
    Does(
        "risalah",
        invited,
        "examiner",
        "other_examiner",
        events.TALKS_MINUTED,
        {"attended": "both", "text": TYPED},
    ),
    Does("sepakat", met, "head", "examiner", events.TALKS_AGREED, {"agreement": TYPED}),
    Does(
        "akhiri-musyawarah",
        met,
        "examiner",
        "intake",
        events.TALKS_ENDED,
        {"reason": TYPED},
    ),
    Does(
        "minta-dokumen",
        to_examination,
        "examiner",
        "other_examiner",
        events.DOCUMENTS_ASKED,
        {"about": TYPED, "asked": TYPED},
    ),
    Does(
        "periksa-lapangan",
        to_examination,
        "examiner",
        "other_examiner",
        events.ACTIVITY_PLANNED,
        MEETING,
    ),
    Does(
        "panggil",
        to_examination,
        "head",
        "other_examiner",
        events.SUMMONED,
        MEETING | {"person": "Kepala Dinas"},
    ),
    Does(
        "panggil-lagi",
        called_in_vain,
        "examiner",
        "other_examiner",
        events.SUMMONED_AGAIN,
        {"time": "10:00", "place": "Kantor kami"},
    ),
    Does(
        "dengar",
        to_examination,
        "examiner",
        "other_examiner",
        events.ACTIVITY_PLANNED,
        MEETING | {"sort": "expert", "person": "Ahli tata usaha"},
    ),
    Does(
        "catat-kegiatan",
        visited,
        "examiner",
        "other_examiner",
        events.ACTIVITY_RECORDED,
        {"outcome": "done", "minutes": TYPED},
    ),
    Does(
        "tarik-kegiatan",
        visited,
        "examiner",
        "other_examiner",
        events.ACTIVITY_CANCELLED,
        {"reason": TYPED},
    ),
    Does(
        "bukti-temuan",
        lhp_drafted,
        "examiner",
        "other_examiner",
        events.FINDINGS_BACKED,
    ),
    Does("gabungkan", two_alike, "head", "examiner", events.CASE_MERGED),
    Does("batalkan-gabungan", merged, "head", "examiner", events.MERGE_UNDONE),
    Does("usul-gabung", two_alike, "examiner", "other_examiner", events.MERGE_PROPOSED),
    Does("jadi-bagian", two_alike, "head", "examiner", events.GATHERED),
    Does("lepas-induk", a_part, "head", "examiner", events.LET_GO, {"reason": TYPED}),
    Does(
        "lepas-bagian",
        a_whole,
        "examiner",
        "other_examiner",
        events.PART_LEFT,
        {"reason": TYPED},
    ),
    Does(
        "pisahkan",
        formal,
        "intake",
        "examiner",
        events.CASE_SPLIT,
        {"title": TYPED, "parts": ["0"]},
    ),
    Does(
        "materiil",
        material,
        "intake",
        "examiner",
        events.MATERIAL_PASSED,
        dict.fromkeys(MATERIAL_KEYS, "yes"),
    ),
    Does("kembalikan", plenary, "head", "intake", events.SENT_BACK),
    Does(
        "registrasi",
        plenary,
        "head",
        "examiner",
        events.CASE_REGISTERED,
        {"case_class": "light"},
    ),
    Does(
        "tolak",
        plenary,
        "head",
        "examiner",
        events.CASE_CLOSED,
        {"ground": "objek_peradilan", "words": TYPED},
    ),
    Does("tugaskan", registered, "head", "intake", events.CASE_ASSIGNED),
    Does(
        "klarifikasi",
        to_examination,
        "examiner",
        "other_examiner",
        events.CLARIFICATION_ASKED,
        {"summary": TYPED, "questions": TYPED},
    ),
    Does(
        "hasil",
        to_examination,
        "examiner",
        "other_examiner",
        events.RESULT_DRAFTED,
        {"text": TYPED},
    ),
    Does("beritahu", result_drafted, "head", "other_examiner", events.RESULT_NOTIFIED),
    Does("setujui-hasil", own_result, "head", "other_examiner", events.RESULT_APPROVED),
    Does("kumpulkan", own_result, "head", "examiner", events.PART_ADDED),
    Does(
        "buka-kembali",
        own_closed,
        "head",
        "examiner",
        events.CASE_REOPENED,
        {"reason": TYPED},
    ),
    Does(
        "lhp",
        to_review,
        "examiner",
        "other_examiner",
        events.LHP_DRAFTED,
        _lhp_body(),
    ),
    Does("tandatangani", lhp_drafted, "head", "other_examiner", events.LHP_ISSUED),
    Does("terlapor", filed, "intake", "examiner", events.AGENCY_NAMED),
    Does(
        "kembalikan-konsep",
        lhp_drafted,
        "head",
        "other_examiner",
        events.DRAFT_RETURNED,
        {"reason": TYPED},
    ),
    Does(
        "usul-tutup",
        carried_out,
        "examiner",
        "other_examiner",
        events.CLOSING_PROPOSED,
        {"reason": "tk_dilaksanakan"},
    ),
    Does(
        "tutup",
        to_examination,
        "head",
        "examiner",
        events.CASE_CLOSED,
        {"reason": "bukan_wewenang"},
    ),
    Does(
        "catatan",
        to_examination,
        "examiner",
        "other_examiner",
        events.NOTE_WRITTEN,
        {"text": TYPED},
    ),
    Does(
        "pesan",
        to_examination,
        "examiner",
        "other_examiner",
        events.MESSAGE_SENT,
        {"text": TYPED},
    ),
    Does(
        "tanya",
        to_examination,
        "examiner",
        "other_examiner",
        events.REPORTER_ASKED,
        {"text": TYPED},
    ),
    Does(
        "tanda-terima",
        requested,
        "examiner",
        "auditor",
        events.LETTER_PROVED,
        {"way": "post", "number": "RR 12 34"},
    ),
    Does(
        "surat-masuk",
        requested,
        "examiner",
        "auditor",
        events.PAPER_ARRIVED,
        {"side": "agency", "text": TYPED},
    ),
    Does(
        "betulkan-tanda-terima",
        proved,
        "examiner",
        "auditor",
        events.LETTER_CORRECTED,
        {"reason": TYPED},
    ),
    Does(
        "betulkan-surat-masuk",
        arrived,
        "examiner",
        "auditor",
        events.PAPER_CORRECTED,
        {"side": "agency", "reason": TYPED},
    ),
    Does(
        "catat-dilihat",
        shown_as_done,
        "examiner",
        "head",
        events.SEEN_WRITTEN,
        {"way": "phone", "seen": "no", "text": TYPED},
    ),
    Does(
        "kirim-tautan",
        requested,
        "examiner",
        "auditor",
        events.LINK_SENT,
        {"email": "dinas@contoh.test"},
    ),
    Does("cabut-tautan", linked, "examiner", "auditor", events.LINK_REVOKED),
    Does(
        "mundur",
        to_examination,
        "other_examiner",
        "auditor",
        events.RECUSED,
        {"reason": TYPED},
    ),
    Does(
        "kecualikan",
        to_examination,
        "head",
        "examiner",
        events.RECUSED,
        {"reason": TYPED},
    ),
    Does("ganti", without_examiner, "head", "intake", events.REASSIGNED),
    Does(
        "batasi",
        to_examination,
        "head",
        "examiner",
        events.CASE_RESTRICTED,
        {"reason": "safety", "note": TYPED},
    ),
    Does(
        "buka-batas",
        restricted,
        "head",
        "examiner",
        events.RESTRICTION_LIFTED,
        {"note": TYPED},
    ),
    Does(
        "jadi-konsultasi",
        lambda _walk: None,
        "intake",
        "examiner",
        events.TURNED_TO_CONSULTATION,
    ),
    Does("jadi-laporan", questioned, "intake", "examiner", events.TURNED_TO_REPORT),
    Does(
        "jawab-konsultasi",
        questioned,
        "intake",
        "examiner",
        events.CONSULTATION_ANSWERED,
        {"text": TYPED},
    ),
    Does(
        "periksa-berkas",
        missed,
        "resmon",
        "examiner",
        events.FILE_CHECKED,
        dict.fromkeys(FILE_KEYS, "yes"),
    ),
    Does(
        "arahkan",
        called_upon,
        "commissioner",
        "resmon",
        events.RESMON_DIRECTED,
        {"text": TYPED},
    ),
    Does(
        "undang-atasan",
        missed,
        "resmon",
        "examiner",
        events.SUPERIOR_INVITED,
        MEETING | {"person": "Wali Kota"},
    ),
    Does(
        "persuasi",
        missed,
        "resmon",
        "examiner",
        events.ACTIVITY_PLANNED,
        MEETING | {"person": "Sekretaris Daerah"},
    ),
    Does(
        "susun-rekomendasi",
        missed,
        "resmon",
        "commissioner",
        events.MATTER_PROPOSED,
        {
            "official": "Kepala Dinas",
            "superior": "Wali Kota",
            "history": TYPED,
            "reasons": TYPED,
            "substance": TYPED,
            "item_1": TYPED,
            "item_2": TYPED,
        },
    ),
    Does(
        "tandatangani-rekomendasi",
        approved,
        "chair",
        "commissioner",
        events.RECOMMENDATION_SIGNED,
    ),
    Does(
        "usul-status",
        overdue,
        "resmon",
        "commissioner",
        events.MATTER_PROPOSED,
        {"why": TYPED},
    ),
    Does(
        "usul-sanksi",
        disobeyed,
        "resmon",
        "commissioner",
        events.MATTER_PROPOSED,
        {"recipient": "Menteri", "text": TYPED},
    ),
    Does(
        "usul-pengumuman",
        disobeyed,
        "resmon",
        "commissioner",
        events.MATTER_PROPOSED,
        {"summary": TYPED},
    ),
    Does(
        "umumkan",
        to_be_published,
        "chair",
        "commissioner",
        events.DEFIANCE_PUBLISHED,
    ),
    Does(
        "usul-register",
        obeyed,
        "resmon",
        "commissioner",
        events.RELEASE_DRAFTED,
        {
            "summary": TYPED,
            "official": "Kepala Dinas",
            "superior": "Wali Kota",
            "item_1": TYPED,
        },
    ),
    Does(
        "setujui-register",
        written,
        "commissioner",
        "resmon",
        events.RELEASE_AGREED,
    ),
    Does("terbitkan-register", agreed, "chair", "commissioner", events.RELEASED),
    Does(
        "tarik-register",
        published,
        "chair",
        "resmon",
        events.RELEASE_WITHDRAWN,
        {"why": TYPED},
    ),
    Does(
        "usul-bebas",
        missed,
        "resmon",
        "examiner",
        events.RELIEF_PROPOSED,
        {"kind": "excuse", "reason": TYPED},
    ),
    Does(
        "perintah-ulang",
        came_back,
        "resmon",
        "examiner",
        events.ORDERED_AGAIN,
        {"why": TYPED},
    ),
    Does(
        "putuskan-bebas",
        relief_asked,
        "commissioner",
        "resmon",
        events.ACTION_EXCUSED,
        {"decision": "grant", "answer": TYPED},
    ),
    Does(
        "tunjuk-penelaah",
        objected,
        "head",
        "other_examiner",
        events.OBJECTION_REVIEWED_BY,
    ),
    Does(
        "usul-keberatan",
        under_review,
        "other_examiner",
        "examiner",
        events.OBJECTION_PROPOSED,
        {
            "withdraw": "no",
            "ruling_1": "keep",
            "ruling_2": "annul",
            "reasons": TYPED,
        },
    ),
    Does(
        "putuskan-keberatan",
        ruling_proposed,
        "commissioner",
        "resmon",
        events.OBJECTION_DECIDED,
        {"decision": "approve"},
    ),
    Does(
        "jawab-permintaan",
        asked_back,
        "head",
        "other_examiner",
        events.REOPENING_REFUSED,
        {"decision": "refuse", "answer": TYPED},
    ),
]
UNVERSIONED = {"catatan", "pesan", "tanya", "mundur", "kecualikan"}
VERSIONED = [does for does in DONE if does.slug not in UNVERSIONED]
LETTERED = [does for does in DONE if TYPED in does.body.values()]


def come_this_far(does: Does) -> Walk:
    walk = Walk()
    does.before(walk)
    walk.again()
    return walk


def _other(case: Case) -> dict[str, Any]:
    row = Case.objects.exclude(pk=case.pk).order_by("pk").last()
    return {"kept": str(row.ref)} if row else {}


def _material(case: Case) -> dict[str, Any]:
    """The first report that the page of this act offers its head."""
    found = material_for(case, actor("head"))[:1]
    return {"kept": [str(row.ref) for row in found]}


def _term(case: Case) -> dict[str, Any]:
    row = case.deadlines.filter(kind=TermKind.EXAM_LIGHT).first()
    if row is None:
        return {}
    return {"term": row.pk, "until": (row.due_on + timedelta(days=5)).isoformat()}


def _activity(case: Case) -> dict[str, Any]:
    row = case.activities.first()
    return {"activity": str(row.ref), "call": str(row.ref)} if row else {}


def _order(case: Case) -> dict[str, Any]:
    row = case.actions.order_by("n").first()
    return {"action": str(row.ref)} if row else {}


def _day_ahead(days: int = 5) -> dict[str, Any]:
    day = date.today() + timedelta(days=days)  # noqa: DTZ011 - any day ahead
    return {"day": day.isoformat()}


def _signed(case: Case) -> dict[str, Any]:
    row = case.talks.first()
    if row is None:
        return {}
    paper = SentAgain("kesepakatan.pdf", pdf())
    return {"signed_on": row.met_on.isoformat(), "attachments": paper}


def _unproved(case: Case) -> dict[str, Any]:
    row = case.letters.filter(opened_on=None, addressee="agency").first()
    if row is None:
        return {}
    return {"letter": str(row.ref), "signed_on": row.sent_on.isoformat()}


def _paper(case: Case) -> dict[str, Any]:
    paper = SentAgain("surat.pdf", pdf())
    return {"arrived_on": case.submitted_on.isoformat(), "attachments": paper}


def _wrong(case: Case) -> dict[str, Any]:
    row = case.letters.filter(signed_on__isnull=False).first()
    if row is None:
        return {}
    return {
        "letter": str(row.ref),
        "day": (row.sent_on + timedelta(days=1)).isoformat(),
    }


def _wrong_paper(case: Case) -> dict[str, Any]:
    row = case.papers.first()
    return {"letter": str(row.ref), "day": row.arrived_on.isoformat()} if row else {}


def _sighting(case: Case) -> dict[str, Any]:
    row = Sighting.objects.filter(action__case=case).first()
    return {"sighting": str(row.ref)} if row else {}


def _link(case: Case) -> dict[str, Any]:
    row = case.links.first()
    return {"link": str(row.ref)} if row else {}


def body_of(does: Does, case: Case) -> dict[str, Any]:
    more: dict[str, dict[str, Any]] = {
        "tugaskan": {"examiner": person("examiner").pk},
        "terlapor": {"body": f"agency:{agency(1).pk}"},
        "ganti": {"examiner": person("other_examiner").pk},
        "gabungkan": _other(case),
        "jadi-bagian": _other(case),
        "usul-gabung": _other(case),
        "kumpulkan": _material(case),
        "lepas-bagian": {"part": _other(case).get("kept", "")},
        "musyawarah": _day_ahead(),
        "periksa-lapangan": _day_ahead(),
        "panggil": _day_ahead(30),
        "panggil-lagi": _day_ahead(30) | _activity(case),
        "dengar": _day_ahead(),
        "catat-kegiatan": _activity(case),
        "tarik-kegiatan": _activity(case),
        "musyawarah-lagi": _day_ahead(),
        "tanda-terima": _unproved(case),
        "surat-masuk": _paper(case),
        "betulkan-tanda-terima": _wrong(case),
        "betulkan-surat-masuk": _wrong_paper(case),
        "cabut-tautan": _link(case),
        "catat-dilihat": _sighting(case),
        "sepakat": _signed(case),
        "minta-perpanjangan": _term(case),
        "undang-atasan": _day_ahead(30),
        "persuasi": _day_ahead(),
        "usul-bebas": _order(case),
        "perintah-ulang": {"orders": _order(case).get("action", "")},
        "tunjuk-penelaah": {"people": [person("other_examiner").pk]},
        "pindahkan": {"office": office(ELSEWHERE).pk},
        "kecualikan": {"person": person("other_examiner").pk},
    }
    return {"version": case.version, **does.body, **more.get(does.slug, {})}


def test_every_act_is_tried_here() -> None:
    assert {does.slug for does in DONE} == set(ACTS)


@pytest.mark.parametrize("does", DONE, ids=str)
def test_an_act_is_asked_for_and_done_and_on_the_record(
    client: Client, does: Does
) -> None:
    walk = come_this_far(does)
    before = walk.kinds().count(does.event)
    login(client, does.who)
    page = client.get(act_page(walk.case, does.slug))
    assert page.status_code == 200
    assert ("tidak dapat dibatalkan" in page.content.decode()) == ACTS[does.slug].grave
    answer = client.post(act_page(walk.case, does.slug), body_of(does, walk.case))
    assert answer.status_code == 302, answer.content.decode()
    assert walk.kinds().count(does.event) > before


@pytest.mark.parametrize("does", DONE, ids=str)
def test_a_colleague_reads_that_it_is_not_his(client: Client, does: Does) -> None:
    walk = come_this_far(does)
    before = walk.kinds()
    login(client, does.colleague)
    assert client.get(act_page(walk.case, does.slug)).status_code == 403
    answer = client.post(act_page(walk.case, does.slug), body_of(does, walk.case))
    assert answer.status_code == 403
    assert walk.kinds() == before


@pytest.mark.parametrize("who", ["citizen", "liaison", "examiner_elsewhere"])
def test_who_does_not_see_the_case_finds_no_act(client: Client, who: str) -> None:
    walk = come_this_far(DONE[0])
    login(client, who)
    assert client.get(act_page(walk.case, "mulai")).status_code == 404
    assert client.post(act_page(walk.case, "mulai")).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    walk = come_this_far(DONE[0])
    assert client.get(act_page(walk.case, "mulai")).status_code == 302
    assert client.put(act_page(walk.case, "mulai")).status_code == 302


def test_an_act_takes_no_other_method_and_no_other_name(client: Client) -> None:
    walk = come_this_far(DONE[0])
    login(client, "intake")
    assert client.put(act_page(walk.case, "mulai")).status_code == 405
    assert client.get(act_page(walk.case, "hapus")).status_code == 404


@pytest.mark.parametrize("does", VERSIONED, ids=str)
def test_a_page_that_is_out_of_date_says_so_and_keeps_what_was_typed(
    client: Client, does: Does
) -> None:
    walk = come_this_far(does)
    login(client, does.who)
    body, before = body_of(does, walk.case), walk.kinds().count(does.event)
    Case.objects.filter(pk=walk.case.pk).update(version=walk.case.version + 1)
    answer = client.post(act_page(walk.case, does.slug), body)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in page
    assert (TYPED in page) == (does in LETTERED)
    assert f'value="{walk.case.version + 1}"' in page  # sending it again works
    assert walk.kinds().count(does.event) == before
    again = client.post(
        act_page(walk.case, does.slug), body | {"version": walk.case.version + 1}
    )
    assert again.status_code == 302


@pytest.mark.parametrize("does", DONE, ids=str)
def test_an_incomplete_form_names_what_is_missing(client: Client, does: Does) -> None:
    walk = come_this_far(does)
    login(client, does.who)
    answer = client.post(act_page(walk.case, does.slug))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Perlu dilengkapi:" in page
    assert ("belum diisi." in page) == bool(
        body_of(does, walk.case).keys() - {"version"}
    )
    assert "Bidang ini harus diisi" not in page


def test_typed_text_survives_an_incomplete_form(client: Client) -> None:
    walk = Walk()
    to_review(walk)
    login(client, "examiner")
    body = {"version": walk.again().version, "opinion": TYPED}
    answer = client.post(act_page(walk.case, "lhp"), body)
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()


def test_a_no_in_the_formal_check_asks_the_reporter_to_complete(
    client: Client,
) -> None:
    walk = Walk()
    formal(walk)
    login(client, "intake")
    missing = FORMAL_KEYS[0]
    body = {"version": walk.again().version, **ALL_YES, missing: "no"}
    client.post(act_page(walk.case, "formil"), body)
    assert walk.again().state == State.INCOMPLETE
    letter = walk.case.letters.get(addressee="reporter").letter
    assert str(FORMAL_ASKED[missing]) in str(letter.context)


def test_who_drafted_the_lhp_cannot_sign_it_though_he_heads_the_office(
    client: Client,
) -> None:
    walk = Walk()
    lhp_drafted(walk)
    walk.case.lhps.update(drafted_by=person("head"))
    login(client, "head")
    page = client.get(case_page(walk.again())).content.decode()
    assert "penanda tangan harus orang lain" in page
    assert client.get(act_page(walk.case, "tandatangani")).status_code == 409
    body = {"version": walk.case.version}
    answer = client.post(act_page(walk.case, "tandatangani"), body)
    assert answer.status_code == 409
    assert "Penyusun tidak dapat menandatangani" in answer.content.decode()


def test_a_step_of_a_later_stage_is_refused_with_a_sentence(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "examiner")
    answer = client.get(act_page(walk.again(), "lhp"))
    assert answer.status_code == 409
    assert "Belum pada tahap ini." in answer.content.decode()


def test_only_reasons_of_this_stage_close_a_case(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "head")
    page = client.get(act_page(walk.again(), "tutup")).content.decode()
    assert "bukan_wewenang" in page
    assert "tk_dilaksanakan" not in page
    body = {"version": walk.case.version, "reason": "tk_dilaksanakan"}
    assert client.post(act_page(walk.case, "tutup"), body).status_code == 422


def test_a_colleague_who_was_faster_is_named_and_no_mistake_of_hers(
    client: Client,
) -> None:
    """F17: closing takes every reason off the list of the page that came second."""
    walk = Walk()
    to_examination(walk)
    body = {"version": walk.again().version, "reason": "bukan_wewenang"}
    login(client, "other_head")
    assert client.post(act_page(walk.case, "tutup"), body).status_code == 302
    login(client, "head")
    answer = client.post(act_page(walk.case, "tutup"), body)
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()


def test_who_is_kept_out_between_reading_and_acting_finds_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F17: recused in another window after this one had looked, before it locked."""
    walk = Walk()
    to_examination(walk)
    login(client, "other_examiner")
    look = case.case_of

    def look_and_lose(request: Any, ref: UUID) -> Case:
        found = look(request, ref)
        found.recusals.create(
            user=person("other_examiner"), reason="x", created_at=walk.now
        )
        return found

    monkeypatch.setattr(case, "case_of", look_and_lose)
    body = {"version": walk.again().version, "reason": TYPED}
    answer = client.post(act_page(walk.case, "mundur"), body)
    assert answer.status_code == 404
    assert events.RECUSED not in walk.kinds()


def test_a_step_of_a_colleague_after_the_reading_is_no_mistake_of_hers_either(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F17: the activity left the list after this request had read the case."""
    does = next(does for does in DONE if does.slug == "tarik-kegiatan")
    walk = come_this_far(does)
    body, colleague = body_of(does, walk.case), Client()
    login(colleague, does.who)
    login(client, does.who)
    page, look, acts = act_page(walk.case, does.slug), case.case_of, [colleague]

    def look_and_lose(request: Any, ref: UUID) -> Case:
        found = look(request, ref)
        if acts:
            assert acts.pop().post(page, body).status_code == 302
        return found

    monkeypatch.setattr(case, "case_of", look_and_lose)
    answer = client.post(page, body)
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()


@pytest.mark.parametrize("slug", sorted(ACTS))
def test_no_other_page_lies_on_the_address_of_an_act(slug: str) -> None:
    assert resolve(f"/kerja/perkara/{uuid4()}/{slug}/").view_name == "work:act"
