"""R31: the doors that take a credential are these and no others.

A second way in is rarely added on purpose: it comes with a package, an admin site
or an API's log-in view. So we walk every route and ask whether it takes one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.conf import settings
from rest_framework.settings import api_settings

from tests.authorisation.routes import all_routes

#: What each door is, and the routes that make it up.
DOORS = {
    "sign-in": {"account_login"},
    "second factor": {"mfa_authenticate", "mfa_activate_totp", "passkey_add"},
    "step-up": {"step_up"},
    # It makes an account with a password; it signs nobody in.
    "invitation": {"join_form"},
    # Six digits that were sent to a contact: they open a new account, and none that is.
    "a reporter's account": {"join_reporter"},
    # A link, and digits that went to the mailbox to which it was sent.
    "liaison link": {"agency:link"},
    "tracking": {"tracking:enter", "tracking:case", "api:track"},
    # Takes no credential: the sign-in was it, and the account keeps the report.
    "the list of an account": {"mine:report"},
    "/demo/": {"demo:sign_in"},
    # For one request of a program: it opens no session and no page.
    "a token of the API": {"api:actions", "api:case", "api:cases", "api:me"},
}

#: Whoever calls one of these lets somebody in.
SINKS = frozenset(
    {
        "accept_invitation",
        "authenticate",
        "enter_as",
        "force_login",
        "login",
        "lend_case",
        "open_case",
        "open_link",
        "open_with_code",
        "perform_login",
        "perform_password_login",
        "perform_passwordless_login",
        "record_authentication",
        "shown_now",
    }
)
#: How a field says that it takes a credential.
SECRETS = frozenset({"current-password", "one-time-code"})


def _takes_a_credential(view: Callable[..., Any]) -> bool:
    made_of = inspect.unwrap(view)
    klass = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if klass is not None:
        asks = bool(getattr(klass, "authentication_classes", ()))
        return asks or _has_secret_field(klass) or _calls_a_sink(klass)
    return not SINKS.isdisjoint(_names(made_of))


def _has_secret_field(klass: type[Any]) -> bool:
    form = getattr(klass, "form_class", None)
    if form is None or not issubclass(form, forms.BaseForm):
        return False
    return any(
        (
            isinstance(field.widget, forms.PasswordInput)
            and field.widget.attrs.get("autocomplete") != "new-password"
        )
        or field.widget.attrs.get("autocomplete") in SECRETS
        for field in _fields(form)
    )


def _fields(form: type[forms.BaseForm]) -> Iterator[forms.Field]:
    yield from getattr(form, "base_fields", {}).values()


def _calls_a_sink(klass: type[Any]) -> bool:
    ours = [base for base in klass.__mro__ if base.__module__.split(".")[0] in OURS]
    functions = (
        member
        for base in ours
        for member in vars(base).values()
        if inspect.isfunction(member)
    )
    return any(not SINKS.isdisjoint(_names(function)) for function in functions)


def _names(
    function: Callable[..., Any], seen: frozenset[str] = frozenset()
) -> set[str]:
    """What a function calls by name, its helpers in the same module included."""
    plain = inspect.unwrap(function)
    code = getattr(plain, "__code__", None)
    if code is None:
        return set()
    found = set(code.co_names)
    for name in found - seen:
        helper = plain.__globals__.get(name)
        if inspect.isfunction(helper) and helper.__module__ == plain.__module__:
            found |= _names(helper, seen | found)
    return found


OURS = frozenset(
    app.split(".")[0] for app in settings.INSTALLED_APPS if "django" not in app
)


def test_the_doors_are_exactly_these() -> None:
    found = {
        name for (name, _), view in all_routes().items() if _takes_a_credential(view)
    }
    assert found == set().union(*DOORS.values())


def test_the_test_sees_a_door_when_there_is_one() -> None:
    def view(request: Any) -> None:
        login(request)  # type: ignore[name-defined]  # noqa: F821 - never called

    assert _takes_a_credential(view)


def _helper(request: Any) -> None:
    open_case(request)  # type: ignore[name-defined]  # noqa: F821 - never called


def test_a_door_behind_a_helper_is_seen_too() -> None:
    def view(request: Any) -> None:
        _helper(request)

    assert _takes_a_credential(view)


def test_there_is_no_admin_site_and_no_second_log_in() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert "rest_framework.authtoken" not in settings.INSTALLED_APPS
    assert "allauth.socialaccount" not in settings.INSTALLED_APPS
    names = {str(way) for way in api_settings.DEFAULT_AUTHENTICATION_CLASSES}
    assert not [name for name in names if "Basic" in name or "TokenAuth" in name]


def test_only_one_way_checks_passwords() -> None:
    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]
