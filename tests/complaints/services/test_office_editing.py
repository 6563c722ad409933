"""What is published of an office: a draft first, then in force, and on its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import ProgrammingError, transaction

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from agencies.models import Office, OfficeVersion, Region
from agencies.selectors import office_for_region
from agencies.services import loading
from agencies.services.offices import Content
from agencies.services.reference import offices as reference
from complaints.selectors import offices as selectors
from complaints.services import office_editing
from journal.errors import DraftRefused
from journal.models import Entry
from tests.factories.agencies import ProvinceFactory, RegionFactory
from tests.factories.complaints import FILED, file_one
from tests.people import actor, office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
DRAFTED, CHANGED = "agencies.office_drafted", "agencies.office_changed"
TAKEN = "agencies.province_taken"
ALL = ["63", "64", "99"]


def content(**changes: Any) -> Content:
    told = {
        "name_id": "Perwakilan Uji",
        "name_en": "Trial Office",
        "zone": "Asia/Jayapura",
        "address": "Jalan Uji 1, Samarinda",
        "phone": "(0541) 123456",
        "email": "uji@contoh.test",
        "provinces": ["64", "99"],
    }
    return Content(**(told | changes))


def written(
    version: int = 0, who: str = "system_admin", **changes: Any
) -> OfficeVersion:
    """A draft, as an administrator saves it."""
    return office_editing.write(
        code="64",
        version=version,
        content=content(**changes),
        actor=actor(who),
        now=FILED,
    )


def published(**changes: Any) -> OfficeVersion:
    """The same, in force."""
    row = written(**changes)
    return office_editing.publish(
        code="64",
        version=row.version,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )


@pytest.fixture(autouse=True)
def provinces() -> None:
    """Three provinces: the office of the cast serves two, another one the third."""
    for code, by in (("64", "64"), ("99", "64"), ("63", "63")):
        ProvinceFactory(code=code, name=f"Provinsi {code}", office=office(by))


def kinds(code: str) -> list[str]:
    rows = Entry.objects.filter(subject_kind="office", subject_id=office(code).pk)
    return list(rows.order_by("n").values_list("kind", flat=True))


def test_a_draft_changes_nothing_until_it_is_published() -> None:
    row = written()
    assert Office.objects.get(code="64").name_id == "Perwakilan 64"
    office_editing.publish(
        code="64",
        version=row.version,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )
    now = Office.objects.get(code="64")
    assert (now.name_id, now.name_en) == ("Perwakilan Uji", "Trial Office")
    assert (now.zone, now.phone) == ("Asia/Jayapura", "(0541) 123456")
    assert (now.address, now.email) == ("Jalan Uji 1, Samarinda", "uji@contoh.test")
    assert kinds("64") == [DRAFTED, CHANGED]


def test_no_word_of_an_office_stands_on_its_chain() -> None:
    published()
    for entry in Entry.objects.filter(subject_kind="office"):
        assert "Jalan" not in str(entry.data)
        assert entry.data["number"] == 1


def test_a_province_that_is_taken_over_has_one_office_and_both_know() -> None:
    case, _receipt = file_one()
    published(provinces=ALL)
    assert office_for_region("63.01").code == "64"
    assert kinds("63") == [TAKEN]
    entry = Entry.objects.get(kind=TAKEN)
    assert entry.data == {"province": "63", "into": "64"}
    before = case.office_id
    case.refresh_from_db()
    assert case.office_id == before  # a case stays where it is


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"provinces": []}, "office_unserved"),
        ({"provinces": ["64", "77", "99"]}, "office_province"),
        ({"zone": "Europe/Paris"}, "office_zone"),
        ({"phone": "telepon"}, "office_phone"),
    ],
)
def test_what_could_not_be_published_is_not_kept(
    changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(DraftRefused, match=why):
        written(**changes)
    assert not OfficeVersion.objects.exists()


def test_an_office_may_be_without_a_number() -> None:
    assert published(phone="").phone == ""


def test_a_draft_that_would_leave_a_province_alone_by_now_is_not_published() -> None:
    row = written()
    Region.objects.filter(code="63").update(office=office("64"))
    with pytest.raises(DraftRefused, match="office_unserved"):
        office_editing.publish(
            code="64",
            version=row.version,
            actor=actor("system_admin", stepped_up=True),
            now=FILED,
        )
    assert Office.objects.get(code="64").name_id == "Perwakilan 64"
    assert OfficeVersion.objects.get().published_at is None


def test_who_wrote_meanwhile_is_not_written_over() -> None:
    written()
    with pytest.raises(DraftRefused, match="draft_stale"):
        written()
    with pytest.raises(DraftRefused, match="draft_stale"):
        office_editing.publish(
            code="64",
            version=2,
            actor=actor("system_admin", stepped_up=True),
            now=FILED,
        )
    written(version=1)
    published(version=2)
    with pytest.raises(DraftRefused, match="nothing_drafted"):
        office_editing.publish(
            code="64",
            version=3,
            actor=actor("system_admin", stepped_up=True),
            now=FILED,
        )


def test_a_version_that_was_published_stays_as_it_is() -> None:
    row = published()
    for change in (
        lambda: OfficeVersion.objects.filter(pk=row.pk).update(name_id="Lain"),
        lambda: OfficeVersion.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    second = published(name_id="Kedua")
    assert (row.number, second.number) == (1, 2)


@pytest.mark.parametrize("who", ["head", "intake", "auditor", "compliance_admin"])
def test_only_an_administrator_writes_or_publishes(who: str) -> None:
    with pytest.raises(NotAllowed):
        written(who=who)
    written()
    with pytest.raises(NotAllowed):
        office_editing.publish(code="64", version=1, actor=actor(who), now=FILED)
    assert Office.objects.get(code="64").name_id == "Perwakilan 64"


def test_the_preview_says_what_would_change_and_what_stays() -> None:
    file_one()
    draft = written(provinces=ALL, zone="Asia/Makassar")
    found = selectors.changes(Office.objects.get(code="64"), draft)
    assert [name for name, _before, _after in found.fields] == [
        "name_id",
        "name_en",
        "address",
        "phone",
        "email",
    ]
    assert [row.code for row in found.taken] == ["63"]
    assert found.any
    published(version=1, provinces=ALL, zone="Asia/Makassar")
    again = written(provinces=ALL, zone="Asia/Makassar")
    assert not selectors.changes(Office.objects.get(code="64"), again).any


def test_a_file_that_is_loaded_later_leaves_what_was_published_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(provinces=ALL)
    Region.objects.filter(code="99").update(fictional=True)
    seat = RegionFactory(code="99.71").code
    file = tmp_path / "offices.csv"
    file.write_text(
        "code,name_id,name_en,zone,seat,provinces\n"
        f"64,Dari berkas,From the file,Asia/Jakarta,{seat},64\n"
        f"63,Dari berkas,From the file,Asia/Jakarta,{seat},63\n"
    )
    monkeypatch.setattr(reference, "FILE", file)
    load = loading.Load(actor=SYSTEM, now=FILED, sha256="x")
    reference.LOADER.store(load)
    assert not load.errors
    assert Office.objects.get(code="64").name_id == "Perwakilan Uji"
    assert Office.objects.get(code="63").name_id == "Dari berkas"
    assert office_for_region("63.01").code == "64"
