"""The names of roles as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import AGENCY_ROLES, OFFICE_ROLES, Role

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
