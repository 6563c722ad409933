"""The tables of scores: how they are made, what was published, and our rounds."""

from compliance.models.methodology import Methodology, MethodologyBand, MethodologyNode
from compliance.models.open_data import DataRelease, DataSet
from compliance.models.published import PublishedRank, PublishedResult, ZoneCount
from compliance.models.rounds import Answer, Round, RoundAgency
from compliance.models.snapshots import Snapshot

__all__ = [
    "Answer",
    "DataRelease",
    "DataSet",
    "Methodology",
    "MethodologyBand",
    "MethodologyNode",
    "PublishedRank",
    "PublishedResult",
    "Round",
    "RoundAgency",
    "Snapshot",
    "ZoneCount",
]
