"""Everything under ``/kerja/orang/``: for administrators, and heads for their office."""

from django.urls import path

from accounts.views import changes, invitations, people, tokens

app_name = "people"
urlpatterns = [
    path("", people.people, name="list"),
    path("undang/", invitations.invite_person, name="invite"),
    path("undangan/", invitations.invitations, name="invitations"),
    path("undangan/<uuid:ref>/", invitations.invitation, name="invitation"),
    path("token/", tokens.everybodys, name="tokens"),
    path("usulan/", changes.changes, name="changes"),
    path("usulan/<uuid:ref>/", changes.change, name="change"),
    path("<uuid:ref>/", people.person, name="person"),
    path("<uuid:ref>/peran/", changes.give, name="give"),
    path("<uuid:ref>/peran/<slug:slug>/", changes.end, name="end"),
    path("<uuid:ref>/aktifkan/", changes.restore, name="restore"),
    path("<uuid:ref>/tangguhkan/", people.suspend_person, name="suspend"),
]
