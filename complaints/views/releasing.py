"""Acts on the public register: written, agreed to, released, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as day_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.forms import releasing as forms
from complaints.forms.office import ActForm
from complaints.selectors.recommending import for_the_chair, recommendation_of
from complaints.selectors.releases import (
    entry_of,
    latest_entry,
    publication_of,
    replies_of,
    waiting_release,
)
from complaints.selectors.substances import on as substances_on
from complaints.selectors.substances import today_of
from complaints.services import releasing
from complaints.services.errors import NotReady
from complaints.views.act import Act, seen_to
from complaints.views.recommending import PUBLISH
from complaints.views.register_words import shown
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import ActionEvidence, Case, Recommendation

PROPOSE, AGREE = "usul-register", "setujui-register"
RELEASE, WITHDRAW = "terbitkan-register", "tarik-register"


def _propose(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return releasing.propose_release(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.public_text(),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _agree(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    version = form.cleaned_data["version"]
    return releasing.agree(ref=case.ref, version=version, actor=actor, now=now)


def _release(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    version = form.cleaned_data["version"]
    return releasing.release(ref=case.ref, version=version, actor=actor, now=now)


def _withdraw(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    entry = latest_entry(case)
    if entry is None:
        raise NotReady("release_none")
    return releasing.withdraw(
        entry=entry.ref,
        version=form.cleaned_data["version"],
        why=form.cleaned_data["why"],
        actor=actor,
        now=now,
    )


def choices(_slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """What the form of a draft asks to be given."""
    rec = recommendation_of(case)
    themes = substances_on(today_of(request.now))
    return {
        "first": rec is None or entry_of(rec) is None,
        "numbers": [row.n for row in rec.items.order_by("n")] if rec else [],
        "themes": [(row.code, name_in_language(row)) for row in themes],
        "replies": [_reply(row) for row in replies_of(rec)] if rec else [],
    }


def _reply(row: ActionEvidence) -> tuple[str, str]:
    day = day_format(row.submitted_on, "j M Y")
    told = {"n": row.action.n, "day": day, "text": row.text}
    return str(row.ref), gettext("Butir %(n)s, %(day)s: %(text)s") % told


def written(case: Case) -> dict[str, Any]:
    """What was written last; before that what the record knows."""
    rec = recommendation_of(case)
    if rec is None:
        return {}
    draft = waiting_release(case) or rec.release_drafts.order_by("id").last()
    if draft is None or not draft.words:
        return _known(rec)
    words = draft.words
    return {
        "why": draft.why if draft.ended_at is None else "",
        "summary": words["summary"],
        "official": words["official"],
        "superior": words["superior"],
        "theme": words["theme"]["code"] if words["theme"] else "",
        **{f"item_{item['n']}": item["text"] for item in words["items"]},
    }


def _known(rec: Recommendation) -> dict[str, Any]:
    published = publication_of(rec)
    return {
        "summary": published.summary if published else "",
        "official": rec.official,
        "superior": rec.superior,
    }


def beside(slug: str, case: Case, today: date) -> dict[str, Any]:
    """What everybody will read, exactly, above the button that decides on it."""
    if slug == PUBLISH:
        rec, matter = recommendation_of(case), for_the_chair(case)
        if rec is None or matter is None or not rec.status or case.agency is None:
            return {}
        data = releasing.announced(case, rec, matter.words, today)
        return {"release": {"entry": shown(data)}}
    if slug not in {PROPOSE, AGREE, RELEASE}:
        return {}
    draft = waiting_release(case)
    if draft is None or not draft.data:
        return {}
    return {"release": {"entry": shown(draft.data), "draft": draft}}


RELEASING = (
    Act(
        PROPOSE,
        _("Tulis untuk register publik"),
        forms.ReleaseForm,
        _propose,
        _(
            "Tulis apa yang akan dibaca semua orang. Seorang pimpinan menyetujui, lalu "
            "Ketua menerbitkan."
        ),
        button=_("Ajukan kepada pimpinan"),
    ),
    Act(
        AGREE,
        _("Setujui isi register publik"),
        ActForm,
        _agree,
        _("Baca sampai selesai. Ketua menerbitkan persis tulisan ini."),
        button=_("Setujui tulisan ini"),
    ),
    Act(
        RELEASE,
        _("Terbitkan di register publik"),
        ActForm,
        _release,
        _("Semua orang membaca persis tulisan ini. Yang terbit tidak dapat diubah."),
        grave=True,
    ),
    Act(
        WITHDRAW,
        _("Tarik dari register publik"),
        forms.WithdrawForm,
        _withdraw,
        _(
            "Isinya tidak lagi dapat dibaca umum. Nomor, tanggal, dan alasan ini tetap "
            "terbaca."
        ),
        grave=True,
    ),
)
