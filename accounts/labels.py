"""The names of roles as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.pseudonym import Kind
from accounts.roles import AGENCY_ROLES, OFFICE_ROLES, Act, Decision, Role, Why
from accounts.scopes import Scope, TokenKind

ROLE_LABELS = {
    Role.CITIZEN: _("Pelapor"),
    Role.INTAKE: _("Asisten penerimaan dan verifikasi"),
    Role.EXAMINER: _("Asisten pemeriksa"),
    Role.HEAD: _("Kepala perwakilan"),
    Role.RESMON: _("Asisten resolusi dan monitoring"),
    Role.COMMISSIONER: _("Anggota Ombudsman"),
    Role.CHAIR: _("Ketua Ombudsman"),
    Role.CUSTODIAN: _("Penjaga identitas"),
    Role.LIAISON: _("Narahubung instansi"),
    Role.SUPERIOR: _("Atasan terlapor"),
    Role.ASSESSOR: _("Penilai"),
    Role.COMPLIANCE_ADMIN: _("Pengelola penilaian kepatuhan"),
    Role.SYSTEM_ADMIN: _("Pengelola sistem"),
    Role.AUDITOR: _("Auditor"),
}

OFFICE_ROLE_CHOICES = [
    (role.value, ROLE_LABELS[role]) for role in Role if role in OFFICE_ROLES
]
AGENCY_KIND_CHOICES = [
    (role.value, ROLE_LABELS[role]) for role in Role if role in AGENCY_ROLES
]

ACT_LABELS = {
    Act.GIVE: _("Beri peran"),
    Act.END: _("Akhiri peran"),
    Act.RESTORE: _("Aktifkan lagi akun"),
}
DECISION_LABELS = {
    Decision.APPROVED: _("Disetujui"),
    Decision.REFUSED: _("Ditolak"),
    Decision.WITHDRAWN: _("Ditarik pengusul"),
}
WHY_LABELS = {
    Why.LOST: _("Perangkat atau kata sandi hilang"),
    Why.MISUSE: _("Dugaan penyalahgunaan"),
    Why.LEFT: _("Tidak bekerja lagi di sini"),
}

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]
ACT_CHOICES = [(act.value, label) for act, label in ACT_LABELS.items()]
DECISION_CHOICES = [(one.value, label) for one, label in DECISION_LABELS.items()]
CONTACT_LABELS = {Kind.EMAIL: _("Email"), Kind.PHONE: _("Telepon")}
CONTACT_CHOICES = [(kind.value, label) for kind, label in CONTACT_LABELS.items()]
SCOPE_LABELS = {
    Scope.CASES_READ: _("Baca perkara"),
    Scope.ACTIONS_READ: _("Baca tindakan korektif"),
}
TOKEN_KIND_LABELS = {
    TokenKind.PERSONAL: _("Untuk program saya sendiri"),
    TokenKind.MACHINE: _("Untuk sistem kantor atau instansi"),
}
SCOPE_CHOICES = [(scope.value, label) for scope, label in SCOPE_LABELS.items()]
TOKEN_KIND_CHOICES = [(kind.value, label) for kind, label in TOKEN_KIND_LABELS.items()]
