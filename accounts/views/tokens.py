"""Tokens of the API: one's own, a new one that is shown once, and everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts import selectors
from accounts.errors import NotAllowed, Refused
from accounts.forms.tokens import TokenForm
from accounts.http import person
from accounts.labels import SCOPE_LABELS, TOKEN_KIND_LABELS
from accounts.models import ApiToken
from accounts.policies import has_tokens, tends_tokens
from accounts.scopes import Scope, TokenKind
from accounts.services.tokens import make, revoke
from accounts.stepup import stepped_up
from accounts.views.people import form, sentence, words_of
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from accounts.http import PortalRequest


@require_safe
def mine(request: PortalRequest) -> HttpResponse:
    """One's own tokens, and the way to a new one."""
    if not has_tokens(request.actor):
        raise Http404
    rows = [line(token) for token in selectors.tokens_of(person(request))]
    return render(request, "accounts/tokens/mine.html", {"rows": rows})


@form
def new(request: PortalRequest) -> HttpResponseBase:
    """Ask for a token; it is shown on this answer and never again."""
    if not has_tokens(request.actor):
        raise Http404
    return _new(request)


@stepped_up
@sensitive_variables("secret", "context")
def _new(request: PortalRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    asked, refusal = TokenForm(posted, actor=request.actor), ""
    status = 200 if posted is None else 422
    if posted is not None and asked.is_valid():
        try:
            token, secret = make(
                **asked.wish(),
                actor=request.actor,
                now=request.now,
                session=request.session.session_key or "",
            )
        except (Refused, NotAllowed) as error:
            refusal, status = sentence(error)
        else:
            context = {**line(token), "secret": secret}
            return render(request, "accounts/tokens/made.html", context)
    context = {"form": asked, "refusal": refusal}
    return render(request, "accounts/tokens/new.html", context, status=status)


@form
def one(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What is known of one token, and taking it away."""
    rows = ApiToken.objects.visible_to(request.actor).select_related(
        "owner", "revoked_by"
    )
    token = rows.filter(ref=ref).first()
    if token is None:
        raise Http404
    own, refusal, status = token.owner_id == request.actor.user_id, "", 200
    back = _list_of(request, own=own)
    if request.method == "POST":
        try:
            revoke(ref=ref, actor=request.actor, now=request.now)
        except Refused as error:
            refusal, status = sentence(error)
        else:
            messages.success(
                request, _("Token dicabut. Permintaan berikutnya sudah ditolak.")
            )
            return redirect(back)
    context = {**line(token), "own": own, "back": back, "refusal": refusal}
    return render(request, "accounts/tokens/one.html", context, status=status)


def _list_of(request: PortalRequest, *, own: bool) -> str:
    """Where a token stands in a list; whose roles are over has none of his own."""
    if not own:
        return "people:tokens"
    return "account_tokens" if has_tokens(request.actor) else "account"


@require_safe
def everybodys(request: PortalRequest) -> HttpResponse:
    """All tokens with their owners, for administrators: never what opens anything."""
    if not tends_tokens(request.actor):
        raise Http404
    after = _ref(words_of(request, "setelah"))
    found = selectors.tokens_page(request.actor, after=after)
    page = found[: selectors.PAGE]
    context = {
        "rows": [line(token) for token in page],
        "onward": page[-1].ref if len(found) > selectors.PAGE else "",
        "first": after is None,
        "tends_tokens": True,
    }
    return render(request, "accounts/tokens/everybodys.html", context)


def line(token: ApiToken) -> dict[str, Any]:
    """One token in words."""
    live = token.is_live(wall_now())
    return {
        "token": token,
        "kind": TOKEN_KIND_LABELS[TokenKind(token.kind)],
        "scopes": [SCOPE_LABELS[Scope(code)] for code in token.scopes],
        "live": live,
    }


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
