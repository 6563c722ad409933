"""Which files may leave the house."""

from documents.domain.kinds import Verdict


def may_leave(verdict: Verdict, *, demo: bool) -> bool:
    """Whether a file of this verdict may be downloaded.

    What no scanner has seen stays in quarantine; only a demonstration, whose
    files are invented, hands it out, as a download with the words "belum
    dipindai" beside it. What was rejected never leaves.
    """
    if verdict is Verdict.NOT_SCANNED:
        return demo
    return verdict is not Verdict.REJECTED
