"""Rows come out only through these doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from compliance import policies
from compliance.domain.answering import AnswerKind

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models.field import (  # noqa: F401 - in the quotes below
        FieldEvidence,
        Place,
        Visit,
    )
    from compliance.models.hearing import (  # noqa: F401 - in the quotes below
        AgencyReply,
        ScoreObjection,
    )
    from compliance.models.methodology import Methodology
    from compliance.models.plenary import Plenary  # noqa: F401 - in the quotes below
    from compliance.models.rounds import Round
    from compliance.models.self_assessment import (  # noqa: F401 - in the quotes below
        SelfAnswer,
        SelfSheet,
    )
    from compliance.models.snapshots import Snapshot  # noqa: F401 - in the quotes below


#: Leaves that are answered at units.
AT_UNITS = ~models.Q(answer__in=["", AnswerKind.FIGURE.value])


class MethodologyQuerySet(models.QuerySet["Methodology"]):
    """Versions of the method: everybody's once published, before that a few people's."""

    def visible_to(self, actor: Actor) -> MethodologyQuerySet:
        """The versions this actor may look at."""
        return self.filter(policies.see_method_q(actor))

    def locked(self, ref: UUID) -> Methodology:
        """One version, its row locked until the transaction ends.

        Raises Methodology.DoesNotExist also for one that this actor cannot see.
        """
        return self.select_for_update().get(ref=ref)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds that an actor may see."""

    def visible_to(self, actor: Actor) -> RoundQuerySet:
        """The rounds this actor may look at before they are published."""
        return self.filter(policies.see_round_q(actor))

    def locked(self, ref: UUID) -> Round:
        """One round, its row locked until the transaction ends.

        Rows that point to it may still be written: who does that while he holds a place
        would otherwise wait for us, who wait for his place. Raises Round.DoesNotExist
        also for a round that this actor cannot see.
        """
        return self.select_for_update(no_key=True).get(ref=ref)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Sheets of the field: an assessor's own, and all of them for who runs the round."""

    def visible_to(self, actor: Actor) -> VisitQuerySet:
        """The sheets this actor may read: all of them, or his own."""
        return self.filter(policies.see_visit_q(actor))


class PlaceQuerySet(models.QuerySet["Place"]):
    """Units in the frame of a round."""

    def visible_to(self, actor: Actor) -> PlaceQuerySet:
        """The places of rounds that this actor may look at."""
        return self.filter(policies.see_round_q(actor))


class FieldEvidenceQuerySet(models.QuerySet["FieldEvidence"]):
    """Photographs and documents of sheets."""

    def visible_to(self, actor: Actor) -> FieldEvidenceQuerySet:
        """Those of sheets that this actor may read.

        Whoever is still to hand in at a place looks at nobody else's there.
        """
        visits = self.model._meta.get_field("visit").related_model._default_manager  # noqa: SLF001 - models stand above this floor
        still = visits.filter(
            place=models.OuterRef("visit__place"),
            assessor_id=actor.user_id,
            handed_in_at=None,
        )
        own = models.Q(visit__assessor_id=actor.user_id)
        return self.filter(policies.see_shown_q(actor)).filter(
            own | ~models.Exists(still)
        )


class ObjectionQuerySet(models.QuerySet["ScoreObjection"]):
    """Objections to preliminary results."""

    def visible_to(self, actor: Actor) -> ObjectionQuerySet:
        """Those of his own agency, or all for who runs the round or audits."""
        return self.filter(policies.see_heard_q(actor))


class ReplyQuerySet(models.QuerySet["AgencyReply"]):
    """Replies of agencies beside their scores."""

    def visible_to(self, actor: Actor) -> ReplyQuerySet:
        """Those of his own agency, or all for who runs the round or audits."""
        return self.filter(policies.see_heard_q(actor))

    def shown(self) -> ReplyQuerySet:
        """Those that everybody reads."""
        return self.filter(shown_at__isnull=False)


class PlenaryQuerySet(models.QuerySet["Plenary"]):
    """Minutes that set the results of rounds."""

    def visible_to(self, actor: Actor) -> PlenaryQuerySet:
        """Those of all rounds, for who runs them, audits, or agrees to results."""
        return self.filter(policies.see_plenary_q(actor))


class SelfSheetQuerySet(models.QuerySet["SelfSheet"]):
    """Which agencies handed in what they say of their own units."""

    def visible_to(self, actor: Actor) -> SelfSheetQuerySet:
        """That of his own agency, or all for who runs the round or audits."""
        return self.filter(policies.see_heard_q(actor))


class SelfAnswerQuerySet(models.QuerySet["SelfAnswer"]):
    """What agencies say of their own units."""

    def visible_to(self, actor: Actor) -> SelfAnswerQuerySet:
        """Those of his own agency; what was handed in, for who compares it; an
        assessor none."""
        return self.filter(policies.see_self_q(actor))


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots as the public reads them: the newest version of each."""

    def current(self) -> SnapshotQuerySet:
        """Only the newest version of each agency in each round."""
        newer = self.model.objects.filter(
            round_id=models.OuterRef("round_id"),
            agency_id=models.OuterRef("agency_id"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))
