"""A published score stays; a correction is a further version, with its reason, beside it."""

from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import NotAllowed
from agencies.models import Agency
from compliance import notifications
from compliance.models import Round, Snapshot
from compliance.services import errors
from compliance.services.computing import is_intact
from compliance.services.score_corrections import correct
from journal.models import Entry
from tests.compliance.people import ADMIN, ASSESSOR
from tests.compliance.rounds import DECREE, city, opened, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
LATER = datetime(2026, 12, 3, 3, tzinfo=UTC)
REASON = "Bukti maklumat diterima sebelum batas waktu."


def corrected(
    round_: Round, agency: Agency, figure: str | None = "90", **more: object
) -> Snapshot:
    values: dict[str, object] = {
        "round_ref": round_.ref,
        "agency_ref": agency.ref,
        "answers": {"input": Decimal(figure) if figure else None},
        "reason": REASON,
        "version": 1,
        "actor": ADMIN,
        "now": LATER,
    }
    return correct(**(values | more))  # type: ignore[arg-type]  # a test's shorthand


def test_a_correction_is_a_further_version_and_both_stay() -> None:
    place = city(1)
    round_ = published({place: "80"})
    new = corrected(round_, place)
    old = Snapshot.objects.get(agency=place, version=1)
    # 80 everywhere, and 90 where 21.85 of 100 lie.
    assert (old.score, new.score) == (Decimal("80.00"), Decimal("82.19"))
    assert list(Snapshot.objects.current()) == [new]
    assert new.data["correction"] == {"reason": REASON, "was": "80.00", "was_rank": 1}
    assert new.data["round"]["decree"] == DECREE
    assert is_intact(old)
    assert is_intact(new)
    entry = Entry.objects.get(kind=notifications.SCORE_CORRECTED)
    assert entry.data["version"] == 2
    assert REASON not in str(entry.data)


def test_whoever_is_overtaken_gets_a_version_that_says_why() -> None:
    first, second, third = city(1), city(2), city(3)
    round_ = published({first: "82", second: "80", third: "50"})
    new = corrected(round_, second, "95")
    assert (new.score, new.rank, new.ranked) == (Decimal("83.28"), 1, 3)
    overtaken = Snapshot.objects.current().get(agency=first)
    assert (overtaken.version, overtaken.rank) == (2, 2)
    assert overtaken.data["correction"]["of"]["ref"] == str(second.ref)
    assert overtaken.score == Decimal("82.00")
    assert is_intact(overtaken)
    assert Snapshot.objects.current().get(agency=third).version == 1


def test_an_unranked_category_stays_unranked() -> None:
    first, second = city(1), city(2)
    round_ = published({first: "82", second: None})
    assert corrected(round_, first).rank is None
    assert Snapshot.objects.filter(agency=second).count() == 1


def test_a_correction_of_the_version_before_last_is_stale() -> None:
    place = city(1)
    round_ = published({place: "80"})
    corrected(round_, place)
    with pytest.raises(errors.StaleRound):
        corrected(round_, place, "70")
    again = corrected(round_, place, "70", version=2)
    assert again.version == 3


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"input": Decimal("80.00")}, errors.NothingChanged),
        ({"input": Decimal(101)}, errors.UnusableAnswers),
        ({"input": None}, errors.UnusableAnswers),
        ({"entah": Decimal(1)}, errors.UnusableAnswers),
    ],
)
def test_what_corrects_nothing_or_cannot_be_is_refused(
    answers: dict[str, Decimal | None], why: type[Exception]
) -> None:
    place = city(1)
    round_ = published({place: "80"})
    with pytest.raises(why):
        corrected(round_, place, answers=answers)


def test_only_what_is_published_and_assessed_is_corrected() -> None:
    place, left_out = city(1), city(2)
    with pytest.raises(errors.NotPublished):
        corrected(opened(place), place)
    round_ = published({place: "80", left_out: None}, year=2025)
    with pytest.raises(Snapshot.DoesNotExist):
        corrected(round_, left_out)


def test_only_the_compliance_administrator_corrects() -> None:
    place = city(1)
    round_ = published({place: "80"})
    with pytest.raises(NotAllowed):
        corrected(round_, place, actor=ASSESSOR)


def test_every_published_score_is_proven_by_computing_it_again() -> None:
    place, left_out = city(1), city(2)
    round_ = published({place: "80", left_out: None})
    corrected(round_, place)
    told = StringIO()
    call_command("prove_scores", stdout=told)
    assert told.getvalue() == "3 scores computed again, all as published.\n"


@pytest.mark.parametrize("formula", ["1", "999"])
def test_a_score_that_its_inputs_do_not_give_is_named(formula: str) -> None:
    place = city(1)
    round_ = published({place: "80"})
    one = Snapshot.objects.get(round=round_)
    # Nobody can change one that is stored, so a false one is stored beside it.
    one.pk, one.version, one.formula, one.score = None, 2, formula, Decimal(99)
    one.data["result"]["value"] = "99.00"
    one.save(force_insert=True)
    told = StringIO()
    with pytest.raises(CommandError, match="1 differ, 1 are as published"):
        call_command("prove_scores", stdout=told)
    assert "Penilaian contoh" in told.getvalue()
