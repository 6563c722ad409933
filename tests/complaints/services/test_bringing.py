"""R35, R56: a file that comes by itself joins once, and two never pass a limit together."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection

from accounts.actor import STRANGER, reporter_of
from accounts.wall_clock import wall_now
from complaints.models import Case, CaseFile, DraftFile
from complaints.models.choices import Purpose
from complaints.services import bringing, drafting
from complaints.services.errors import NoRoom, NotReady
from complaints.services.writing import write_message
from documents import store
from documents.domain.kinds import FileState
from documents.errors import Gone
from documents.models import StoredFile
from documents.services import accept_upload
from tests.documents.samples import upload
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from complaints.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6
SIZE = 100


def sent(text: str = "a") -> StoredFile:
    """One file as it was just taken in."""
    file = upload("bukti.txt", text.encode().ljust(SIZE, b"."))
    return accept_upload(file=file, actor=STRANGER, now=wall_now())


def draft() -> Draft:
    return drafting.start(actor=STRANGER, now=wall_now())


def bring(to: Draft, stored: StoredFile) -> DraftFile:
    return bringing.into_draft(
        ref=to.ref,
        stored=stored,
        purpose=Purpose.EVIDENCE,
        actor=STRANGER,
        now=wall_now(),
    )


def all_at_once(work: Callable[[int], object]) -> list[str]:
    """How each of several threads, let loose together, ended."""
    start = threading.Barrier(AT_ONCE)
    ended: list[str] = []

    def run(n: int) -> None:
        try:
            start.wait()
            work(n)
            ended.append("joined")
        except NotReady as error:
            ended.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


@pytest.mark.parametrize(
    ("name", "most", "code"),
    [
        ("UPLOAD_REPORT_LIMIT", 2 * SIZE + 10, "report_full"),
        ("UPLOAD_REPORT_FILES", 2, "too_many_files"),
    ],
)
def test_parallel_files_never_pass_the_limit_of_a_report_together(
    settings: Settings, name: str, most: int, code: str
) -> None:
    setattr(settings, name, most)
    to = draft()
    ended = all_at_once(lambda n: bring(to, sent(str(n))))
    assert ended == ["joined"] * 2 + [code] * (AT_ONCE - 2)
    assert to.files.count() == 2
    # What was refused is not kept either.
    assert StoredFile.objects.filter(state=FileState.STORED.value).count() == 2


def test_parallel_forms_never_pass_it_in_a_report_either(settings: Settings) -> None:
    settings.UPLOAD_REPORT_LIMIT = 2 * SIZE + 10
    case, _ = file_one()
    actor = reporter_of(case.pk)

    def write(n: int) -> None:
        ids = [sent(str(n)).pk]
        write_message(
            ref=case.ref, text="Bukti.", file_ids=ids, actor=actor, now=wall_now()
        )

    assert all_at_once(write) == ["joined"] * 2 + ["report_full"] * (AT_ONCE - 2)
    assert CaseFile.objects.count() == 2


def test_the_same_file_sent_again_and_at_once_is_kept_once() -> None:
    to = draft()
    assert all_at_once(lambda _: bring(to, sent())) == ["joined"] * AT_ONCE
    held = DraftFile.objects.get()
    kept = StoredFile.objects.get(state=FileState.STORED.value)
    assert held.file_id == kept.pk
    for gone in StoredFile.objects.filter(state=FileState.ERASED.value):
        with pytest.raises(Gone):
            store.read(gone.key)


def test_a_file_that_was_left_out_may_come_again() -> None:
    to = draft()
    held = bring(to, sent())
    drafting.drop_file(ref=to.ref, file_ref=held.ref, actor=STRANGER, now=wall_now())
    assert bring(to, sent()).file.state == FileState.STORED


def test_the_same_paper_may_be_evidence_and_a_power_of_attorney() -> None:
    to = draft()
    bring(to, sent())
    drafting.add_file(
        ref=to.ref,
        stored=sent(),
        purpose=Purpose.PROXY,
        actor=STRANGER,
        now=wall_now(),
    )
    assert to.files.count() == 2


def test_a_draft_that_is_over_takes_none_and_keeps_none() -> None:
    to = draft()
    drafting.forget(ref=to.ref, actor=STRANGER, now=wall_now())
    stored = sent()
    with pytest.raises(NotReady, match="draft_over"):
        bring(to, stored)
    stored.refresh_from_db()
    assert stored.is_erased


class Form:
    """A form about a report, in one browser."""

    def __init__(self, case: Case) -> None:
        self.case, self.key, self.beside = case, uuid4(), [uuid4()]

    def park(self, text: str = "a") -> StoredFile:
        stored = bringing.park(
            ref=self.case.ref,
            stored=sent(text),
            form=self.key,
            beside=self.beside,
            actor=reporter_of(self.case.pk),
            now=wall_now(),
        )
        self.beside.append(stored.ref)
        return stored


def test_the_same_file_for_the_same_form_waits_once() -> None:
    form = Form(file_one()[0])
    first = form.park()
    assert form.park() == first
    assert form.park("b") != first
    assert StoredFile.objects.filter(state=FileState.STORED.value).count() == 2
    assert Form(form.case).park() != first  # another form means it anew


def test_what_waits_for_a_form_counts_for_the_room_that_is_left(
    settings: Settings,
) -> None:
    settings.UPLOAD_REPORT_LIMIT = 2 * SIZE + 10
    form = Form(file_one()[0])
    form.park("a")
    form.park("b")
    with pytest.raises(NoRoom, match="report_full"):
        form.park("c")
    assert StoredFile.objects.filter(state=FileState.STORED.value).count() == 2


def test_a_file_is_parked_by_the_reporter_of_that_report_only() -> None:
    form, other = Form(file_one()[0]), file_one()[0]
    with pytest.raises(Case.DoesNotExist):
        bringing.park(
            ref=form.case.ref,
            stored=sent(),
            form=form.key,
            beside=[],
            actor=reporter_of(other.pk),
            now=wall_now(),
        )
