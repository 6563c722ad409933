"""Everything under ``/masuk/``. The names are the ones that allauth asks for.

Only the flows offered here exist: nobody signs up, no social accounts, no codes
by mail, no way to switch the second factor off.
"""

from __future__ import annotations

from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from accounts.views import account, doors, joining, passkeys, tokens

# allauth's form views would also answer PUT as if it were POST.
form = require_http_methods(["GET", "HEAD", "POST"])
page = require_http_methods(["GET", "HEAD"])

urlpatterns = [
    path("", form(doors.sign_in), name="account_login"),
    path("kode/", form(doors.code), name="mfa_authenticate"),
    path("ulang/", form(doors.step_up), name="step_up"),
    path("keluar/", form(doors.sign_out), name="account_logout"),
    path("nonaktif/", page(doors.inactive), name="account_inactive"),
    path("pasang/", form(doors.set_up), name="mfa_activate_totp"),
    path("cadangan/", page(doors.recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "cadangan/baru/",
        form(doors.renew_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sandi/", form(doors.ask_password), name="account_reset_password"),
    path(
        "sandi/dikirim/", page(doors.password_asked), name="account_reset_password_done"
    ),
    re_path(
        r"^sandi/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,80})/$",
        form(doors.new_password),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/selesai/",
        page(doors.password_set),
        name="account_reset_password_from_key_done",
    ),
    path("akun/", account.account, name="account"),
    path("akun/sesi/", account.close_sessions, name="account_sessions"),
    path("akun/perangkat/", account.forget_browsers, name="account_devices"),
    path("akun/token/", tokens.mine, name="account_tokens"),
    path("akun/token/baru/", tokens.new, name="account_token_new"),
    path("akun/token/<uuid:ref>/", tokens.one, name="account_token"),
    path("kunci/", passkeys.add, name="passkey_add"),
    path("kunci/<int:pk>/", passkeys.edit, name="passkey_edit"),
    path("undangan/", joining.join, name="join_form"),
    re_path(r"^undangan/(?P<token>[0-9A-Za-z_-]{43})/$", joining.follow, name="join"),
]
