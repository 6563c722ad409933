"""Invented cases about the three invented cities, made through the use cases.

Two cities bring a past along, so that a small assessment has something to count;
the first one starts clean, for the visitor's own report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from accounts.actor import STRANGER, reporter_of
from accounts.actor_of import member
from agencies.domain.calendar import legal_day
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.corrective import ActionStatus
from complaints.domain.identity import Identity
from complaints.domain.objecting import ObjectionText
from complaints.domain.states import CaseClass
from complaints.models import Case, CorrectiveAction
from complaints.models.choices import Verdict
from complaints.services import (
    corrective,
    examination,
    intake,
    lhp,
    objecting,
    receipt,
    register,
    sweep,
)
from complaints.services.filing import Report, file_report
from complaints.services.lhp import ActionText, FindingText, LhpText
from complaints.vault import Contact
from ombudsman.demo.initiative import begin_one

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from accounts.models import User
    from agencies.models import Agency

YES = (True, "")


@dataclass(frozen=True, slots=True)
class Story:
    """One invented report: about which city, how long ago, and how far it came.

    ``stops``: agenda, formal, exam, corrective or objected. ``done``: for each action the
    days after receipt at which it was shown and accepted, or None for never.
    """

    city: int
    days_ago: int
    title: str
    story: str
    form: str
    stops: str
    actions: tuple[str, ...] = ()
    done: tuple[int | None, ...] = field(default=())


STORIES = (
    Story(
        1,
        150,
        "Izin usaha warung tertahan empat bulan",
        "Saya mengurus izin usaha warung sejak awal tahun. Syarat lengkap, tetapi "
        "loket selalu menjawab berkas masih di meja pimpinan.",
        "PB",
        "corrective",
        ("Terbitkan izin usaha pelapor.", "Umumkan lama layanan di loket."),
        (12, 20),
    ),
    Story(
        2,
        160,
        "Bantuan sosial dihentikan tanpa pemberitahuan",
        "Nama saya dicoret dari daftar penerima. Tidak ada surat, tidak ada alasan.",
        "PP",
        "corrective",
        ("Periksa kembali data pelapor.", "Kirim surat pemberitahuan kepada penerima."),
        (None, None),
    ),
    Story(
        2,
        40,
        "Rujukan puskesmas ditolak di loket",
        "Surat rujukan saya tidak diterima karena sistem gangguan tiga hari.",
        "TMP",
        "exam",
    ),
    Story(
        1,
        20,
        "Air ledeng mati sebulan tanpa keterangan",
        "Air di gang kami mati sejak bulan lalu. Loket menyuruh menunggu tanpa batas.",
        "PB",
        "objected",
        ("Pulihkan aliran air.", "Umumkan jadwal perbaikan setiap pekan."),
    ),
    Story(
        1,
        6,
        "Mutasi sekolah anak dipersulit",
        "Sekolah meminta uang untuk surat pindah anak saya.",
        "PI",
        "formal",
    ),
    Story(
        2,
        1,
        "Kartu keluarga belum dicetak",
        "Perubahan kartu keluarga saya belum selesai setelah dua minggu.",
        "PB",
        "agenda",
    ),
)


class Teller:
    """Tells one story step by step, each at its own time."""

    def __init__(
        self,
        story: Story,
        *,
        cities: Sequence[Agency],
        people: dict[str, User],
        now: datetime,
    ) -> None:
        self.story = story
        self.city = cities[story.city]
        self.people = people
        self.now = now - timedelta(days=story.days_ago)
        self.case = self._file()

    def _file(self) -> Case:
        unit = self.city.units.order_by("id").first()
        report = Report(
            story=self.story.story,
            title=self.story.title,
            identity=Identity(
                name="Rahmi Contoh",
                birth_place="Tirtalaya",
                birth_date="1988-02-14",
                marital_status="kawin",
                occupation="pedagang",
                address="Jalan Contoh 1",
                nik="9971015402880000",
            ),
            contact=Contact(email="pelapor@contoh.test"),
            agency_id=self.city.pk,
            unit_id=unit.pk if unit else None,
            region_code=self.city.code,
            tried="Keluhan tertulis ke loket, tidak dijawab.",
            tried_on=legal_day(self.now, "Asia/Makassar") - timedelta(days=21),
            hope="Layanan diselesaikan.",
            alleged_forms=(self.story.form,),
        )
        key = uuid5(NAMESPACE_URL, f"demo:{self.story.title}")
        receipt_ = file_report(key=key, report=report, actor=STRANGER, now=self.now)
        return Case.objects.get(ref=receipt_.case_ref)

    def actor(self, key: str) -> Actor:
        """One of the cast, as the middleware would build him."""
        return member(self.people[key], now=self.now)

    def do(self, use_case: Any, who: str, **more: Any) -> Any:
        """One step by one person, on the next day."""
        self.now += timedelta(days=1)
        self.case = Case.objects.get(pk=self.case.pk)
        return use_case(
            ref=self.case.ref,
            version=self.case.version,
            actor=self.actor(who),
            now=self.now,
            **more,
        )

    def tell(self) -> None:
        """Go as far as the story goes."""
        if self.story.stops == "agenda":
            return
        self.do(intake.start_formal, "intake")
        if self.story.stops == "formal":
            return
        formal = dict.fromkeys(FORMAL_KEYS, YES)
        self.do(intake.pass_formal, "intake", answers=formal)
        material = dict.fromkeys(MATERIAL_KEYS, YES)
        self.do(intake.pass_material, "intake", answers=material)
        self.do(register.register, "head", case_class=CaseClass.LIGHT)
        examiner = self.people["examiner"].pk
        self.do(register.assign, "head", examiner_id=examiner)
        if self.story.stops == "corrective":
            self._examine()
            self._carry_out()
        if self.story.stops == "objected":
            self._examine()
            self._object()

    def _examine(self) -> None:
        self.do(
            examination.draft_result,
            "examiner",
            text="Kami menemukan kesalahan pelayanan dalam perkara ini.",
        )
        self.do(examination.notify_result, "head")
        examination.respond_to_result(
            ref=self.case.ref,
            text="",
            contest=False,
            actor=reporter_of(self.case.pk),
            now=self.now,
        )
        text = LhpText(
            account=self.story.story,
            result="Keterangan pelapor sesuai dengan dokumen.",
            opinion="Layanan tidak diberikan menurut standar yang diumumkan.",
            conclusion="found",
            findings=[FindingText(self.story.form, "Standar layanan dilampaui.")],
            actions=[ActionText(line) for line in self.story.actions],
        )
        self.do(lhp.draft_lhp, "examiner", text=text)
        self.do(lhp.sign_lhp, "head")

    @transaction.atomic
    def _receive(self, on: date) -> None:
        locked = Case.objects.locked(self.case.ref)
        receipt.opened(
            locked,
            addressee="agency",
            on=on,
            actor=self.actor("other_liaison"),
            now=self.now,
        )

    def _object(self) -> None:
        """The city does not agree to the last order; nobody is named to review it yet."""
        self.now += timedelta(days=1)
        self._receive(legal_day(self.now, self.case.office.zone))
        last = CorrectiveAction.objects.filter(case=self.case).latest("n")
        objecting.file_objection(
            ref=self.case.ref,
            text=ObjectionText(
                "Mohon tindakan ini diubah menjadi pengumuman setiap bulan.",
                {last.ref: "Jadwal perbaikan kami susun sebulan sekali."},
            ),
            actor=self.actor("other_liaison"),
            now=self.now + timedelta(days=1),
        )

    def _carry_out(self) -> None:
        if all(days is None for days in self.story.done):
            return  # nobody opened the letter: time alone counts it as received
        self.now += timedelta(days=1)
        received_at = self.now
        self._receive(legal_day(self.now, self.case.office.zone))
        actions = CorrectiveAction.objects.filter(case=self.case).order_by("n")
        for action, days in zip(actions, self.story.done, strict=True):
            if days is not None:
                self._show(action, received_at + timedelta(days=days))

    def _show(self, action: CorrectiveAction, at: datetime) -> None:
        piece = corrective.submit_evidence(
            action_ref=action.ref,
            text="Sudah dilaksanakan; berita acara tersedia.",
            done_on=None,
            file_ids=[],
            actor=self.actor("other_liaison"),
            now=at,
        )
        corrective.decide_evidence(
            evidence_ref=piece.ref,
            verdict=Verdict.ACCEPTED,
            status=ActionStatus.DILAKSANAKAN,
            reason="Sesuai dengan yang diminta.",
            actor=self.actor("examiner"),
            now=at + timedelta(days=2),
        )


def seed_cases(
    *, cities: Sequence[Agency], people: dict[str, User], now: datetime
) -> int:
    """Tell every story once, and one that nobody reported, in a portal without cases."""
    if Case.objects.exists():
        return 0
    for story in STORIES:
        Teller(story, cities=cities, people=people, now=now).tell()
    begin_one(city=cities[1], people=people, now=now)
    sweep.run(now)
    return len(STORIES) + 1
