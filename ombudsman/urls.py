"""Mounts by audience."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ombudsman import errors, policy_reports, rooms, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("complaints.urls.citizen")),
    path("kerja/penilaian/", include("compliance.urls.assess")),
    path("kerja/", rooms.enter, name="work_home"),
    path("kerja/cuti/", include("accounts.urls_absences")),
    path("kerja/orang/", include("accounts.urls_people")),
    path("kerja/pertanyaan/", include("complaints.urls.questions")),
    path("kerja/bidang/", include("complaints.urls.substances")),
    path("kerja/kalender/", include("complaints.urls.calendar")),
    path("kerja/batas-klasifikasi/", include("complaints.urls.limits")),
    path("kerja/daftar-kantor/", include("complaints.urls.offices")),
    path("kerja/templat/", include("complaints.urls.templates")),
    path("kerja/laporan-berkala/", include("complaints.urls.periodic")),
    path("kerja/", include("complaints.urls.work")),
    path("kerja/", include("ombudsman.operations.urls")),
    path("api/v1/", include("ombudsman.api")),
    path("kerja/riwayat/", include("complaints.urls.audit")),
    path("instansi/penilaian/", include("compliance.urls.scored")),
    path("instansi/", include("complaints.urls.agency")),
    path("kalender/", include("complaints.urls.calendar_feed")),
    path("lacak/", include("complaints.urls.tracking")),
    path("masuk/", include("accounts.urls")),
    path("akun/", include("accounts.urls_reporter")),
    path("laporan-saya/", include("complaints.urls.mine")),
    path("rapor/", include("compliance.urls.rapor")),
    path("data/", include("compliance.urls.data")),
    path("rekomendasi/", include("complaints.urls.recommendations")),
    path("", include("documents.urls")),
    path("tema/", views.choose_theme, name="theme"),
    path("robots.txt", views.robots, name="robots"),
    path("kebijakan/", policy_reports.take, name="policy_report"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("ombudsman.demo.urls")))

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_tries
handler500 = errors.server_error
