"""The office begins by itself: two steps, a suggestion, its case, its material."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.actor import reporter_of
from complaints.models import Case, Initiative
from complaints.models.choices import Channel
from complaints.services import closing, examination, register
from ombudsman import clock
from tests.browser.surf import Surf
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.own import begun
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page
from tests.factories.agencies import AgencyAliasFactory
from tests.factories.complaints import calendar
from tests.people import actor, agency, person

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 3, 11, 3, tzinfo=UTC)
HOME, NEW = "/kerja/prakarsa/", "/kerja/prakarsa/baru/"


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    calendar()


def write(surf: Surf) -> None:
    surf.type("title", "Akta terlambat di seluruh kota")
    surf.type("suspicion", "Di semua loket akta baru terbit setelah berbulan-bulan.")
    surf.type("grounds", "Enam kabar dalam sebulan; warga takut melapor.")
    surf.choose("case_class", "medium")


def test_a_head_begins_one_in_two_steps_and_assigns_it(surf: Surf) -> None:
    AgencyAliasFactory(agency=agency(), name="Kota Tirtalaya", key="kota tirtalaya")
    person("examiner"), person("head")
    sit_down(surf, "head")
    look(surf, "own-home-empty", HOME)
    surf.press("Mulai investigasi")
    surf.type("cari", "tirtalaya")
    surf.press("Cari")
    look(surf, "own-choose", f"{NEW}?cari=tirtalaya")
    surf.press(agency().name_id)
    assert surf.axe() == []
    surf.press("Mulai investigasi", status=422)
    surf.photograph("own-begin-lacking")
    write(surf)
    surf.choose("source", "kabar")
    surf.choose_option("substance", "adminduk")
    surf.photograph("own-begin")
    surf.press("Mulai investigasi")
    case = Case.objects.get(channel=Channel.OWN)
    look(surf, "own-case", case_page(case))
    look(surf, "own-case-english", f"{case_page(case)}?bahasa=en")
    surf.visit(f"{case_page(case)}?bahasa=id")
    look(surf, "own-assign", act_page(case, "tugaskan"))
    look(surf, "own-home", HOME)
    look(surf, "own-queue", "/kerja/antrean/?jenis=iaps")
    look(surf, "own-counts", "/kerja/kantor/kinerja/")
    look(surf, "own-no-identity", f"{case_page(case)}identitas/", status=403)


def test_an_officer_suggests_and_the_head_reads_it(surf: Surf) -> None:
    person("head"), person("examiner")
    sit_down(surf, "examiner")
    look(surf, "own-suggest", f"{NEW}?badan=agency:{agency().pk}")
    write(surf)
    surf.choose("source", "media")
    surf.choose_option("substance", "adminduk")
    surf.press("Kirim usul")
    look(surf, "own-suggested", HOME)
    look(surf, "own-suggested-english", f"{HOME}?bahasa=en")
    surf.forget()
    sit_down(surf, "head")
    look(surf, "own-waits", "/kerja/kantor/putusan/")
    row = Initiative.objects.get()
    page = f"{HOME}{row.ref}/"
    look(surf, "own-decide", page)
    surf.press("Jangan ikuti usul", status=422)
    surf.photograph("own-decline-lacking")
    surf.type("answer", "Sudah diperiksa kantor pusat.")
    surf.press("Jangan ikuti usul")
    surf.forget()
    sit_down(surf, "examiner")
    look(surf, "own-declined", HOME)


def test_a_withdrawn_report_goes_on(surf: Surf) -> None:
    walk = Walk(substance="adminduk")
    to_examination(walk)
    closing.withdraw(
        ref=walk.again().ref, actor=reporter_of(walk.case.pk), now=walk.now
    )
    person("head")
    sit_down(surf, "head")
    look(surf, "withdrawn-offers", case_page(walk.again()))
    surf.press("Lanjutkan sebagai prakarsa sendiri")
    look(surf, "own-out-of-withdrawn", f"{NEW}?dari={walk.case.ref}")
    write(surf)
    surf.press("Mulai investigasi")
    look(surf, "withdrawn-gone-on", case_page(walk.case))
    look(surf, "own-again", f"{NEW}?dari={walk.case.ref}", status=409)


def test_its_material_and_its_result(surf: Surf) -> None:
    case = begun(now=MOMENT)
    person("examiner"), person("head")
    reports = [Walk(title=f"Akta belum terbit, loket {n}") for n in (1, 2)]
    register.assign(
        ref=case.ref,
        version=case.version,
        examiner_id=person("examiner").pk,
        actor=actor("head"),
        now=MOMENT,
    )
    sit_down(surf, "head")
    look(surf, "own-collect", act_page(case, "kumpulkan"))
    for report in reports:
        surf.choose("kept", str(report.case.ref))
    surf.press("Kumpulkan laporan sebagai bahan")
    case.refresh_from_db()
    examination.draft_result(
        ref=case.ref,
        version=case.version,
        text="Ada penundaan berlarut di semua loket.",
        actor=actor("examiner"),
        now=MOMENT,
    )
    look(surf, "own-with-material", case_page(case))
    look(surf, "own-approve", act_page(case, "setujui-hasil"))
    surf.press("Setujui hasil, lanjut ke LHP")
    look(surf, "own-in-review", case_page(case))
    look(surf, "own-note", act_page(case, "pesan"), status=409)
