"""As what somebody signs a letter, in the language of all letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.states import Party

if TYPE_CHECKING:
    from collections.abc import Collection

#: The title that stands under a name; of several capacities the first one here.
TITLES = {
    Party.CHAIR: "Ketua Ombudsman Republik Indonesia",
    Party.COMMISSIONER: "Anggota Ombudsman Republik Indonesia",
    Party.HEAD: "Kepala kantor",
    Party.EXAMINER: "Asisten pemeriksa",
    Party.RESMON: "Asisten resolusi dan monitoring",
    Party.INTAKE: "Asisten penerimaan dan verifikasi laporan",
}


def title_for(title: str, absent: str) -> str:
    """The title as who signs for somebody who is away writes it: in his name (a.n.)."""
    return f"a.n. {absent}, {title[:1].lower()}{title[1:]}"


def title_of(parties: Collection[Party]) -> str:
    """The title of somebody who acts as these parties, or "" for nobody of ours."""
    return next((title for party, title in TITLES.items() if party in parties), "")
