"""Words for terms, stages and statuses: chosen here, in one place, never in templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import SkipReason, Unit
from agencies.selectors import work_calendar
from complaints.domain.corrective import ActionStatus
from complaints.domain.lifecycle import WhyNot
from complaints.domain.reminding import Rung
from complaints.domain.states import Party, told_to_agency
from complaints.domain.terms import TermKind
from complaints.models.choices import STATES
from complaints.models.ladder_labels import LADDER_TERMS
from complaints.views.own_sentences import NO_REPORTER

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from agencies.domain.calendar import WorkCalendar
    from agencies.models import Agency, Office
    from agencies.models import Unit as Service
    from complaints.domain.rulesets import RuleSet
    from complaints.domain.substances import Substance
    from complaints.models import Case, CorrectiveAction, Deadline, Template

TERM_NAMES: dict[str, str | Promise] = {
    TermKind.CONSULT_ANSWER: _("Jawab konsultasi"),
    TermKind.INTAKE: _("Ambil laporan baru"),
    TermKind.FORMAL_PROMISE: _("Janji verifikasi kepada pelapor"),
    TermKind.FORMAL: _("Verifikasi formil"),
    TermKind.COMPLETION: _("Kelengkapan dari pelapor"),
    TermKind.MATERIAL: _("Verifikasi materiil"),
    TermKind.PLENO: _("Rapat pleno"),
    TermKind.ASSIGN: _("Penugasan pemeriksa"),
    TermKind.EXAM_LIGHT: _("Batas pemeriksaan ringan"),
    TermKind.EXAM_MEDIUM: _("Batas pemeriksaan sedang"),
    TermKind.EXAM_HEAVY: _("Batas pemeriksaan berat"),
    TermKind.CLARIFICATION: _("Penjelasan instansi"),
    TermKind.CLARIFICATION_SECOND: _("Penjelasan instansi, permintaan kedua"),
    TermKind.DOCUMENTS: _("Dokumen dari instansi"),
    TermKind.MINUTES: _("Catat hasil kegiatan"),
    TermKind.TRANSFER: _("Jawaban kantor tujuan"),
    TermKind.RESULT_ANSWER: _("Tanggapan pelapor"),
    TermKind.REPORTER_ANSWER: _("Jawaban pelapor"),
    TermKind.DELIVERY: _("Kirim LHP"),
    TermKind.RECEIPT_PROOF: _("Bukti terima"),
    TermKind.PRESUMED_RECEIPT: _("Surat dianggap diterima"),
    TermKind.CORRECTIVE: _("Batas tindakan korektif"),
    TermKind.VERDICT: _("Periksa bukti"),
    TermKind.RESMON: _("Resolusi dan monitoring"),
    TermKind.REOPENING_ANSWER: _("Jawab permintaan membuka kembali"),
    TermKind.CLOSING_LETTER: _("Surat penutupan"),
    TermKind.RCO_CONFIRMATION: _("Putuskan respons cepat"),
    TermKind.RCO_CONTACT: _("Hubungi pelapor, laporan mendesak"),
    TermKind.RCO_TARGET: _("Sasaran respons cepat"),
    **LADDER_TERMS,
}
SKIPPED: dict[str, str | Promise] = {
    SkipReason.WEEKEND: _("akhir pekan"),
    SkipReason.HOLIDAY: _("libur nasional atau cuti bersama"),
    SkipReason.PAUSED: _("jam berhenti"),
}
#: For whom a clock of ours stands still, by the term that runs for him.
WAITS_FOR: dict[str, str | Promise] = {
    TermKind.REPORTER_ANSWER: _("menunggu pelapor"),
    TermKind.CLARIFICATION: _("menunggu instansi"),
    TermKind.CLARIFICATION_SECOND: _("menunggu instansi"),
    TermKind.DOCUMENTS: _("menunggu instansi"),
    TermKind.TRANSFER: _("menunggu kantor lain"),
}
#: Who holds a term, as an officer calls him.
HOLDERS: dict[str, str | Promise] = {
    Party.REPORTER: _("Pelapor"),
    Party.INTAKE: _("Petugas penerimaan"),
    Party.EXAMINER: _("Pemeriksa"),
    Party.HEAD: _("Kepala kantor"),
    Party.RESMON: _("Resolusi dan monitoring"),
    Party.COMMISSIONER: _("Pimpinan Ombudsman"),
    Party.CHAIR: _("Ketua Ombudsman"),
    Party.REVIEWER: _("Penelaah keberatan"),
    Party.LIAISON: _("Instansi"),
    Party.SUPERIOR: _("Atasan terlapor"),
    Party.OFFICER: _("Petugas kantor ini"),
    Party.SYSTEM: _("Sistem"),
}
#: What a reminder says of the time that is left.
RUNGS: dict[str, str | Promise] = {
    Rung.HALF: _("setengah waktu lewat"),
    Rung.LEFT_5: _("lima hari kerja lagi"),
    Rung.LEFT_3: _("tiga hari kerja lagi"),
    Rung.LEFT_1: _("satu hari kerja lagi"),
    Rung.OVER_1: _("lewat satu hari kerja, kepada pemegangnya"),
    Rung.OVER_3: _("lewat tiga hari kerja, kepada kepala kantor"),
    Rung.OVER_10: _("lewat sepuluh hari kerja, kepada kantor pusat"),
}
#: The status of an action as history tells it, whatever its date.
STATUS_NAMES: dict[str, str | Promise] = {
    ActionStatus.BELUM: _("Belum dilaksanakan"),
    ActionStatus.DIAJUKAN: _("Bukti sedang kami periksa"),
    ActionStatus.SEBAGIAN: _("Dilaksanakan sebagian"),
    ActionStatus.DILAKSANAKAN: _("Dilaksanakan"),
}
#: Whose turn it is, and the class of that party's tag.
TURNS: dict[str, tuple[str | Promise, str]] = {
    Party.REPORTER: (_("Pelapor"), "cit"),
    Party.LIAISON: (_("Instansi"), "age"),
    Party.SUPERIOR: (_("Atasan terlapor"), "age"),
}
OURS: tuple[str | Promise, str] = (_("Ombudsman"), "omb")
WHY_NOT: dict[WhyNot, str | Promise] = {
    WhyNot.STILL_OPEN: _("Masih ada yang terbuka dalam perkara ini."),
    WhyNot.NOT_YOURS: _("Tugas pihak lain."),
    WhyNot.TOO_LATE: _("Tahapnya sudah lewat."),
    WhyNot.NOT_IN_THIS_STATE: _("Belum pada tahap ini."),
    WhyNot.FOUR_EYES: _(
        "Anda yang menyusun atau mengusulkannya; penanda tangan harus orang lain."
    ),
    WhyNot.MISSING: _("Belum bisa: masih ada yang belum selesai."),
    WhyNot.NOT_PROPOSED: _("Belum bisa: pemeriksa belum menyusunnya."),
    WhyNot.AWAITS_PROPOSAL: _("Belum bisa: penutupan belum diusulkan."),
    WhyNot.TO_CORRECT: _("Belum bisa: tindakan korektif masih berlaku."),
    WhyNot.VERDICTS_PENDING: _("Belum bisa: masih ada bukti yang belum kami periksa."),
    WhyNot.ASKED: _("Sudah diminta; jawabannya belum ada."),
    WhyNot.NOTHING_ASKED: _("Belum ada yang memintanya."),
    WhyNot.NO_TERM: _("Tidak ada batas waktu Anda yang bisa diperpanjang."),
    WhyNot.IN_PLENARY: _("Diputus dalam rapat pleno pimpinan."),
    WhyNot.AWAITS_PLENARY: _("Belum bisa: rapat pleno pimpinan belum memutuskannya."),
    WhyNot.OBJECTED: _("Belum bisa: keberatan instansi belum diputus."),
    WhyNot.RECUSED: _("Ada benturan kepentingan."),
    WhyNot.NO_REPORTER: NO_REPORTER,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A term as a page shows it: how many days, until when, why this date."""

    name: str | Promise
    due_on: date
    days_left: int
    working_days: bool
    provisional: bool
    law: str
    start: date
    count: int
    unit: str | Promise
    skipped: list[tuple[date, str | Promise]]
    calendar_version: str = ""
    paused: bool = False
    paused_since: date | None = None
    waits_for: str | Promise = ""
    left: int = 0


def clock_of(row: Deadline, today: date, calendar: WorkCalendar | None = None) -> Clock:
    """A deadline seen from ``today``; working days where it is counted in them."""
    working = row.unit == Unit.WORKDAYS
    found = calendar or work_calendar()
    left = (
        found.workdays_between(today, row.due_on)
        if working
        else (row.due_on - today).days
    )
    return Clock(
        name=TERM_NAMES.get(row.kind, row.kind),
        due_on=row.due_on,
        days_left=left,
        working_days=working,
        provisional=row.provisional,
        law=row.law,
        start=row.started_on,
        count=row.count,
        unit=_unit(row.count, working=working),
        skipped=[
            (date.fromisoformat(day), SKIPPED.get(why, why)) for day, why in row.skipped
        ],
        calendar_version=row.calendar_version,
        paused=row.stands,
        paused_since=row.paused_since,
        waits_for=WAITS_FOR.get(row.paused_by, ""),
        left=row.paused_left or 0,
    )


def status_of(action: CorrectiveAction, today: date) -> tuple[str | Promise, str]:
    """The word for an action's status, and the class of its tag.

    The three final words are the law's; "Bukti diperiksa" is a step, not a verdict."""
    if action.annulled_on or action.excused_on:
        return (_("Dibatalkan") if action.annulled_on else _("Dikecualikan")), ""
    if action.superseded_by_id:
        return _("Menjadi Rekomendasi"), "info"
    if action.status == ActionStatus.DILAKSANAKAN:
        return _("Dilaksanakan"), "ok"
    if action.status == ActionStatus.DIAJUKAN:
        return _("Bukti sedang kami periksa"), "warn"
    if action.status == ActionStatus.SEBAGIAN:
        return _("Dilaksanakan sebagian"), "warn"
    if not action.binds:  # nothing follows from it
        return _("Saran, belum dilaksanakan"), ""
    over = action.due_on is not None and action.due_on < today
    return (_("Tidak dilaksanakan"), "bad") if over else (_("Belum dilaksanakan"), "")


def turn_of(term: Deadline | None) -> tuple[str | Promise, str] | None:
    """Whose turn the nearest term is and the class of the tag; None without a term."""
    if term is None:
        return None
    return TURNS.get(term.holder, OURS)


def title_of(case: Case) -> str:
    """What a list calls a case; the words of a restricted one stand behind its door."""
    name = name_of(case)
    return name if case.restricted else case.title or case.story[:80] or name


def name_of(case: Case) -> str:
    """How an officer calls a case: its register number, before that its locator."""
    return case.display_number or case.locator


def agency_of(case: Case) -> str:
    """The body complained about, as the register or the reporter names it."""
    if case.unit is not None:
        return name_in_language(case.unit)
    return (
        name_in_language(case.agency) if case.agency is not None else case.agency_label
    )


def agency_in_list(case: Case) -> str:
    """The same in a list, where it stands beside a restricted case's number or nowhere."""
    return gettext("perkara terbatas") if case.restricted else agency_of(case)


def office_of(case: Case) -> str:
    """The office whose case it is."""
    return name_in_language(case.office)


def name_in_language(
    row: Agency | Service | Office | Substance | Template,
) -> str:
    """The name of a row of the register, or of a list, in the language in force."""
    return row.name_en if get_language() == "en" else row.name_id


def stage_for_agency(case: Case) -> str | Promise:
    """The stage of a case in the words that its agency may read."""
    return dict(STATES)[told_to_agency(case.stage)]


def _unit(count: int, *, working: bool) -> str:
    """The unit behind a count of days; English has two forms where we have one."""
    if working:
        return ngettext("hari kerja", "hari kerja", count)
    return ngettext("hari", "hari", count)


def term_of(rules: RuleSet) -> str:
    """The corrective period of a rule set in the language of the page."""
    working = rules.corrective_unit is Unit.WORKDAYS
    return f"{rules.corrective_count} {_unit(rules.corrective_count, working=working)}"


def clock_for_day(due_on: date, today: date, calendar: WorkCalendar) -> Clock:
    """A due day counted in working days, for who needs the days and no more."""
    return Clock(
        name="",
        due_on=due_on,
        days_left=calendar.workdays_between(today, due_on),
        working_days=True,
        provisional=False,
        law="",
        start=today,
        count=0,
        unit=_unit(0, working=True),
        skipped=[],
    )


#: How a request to open a confidential identity stands, and the look of its tag.
STANDINGS: dict[str, tuple[str | Promise, str]] = {
    "waiting": (_("Menunggu putusan"), "warn"),
    "granted": (_("Disetujui"), "ok"),
    "refused": (_("Ditolak"), "bad"),
    "revoked": (_("Persetujuan dicabut"), "bad"),
    "lapsed": (_("Persetujuan sudah lewat waktu"), ""),
}
