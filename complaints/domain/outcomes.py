"""How reports end, in four words: more would leave no number of a province to be told."""

from __future__ import annotations

from enum import StrEnum

from complaints.domain.states import Reason


class Outcome(StrEnum):
    """The values stand in files that were published: never rename one."""

    NOT_TAKEN = "tidak_dilanjutkan"
    SETTLED = "diselesaikan"
    UNFOUNDED = "tidak_ditemukan"
    FOUNDED = "ditemukan"


OUTCOMES = tuple(Outcome)
#: In Indonesian and in English.
NAMES = {
    Outcome.NOT_TAKEN: (
        "Tidak dilanjutkan: syarat, dicabut, dilimpahkan, digabung, dihentikan",
        "Not pursued: requirements, withdrawn, handed over, merged, discontinued",
    ),
    Outcome.SETTLED: (
        "Diselesaikan instansi atau dengan kesepakatan",
        "Settled by the agency or by agreement",
    ),
    Outcome.UNFOUNDED: (
        "Tidak ditemukan maladministrasi",
        "No maladministration found",
    ),
    Outcome.FOUNDED: ("Ditemukan maladministrasi", "Maladministration found"),
}
_SETTLED = frozenset({Reason.DISELESAIKAN_TERLAPOR, Reason.DAMAI})
_FOUNDED = frozenset(
    {
        Reason.DITEMUKAN_TANPA_TINDAKAN,
        Reason.TK_DILAKSANAKAN,
        Reason.TK_SEBAGIAN_DITERIMA,
        Reason.REKOMENDASI_DILAKSANAKAN,
        Reason.SEBAGIAN_DITERIMA,
        Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN,
    }
)


def outcome_of(reason: Reason) -> Outcome:
    """In which of the four words a report ended that was closed for this reason."""
    if reason in _SETTLED:
        return Outcome.SETTLED
    if reason in _FOUNDED:
        return Outcome.FOUNDED
    if reason is Reason.TIDAK_DITEMUKAN:
        return Outcome.UNFOUNDED
    return Outcome.NOT_TAKEN
