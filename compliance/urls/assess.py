"""Rounds of assessment, for those who run them: /kerja/penilaian/."""

from django.urls import path

from compliance.views import (
    answers,
    assess,
    behind,
    instrument_forms,
    instrument_nodes,
    instruments,
    reports,
    score_corrections,
)

app_name = "assess"
urlpatterns = [
    path("", assess.listing, name="list"),
    path("baru/", assess.new, name="new"),
    path("laporan/", reports.show, name="reports"),
    path("laporan/tabel/", reports.table, name="report_table"),
    path("laporan/pdf/", reports.paper, name="report_paper"),
    path("tindakan/<uuid:ref>/", behind.counted, name="counted"),
    path("rapor/<uuid:agency>/<int:year>/", behind.orders, name="behind"),
    path("metode/", instruments.listing, name="methods"),
    path("metode/<uuid:ref>/", instruments.detail, name="method"),
    path("metode/<uuid:ref>/pratinjau/", instruments.preview, name="method_preview"),
    path("metode/<uuid:ref>/beda/", instruments.difference, name="method_difference"),
    path("metode/<uuid:ref>/salin/", instrument_forms.copy, name="method_copy"),
    path("metode/<uuid:ref>/ubah/", instrument_forms.whole, name="method_whole"),
    path("metode/<uuid:ref>/skala/", instrument_forms.scale, name="method_scale"),
    path("metode/<uuid:ref>/bobot/", instrument_forms.weights, name="method_weights"),
    path("metode/<uuid:ref>/terbit/", instrument_forms.publish, name="method_publish"),
    path("metode/<uuid:ref>/buang/", instrument_forms.discard, name="method_discard"),
    path("metode/<uuid:ref>/bagian/", instrument_nodes.add, name="node_add"),
    path("metode/<uuid:ref>/bagian/<slug:code>/", instrument_nodes.change, name="node"),
    path(
        "metode/<uuid:ref>/bagian/<slug:code>/pindah/",
        instrument_nodes.move,
        name="node_move",
    ),
    path(
        "metode/<uuid:ref>/bagian/<slug:code>/hapus/",
        instrument_nodes.remove,
        name="node_remove",
    ),
    path("<uuid:ref>/", assess.detail, name="round"),
    path("<uuid:ref>/nilai/<uuid:agency>/", answers.answers, name="answers"),
    path(
        "<uuid:ref>/koreksi/<uuid:agency>/",
        score_corrections.correction,
        name="correction",
    ),
    path("<uuid:ref>/kunci/", assess.lock_round, name="lock"),
    path("<uuid:ref>/terbit/", assess.publish_round, name="publish"),
]
