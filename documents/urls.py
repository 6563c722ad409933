"""The verification of letters, open to all, and the one address of files."""

from django.urls import URLResolver, include, path

from documents import views

verify = (
    [
        path("", views.enter, name="enter"),
        path("<uuid:ref>/", views.letter, name="letter"),
    ],
    "verify",
)
files = ([path("<str:token>/", views.download, name="download")], "files")

urlpatterns: list[URLResolver] = [
    path("verifikasi/", include(verify)),
    path("berkas/", include(files)),
]
