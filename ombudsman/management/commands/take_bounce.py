"""``manage.py take_bounce``: a letter that came back, from the mail server's pipe."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from complaints.services.reaching import note_returned
from journal.bounces import LONGEST, delivery_of_return


class Command(BaseCommand):
    """Read one letter from the standard input; mark the contact that it speaks of.

    For a mail server that pipes ``MAIL_RETURN_PATH`` here. What is no report of a
    mailbox that does not exist is passed over. May run twice for one letter. A failure
    of ours ends with another code than 0, so that the mail server keeps the letter.
    """

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        delivery = delivery_of_return(sys.stdin.buffer.read(LONGEST))
        if delivery is not None:
            note_returned(delivery)
