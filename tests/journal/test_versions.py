"""Four eyes on a draft: whoever saved it last is not the one who publishes it."""

from __future__ import annotations

import pytest

from accounts.actor import SYSTEM, Actor
from journal.actor import ActorKind
from journal.errors import DraftRefused
from journal.versions import require_another, why_not_alone

WRITER = Actor(ActorKind.USER, user_id=5)
SECOND = Actor(ActorKind.USER, user_id=6)


def test_another_person_may_publish_and_the_writer_may_not() -> None:
    assert why_not_alone(5, SECOND) == ""
    require_another(5, SECOND)
    assert why_not_alone(5, WRITER) == "draft_own"
    with pytest.raises(DraftRefused, match="draft_own"):
        require_another(5, WRITER)


@pytest.mark.parametrize("actor", [WRITER, SECOND, SYSTEM])
def test_a_draft_that_nobody_is_known_to_have_written_is_published_by_nobody(
    actor: Actor,
) -> None:
    assert why_not_alone(None, actor) == "draft_nobodys"
    with pytest.raises(DraftRefused, match="draft_nobodys"):
        require_another(None, actor)
