"""The officers' screens."""

from django.urls import path

from complaints.views import (
    case,
    evidence,
    history,
    identity,
    monitoring,
    originals,
    queue,
)

app_name = "work"
urlpatterns = [
    path("antrean/", queue.show, name="queue"),
    path("pemantauan/", monitoring.show, name="monitoring"),
    path("perkara/<uuid:ref>/", case.show, name="case"),
    path("perkara/<uuid:ref>/riwayat/", history.show, name="history"),
    path("perkara/<uuid:ref>/identitas/", identity.ask, name="identity"),
    path(
        "perkara/<uuid:ref>/identitas/<int:entry>/", identity.show, name="identity_open"
    ),
    path("perkara/<uuid:ref>/bukti/<uuid:evidence>/", evidence.decide, name="verdict"),
    path("perkara/<uuid:ref>/berkas/<uuid:file>/", evidence.download, name="file"),
    path("perkara/<uuid:ref>/berkas/<uuid:file>/asli/", originals.ask, name="original"),
    path("perkara/<uuid:ref>/surat/<uuid:letter>/", evidence.letter, name="letter"),
    path("perkara/<uuid:ref>/<slug:slug>/", case.act, name="act"),
]
