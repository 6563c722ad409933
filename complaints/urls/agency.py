"""The agency's screens."""

from django.urls import path

from complaints.views import (
    agency,
    agency_answer,
    agency_evidence,
    agency_files,
    agency_inbox,
    agency_objection,
    agency_papers,
    agency_people,
    agency_progress,
    agency_record,
    agency_sharing,
    agency_time,
    letter_door,
)

app_name = "agency"
urlpatterns = [
    path("", agency_inbox.inbox, name="inbox"),
    path("catatan/", agency_record.show, name="record"),
    path("orang/", agency_people.show, name="people"),
    path("orang/cuti/<uuid:ref>/akhiri/", agency_people.end, name="absence_end"),
    path("tugas/<uuid:ref>/", agency_sharing.share, name="share"),
    path("tautan/", letter_door.enter, name="link"),
    path("tautan/surat/", letter_door.show, name="link_letters"),
    path("tautan/surat/<uuid:letter>/", letter_door.letter, name="link_letter"),
    path("perkara/<uuid:ref>/", agency.case, name="case"),
    path("klarifikasi/<uuid:ref>/", agency_answer.answer, name="answer"),
    path(
        "klarifikasi/<uuid:ref>/waktu/",
        agency_time.more_time_to_answer,
        name="more_time_to_answer",
    ),
    path("dokumen/<uuid:ref>/", agency_papers.send, name="papers"),
    path("tindakan/<uuid:ref>/", agency_evidence.evidence, name="evidence"),
    path("tindakan/<uuid:ref>/waktu/", agency_time.more_time, name="more_time"),
    path("tonggak/<uuid:ref>/", agency_progress.report, name="progress"),
    path("perkara/<uuid:ref>/keberatan/", agency_objection.objection, name="objection"),
    path("keberatan/<uuid:ref>/tarik/", agency_objection.take_back, name="take_back"),
    path("perkara/<uuid:ref>/berkas/<uuid:file>/", agency_files.file, name="file"),
    path(
        "perkara/<uuid:ref>/dilepas/<uuid:file>/",
        agency_files.handed_file,
        name="released",
    ),
    path("perkara/<uuid:ref>/surat/<uuid:letter>/", agency_files.letter, name="letter"),
]
