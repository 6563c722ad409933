"""The officers' screens."""

from django.urls import path

from complaints.views import (
    blacken,
    case,
    casebook,
    custody,
    evidence,
    history,
    identity,
    monitoring,
    originals,
    plenary,
    queue,
    reasons,
    renewing,
    reviewing,
    saved,
    taking,
    today,
    transfers,
    unsent,
)
from complaints.views.citizen import consulting
from complaints.views.reasons import stated

app_name = "work"
urlpatterns = [
    path("hari-ini/", today.show, name="today"),
    path("hari-ini/<uuid:ref>/", today.seen, name="seen"),
    path("antrean/", queue.show, name="queue"),
    path("antrean/tampilan/", queue.look, name="queue_look"),
    path("antrean/saringan/", saved.home, name="saved"),
    path("antrean/saringan/<int:pk>/", saved.change, name="saved_change"),
    path("tulisan/", unsent.show, name="unsent"),
    path("pemantauan/", monitoring.show, name="monitoring"),
    path("terima/", taking.begin, name="taking"),
    path("terima/serahkan/", taking.hand_over, name="taking_done"),
    path("terima/konsultasi/", consulting.write_down, name="taking_question"),
    path("terima/<uuid:ref>/", taking.go_on, name="taking_on"),
    path("pindahan/", transfers.home, name="transfers"),
    path("pindahan/<uuid:ref>/", transfers.answer, name="transfer"),
    path("pleno/", plenary.home, name="plenaries"),
    path("pleno/<uuid:ref>/", plenary.meeting, name="plenary"),
    path("pleno/<uuid:ref>/berita-acara/", plenary.minutes, name="minutes"),
    path("penjaga/", custody.home, name="custody"),
    path("penjaga/<uuid:ref>/", custody.decide, name="custody_request"),
    path("penjaga/<uuid:ref>/cabut/", custody.revoke, name="custody_revoke"),
    path("perkara/<uuid:ref>/", stated(case.show), name="case"),
    path("perkara/<uuid:ref>/alasan/", reasons.ask, name="reason"),
    path("perkara/<uuid:ref>/riwayat/", stated(history.show), name="history"),
    path("perkara/<uuid:ref>/kode/", stated(renewing.renew), name="renew_code"),
    path("perkara/<uuid:ref>/identitas/", stated(identity.ask), name="identity"),
    path(
        "perkara/<uuid:ref>/identitas/<int:entry>/",
        stated(identity.show),
        name="identity_open",
    ),
    path(
        "perkara/<uuid:ref>/bukti/<uuid:evidence>/",
        stated(evidence.decide),
        name="verdict",
    ),
    path(
        "perkara/<uuid:ref>/berkas/<uuid:file>/",
        stated(evidence.download),
        name="file",
    ),
    path(
        "perkara/<uuid:ref>/berkas/<uuid:file>/asli/",
        stated(originals.ask),
        name="original",
    ),
    path(
        "perkara/<uuid:ref>/berkas/<uuid:file>/hitamkan/",
        stated(blacken.edit),
        name="blacken",
    ),
    path(
        "perkara/<uuid:ref>/berkas/<uuid:file>/hitamkan/<int:sheet>/",
        stated(blacken.sheet),
        name="blacken_sheet",
    ),
    path("perkara/<uuid:ref>/lhp/", stated(reviewing.show), name="lhp_versions"),
    path("perkara/<uuid:ref>/jilid/", stated(casebook.ask), name="casebook"),
    path(
        "perkara/<uuid:ref>/jilid/<uuid:book>/",
        stated(casebook.download),
        name="casebook_file",
    ),
    path(
        "perkara/<uuid:ref>/surat/<uuid:letter>/",
        stated(evidence.letter),
        name="letter",
    ),
    path("perkara/<uuid:ref>/<slug:slug>/", stated(case.act), name="act"),
]
