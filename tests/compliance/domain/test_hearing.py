"""The last day counts, the day after does not."""

from datetime import UTC, date, datetime, timedelta

from compliance.domain.hearing import may_object, may_reply, replies_until

LAST = date(2026, 12, 8)
PUBLISHED = datetime(2026, 12, 20, 3, tzinfo=UTC)


def test_objections_are_taken_up_to_the_last_day_and_none_before_announcing() -> None:
    assert may_object(LAST, LAST)
    assert not may_object(LAST, LAST + timedelta(days=1))
    assert not may_object(None, LAST)


def test_replies_are_taken_until_thirty_days_after_publication() -> None:
    last = PUBLISHED + timedelta(days=30)
    assert replies_until(PUBLISHED) == last
    assert may_reply(PUBLISHED, last)
    assert not may_reply(PUBLISHED, last + timedelta(seconds=1))


def test_before_publication_a_reply_has_no_end() -> None:
    assert replies_until(None) is None
    assert may_reply(None, PUBLISHED)
