"""Actors of a round, without rows: a policy needs none."""

from accounts.actor import Actor
from accounts.roles import Role
from journal.actor import ActorKind

ADMIN = Actor(ActorKind.USER, user_id=41, roles=frozenset({Role.COMPLIANCE_ADMIN}))
ASSESSOR = Actor(ActorKind.USER, user_id=42, roles=frozenset({Role.ASSESSOR}))
AUDITOR = Actor(ActorKind.USER, user_id=43, roles=frozenset({Role.AUDITOR}))
EXAMINER = Actor(ActorKind.USER, user_id=44, roles=frozenset({Role.EXAMINER}))
LIAISON = Actor(ActorKind.USER, user_id=45, roles=frozenset({Role.LIAISON}))
