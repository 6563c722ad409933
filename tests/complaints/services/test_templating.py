"""Versions of templates: who writes them, what the database keeps, what is seeded."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.actor import STRANGER, SYSTEM
from accounts.errors import NotAllowed
from agencies.services.loading import run
from complaints.domain.templating import Audience, Line, TemplateKind, unknown_gaps
from complaints.models import Template
from complaints.selectors.templating import offered
from complaints.services import reference_templates, templating
from complaints.services.templating import Content
from journal.errors import DraftRefused
from tests.factories.complaints import FILED
from tests.people import actor

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
MESSAGE = Content("Kabar", "News", (Line("Laporan {nomor}.", "Report {nomor}."),))


def written(slug: str = "kabar", version: int = 0, **changes: Any) -> Template:
    """A draft, as an administrator saves it."""
    return templating.write(
        kind=changes.pop("kind", TemplateKind.MESSAGE),
        slug=slug,
        version=version,
        content=changes.pop("content", MESSAGE),
        actor=actor(changes.pop("who", "system_admin")),
        now=FILED,
    )


def published(slug: str = "kabar", **changes: Any) -> Template:
    """The same, offered to officers."""
    row = written(slug, **changes)
    templating.publish(
        kind=TemplateKind(row.kind),
        slug=slug,
        version=row.version,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("who", ["head", "intake", "auditor", "examiner"])
def test_only_an_administrator_writes_templates(who: str) -> None:
    with pytest.raises(NotAllowed):
        written(who=who)
    with pytest.raises(NotAllowed):
        templating.publish(
            kind=TemplateKind.MESSAGE,
            slug="kabar",
            version=1,
            actor=STRANGER,
            now=FILED,
        )


def _refused(act: Any) -> None:
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        act()


def test_the_database_lets_nobody_change_what_was_published() -> None:
    row = published()
    rows = Template.objects.filter(pk=row.pk)
    _refused(lambda: rows.update(lines=[]))
    _refused(lambda: rows.update(published_at=None))
    _refused(rows.delete)


def test_a_draft_is_offered_to_nobody_and_the_last_version_replaces_the_first() -> None:
    written()
    assert offered(TemplateKind.MESSAGE, [Audience.REPORTER]) == []
    first = Template.objects.get()
    templating.publish(
        kind=TemplateKind.MESSAGE,
        slug="kabar",
        version=1,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )
    second = Content("Kabar baru", "News", MESSAGE.lines)
    published(content=second)
    (found,) = offered(TemplateKind.MESSAGE, [Audience.REPORTER])
    assert (found.number, found.name_id) == (first.number + 1, "Kabar baru")


def test_a_template_is_offered_in_its_place_and_until_it_is_withdrawn() -> None:
    place = Content("Kabar", "News", MESSAGE.lines, place=Audience.REPORTER)
    published(content=place)
    assert offered(TemplateKind.MESSAGE, [Audience.AGENCY]) == []
    assert len(offered(TemplateKind.MESSAGE, [Audience.REPORTER])) == 1
    published(content=Content("Kabar", "News", MESSAGE.lines, offered=False))
    assert offered(TemplateKind.MESSAGE, [Audience.REPORTER]) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (Content("A", "A", ()), "template_lines"),
        (Content("A", "A", MESSAGE.lines * 2), "template_lines"),
        (Content("A", "A", MESSAGE.lines, place="exam"), "template_place"),
        (Content("A", "A", (Line("{nama}", "-"),)), "template_gap"),
        (Content("A", "A", (Line("-", "{nama}"),)), "template_gap"),
    ],
)
def test_what_could_not_be_used_in_a_case_is_not_kept(
    content: Content, why: str
) -> None:
    with pytest.raises(DraftRefused, match=why):
        written(content=content)
    assert not Template.objects.exists()


def test_who_writes_on_an_older_page_is_told_so() -> None:
    written()
    with pytest.raises(DraftRefused, match="draft_stale"):
        written(version=0)
    assert written(version=1).version == 2


def test_a_template_without_a_draft_cannot_be_published() -> None:
    published()
    with pytest.raises(DraftRefused, match="nothing_drafted"):
        templating.publish(
            kind=TemplateKind.MESSAGE,
            slug="kabar",
            version=1,
            actor=actor("system_admin", stepped_up=True),
            now=FILED,
        )


def test_five_messages_and_three_checklists_are_there_from_the_first_day() -> None:
    report = run(reference_templates.TEMPLATES, actor=SYSTEM, now=FILED)
    assert (report.created, report.errors) == (8, ())
    again = run(reference_templates.TEMPLATES, actor=SYSTEM, now=FILED)
    assert (again.created, again.unchanged) == (0, 8)
    rows = Template.objects.all()
    texts = [line[name] for row in rows for line in row.lines for name in ("id", "en")]
    assert all(texts)
    assert len(rows.filter(kind=TemplateKind.CHECKLIST)) == 3
    for row in rows.filter(kind=TemplateKind.MESSAGE):
        (line,) = row.lines
        assert not unknown_gaps(line["id"] + line["en"])
        gaps = [set(re.findall(r"{\w+}", line[name])) for name in ("id", "en")]
        assert gaps[0] == gaps[1]


def test_a_wrong_file_of_templates_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = json.loads(reference_templates.FILE.read_text(encoding="utf-8"))
    rows[0]["lines"][0]["en"] = "Hello {name}."
    file = tmp_path / "templates.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(reference_templates, "FILE", file)
    report = run(reference_templates.TEMPLATES, actor=SYSTEM, now=FILED)
    assert len(report.errors) == 1
    assert not Template.objects.exists()
