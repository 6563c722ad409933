"""Everything under ``/akun/``: a reporter's own account."""

from django.urls import path

from accounts.views import opening, reporters

urlpatterns = [
    path("baru/", opening.join, name="join_reporter"),
    path("kontak/", reporters.change_contact, name="reporter_contact"),
    path("sandi/", reporters.change_own_password, name="reporter_password"),
]
