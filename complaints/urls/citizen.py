"""Pages for everybody: the front door, the plain explanations, and filing."""

from django.urls import path

from complaints.views.citizen import (
    adding,
    checking,
    consulting,
    contact,
    drafts,
    filing,
    pages,
    receipt,
)

app_name = "citizen"
urlpatterns = [
    path("", pages.home, name="home"),
    path("kerahasiaan/", pages.confidentiality, name="confidentiality"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path(
        "verifikasi/tanda-terima/<str:number>/<str:seal>/",
        receipt.verify,
        name="verify_receipt",
    ),
    path("kantor/", pages.offices, name="offices"),
    path("konsultasi/", consulting.ask, name="consult"),
    path("lapor/", filing.start, name="file_start"),
    path("lapor/periksa/", checking.check, name="file_check"),
    path("lapor/terkirim/", receipt.sent, name="file_sent"),
    path("lapor/disimpan/", drafts.left, name="file_left"),
    path("lapor/disimpan/kode/", drafts.leave_code, name="file_leave_code"),
    path("lapor/disimpan/kirim/", drafts.leave_send, name="file_leave_send"),
    path("lapor/kontak/kode/", contact.check, name="file_code"),
    path("lapor/lanjutkan/", drafts.resume, name="file_resume"),
    path("lapor/hapus-jejak/", drafts.forget, name="file_forget"),
    path("lapor/bukti/tambah/", adding.to_draft, name="file_add"),
    path("lapor/bukti/<uuid:ref>/hapus/", filing.drop_file, name="file_drop"),
    path("lapor/<slug:slug>/", filing.step, name="file_step"),
]
