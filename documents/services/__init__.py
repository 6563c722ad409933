"""What other apps do with files and letters."""

from documents.services.downloads import OpenedFile, check_may_leave, open_file
from documents.services.erasure import erase_file, erase_letter
from documents.services.letters import issue_letter, replace_letter, withdraw_letter
from documents.services.rewrapping import rewrap_files
from documents.services.uploads import accept_upload

__all__ = [
    "OpenedFile",
    "accept_upload",
    "check_may_leave",
    "erase_file",
    "erase_letter",
    "issue_letter",
    "open_file",
    "replace_letter",
    "rewrap_files",
    "withdraw_letter",
]
