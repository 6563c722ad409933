"""Writing a version of the method over HTTP: shown, refused with what was typed, done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.models import Methodology
from tests.compliance import instruments as made
from tests.factories.compliance import MethodologyFactory
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


@pytest.fixture
def draft() -> Methodology:
    return made.draft()


def at(name: str, method: Methodology, **more: object) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": method.ref} | more)


def seen_node(method: Methodology, **more: str) -> dict[str, str]:
    return {
        "edition": str(made.edition(method)),
        "name_id": "Ramp kursi roda",
        "name_en": "Wheelchair ramp",
        "weight": "10,5",
        "answer": "seen",
        "per": "unit",
        "law": "UU 25/2009 Pasal 29",
        "component": "7",
    } | more


def whole(method: Methodology) -> dict[str, str]:
    return {
        "edition": str(made.edition(method)),
        "name_id": "Metode baru",
        "name_en": "New method",
        "year": "2028",
        "note_id": "Usulan.",
        "note_en": "A proposal.",
        "source": "Keputusan contoh",
        "share": "0,2",
        "mode": "factor",
        "of_units": "pooled",
        "least_units": "3",
    }


def weights(method: Methodology, *texts: str) -> dict[str, str]:
    nodes = ("input", "proses", "output", "pengaduan")
    told = {f"bobot-{code}": text for code, text in zip(nodes, texts, strict=True)}
    return told | {"edition": str(made.edition(method))}


def test_from_a_copy_to_a_published_method_in_the_browser(admin: Client) -> None:
    source = MethodologyFactory()
    listing = admin.get(reverse("assess:methods")).content.decode()
    assert at("method_copy", source) in listing
    ref = str(uuid4())
    told = {
        "ref": ref,
        "name_id": "Metode 2027",
        "name_en": "Method 2027",
        "year": "2027",
    }
    response = admin.post(at("method_copy", source), told)
    draft = Methodology.objects.get(ref=ref)
    assert response.headers["Location"] == at("method", draft)
    admin.post(at("method_weights", draft), weights(draft, "25", "25", "25", "25"))
    page = admin.get(at("method", draft)).content.decode()
    assert "Semua lengkap, bobot berjumlah 100." in page
    edition = str(made.edition(draft))
    assert (
        admin.post(at("method_publish", draft), {"edition": edition}).status_code == 302
    )
    page = admin.get(at("method", draft)).content.decode()
    assert "Terkunci" in page
    assert at("method_whole", draft) not in page
    assert "Metode 2027" in admin.get(reverse("rapor:methods")).content.decode()


def test_a_level_that_does_not_make_one_hundred_stops_the_publication(
    admin: Client, draft: Methodology
) -> None:
    admin.post(at("method_weights", draft), weights(draft, "25", "25", "25", "24"))
    page = admin.get(at("method", draft)).content.decode()
    assert "Bobot tingkat pertama berjumlah 99" in page
    assert "harus 100" in page
    response = admin.post(
        at("method_publish", draft), {"edition": str(made.edition(draft))}
    )
    assert response.status_code == 409
    assert "Belum bisa terbit." in response.content.decode()


def test_an_indicator_is_added_seen_as_an_assessor_sees_it_and_removed(
    admin: Client, draft: Methodology
) -> None:
    assert admin.post(at("node_add", draft), seen_node(draft)).status_code == 302
    node = draft.nodes.get(code="ramp-kursi-roda")
    assert (node.component, str(node.weight)) == (7, "10.5000")
    page = admin.get(at("method_preview", draft) + "?n=5").content.decode()
    assert "Ramp kursi roda" in page
    assert "Ya, terlihat" in page
    assert "Indikator 5 dari 5" in page
    url = at("node_remove", draft, code=node.code)
    assert "Hapus Ramp kursi roda?" in admin.get(url).content.decode()
    admin.post(url, {"edition": str(made.edition(draft))})
    assert not draft.nodes.filter(code=node.code).exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name_en": ""}, "Tuliskan nama dalam bahasa Inggris."),
        ({"per": ""}, "Pilih untuk apa atau siapa ini ditanyakan."),
        ({"answer": "scale"}, "Tuliskan angka tertinggi skala, 2 sampai 10."),
        ({"answer": "bands", "bands": "0: 100"}, "Tuliskan paling sedikit dua rentang"),
        ({"answer": "bands", "bands": "nol"}, "Baris ini tidak terbaca: nol."),
        ({"answer": "bands", "bands": "0: NaN"}, "Baris ini tidak terbaca: 0: NaN."),
        ({"answer": "figure"}, "Angka 0 sampai 100 diisi per instansi"),
        ({"per": "user", "wanted": "2", "least": "3"}, "Jumlah orang hanya untuk"),
        ({"weight": "banyak"}, "Tuliskan angka, contoh 21,85."),
        ({"answer": "dongeng"}, "dongeng"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_is_kept(
    admin: Client, draft: Methodology, told: dict[str, str], words: str
) -> None:
    response = admin.post(at("node_add", draft), seen_node(draft, **told))
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert 'value="Ramp kursi roda"' in page


def test_ranges_are_typed_a_line_each_and_shown_the_same_way(
    admin: Client, draft: Methodology
) -> None:
    told = seen_node(draft, answer="bands", bands="8: 50\r\n0: 100\r\n15,5: 0\r\n")
    assert admin.post(at("node_add", draft), told).status_code == 302
    node = draft.nodes.get(code="ramp-kursi-roda")
    assert node.bands == [["0", "100"], ["8", "50"], ["15.5", "0"]]
    page = admin.get(at("node", draft, code=node.code)).content.decode()
    assert "0: 100\n8: 50\n15.5: 0" in page


def test_people_asked_are_kept_for_interviews_only(
    admin: Client, draft: Methodology
) -> None:
    told = seen_node(draft, answer="yes_no", per="user", wanted="30", least="20")
    admin.post(at("node_add", draft), told)
    node = draft.nodes.get(code="ramp-kursi-roda")
    assert (node.wanted, node.least) == (30, 20)
    preview = admin.get(at("method_preview", draft) + "?n=9").content.decode()
    assert "30 orang, paling sedikit 20" in preview
    group = seen_node(draft, answer="", per="unit", name_id="Kelompok")
    admin.post(at("node_add", draft), group)
    node = draft.nodes.get(code="kelompok")
    assert (node.answer, node.per, node.kind) == ("", "", "dimension")


def test_below_a_group_stand_indicators_and_variables(
    admin: Client, draft: Methodology
) -> None:
    group = seen_node(draft, answer="", name_id="Kelompok", weight="")
    admin.post(at("node_add", draft), group)
    below = at("node_add", draft) + "?di=kelompok"
    assert "Tambah di bawah Kelompok" in admin.get(below).content.decode()
    admin.post(below, seen_node(draft))
    admin.post(below, seen_node(draft, answer="", name_id="Anak"))
    kinds = draft.nodes.filter(parent__code="kelompok").values_list("code", "kind")
    assert dict(kinds) == {"ramp-kursi-roda": "indicator", "anak": "variable"}
    level = at("method_weights", draft) + "?di=kelompok"
    page = admin.get(level).content.decode()
    assert "Bobot di bawah Kelompok" in page
    assert "js/total" in page
    for unknown in ("entah", "%00"):
        address = at("node_add", draft) + f"?di={unknown}"
        assert admin.get(address).status_code == 404
    refused = admin.post(
        at("node_add", draft) + "?di=ramp-kursi-roda", seen_node(draft)
    )
    assert refused.status_code == 409
    assert "Indikator tidak bisa punya isi" in refused.content.decode()


def test_moving_up_and_down(admin: Client, draft: Methodology) -> None:
    url = at("node_move", draft, code="proses")
    admin.post(url, {"edition": "1", "to": "up"})
    assert draft.nodes.values_list("code", flat=True)[0] == "proses"
    stale = admin.post(url, {"edition": "1", "to": "down"}, follow=True)
    assert "Draf ini sudah diubah orang lain." in stale.content.decode()
    broken = admin.post(url, {}, follow=True)
    assert "Draf ini sudah diubah orang lain." in broken.content.decode()


def test_the_whole_is_changed_and_a_stale_page_keeps_what_was_typed(
    admin: Client, draft: Methodology
) -> None:
    told = whole(draft)
    assert admin.post(at("method_whole", draft), told).status_code == 302
    draft.refresh_from_db()
    assert (draft.name_id, str(draft.share)) == ("Metode baru", "0.200")
    assert (draft.first_year, draft.of_units, draft.least_units) == (2028, "pooled", 3)
    again = admin.post(at("method_whole", draft), told | {"name_id": "Lain lagi"})
    assert again.status_code == 409
    assert 'value="Lain lagi"' in again.content.decode()
    too_much = admin.post(at("method_whole", draft), told | {"share": "0,31"})
    assert too_much.status_code == 422


def test_the_scale_is_typed_a_line_each(admin: Client, draft: Methodology) -> None:
    line = {"lower-0": "50", "grade-0": "A", "zone-0": "hijau"}
    words = {"opinion_id-0": "Baik", "opinion_en-0": "Good"}
    last = {"lower-1": "0", "opinion_id-1": "Kurang", "opinion_en-1": "Poor"}
    last |= {"grade-1": "E"}
    url, told = at("method_scale", draft), line | words | last | {"edition": "1"}
    for wrong, said in (
        ({"lower-1": "1"}, "Batas terendah harus 0."),
        ({"lower-1": "50", "lower-2": "0"}, "Satu batas tertulis dua kali."),
        ({"opinion_en-1": ""}, "Tuliskan arti dalam kedua bahasa."),
        ({"grade-0": "F"}, "Satu huruf besar, A sampai E."),
        ({"grade-1": ""}, "Isi huruf, zona, atau keduanya."),
    ):
        response = admin.post(url, told | wrong)
        assert response.status_code == 422
        assert said in response.content.decode()
    assert admin.post(url, told).status_code == 302
    assert [str(band.lower) for band in draft.bands.all()] == ["50.00", "0.00"]
    assert 'value="50' in admin.get(url).content.decode()


def test_what_changed_is_told_beside_what_it_was_copied_from(
    admin: Client, draft: Methodology
) -> None:
    url = at("method_difference", draft)
    made.changed_node(draft, "input", weight=None, name_id="Masukan baru")
    made.with_node(draft)
    page = admin.get(url).content.decode()
    assert "Ditambahkan" in page
    assert "Persyaratan terpasang" in page
    assert "Masukan baru" in page
    other = made.draft()
    url = f"{at('method_difference', other)}?dengan={draft.ref}"
    assert "Dihapus" in admin.get(url).content.decode()
    url = at("method_difference", MethodologyFactory())
    assert "Pilih metode lain" in admin.get(url).content.decode()


def test_a_method_that_asks_at_units_says_what_it_waits_for(admin: Client) -> None:
    draft = made.for_the_field()
    page = admin.get(at("method_publish", draft)).content.decode()
    assert "Metode ini menanyakan di unit." in page


def test_a_draft_offers_no_copy_and_refuses_one(
    admin: Client, draft: Methodology
) -> None:
    url = at("method_copy", draft)
    assert url not in admin.get(at("method", draft)).content.decode()
    assert url not in admin.get(reverse("assess:methods")).content.decode()
    told = {"ref": str(uuid4()), "name_id": "x", "name_en": "x", "year": "2028"}
    response = admin.post(url, told)
    assert response.status_code == 409
    assert "Terbitkan metode ini dulu, lalu salin." in response.content.decode()


def test_an_empty_draft_says_what_to_do_first(
    admin: Client, draft: Methodology
) -> None:
    for code in ("input", "proses", "output", "pengaduan"):
        made.without_node(draft, code)
    assert "Tambahkan yang pertama." in admin.get(at("method", draft)).content.decode()
    preview = admin.get(at("method_preview", draft)).content.decode()
    assert "Belum ada indikator." in preview


def test_a_draft_is_thrown_away_after_it_was_asked_once(
    admin: Client, draft: Methodology
) -> None:
    url = at("method_discard", draft)
    assert "Buang draf ini?" in admin.get(url).content.decode()
    response = admin.post(url, {"edition": "1"})
    assert response.headers["Location"] == reverse("assess:methods")
    assert admin.get(at("method", draft)).status_code == 404


def test_an_assessor_reads_and_has_no_button(
    client: Client, draft: Methodology
) -> None:
    login(client, "assessor")
    page = client.get(at("method", draft)).content.decode()
    assert at("node_add", draft) not in page
    assert client.get(at("node_add", draft)).status_code == 403


@pytest.mark.parametrize(
    "kind", ["yes_no", "seen", "scale", "count", "bands", "figure"]
)
def test_every_way_to_answer_has_its_preview(
    admin: Client, draft: Methodology, kind: str
) -> None:
    per = "agency" if kind == "figure" else "product"
    bands = [["0", "100"], ["8", "0"]] if kind == "bands" else []
    top = 4 if kind == "scale" else None
    made.changed_node(
        draft, "input", answer=kind, per=per, bands=bands, top=top, may_be_absent=True
    )
    response = admin.get(at("method_preview", draft))
    assert response.status_code == 200
    assert "Tidak berlaku di sini" in response.content.decode()


def test_the_page_of_a_method_costs_the_same_whatever_its_size(
    admin: Client, draft: Methodology
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            admin.get(at("method", draft))
        return len(told)

    before = cost()
    for n in range(5):
        made.with_node(draft, name_id=f"Indikator {n}")
    assert cost() == before
