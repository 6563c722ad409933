"""Reports of letters that came back, in the shapes that mail servers write (RFC 3464)."""

from __future__ import annotations

REPORT = """\
From: MAILER-DAEMON@{by}
To: {to}
Subject: {subject}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{words}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; {by}

Final-Recipient: rfc822; kenari@contoh.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} {words}

--b1
Content-Type: text/rfc822-headers

From: noreply@localhost
To: kenari@contoh.test

--b1--
"""


def report(
    to: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "no such user here",
    **more: str,
) -> bytes:
    """A mail server's letter about one recipient."""
    told = {"by": "mx.contoh.test", "subject": "Undelivered Mail", **more}
    text = REPORT.format(to=to, action=action, status=status, words=words, **told)
    return text.encode()
