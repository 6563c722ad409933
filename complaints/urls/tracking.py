"""The holder's way: number, code, report."""

from django.urls import path

from complaints.views.citizen import (
    adding,
    afterwards,
    asked,
    lost,
    mine,
    own_contact,
    seeing,
    tracking,
)

app_name = "tracking"
urlpatterns = [
    path("", tracking.enter, name="enter"),
    path("kode-baru/", lost.ask, name="lost"),
    path("kode-baru/buka/", lost.come_back, name="lost_open"),
    path("<str:locator>/", tracking.show, name="case"),
    path("<str:locator>/pesan/", tracking.act, {"slug": "pesan"}, name="message"),
    path(
        "<str:locator>/lengkapi/", tracking.act, {"slug": "lengkapi"}, name="complete"
    ),
    path("<str:locator>/berkas/tambah/", adding.to_report, name="add_file"),
    path("<str:locator>/tanggapi/", tracking.act, {"slug": "tanggapi"}, name="answer"),
    path(
        "<str:locator>/surat/<uuid:ref>/",
        tracking.download,
        {"kind": "surat"},
        name="letter",
    ),
    path(
        "<str:locator>/berkas/<uuid:ref>/",
        tracking.download,
        {"kind": "berkas"},
        name="file",
    ),
    path(
        "<str:locator>/salinan/<uuid:ref>/",
        tracking.download,
        {"kind": "salinan"},
        name="released",
    ),
    path(
        "<str:locator>/pertanyaan/<uuid:ref>/",
        asked.answer,
        name="answer_question",
    ),
    path("<str:locator>/perbaikan/<uuid:ref>/", seeing.answer, name="seen"),
    path("<str:locator>/nilai/", afterwards.rate, name="rate"),
    path("<str:locator>/buka-kembali/", afterwards.ask_back, name="ask_back"),
    path("<str:locator>/kontak/", own_contact.show, name="contact"),
    path(
        "<str:locator>/kontak/hapus/<slug:kind>/",
        own_contact.remove,
        name="contact_remove",
    ),
    path("<str:locator>/akun/", mine.keep, name="keep"),
    path("<str:locator>/cabut/", tracking.take_back, name="withdraw"),
]
