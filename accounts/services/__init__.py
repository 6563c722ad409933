"""Use cases of this floor; whoever needs one imports it from here."""

from accounts.services.changes import decide_change, propose_change, withdraw_change
from accounts.services.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from accounts.services.people import (
    ask_password_reset,
    change_password,
    create_person,
    end_agency_role,
    end_office_role,
    give_agency_role,
    give_office_role,
    note_second_factor,
)
from accounts.services.suspending import restore, suspend

__all__ = [
    "accept_invitation",
    "ask_password_reset",
    "change_password",
    "create_person",
    "decide_change",
    "end_agency_role",
    "end_office_role",
    "give_agency_role",
    "give_office_role",
    "invite",
    "note_second_factor",
    "propose_change",
    "resend_invitation",
    "restore",
    "revoke_invitation",
    "suspend",
    "withdraw_change",
]
