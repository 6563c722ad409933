"""The roles of settled law and practice, and what kind of body each belongs to."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may be. One person may hold several inside one office."""

    CITIZEN = "citizen"  # pelapor
    INTAKE = "intake"  # asisten PVL
    EXAMINER = "examiner"  # asisten pemeriksa
    HEAD = "head"  # kepala perwakilan / keasistenan
    RESMON = "resmon"  # resolusi dan monitoring
    COMMISSIONER = "commissioner"  # anggota
    CHAIR = "chair"  # ketua: a commissioner with a flag
    CUSTODIAN = "custodian"  # penjaga identitas
    LIAISON = "liaison"  # narahubung instansi
    SUPERIOR = "superior"  # atasan terlapor: a liaison of a kind
    ASSESSOR = "assessor"  # penilai
    COMPLIANCE_ADMIN = "compliance_admin"
    SYSTEM_ADMIN = "system_admin"
    AUDITOR = "auditor"


AGENCY_ROLES = frozenset({Role.LIAISON, Role.SUPERIOR})
STAFF_ROLES = frozenset(Role) - AGENCY_ROLES - {Role.CITIZEN}
#: Who must show a second factor: staff and liaisons.
SECOND_FACTOR_ROLES = STAFF_ROLES | AGENCY_ROLES
#: What a membership of an office can say; the chair is a commissioner with a flag.
OFFICE_ROLES = STAFF_ROLES - {Role.CHAIR}
