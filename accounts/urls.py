"""Everything under ``/masuk/``. The names are the ones that allauth asks for.

Only the flows offered here exist: nobody signs up, no social accounts, no codes
by mail, no way to switch the second factor off.
"""

from __future__ import annotations

from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from accounts import views

# allauth's form views would also answer PUT as if it were POST.
form = require_http_methods(["GET", "HEAD", "POST"])
page = require_http_methods(["GET", "HEAD"])

urlpatterns = [
    path("", form(views.sign_in), name="account_login"),
    path("kode/", form(views.code), name="mfa_authenticate"),
    path("ulang/", form(views.step_up), name="step_up"),
    path("keluar/", form(views.sign_out), name="account_logout"),
    path("nonaktif/", page(views.inactive), name="account_inactive"),
    path("pasang/", form(views.set_up), name="mfa_activate_totp"),
    path("cadangan/", page(views.recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "cadangan/baru/",
        form(views.renew_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sandi/", form(views.ask_password), name="account_reset_password"),
    path(
        "sandi/dikirim/", page(views.password_asked), name="account_reset_password_done"
    ),
    re_path(
        r"^sandi/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,80})/$",
        form(views.new_password),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/selesai/",
        page(views.password_set),
        name="account_reset_password_from_key_done",
    ),
]
