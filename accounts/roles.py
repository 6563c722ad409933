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


#: Roles whose duties and news somebody else takes over while one is away.
DEPUTISED = frozenset({Role.INTAKE, Role.EXAMINER, Role.HEAD, Role.RESMON})


#: In these somebody holds cases himself, and his seat in them is taken while he is away.
SEATED = frozenset({Role.INTAKE, Role.EXAMINER, Role.RESMON})


class Act(StrEnum):
    """What two persons may do to a third one's rights."""

    GIVE = "give"
    END = "end"
    RESTORE = "restore"  # open a suspended account again


class Decision(StrEnum):
    """What became of a proposal; an empty one is open."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by the one who proposed it


#: What a head may propose and decide for her own office. The rest of the roles
#: watch over heads, so only an administrator touches them.
ROLES_OF_A_HEAD = frozenset(
    {Role.INTAKE, Role.EXAMINER, Role.HEAD, Role.RESMON, Role.ASSESSOR}
)


class Why(StrEnum):
    """Why an account was suspended, as a code: the journal keeps no words."""

    LOST = "lost"
    MISUSE = "misuse"
    LEFT = "left"
