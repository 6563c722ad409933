"""Running a round over HTTP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.wall_clock import wall_now
from agencies.models import Agency
from compliance import notifications
from compliance.models import Round, Snapshot
from compliance.models.rounds import RoundState
from journal.models import Entry
from ombudsman.templatetags.portal import decimal
from tests.compliance.conftest import Complaints, fact
from tests.compliance.plenary import agreed
from tests.compliance.rounds import CODES, DECREE, answer, city, opened, published
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory
from tests.people import login

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


def form(**more: str) -> dict[str, str]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "ref": str(uuid4()),
        "name": "Penilaian contoh",
        "group": "contoh",
        "methodology": MethodologyFactory().code,
        "year": "2026",
        "cutoff": yesterday.isoformat(),
    } | more


def at(name: str, round_: Round, **more: object) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": round_.ref} | more)


def figures(
    round_: Round, agency: Agency, text: str = "80", **more: str
) -> dict[str, str]:
    member = round_.members.get(agency=agency)
    answers = {f"nilai-{code}": text for code in CODES}
    return answers | {"version": str(member.version)} | more


def test_a_round_goes_from_the_form_to_the_scoreboard(admin: Client) -> None:
    first, second = city(1), city(2)
    response = admin.post(reverse("assess:new"), form())
    round_ = Round.objects.get()
    assert response.headers["Location"] == at("round", round_)
    for one, text in ((first, "95,57"), (second, "80.5")):
        url = at("answers", round_, agency=one.ref)
        assert admin.post(url, figures(round_, one, text)).status_code == 302
    assert admin.post(at("lock", round_), {"version": "1"}).status_code == 302
    agreed(round_, wall_now())
    assert b"Ya, terbitkan" in admin.get(at("publish", round_)).content
    assert (
        admin.post(
            at("publish", round_), {"version": "2", "decree": DECREE}
        ).status_code
        == 302
    )
    scores = Snapshot.objects.order_by("-score").values_list("score", flat=True)
    assert [str(score) for score in scores] == ["95.57", "80.50"]
    page = admin.get(at("round", round_)).content.decode()
    assert "Dihitung ulang dari isian yang tersimpan: semua nilai sama." in page
    assert Entry.objects.filter(kind=notifications.ROUND_PUBLISHED).count() == 1


def test_the_form_starts_with_yesterday_and_the_invented_cities(admin: Client) -> None:
    city(1)
    MethodologyFactory()
    page = admin.get(reverse("assess:new")).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert f'value="{yesterday.isoformat()}"' in page
    assert "Kota rekaan, data contoh (1)" in page
    assert "Metode 2023 + KTK" in page


def test_the_same_form_sent_twice_opens_one_round(admin: Client) -> None:
    city(1)
    once = form()
    for _ in range(2):
        assert admin.post(reverse("assess:new"), once).status_code == 302
    assert Round.objects.count() == 1


def test_a_form_with_gaps_keeps_what_was_typed(admin: Client) -> None:
    city(1)
    response = admin.post(reverse("assess:new"), form(name="", year="2026"))
    assert response.status_code == 422
    assert "Tuliskan nama penilaian." in response.content.decode()
    assert not Round.objects.exists()


def test_a_cutoff_that_is_not_over_is_said_beside_its_field(admin: Client) -> None:
    city(1)
    today = timezone.localdate().isoformat()
    response = admin.post(reverse("assess:new"), form(cutoff=today))
    assert response.status_code == 422
    assert "Tanggal ini belum lewat." in response.content.decode()


def test_a_demonstration_offers_no_real_agencies(
    admin: Client, settings: Settings
) -> None:
    AgencyFactory(code="64.71", fictional=False)
    settings.DEMO = True
    assert b'value="kota"' not in admin.get(reverse("assess:new")).content
    settings.DEMO = False
    assert "Pemerintah kota (1)" in admin.get(reverse("assess:new")).content.decode()
    admin.post(reverse("assess:new"), form(group="kota"))
    assert not Round.objects.get().fictional


def test_the_list_shows_where_each_round_stands(admin: Client) -> None:
    assert "Belum ada penilaian." in admin.get(reverse("assess:list")).content.decode()
    published({city(1): "80"})
    opened(city(2))
    page = admin.get(reverse("assess:list")).content.decode()
    assert "Terbit" in page
    assert "Isi nilai" in page


def test_the_gates_are_counted(admin: Client, complaints: Complaints) -> None:
    one = city(1)
    round_ = opened(one, city(2))
    answer(round_, one, "80")
    complaints.waiting = 3
    page = admin.get(at("round", round_)).content.decode()
    assert "Semua isian lengkap (1/2)" in page
    assert "3 bukti yang dikirim tepat waktu menunggu putusan kami" in page
    admin.post(at("lock", round_), {"version": "1"})
    page = admin.get(at("round", round_)).content.decode()
    assert "Belum bisa. Lengkapi syaratnya dulu." in page
    assert Round.objects.get().state == RoundState.OPEN


@pytest.mark.parametrize("name", ["lock", "publish"])
@pytest.mark.parametrize("version", ["9", "x"])
def test_a_stale_button_changes_nothing(admin: Client, name: str, version: str) -> None:
    one = city(1)
    round_ = opened(one)
    answer(round_, one, "80")
    if name == "publish":
        admin.post(at("lock", round_), {"version": "1"})
    before = Round.objects.get().state
    admin.post(at(name, round_), {"version": version, "decree": DECREE})
    assert Round.objects.get().state == before
    page = admin.get(at("round", round_)).content.decode()
    assert "sudah diubah orang lain" in page


def test_figures_are_shown_again_with_a_comma(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    answer(round_, one, "95.5725")
    page = admin.get(at("answers", round_, agency=one.ref)).content.decode()
    assert 'value="95,5725"' in page
    answer(round_, one, "80")
    page = admin.get(at("answers", round_, agency=one.ref)).content.decode()
    assert 'value="80,00"' in page


def test_an_empty_figure_is_no_data(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    url = at("answers", round_, agency=one.ref)
    admin.post(url, figures(round_, one) | {"nilai-input": ""})
    assert round_.answers.count() == 3
    assert "Belum lengkap" in admin.get(at("round", round_)).content.decode()


def test_an_agency_can_be_marked_as_not_assessed(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    url = at("answers", round_, agency=one.ref)
    admin.post(url, figures(round_, one, "", left_out="on"))
    assert "Tidak dinilai" in admin.get(at("round", round_)).content.decode()


def test_a_figure_that_cannot_be_is_said_and_kept(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    url = at("answers", round_, agency=one.ref)
    response = admin.post(url, figures(round_, one, "seratus"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Tuliskan angka 0 sampai 100." in page
    assert 'value="seratus"' in page


def test_a_stale_form_keeps_what_was_typed(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    stale = figures(round_, one, "70")
    answer(round_, one, "80")
    response = admin.post(at("answers", round_, agency=one.ref), stale)
    assert response.status_code == 409
    assert 'value="70"' in response.content.decode()
    assert {str(a.value) for a in round_.answers.all()} == {"80.0000"}


def test_a_locked_round_takes_no_figures(admin: Client) -> None:
    one = city(1)
    round_ = published({one: "80"})
    url = at("answers", round_, agency=one.ref)
    assert "sudah dikunci" in admin.get(url).content.decode()
    assert admin.post(url, figures(round_, one, "90")).status_code == 409


def test_an_agency_outside_the_round_is_a_404(admin: Client) -> None:
    round_ = opened(city(1))
    url = at("answers", round_, agency=city(2).ref)
    assert admin.get(url).status_code == 404


def routes(round_: Round, agency: Agency) -> list[tuple[str, str]]:
    return [
        ("get", reverse("assess:list")),
        ("get", reverse("assess:new")),
        ("get", at("round", round_)),
        ("get", at("answers", round_, agency=agency.ref)),
        ("get", at("publish", round_)),
        ("post", reverse("assess:new")),
        ("post", at("answers", round_, agency=agency.ref)),
        ("post", at("lock", round_)),
        ("post", at("publish", round_)),
    ]


@pytest.mark.parametrize("who", ["examiner", "head", "liaison", "intake"])
def test_others_find_nothing_here(client: Client, who: str) -> None:
    one = city(1)
    round_ = opened(one)
    login(client, who)
    for method, url in routes(round_, one):
        status = getattr(client, method)(url).status_code
        assert status == (404 if str(round_.ref) in url else 403)


def test_a_stranger_is_sent_to_the_door(client: Client) -> None:
    one = city(1)
    for method, url in routes(opened(one), one):
        response = getattr(client, method)(url)
        assert response.status_code == 302
        assert reverse(portal.LOGIN_URL) in response.headers["Location"]


@pytest.mark.parametrize("who", ["assessor", "auditor"])
def test_who_may_only_look_has_no_buttons_and_no_power(
    client: Client, who: str
) -> None:
    one = city(1)
    round_ = opened(one)
    login(client, who)
    for url in (reverse("assess:list"), at("round", round_)):
        page = client.get(url)
        assert page.status_code == 200
        assert b"Kunci penilaian" not in page.content
        assert b"Buka penilaian" not in page.content
    for method, url in routes(round_, one):
        if method == "post":
            assert getattr(client, method)(url, {"version": 1}).status_code == 403
    assert Round.objects.get().state == RoundState.OPEN


def test_wrong_methods_are_refused(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    assert admin.post(reverse("assess:list")).status_code == 405
    assert admin.post(at("round", round_)).status_code == 405
    assert admin.put(at("lock", round_)).status_code == 405
    assert admin.delete(reverse("assess:new")).status_code == 405
    assert admin.delete(at("publish", round_)).status_code == 405
    assert admin.delete(at("answers", round_, agency=one.ref)).status_code == 405


def test_a_round_that_does_not_exist_is_a_404(admin: Client) -> None:
    assert admin.get(reverse("assess:round", args=[uuid4()])).status_code == 404


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_the_page_asks_as_often_for_three_cities_as_for_one(admin: Client) -> None:
    few = opened(city(1))
    many = opened(city(1), city(2), city(3))
    assert queries(admin, at("round", few)) == queries(admin, at("round", many))


def test_locking_asks_once_and_says_what_is_fixed_from_then_on(admin: Client) -> None:
    one = city(1)
    round_ = opened(one)
    page = admin.get(at("round", round_)).content.decode()
    assert at("lock", round_) not in page
    assert "ada syarat yang belum terpenuhi" in page
    assert b"Ya, kunci" not in admin.get(at("lock", round_)).content
    answer(round_, one, "80")
    assert at("lock", round_) in admin.get(at("round", round_)).content.decode()
    response = admin.get(at("lock", round_))
    page = response.content.decode()
    assert response.status_code == 200
    for said in ("Isian nilai", "Tindakan korektif", "tidak dapat dibuka lagi"):
        assert said in page
    assert Round.objects.get().state == RoundState.OPEN
    admin.post(at("lock", round_), {"version": "1"})
    page = admin.get(at("lock", round_)).content.decode()
    assert "Penilaian ini sudah dikunci." in page
    assert "Ya, kunci" not in page


def test_before_publication_base_ktk_and_final_score_of_each_city_are_shown(
    admin: Client, complaints: Complaints
) -> None:
    first, second = city(1), city(2)
    round_ = opened(first, second)
    assert b"Ya, terbitkan" not in admin.get(at("publish", round_)).content
    answer(round_, first, "80")
    answer(round_, second, "90")
    complaints.records[first.pk] = tuple(fact(f"a{n}", first.pk) for n in range(3))
    admin.post(at("lock", round_), {"version": "1"})
    agreed(round_, wall_now())
    page = admin.get(at("publish", round_)).content.decode()
    assert not Snapshot.objects.exists()
    admin.post(at("publish", round_), {"version": "2", "decree": DECREE})
    snapshot = Snapshot.objects.get(agency=first)
    result = snapshot.data["result"]
    assert result["value"] != result["base"]
    base, ktk, final = (
        decimal(figure)
        for figure in (result["base"], result["ktk"]["shown"], result["value"])
    )
    cells = f'{base}</td><td class="r num">{ktk}</td><td class="r num b">{final}</td>'
    assert cells in page
    assert decimal("90") in page
