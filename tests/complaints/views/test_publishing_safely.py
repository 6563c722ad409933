"""What is published in every editor asks once more; what moves clocks asks a second one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from accounts.errors import StepUpRequired
from agencies.models import CalendarDraft, CalendarVersion, OfficeVersion
from complaints.domain.templating import TemplateKind
from complaints.models import ClassLimits, QuestionSet, SubstanceVersion, Template
from complaints.services import (
    calendar_editing,
    limit_editing,
    office_editing,
    questioning,
    substance_editing,
    templating,
)
from tests.complaints.services import (
    test_calendar_editing,
    test_limit_editing,
    test_office_editing,
    test_substance_editing,
    test_templating,
)
from tests.complaints.views.test_beside_the_story import ASKED
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from django.test import Client

pytestmark = pytest.mark.django_db
DAY = test_calendar_editing.day_off(date(2026, 6, 1))
OWN = "Draf ini Anda sendiri yang menyimpannya."
NOBODYS = "Tidak tercatat siapa yang menulis draf ini."


def _ask() -> None:
    questioning.write(
        substance="air",
        version=0,
        questions=ASKED,
        actor=actor("system_admin"),
        now=FILED,
    )


#: Each editor: where it is published, what makes a draft, whether it is out.
EDITORS: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {
    "/kerja/pertanyaan/air/": (
        _ask,
        lambda: QuestionSet.objects.filter(published_at__isnull=False).exists(),
    ),
    "/kerja/templat/pesan/kabar/": (
        test_templating.written,
        lambda: Template.objects.filter(published_at__isnull=False).exists(),
    ),
    "/kerja/bidang/air/": (
        test_substance_editing.written,
        lambda: SubstanceVersion.objects.filter(published_at__isnull=False).exists(),
    ),
    "/kerja/daftar-kantor/64/": (
        test_office_editing.written,
        lambda: OfficeVersion.objects.filter(published_at__isnull=False).exists(),
    ),
    "/kerja/batas-klasifikasi/58-2023/": (
        test_limit_editing.written,
        lambda: ClassLimits.objects.filter(published_at__isnull=False).exists(),
    ),
    "/kerja/kalender/2026/": (
        lambda: test_calendar_editing.written([DAY]),
        lambda: CalendarVersion.objects.count() > 1,
    ),
}
CLOCKS = ("/kerja/batas-klasifikasi/58-2023/", "/kerja/kalender/2026/")
OTHERS = tuple(path for path in EDITORS if path not in CLOCKS)


@pytest.fixture(autouse=True)
def _there() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        office("00")
        for code in ("64", "99"):
            ProvinceFactory(code=code, name=f"Provinsi {code}", office=office("64"))
        calendar()
        CalendarVersion.objects.update(loaded_until=date(2026, 12, 31))
        yield


def publish(client: Client, path: str) -> Any:
    return client.post(
        f"{path}terbit/",
        {"version": "1"},
        headers={"Referer": f"http://testserver{path}pratinjau/"},
    )


@pytest.mark.parametrize("path", EDITORS)
def test_a_second_factor_of_ten_minutes_ago_is_asked_for_again(
    client: Client, path: str
) -> None:
    write, out = EDITORS[path]
    write()
    login(client, "other_admin", minutes_ago=10)
    page = client.get(f"{path}pratinjau/").content.decode()
    assert "Kami meminta faktor kedua Anda dulu" in page
    answer = publish(client, path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/ulang/?next=")
    assert answer["Location"].endswith("pratinjau%2F")
    assert not out()
    login(client, "other_admin")
    page = client.get(f"{path}pratinjau/").content.decode()
    assert "Kami meminta faktor kedua" not in page
    assert publish(client, path).status_code == 302
    assert out()


@pytest.mark.parametrize("path", EDITORS)
def test_whoever_may_not_publish_is_not_led_to_that_door(
    client: Client, path: str
) -> None:
    login(client, "head", minutes_ago=10)
    assert publish(client, path).status_code == 404


@pytest.mark.parametrize(
    "act",
    [
        lambda who: calendar_editing.publish(
            year=2026, version=1, actor=who, now=FILED
        ),
        lambda who: limit_editing.publish(
            slug="58-2023", version=1, actor=who, now=FILED
        ),
        lambda who: office_editing.publish(code="64", version=1, actor=who, now=FILED),
        lambda who: questioning.publish(
            substance="air", version=1, actor=who, now=FILED
        ),
        lambda who: substance_editing.publish(
            code="air", version=1, actor=who, now=FILED
        ),
        lambda who: templating.publish(
            kind=TemplateKind.MESSAGE, slug="kabar", version=1, actor=who, now=FILED
        ),
    ],
)
def test_no_use_case_publishes_without_it(act: Callable[[Any], object]) -> None:
    for write, _out in EDITORS.values():
        write()
    with pytest.raises(StepUpRequired):
        act(actor("other_admin"))
    assert not any(out() for _write, out in EDITORS.values())


@pytest.mark.parametrize("path", CLOCKS)
def test_what_moves_clocks_is_published_by_another_person_than_wrote_it(
    client: Client, path: str
) -> None:
    write, out = EDITORS[path]
    write()
    login(client, "system_admin")
    page = client.get(f"{path}pratinjau/").content.decode()
    assert OWN in page
    assert f'action="{path}terbit/"' not in page
    answer = publish(client, path)
    assert answer.status_code == 409
    assert OWN in answer.content.decode()
    assert not out()
    login(client, "other_admin")
    page = client.get(f"{path}pratinjau/").content.decode()
    assert OWN not in page
    assert f"Draf ini disimpan {person('system_admin').name}" in page
    assert publish(client, path).status_code == 302
    assert out()


def test_whoever_changed_a_colleagues_draft_is_the_writer_from_then_on(
    client: Client,
) -> None:
    test_calendar_editing.written([DAY])
    test_calendar_editing.written([DAY], version=1, who="other_admin")
    login(client, "other_admin")
    path = "/kerja/kalender/2026/terbit/"
    assert client.post(path, {"version": "2"}).status_code == 409
    login(client, "system_admin")
    assert client.post(path, {"version": "2"}).status_code == 302


@pytest.mark.parametrize("path", CLOCKS)
def test_a_draft_of_which_nobody_knows_the_writer_is_saved_once_more_first(
    client: Client, path: str
) -> None:
    EDITORS[path][0]()
    CalendarDraft.objects.update(edited_by=None)
    ClassLimits.objects.update(edited_by=None)
    login(client, "other_admin")
    assert NOBODYS in client.get(f"{path}pratinjau/").content.decode()
    assert publish(client, path).status_code == 409


@pytest.mark.parametrize("path", OTHERS)
def test_what_moves_no_clock_is_published_by_whoever_wrote_it(
    client: Client, path: str
) -> None:
    write, out = EDITORS[path]
    write()
    login(client, "system_admin")
    assert publish(client, path).status_code == 302
    assert out()


def test_what_is_closed_to_the_writer_is_said_in_english_too(client: Client) -> None:
    test_limit_editing.written(starts_on=FILED.date() + timedelta(days=5))
    login(client, "system_admin")
    page = client.get(f"{CLOCKS[0]}pratinjau/?bahasa=en").content.decode()
    assert "You saved this draft yourself." in page
