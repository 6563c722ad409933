"""Every act an officer can take on a case: its form, its use case, its words.

The case page offers what the lifecycle allows; this table says how each is done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from complaints.domain.states import CaseClass
from complaints.forms import office as forms
from complaints.forms.afterwards import ReopeningAnswerForm
from complaints.forms.lhp import LhpForm
from complaints.services import closing, examination, intake, lhp, register, reopening
from complaints.views.act import Act, seen_to
from complaints.views.activities import ACTIVITY_ACTS
from complaints.views.backing import BACKING
from complaints.views.before_sending import BEFORE_SENDING
from complaints.views.citizen.words import lacking
from complaints.views.consulting import CONSULTING
from complaints.views.correcting import CORRECTING
from complaints.views.duplicates import MERGING
from complaints.views.extending import EXTENDING
from complaints.views.fast import FAST
from complaints.views.gathering import GATHERING
from complaints.views.letter_links import LINKING
from complaints.views.objecting import OBJECTING
from complaints.views.own_acts import OWN_ACTS
from complaints.views.paper import CORRESPONDENCE
from complaints.views.reclassifying import RECLASSIFYING
from complaints.views.recommending import RECOMMENDING
from complaints.views.refusing import REFUSING
from complaints.views.releasing import RELEASING
from complaints.views.resolving import RESOLVING
from complaints.views.safeguards import SAFEGUARDS
from complaints.views.sightings import SEEING
from complaints.views.talks import TALKING
from complaints.views.transfers import ASKING
from complaints.views.writing import WRITING

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case


def _plain(use_case: Callable[..., object]) -> Callable[..., object]:
    def run(case: Case, form: Any, actor: Actor, now: datetime) -> object:
        return use_case(
            ref=case.ref,
            version=form.cleaned_data["version"],
            actor=actor,
            now=now,
        )

    return run


def _formal(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    answers = form.answers()
    with override("id"):  # the letter's language, whatever the officer reads
        missing = lacking(case, [key for key, (ok, _n) in answers.items() if not ok])
    common = {
        "ref": case.ref,
        "version": form.cleaned_data["version"],
        "answers": answers,
        "actor": actor,
        "now": now,
    }
    if missing:
        return intake.ask_completion(missing=missing, **common)
    return intake.pass_formal(**common)


def _material(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return intake.pass_material(
        ref=case.ref,
        version=form.cleaned_data["version"],
        answers=form.answers(),
        actor=actor,
        now=now,
    )


def _register(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return register.register(
        ref=case.ref,
        version=form.cleaned_data["version"],
        case_class=CaseClass(form.cleaned_data["case_class"]),
        actor=actor,
        now=now,
    )


def _assign(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return register.assign(
        ref=case.ref,
        version=form.cleaned_data["version"],
        examiner_id=int(form.cleaned_data["examiner"]),
        case_class=form.case_class(),
        actor=actor,
        now=now,
    )


def _clarify(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return examination.ask_clarification(
        ref=case.ref,
        version=form.cleaned_data["version"],
        summary=form.cleaned_data["summary"],
        questions=form.cleaned_data["questions"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _draft_result(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return examination.draft_result(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.cleaned_data["text"],
        actor=actor,
        now=now,
    )


def _draft_lhp(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return lhp.draft_lhp(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.lhp_text(),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _ending(use_case: Callable[..., object]) -> Callable[..., object]:
    def run(case: Case, form: Any, actor: Actor, now: datetime) -> object:
        version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        return use_case(
            ref=case.ref, version=version, reason=reason, actor=actor, now=now
        )

    return run


def _answer_reopening(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return reopening.decide_reopening(
        ref=case.ref,
        version=form.cleaned_data["version"],
        granted=form.cleaned_data["decision"] == "grant",
        answer=form.cleaned_data["answer"],
        actor=actor,
        now=now,
    )


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act(
            "mulai",
            _("Mulai verifikasi formil"),
            forms.ActForm,
            _plain(intake.start_formal),
            _("Laporan ini menjadi tugas Anda."),
        ),
        Act(
            "formil",
            _("Verifikasi formil"),
            forms.FormalForm,
            _formal,
            _("Bila ada yang belum lengkap, pelapor diminta melengkapi dalam 30 hari."),
        ),
        Act(
            "materiil",
            _("Verifikasi materiil"),
            forms.MaterialForm,
            _material,
            _("Setelah ini laporan dibahas rapat pleno."),
        ),
        Act(
            "kembalikan",
            _("Kembalikan ke verifikasi"),
            forms.ActForm,
            _plain(intake.send_back),
        ),
        Act(
            "registrasi",
            _("Putuskan: registrasi"),
            forms.RegisterForm,
            _register,
            _("Nomor register diberikan dan aturan yang berlaku hari ini dipakai."),
            grave=True,
        ),
        Act(
            "tugaskan",
            _("Tugaskan pemeriksa"),
            forms.AssignForm,
            _assign,
            _("Benturan kepentingan diperiksa lebih dulu."),
        ),
        Act(
            "klarifikasi",
            _("Minta penjelasan instansi"),
            forms.ClarificationForm,
            _clarify,
            _("Instansi punya 14 hari sejak menerima surat."),
            grave=True,
            button=_("Kirim ke instansi"),
        ),
        Act(
            "hasil",
            _("Susun hasil sementara"),
            forms.ResultForm,
            _draft_result,
            _("Kepala kantor menyetujui sebelum pelapor membacanya."),
        ),
        Act(
            "beritahu",
            _("Beritahukan hasil kepada pelapor"),
            forms.ActForm,
            _plain(examination.notify_result),
            _("Pelapor punya 14 hari untuk menanggapi."),
            grave=True,
        ),
        Act(
            "lhp",
            _("Susun LHP"),
            LhpForm,
            _draft_lhp,
            _("Penyusun tidak dapat menandatangani."),
        ),
        Act(
            "tandatangani",
            _("Tandatangani LHP"),
            forms.ActForm,
            _plain(lhp.sign_lhp),
            _("LHP dikirim kepada instansi."),
            grave=True,
        ),
        Act(
            "usul-tutup",
            _("Usulkan penutupan"),
            forms.CloseForm,
            _ending(closing.propose_closing),
            _("Kepala memutuskan; ia bukan orang yang mengusulkan."),
        ),
        Act(
            "tutup",
            _("Tutup laporan"),
            forms.CloseForm,
            _ending(closing.close),
            _("Pelapor membaca alasannya. Batas waktu yang berjalan berhenti."),
            grave=True,
        ),
        Act(
            "jawab-permintaan",
            _("Jawab permintaan membuka kembali"),
            ReopeningAnswerForm,
            _answer_reopening,
            _("Pelapor membaca jawaban Anda. Bila ya, perkara kembali ke tahapnya."),
            grave=True,
        ),
        RECLASSIFYING,
        REFUSING,
        *WRITING,
        *CONSULTING,
        *FAST,
        BACKING,
        *ACTIVITY_ACTS,
        *TALKING,
        ASKING,
        *EXTENDING,
        *MERGING,
        *GATHERING,
        *OWN_ACTS,
        *BEFORE_SENDING,
        *CORRESPONDENCE,
        *CORRECTING,
        *SEEING,
        *LINKING,
        *RESOLVING,
        *OBJECTING,
        *RECOMMENDING,
        *RELEASING,
        *SAFEGUARDS.values(),
    )
}
