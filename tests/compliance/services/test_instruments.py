"""A version of the method is written as a draft, and stays as it is once published."""

from decimal import Decimal

import pytest
from django.db import InternalError, transaction

from accounts.actor import Actor
from accounts.errors import NotAllowed
from compliance import notifications
from compliance.domain.instrument import Fault
from compliance.models import Methodology
from compliance.selectors.instruments import instrument, versions
from compliance.services import errors, instruments, method_errors
from compliance.services.instrument_nodes import move_node, remove_node
from compliance.services.rounds import open_round
from journal.ids import uuid7
from journal.models import Entry
from tests.compliance import instruments as made
from tests.compliance.people import ADMIN, ASSESSOR, EXAMINER, LIAISON
from tests.compliance.rounds import city, opened
from tests.factories.agencies import UnitFactory
from tests.factories.compliance import MethodologyFactory

pytestmark = pytest.mark.django_db
NOW = made.NOW


def publish(method: Methodology, seen: int | None = None) -> Methodology:
    return instruments.publish(
        ref=method.ref,
        edition=made.edition(method) if seen is None else seen,
        actor=ADMIN,
        now=NOW,
    )


def codes(method: Methodology) -> list[str]:
    return [node.code for node in instrument(method.ref, ADMIN).asked]


def test_a_copy_takes_over_everything_and_can_be_published_at_once() -> None:
    draft = made.draft()
    assert draft.code == "2027-1"
    assert (draft.share, draft.official) == (Decimal("0.10"), False)
    assert codes(draft) == ["input", "proses", "output", "pengaduan"]
    assert draft.bands.count() == 5
    assert {node.answer for node in draft.nodes.all()} == {"figure"}
    assert publish(draft).published_at == NOW
    kinds = Entry.objects.filter(subject_kind="methodology", subject_id=draft.pk)
    assert list(kinds.order_by("id").values_list("kind", flat=True)) == [
        notifications.METHOD_COPIED,
        notifications.METHOD_PUBLISHED,
    ]


def test_sending_the_copy_twice_makes_one_draft_and_the_next_has_the_next_number() -> (
    None
):
    one = made.draft()
    again = instruments.copy(
        ref=one.ref,
        of=MethodologyFactory().ref,
        name_id="x",
        name_en="x",
        year=2027,
        actor=ADMIN,
        now=NOW,
    )
    assert again == one
    assert made.draft().code == "2027-2"


def test_a_method_whose_weights_are_not_known_is_not_copied() -> None:
    old = MethodologyFactory(code="2021", aggregation="mean", official=True, share=0)
    with pytest.raises(errors.UnusableMethod):
        instruments.copy(
            ref=uuid7(),
            of=old.ref,
            name_id="x",
            name_en="x",
            year=2027,
            actor=ADMIN,
            now=NOW,
        )


def test_a_tree_of_three_levels_is_copied_as_it_stands() -> None:
    first = made.for_the_field()
    made.changed_node(first, "input", answer="", per="")
    group = made.with_node(first, "input", answer="", per="", weight=Decimal(100))
    leaf = made.with_node(first, group.code, weight=Decimal(100))
    publish(first)
    second = instruments.copy(
        ref=uuid7(),
        of=first.ref,
        name_id="Metode 2028",
        name_en="Method 2028",
        year=2028,
        actor=ADMIN,
        now=NOW,
    )
    copied = second.nodes.get(code=leaf.code)
    assert copied.parent is not None
    assert copied.parent.parent is not None
    assert copied.parent.parent.code == "input"
    assert (copied.law, copied.component, copied.answer) == (
        "UU 25/2009 Pasal 21",
        2,
        "seen",
    )


def test_what_is_below_one_hundred_is_not_published_and_the_reason_is_told() -> None:
    draft = made.draft()
    instruments.change_weights(
        ref=draft.ref,
        edition=draft.edition,
        weights={"input": Decimal("20.85")},
        actor=ADMIN,
        now=NOW,
    )
    with pytest.raises(method_errors.FaultyMethod) as caught:
        publish(draft)
    assert caught.value.faults == (Fault("weights", "", Decimal("99.0000")),)


def test_nobody_changes_a_published_version_not_even_past_the_use_case() -> None:
    draft = publish(made.draft())
    with pytest.raises(method_errors.MethodClosed):
        made.changed_node(draft, "input", name_id="Lain")
    for change in (
        lambda: draft.nodes.update(weight=1),
        lambda: draft.bands.all().delete(),
        lambda: draft.nodes.create(
            kind="dimension", code="x", position=9, name_id="x", name_en="x"
        ),
        lambda: Methodology.objects.filter(pk=draft.pk).update(share=0),
        lambda: Methodology.objects.filter(pk=draft.pk).delete(),
    ):
        with pytest.raises(InternalError, match="published"), transaction.atomic():
            change()
    assert publish(draft, seen=99) == draft


def test_two_who_write_the_same_draft_do_not_write_over_each_other() -> None:
    draft = made.draft()
    made.with_node(draft)
    with pytest.raises(method_errors.StaleMethod):
        instruments.change_whole(
            ref=draft.ref,
            edition=1,
            told={"share": Decimal("0.20")},
            actor=ADMIN,
            now=NOW,
        )
    with pytest.raises(method_errors.StaleMethod):
        publish(draft, seen=1)


def test_saying_the_same_again_writes_nothing() -> None:
    draft = made.draft()
    told = {"share": draft.share, "name_id": draft.name_id}
    for act in (
        lambda: instruments.change_whole(
            ref=draft.ref, edition=1, told=told, actor=ADMIN, now=NOW
        ),
        lambda: instruments.change_weights(
            ref=draft.ref,
            edition=1,
            weights={"input": Decimal("21.85")},
            actor=ADMIN,
            now=NOW,
        ),
        lambda: instruments.change_scale(
            ref=draft.ref,
            edition=1,
            bands=[
                {
                    "lower": band.lower,
                    "zone": band.zone,
                    "grade": band.grade,
                    "opinion_id": band.opinion_id,
                    "opinion_en": band.opinion_en,
                }
                for band in draft.bands.all()
            ],
            actor=ADMIN,
            now=NOW,
        ),
        lambda: move_node(
            ref=draft.ref, edition=1, code="input", up=True, actor=ADMIN, now=NOW
        ),
        lambda: made.changed_node(draft, "input", name_id="Masukan"),
    ):
        act()
        assert made.edition(draft) == 1


def test_share_and_scale_are_written_anew() -> None:
    draft = made.draft()
    instruments.change_whole(
        ref=draft.ref,
        edition=1,
        told={"share": Decimal("0.05"), "least_units": 3},
        actor=ADMIN,
        now=NOW,
    )
    band = {"zone": "", "grade": "A", "opinion_id": "Baik", "opinion_en": "Good"}
    instruments.change_scale(
        ref=draft.ref,
        edition=2,
        bands=[{"lower": Decimal(0), **band}],
        actor=ADMIN,
        now=NOW,
    )
    draft.refresh_from_db()
    assert (draft.share, draft.least_units, draft.edition) == (Decimal("0.050"), 3, 3)
    assert [(one.lower, one.grade) for one in draft.bands.all()] == [(Decimal(0), "A")]


def test_parts_come_go_and_change_places() -> None:
    draft = made.draft()
    new = made.with_node(draft)
    twin = made.with_node(draft)
    assert (new.code, twin.code) == ("persyaratan-terpasang", "persyaratan-terpasang-2")
    move_node(
        ref=draft.ref,
        edition=made.edition(draft),
        code=new.code,
        up=True,
        actor=ADMIN,
        now=NOW,
    )
    assert codes(draft)[-3:] == [new.code, "pengaduan", twin.code]
    move_node(
        ref=draft.ref,
        edition=made.edition(draft),
        code="input",
        up=False,
        actor=ADMIN,
        now=NOW,
    )
    assert codes(draft)[:2] == ["proses", "input"]
    made.without_node(draft, twin.code)
    assert twin.code not in codes(draft)


def test_a_group_is_emptied_before_it_goes_and_a_question_has_nothing_below() -> None:
    draft = made.draft()
    made.changed_node(draft, "input", answer="", per="")
    made.with_node(draft, "input")
    with pytest.raises(method_errors.NodeInUse):
        remove_node(
            ref=draft.ref,
            edition=made.edition(draft),
            code="input",
            actor=ADMIN,
            now=NOW,
        )
    with pytest.raises(method_errors.MethodDeep):
        made.with_node(draft, "proses")


@pytest.mark.parametrize(
    ("name", "code"), [("???", "butir"), ("1234567890123", "butir-1234567890123")]
)
def test_a_name_without_letters_still_gets_a_code(name: str, code: str) -> None:
    assert made.with_node(made.draft(), name_id=name).code == code


def test_a_draft_is_not_copied_because_a_copy_holds_on_to_its_source() -> None:
    with pytest.raises(method_errors.MethodNotPublished):
        instruments.copy(
            ref=uuid7(),
            of=made.draft().ref,
            name_id="x",
            name_en="x",
            year=2028,
            actor=ADMIN,
            now=NOW,
        )


def test_a_band_that_no_page_could_show_is_not_published() -> None:
    draft = made.draft()
    draft.bands.filter(lower=0).update(grade="", zone="")
    with pytest.raises(method_errors.FaultyMethod) as caught:
        publish(draft)
    assert caught.value.faults == (Fault("mark"),)


def test_a_draft_is_thrown_away_whole_and_once() -> None:
    draft = made.draft()
    for _ in range(2):
        instruments.discard(ref=draft.ref, edition=1, actor=ADMIN, now=NOW)
    assert not Methodology.objects.filter(ref=draft.ref).exists()
    thrown = Entry.objects.filter(kind=notifications.METHOD_DISCARDED)
    assert thrown.count() == 1


@pytest.mark.parametrize("who", [ASSESSOR, EXAMINER])
def test_only_the_compliance_administrator_writes(who: Actor) -> None:
    with pytest.raises(NotAllowed):
        made.draft(who)
    draft = made.draft()
    with pytest.raises((NotAllowed, Methodology.DoesNotExist)):
        instruments.publish(ref=draft.ref, edition=1, actor=who, now=NOW)


def test_drafts_are_seen_by_those_who_see_rounds() -> None:
    draft = made.draft()
    published = MethodologyFactory()
    assert list(versions(ASSESSOR)) == [draft, published]
    assert list(versions(LIAISON)) == [published]
    assert instrument(draft.ref, ASSESSOR).draft
    with pytest.raises(Methodology.DoesNotExist):
        instrument(draft.ref, LIAISON)


def test_a_round_uses_published_versions_only() -> None:
    draft = made.draft()
    place = city(1)
    with pytest.raises(errors.UnusableMethod):
        open_round(
            ref=uuid7(),
            methodology=draft.code,
            name="Penilaian",
            year=2027,
            cutoff=NOW.date().replace(day=1),
            today=NOW.date(),
            agencies=[place.ref],
            actor=ADMIN,
            now=NOW,
        )
    assert opened(place).methodology == MethodologyFactory()


def test_a_round_by_a_method_that_asks_at_units_has_a_frame_of_places() -> None:
    method = publish(made.for_the_field())
    unit = UnitFactory(agency=city(1))
    round_ = opened(city(1), year=2027, method=method)
    assert [place.unit for place in round_.places.all()] == [unit]
    assert not opened(city(2)).places.exists()
