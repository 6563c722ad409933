"""An agency without an account that got a link to its letter, for any test."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from complaints.models import LetterLink, LinkCheck
from complaints.services import letter_links
from tests.complaints.story import Walk, asked, to_examination

DOOR = reverse("agency:link")
MAIL = "dinas@contoh.test"


def sent(walk: Walk | None = None) -> LetterLink:
    """The link to the letter by which the agency was asked."""
    if walk is None:
        walk = Walk()
        to_examination(walk)
        asked(walk)
    link: LetterLink = walk.do(letter_links.send_link, "examiner", email=MAIL)
    return link


def shown(link: LetterLink | None = None) -> tuple[Client, str]:
    """A browser in which the link was shown, and the digits that went to its mailbox."""
    link = link or sent()
    client = Client()
    client.post(DOOR, {"code": letter_links.code_of(link)})
    return client, letter_links.digits_for(LinkCheck.objects.get(link=link))


def opened(link: LetterLink | None = None) -> Client:
    """A browser in which the digits were right."""
    client, digits = shown(link)
    client.post(DOOR, {"act": "prove", "code": digits})
    return client
