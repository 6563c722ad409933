"""What can happen to a person's account, as history tells it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from journal import registry

PERSON_ADDED = "accounts.person_added"
OFFICE_ROLE_GIVEN = "accounts.office_role_given"
OFFICE_ROLE_ENDED = "accounts.office_role_ended"
AGENCY_ROLE_GIVEN = "accounts.agency_role_given"
AGENCY_ROLE_ENDED = "accounts.agency_role_ended"
PASSWORD_RESET_ASKED = "accounts.password_reset_asked"  # noqa: S105 - the name of an event
PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105 - the name of an event
SECOND_FACTOR_ADDED = "accounts.second_factor_added"
RECOVERY_CODES_RENEWED = "accounts.recovery_codes_renewed"
PASSKEY_ADDED = "accounts.passkey_added"
PASSKEY_REMOVED = "accounts.passkey_removed"
INVITED = "accounts.invited"
INVITATION_REVOKED = "accounts.invitation_revoked"
INVITATION_ACCEPTED = "accounts.invitation_accepted"
CHANGE_PROPOSED = "accounts.change_proposed"
CHANGE_DECIDED = "accounts.change_decided"
SUSPENDED = "accounts.suspended"
RESTORED = "accounts.restored"
SESSIONS_ENDED = "accounts.sessions_ended"
DEVICES_FORGOTTEN = "accounts.devices_forgotten"
ABSENCE_ENTERED = "accounts.absence_entered"
ABSENCE_ENDED = "accounts.absence_ended"
TOKEN_MADE = "accounts.token_made"  # noqa: S105 - the name of an event
TOKEN_REVOKED = "accounts.token_revoked"  # noqa: S105 - the name of an event
TOKENS_ENDED = "accounts.tokens_ended"
CONTACT_PROOF_ASKED = "accounts.contact_proof_asked"
REPORTER_JOINED = "accounts.reporter_joined"
REPORTER_CONTACT_REPLACED = "accounts.reporter_contact_replaced"
REPORTER_LEFT = "accounts.reporter_left"

#: Somebody may have no part in anything any more.
LEFT = (OFFICE_ROLE_ENDED, AGENCY_ROLE_ENDED, SUSPENDED)

LABELS = {
    PERSON_ADDED: _("Akun dibuat"),
    OFFICE_ROLE_GIVEN: _("Peran di kantor diberikan"),
    OFFICE_ROLE_ENDED: _("Peran di kantor berakhir"),
    AGENCY_ROLE_GIVEN: _("Peran untuk instansi diberikan"),
    AGENCY_ROLE_ENDED: _("Peran untuk instansi berakhir"),
    PASSWORD_RESET_ASKED: _("Tautan kata sandi baru diminta"),
    PASSWORD_CHANGED: _("Kata sandi diganti"),
    SECOND_FACTOR_ADDED: _("Faktor kedua dipasang"),
    RECOVERY_CODES_RENEWED: _("Kode cadangan dibuat ulang"),
    PASSKEY_ADDED: _("Kunci sandi ditambahkan"),
    PASSKEY_REMOVED: _("Kunci sandi dihapus"),
    INVITED: _("Mengirim undangan"),
    INVITATION_REVOKED: _("Membatalkan undangan"),
    INVITATION_ACCEPTED: _("Undangan diterima"),
    CHANGE_PROPOSED: _("Perubahan peran diusulkan"),
    CHANGE_DECIDED: _("Usulan perubahan peran diputus"),
    SUSPENDED: _("Akun ditangguhkan"),
    RESTORED: _("Akun diaktifkan lagi"),
    SESSIONS_ENDED: _("Sesi ditutup oleh pemilik akun"),
    DEVICES_FORGOTTEN: _("Perangkat yang dikenal dilupakan"),
    ABSENCE_ENTERED: _("Cuti dan wakil dicatat"),
    ABSENCE_ENDED: _("Cuti diakhiri"),
    TOKEN_MADE: _("Token API dibuat"),
    TOKEN_REVOKED: _("Token API dicabut"),
    TOKENS_ENDED: _("Semua token API dicabut"),
    CONTACT_PROOF_ASKED: _("Kode untuk akun pelapor diminta"),
    REPORTER_JOINED: _("Akun pelapor dibuka"),
    REPORTER_CONTACT_REPLACED: _("Kontak akun pelapor diganti"),
    REPORTER_LEFT: _("Akun pelapor dihapus"),
}


def register() -> None:
    """Declare all of them; called once when the application is ready."""
    for kind, label in LABELS.items():
        registry.register(kind, label=label)
