"""Files that wait for a form about a report: the form names them by signed tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.reporter_session import reporter_for
from complaints.domain.lifecycle import IllegalTransition
from complaints.forms.papers import sent_apart
from complaints.forms.tracking import MessageForm
from complaints.services import bringing
from complaints.services.errors import CaseError, NotReady
from complaints.views.sentences import refusal
from complaints.views.uploads import take

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms

    from accounts.http import PortalRequest
    from complaints.forms.once import OnceForm
    from complaints.models import Case
    from documents.models import StoredFile

#: What nobody holds is erased after a day; a form is over before that.
LIFE = timedelta(hours=23)
SALT = "complaints.parked"
FIELD = MessageForm.CAME


def token_of(case: Case, stored: StoredFile) -> str:
    """What a form carries in place of the file; of use with this report only."""
    return signing.dumps([case.pk, stored.ref.hex], salt=SALT)


def refs_of(request: PortalRequest, case: Case) -> list[UUID]:
    """The files that the form names. Raises NotReady for what is no token of ours."""
    return [_ref(token, case) for token in request.POST.getlist(FIELD) if token]


def named(request: PortalRequest, case: Case) -> list[UUID]:
    """The same, where one that does not hold is as good as none."""
    try:
        return refs_of(request, case)
    except NotReady:
        return []


def prepare(form: forms.BaseForm, case: Case, files: Sequence[StoredFile]) -> None:
    """Let the form's control send by itself, and show what waits for the form."""
    for field in sent_apart(form):
        field.to = reverse("tracking:add_file", args=[case.locator])
        field.parked = [(token_of(case, stored), stored) for stored in files]


def send_form(
    request: PortalRequest,
    case: Case,
    form: OnceForm,
    use_case: Callable[[list[int]], None],
) -> tuple[int, list[StoredFile]]:
    """Take a form with its files to its use case; 302, or the status of its page.

    A refused file refuses the sending, before anything is changed. Whatever stops it:
    the files that were taken wait, and are shown beside the form.
    """
    form.is_valid()
    came = list(bringing.parked(named(request, case)))
    papers = form.cleaned_data.get("papers", [])
    actor = reporter_for(request, case.pk)
    new, status = take(request, form, papers, field="papers", actor=actor)
    came += new
    if not form.is_valid():
        return status, came
    try:
        sent = bringing.sent_with(refs_of(request, case))
        use_case([stored.pk for stored in (*sent, *new)])
    except (CaseError, NotAllowed, IllegalTransition) as error:
        form.add_error(None, str(refusal(error)))
        form.renew()
        return 422, came
    messages.success(request, _("Terkirim. Kami sudah menerimanya."))
    return 302, came


def _ref(token: str, case: Case) -> UUID:
    try:
        pk, ref = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotReady("file_over") from None
    if pk != case.pk:
        raise NotReady("file_over")
    return UUID(ref)
