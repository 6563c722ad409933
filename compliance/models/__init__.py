"""The tables of scores: how they are made, what was published, and our rounds."""

from compliance.models.field import (
    AssessorConflict,
    FieldEvidence,
    Observation,
    Place,
    Settled,
    Visit,
)
from compliance.models.hearing import AgencyReply, ScoreObjection
from compliance.models.methodology import Methodology, MethodologyBand, MethodologyNode
from compliance.models.open_data import DataRelease, DataSet
from compliance.models.plenary import Approval, Plenary
from compliance.models.published import (
    OtherSource,
    PublishedRank,
    PublishedResult,
    ZoneCount,
)
from compliance.models.rounds import Answer, Round, RoundAgency
from compliance.models.self_assessment import SelfAnswer, SelfSheet
from compliance.models.snapshots import Snapshot

__all__ = [
    "AgencyReply",
    "Answer",
    "Approval",
    "AssessorConflict",
    "DataRelease",
    "DataSet",
    "FieldEvidence",
    "Methodology",
    "MethodologyBand",
    "MethodologyNode",
    "Observation",
    "OtherSource",
    "Place",
    "Plenary",
    "PublishedRank",
    "PublishedResult",
    "Round",
    "RoundAgency",
    "ScoreObjection",
    "SelfAnswer",
    "SelfSheet",
    "Settled",
    "Snapshot",
    "Visit",
    "ZoneCount",
]
