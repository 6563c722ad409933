"""An officer takes a report in; somebody asks us something."""

from __future__ import annotations

import pytest
from django.test import Client

from complaints.models import Case
from complaints.models.choices import Channel
from tests.browser.surf import Surf
from tests.browser.test_doors import sit_down_as
from tests.codes import tracking_code
from tests.factories.complaints import calendar
from tests.people import login, office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _offices() -> None:
    calendar()
    office("64"), office("00")


def _sit_down(surf: Surf) -> None:
    client = Client()
    login(client, "intake")
    sit_down_as(surf, client)


def _tell(surf: Surf) -> None:
    """The pages of filing, answered as the reporter says."""
    surf.visit("/lapor/kejadian/")
    surf.type("story", "Saya mengurus akta sejak Maret. Semua syarat lengkap.")
    surf.type("title", "Akta kelahiran belum terbit")
    surf.type("hope", "Akta terbit")
    surf.photograph("take-story")
    surf.press("Lanjut ke instansi")
    surf.visit("/lapor/data-diri/")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh, Kota Contoh")
    surf.type("number", "9971014101900000")
    surf.press("Lanjut ke kerahasiaan")


def test_a_report_is_taken_in_left_and_found_again(surf: Surf) -> None:
    _sit_down(surf)
    surf.visit("/kerja/terima/")
    surf.photograph("take-empty")
    surf.press("Mulai", status=422)
    surf.choose("channel", "surat")
    surf.press("Mulai", status=422)
    surf.photograph("take-fault")
    surf.choose("channel", "telepon")
    surf.press("Mulai")
    assert "Anda menulis laporan orang lain (Telepon)" in surf.text()
    _tell(surf)
    surf.visit("/kerja/terima/")
    surf.photograph("take-unfinished")
    surf.press("Lanjutkan")
    assert surf.chrome.current_url.endswith("/lapor/instansi/")  # still open
    surf.visit("/lapor/kejadian/")
    assert surf.one("[name=title]").get_attribute("value")
    surf.visit("/lapor/periksa/")
    surf.photograph("take-check")


def test_a_question_is_asked_at_home_and_at_the_counter(surf: Surf) -> None:
    surf.visit("/")
    surf.press("tanyakan kepada kami")
    surf.photograph("consult-empty")
    surf.press("Kirim pertanyaan", status=422)
    surf.photograph("consult-fault")
    surf.type("story", "Apakah sekolah boleh menahan ijazah karena iuran?")
    surf.press("Kirim pertanyaan")
    surf.photograph("consult-sent")
    assert tracking_code(surf.text())
    surf.press("Lihat pertanyaan saya")
    _sit_down(surf)
    surf.visit("/kerja/terima/")
    surf.press("Tulis sebagai konsultasi")
    surf.choose("taken", "telepon")
    surf.type("story", "Bagaimana meminta salinan rekam medis?")
    surf.press("Kirim pertanyaan")
    surf.photograph("consult-taken")
    surf.press("Selesai")
    channels = Case.objects.order_by("id").values_list("channel", flat=True)
    assert list(channels) == [Channel.WEB, Channel.TELEPHONE]
