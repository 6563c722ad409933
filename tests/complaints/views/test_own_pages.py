"""The pages on which the office begins by itself, and where it then shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from complaints.domain.own_initiative import Intake
from complaints.models import AgencyTie, Case, Initiative, Kinship, Unsent
from complaints.models.choices import Channel
from complaints.selectors.performance import performance_of
from complaints.services import closing, fast, gathering, identity, restricting
from tests.complaints.own import OwnWalk, own_to_examination, suspicion
from tests.complaints.services.test_going_on import suggest, withdrawn
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page, counted, in_examination
from tests.factories.agencies import AgencyAliasFactory
from tests.factories.complaints import CANARY_NAME, FILED, calendar
from tests.people import actor, agency, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME, NEW = "/kerja/prakarsa/", "/kerja/prakarsa/baru/"
TYPED = "Kalimat yang tidak boleh hilang."


@pytest.fixture(autouse=True)
def _calendar() -> None:
    calendar()


def sent(**changes: Any) -> dict[str, Any]:
    """The form, filled in well."""
    wish = suspicion()
    given = {
        "title": wish.title,
        "suspicion": wish.suspicion,
        "source": wish.source.value,
        "grounds": wish.grounds,
        "substance": wish.substance,
        "alleged": ["PB"],
        "case_class": "medium",
        "limited_for": "",
    }
    return given | changes


def about(case: Case | None = None) -> str:
    kept = f"dari={case.ref}&" if case else ""
    return f"{NEW}?{kept}badan=agency:{agency().pk}"


def page_of(row: Initiative) -> str:
    return reverse("work:initiative", args=[row.ref])


def test_first_the_body_is_found_then_the_suspicion_is_written(client: Client) -> None:
    login(client, "head")
    city = agency()
    AgencyAliasFactory(agency=city, name="Kota Tirtalaya", key="kota tirtalaya")
    asked = client.get(NEW).content.decode()
    assert "Siapa yang diperiksa?" in asked
    found = client.get(NEW, {"cari": "tirtalaya"}).content.decode()
    assert f"badan=agency%3A{city.pk}" in found
    nothing = client.get(NEW, {"cari": "xyzzy"}).content.decode()
    assert "Tidak ada yang cocok" in nothing
    form = client.get(about()).content.decode()
    assert city.name_id in form
    assert "Mengapa diperiksa sekarang" in form


def test_a_head_begins_it_and_is_led_to_the_case(client: Client) -> None:
    login(client, "head")
    answer = client.post(about(), sent())
    case = Case.objects.get(channel=Channel.OWN)
    assert answer.status_code == 302
    assert answer["Location"] == case_page(case)
    page = client.get(case_page(case)).content.decode()
    assert case.display_number in page
    assert "Prakarsa sendiri" in page
    assert "Tidak ada: prakarsa sendiri." in page
    assert "Mengapa atas prakarsa sendiri" in page
    assert "Enam kabar dalam sebulan" in page
    assert act_page(case, "tugaskan") in page
    assert "Catatan internal" in page


def test_the_same_sending_again_leads_to_the_same_case(client: Client) -> None:
    login(client, "head")
    key = {"key": "6f1b2c1e-7b1d-4f39-9c0e-0a1b2c3d4e5f"}
    first, again = (client.post(about(), sent(**key)) for _n in range(2))
    assert first["Location"] == again["Location"]
    assert Case.objects.filter(channel=Channel.OWN).count() == 1


def test_what_is_missing_is_named_and_what_was_typed_stays(client: Client) -> None:
    login(client, "head")
    answer = client.post(about(), sent(suspicion=TYPED, grounds="", case_class=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mengapa diperiksa sekarang belum diisi." in page
    assert "Klasifikasi belum diisi." in page
    assert TYPED in page
    assert not Case.objects.exists()


def test_who_has_to_do_with_the_agency_reads_why_not_and_keeps_his_words(
    client: Client,
) -> None:
    AgencyTie.objects.create(user=person("head"), agency=agency(), at=FILED)
    login(client, "head")
    answer = client.post(about(), sent(suspicion=TYPED))
    assert answer.status_code == 409
    assert "Ada benturan kepentingan" in answer.content.decode()
    assert TYPED in answer.content.decode()


def test_an_officer_suggests_and_the_head_follows_in_her_own_words(
    client: Client,
) -> None:
    login(client, "examiner")
    page = client.get(about()).content.decode()
    assert "Kirim usul" in page
    assert client.post(about(), sent()).status_code == 302
    row = Initiative.objects.get()
    assert "Menunggu kepala" in client.get(HOME).content.decode()
    assert client.get(page_of(row)).status_code == 404
    login(client, "head")
    assert row.title in client.get(HOME).content.decode()
    assert page_of(row) in client.get("/kerja/kantor/putusan/").content.decode()
    assert row.suspicion in client.get(page_of(row)).content.decode()
    answer = client.post(page_of(row), sent(title="Judul kepala"))
    case = Case.objects.get(channel=Channel.OWN)
    assert answer["Location"] == case_page(case)
    assert case.title == "Judul kepala"
    assert client.get(page_of(row)).status_code == 404
    login(client, "examiner")
    home = client.get(HOME).content.decode()
    assert "Diikuti" in home
    assert case.display_number in home


def test_the_head_declines_with_a_reason_that_the_officer_reads(
    client: Client,
) -> None:
    row = suggest()
    login(client, "head")
    empty = client.post(page_of(row), {"do": "tidak", "answer": ""})
    assert empty.status_code == 422
    assert "Mengapa tidak diikuti belum diisi." in empty.content.decode()
    answer = client.post(page_of(row), {"do": "tidak", "answer": "Sudah diperiksa."})
    assert answer.status_code == 302
    login(client, "examiner")
    home = client.get(HOME).content.decode()
    assert "Tidak diikuti" in home
    assert "Sudah diperiksa." in home


def test_an_officer_does_not_read_of_what_became_of_it_where_few_may(
    client: Client,
) -> None:
    row = suggest("other_examiner")
    login(client, "head")
    client.post(page_of(row), sent(title="Rahasia benar", limited_for="safety"))
    case = Case.objects.get(channel=Channel.OWN)
    login(client, "other_examiner")
    home = client.get(HOME).content.decode()
    assert "Diikuti" in home
    for words in ("Rahasia benar", case.display_number, str(case.ref)):
        assert words not in home


def test_on_a_withdrawn_report_the_head_is_offered_to_go_on(client: Client) -> None:
    walk = withdrawn(substance="adminduk")
    login(client, "head")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Lanjutkan sebagai prakarsa sendiri" in page
    form = client.get(f"{NEW}?dari={walk.case.ref}").content.decode()
    assert "Nama, kontak, kode, cerita, dan berkas pelapor tidak ikut." in form
    assert walk.case.story not in form
    assert walk.case.title not in form
    answer = client.post(f"{NEW}?dari={walk.case.ref}", sent())
    case = Case.objects.get(channel=Channel.OWN)
    assert answer["Location"] == case_page(case)
    old = client.get(case_page(walk.case)).content.decode()
    assert case.display_number in old
    assert "Lanjutkan sebagai prakarsa sendiri" not in old
    new = client.get(case_page(case)).content.decode()
    assert walk.case.display_number in new
    again = client.get(f"{NEW}?dari={walk.case.ref}")
    assert again.status_code == 409
    assert "sudah dilanjutkan" in again.content.decode()


def test_who_worked_on_it_may_suggest_it_and_nobody_else_is_asked(
    client: Client,
) -> None:
    walk = withdrawn()
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Usulkan melanjutkannya sebagai prakarsa sendiri" in page
    assert client.post(f"{NEW}?dari={walk.case.ref}", sent()).status_code == 302
    assert (
        "menunggu putusan kepala" in client.get(case_page(walk.case)).content.decode()
    )
    for who in ("auditor", "other_examiner"):
        login(client, who)
        page = client.get(case_page(walk.case)).content.decode()
        assert "sebagai prakarsa sendiri</a>" not in page


def test_words_that_name_the_reporter_are_refused_and_stay_in_the_form(
    client: Client,
) -> None:
    walk = withdrawn(secrecy="confidential")
    login(client, "head")
    answer = client.post(
        f"{NEW}?dari={walk.case.ref}", sent(suspicion=f"{TYPED} {CANARY_NAME}")
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "menyebut pelapor yang mencabut laporannya" in page
    assert TYPED in page
    assert not Case.objects.filter(channel=Channel.OWN).exists()


@pytest.mark.parametrize("given", ["x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_report_that_one_sees_is_not_found(
    client: Client, given: str
) -> None:
    login(client, "head")
    assert client.get(NEW, {"dari": given}).status_code == 404


def test_a_restricted_report_asks_why_before_anybody_goes_on_with_it(
    client: Client,
) -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closing_reason="dicabut", closed_from="exam", closed_at=FILED
    )
    login(client, "head")
    answer = client.get(f"{NEW}?dari={walk.case.ref}")
    assert answer["Location"] == reverse("work:reason", args=[walk.case.ref])


def test_what_is_no_longer_withdrawn_says_so(client: Client) -> None:
    walk = Walk()
    login(client, "head")
    answer = client.get(f"{NEW}?dari={walk.case.ref}")
    assert answer.status_code == 409
    assert "Hanya laporan yang dicabut" in answer.content.decode()


def test_the_agency_of_a_withdrawn_report_may_be_another_in_the_end(
    client: Client,
) -> None:
    walk = withdrawn()
    login(client, "head")
    page = client.get(f"{NEW}?dari={walk.case.ref}&badan=").content.decode()
    assert "Siapa yang diperiksa?" in page
    address = f"{NEW}?dari={walk.case.ref}&badan=agency:{agency(1).pk}"
    assert client.post(address, sent()).status_code == 302
    assert Case.objects.get(channel=Channel.OWN).agency == agency(1)


def test_the_number_finds_it_however_it_is_written(client: Client) -> None:
    walk = OwnWalk()
    login(client, "head")
    for words in (walk.case.display_number, "1/in/iii/2026/64", str(walk.case.number)):
        rows = client.get("/kerja/antrean/", {"q": words}).context["rows"]
        assert [row["number"] for row in rows] == [walk.case.display_number]


def test_the_queue_is_narrowed_to_a_kind_of_intake(client: Client) -> None:
    own, report, urgent = OwnWalk(), Walk(), Walk(urgency="jiwa")
    urgent.do(fast.take_fast, "intake", reason="Mendesak.")
    login(client, "head")
    found = {}
    for kind in Intake:
        rows = client.get("/kerja/antrean/", {"jenis": kind.value}).context["rows"]
        found[kind] = {row["url"] for row in rows}
    assert found == {
        Intake.OWN: {case_page(own.case)},
        Intake.REPORT: {case_page(report.case)},
        Intake.FAST: {case_page(urgent.case)},
    }


def test_the_kinds_of_intake_are_counted_apart(client: Client) -> None:
    OwnWalk()
    for _n in range(2):
        Walk()
    found = performance_of(actor("head"), FILED)
    sums = {kind: sum(months.values()) for kind, months in found.kinds.items()}
    assert sums == {Intake.REPORT: 2, Intake.FAST: 0, Intake.OWN: 1}
    assert sum(found.arrived.values()) == 3
    login(client, "head")
    page = client.get("/kerja/kantor/kinerja/").content.decode()
    assert "Masuk menurut jenis" in page


def test_what_was_never_checked_has_no_share_in_how_long_checking_took() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    walk.do(closing.close, "head", reason="bukan_wewenang")
    found = performance_of(actor("head"), FILED)
    assert found.took["verification"] == {}
    assert [took.n for took in found.took["all"].values()] == [1]


def test_the_identity_of_nobody_is_closed_with_its_reason(client: Client) -> None:
    walk = OwnWalk()
    login(client, "head")
    page = reverse("work:identity", args=[walk.case.ref])
    for answer in (client.get(page), client.post(page, {"purpose": "contact"})):
        assert answer.status_code == 403
        assert "tidak ada pelapornya" in answer.content.decode()
    assert identity.closed_to(walk.case, actor("head")) == "no_reporter"
    code = client.get(reverse("work:renew_code", args=[walk.case.ref]))
    assert code.status_code == 409
    assert "tidak ada pelapornya" in code.content.decode()


def test_its_material_stands_on_its_page_as_far_as_it_may_be_seen(
    client: Client,
) -> None:
    walk, report, hidden = OwnWalk(), Walk(), Walk(title="Tidak terlihat")
    refs = [report.case.ref, hidden.case.ref]
    walk.do(gathering.collect, "head", part_refs=refs)
    hidden.do(restricting.restrict, "head", reason="safety", note="")
    login(client, "other_examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Laporan yang menjadi bahan" in page
    assert report.case.title in page
    assert "Tidak terlihat" not in page
    assert "1 perkara yang tidak terbuka bagi Anda" in page
    assert "tidak bisa ditutup" not in page


def test_reports_are_gathered_from_its_page(client: Client) -> None:
    walk, report, other = OwnWalk(), Walk(), Walk()
    login(client, "head")
    page = client.get(act_page(walk.case, "kumpulkan")).content.decode()
    assert report.case.locator in page
    body = {
        "version": walk.case.version,
        "kept": [str(report.case.ref), str(other.case.ref)],
    }
    assert client.post(act_page(walk.case, "kumpulkan"), body).status_code == 302
    assert Kinship.objects.filter(parent=walk.case).count() == 2


def test_its_page_asks_no_more_than_that_of_a_report(client: Client) -> None:
    login(client, "head")
    walk = OwnWalk()
    own_to_examination(walk)
    client.get(case_page(walk.case))
    with counted() as alone:
        client.get(case_page(walk.case))
    for _n in range(3):
        report = Walk()
        walk.do(gathering.collect, "head", part_refs=[report.case.ref])
    with counted() as with_three:
        client.get(case_page(walk.case))
    assert len(alone) <= 24
    assert len(with_three) - len(alone) <= 2  # which cases those are, and who sees them


def test_the_home_page_asks_as_often_whatever_there_is(client: Client) -> None:
    login(client, "head")
    counts = []
    for _n in range(2):
        OwnWalk()
        suggest()
        suggest("intake")
        client.get(HOME)
        with counted() as asked:
            client.get(HOME)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("who", ["citizen", "liaison", "auditor", "commissioner"])
def test_who_works_on_no_cases_finds_no_such_page(client: Client, who: str) -> None:
    login(client, who)
    for page in (HOME, NEW, page_of(suggest())):
        assert client.get(page).status_code == 404


def test_it_is_an_investigation_that_is_closed_and_no_report(client: Client) -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    case = walk.again()
    kept = {"case": case, "by": person("other_head"), "at": walk.now}
    Unsent.objects.create(act="tutup", fields={"note": "Belum."}, **kept)
    login(client, "other_head")
    close = act_page(case, "tutup")
    for address in (case_page(case), close, "/kerja/tulisan/"):
        said = client.get(address).content.decode()
        assert "Tutup pemeriksaan" in said, address
        assert "Tutup laporan" not in said, address
    english = client.get(f"{close}?bahasa=en", follow=True).content.decode()
    assert "Close the investigation" in english
    assert "Close the complaint" not in english
    client.get(f"{close}?bahasa=id")
    report = in_examination()
    page = client.get(case_page(report.case)).content.decode()
    assert "Tutup laporan" in page
