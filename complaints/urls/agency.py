"""The agency's screens."""

from django.urls import path

from complaints.views import agency, agency_objection, agency_papers, agency_time

app_name = "agency"
urlpatterns = [
    path("", agency.inbox, name="inbox"),
    path("perkara/<uuid:ref>/", agency.case, name="case"),
    path("klarifikasi/<uuid:ref>/", agency.answer, name="answer"),
    path("dokumen/<uuid:ref>/", agency_papers.send, name="papers"),
    path("tindakan/<uuid:ref>/", agency.evidence, name="evidence"),
    path("tindakan/<uuid:ref>/waktu/", agency_time.more_time, name="more_time"),
    path("perkara/<uuid:ref>/keberatan/", agency_objection.objection, name="objection"),
    path("keberatan/<uuid:ref>/tarik/", agency_objection.take_back, name="take_back"),
    path("perkara/<uuid:ref>/berkas/<uuid:file>/", agency.file, name="file"),
    path(
        "perkara/<uuid:ref>/dilepas/<uuid:file>/", agency.handed_file, name="released"
    ),
    path("perkara/<uuid:ref>/surat/<uuid:letter>/", agency.letter, name="letter"),
]
