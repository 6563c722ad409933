"""A case becomes part of another: the head's forms, both pages, and what it hinders."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from complaints.models import Kinship
from complaints.services import gathering
from ombudsman import clock
from tests.browser.surf import Surf
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 3, 11, 3, tzinfo=UTC)


def test_a_head_gathers_what_belongs_together_and_lets_it_go_again(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    whole = Walk(title="Pungutan di loket akta, seluruh kota")
    to_examination(whole)
    part, other = Walk(), Walk(title="Diminta uang untuk akta kematian")
    person("head")
    sit_down(surf, "head")
    door = act_page(part.case, "jadi-bagian")
    look(surf, "gather", door)
    surf.visit(f"{door}?nomor=ZZZZZZZZ")
    assert surf.axe() == []
    surf.photograph("gather-nothing-found")
    surf.visit(f"{door}?nomor={whole.again().number}")
    surf.choose("kept", str(whole.case.ref))
    surf.press("Jadikan bagian perkara lain")
    other.do(gathering.gather, "head", parent_ref=whole.case.ref)
    look(surf, "gather-part", case_page(part.case))
    look(surf, "gather-whole", case_page(whole.case))
    look(surf, "gather-whole-english", f"{case_page(whole.case)}?bahasa=en")
    surf.visit(f"{case_page(whole.case)}?bahasa=id")
    look(surf, "gather-hinders", act_page(whole.case, "tutup"), status=409)
    look(surf, "gather-two-levels", act_page(whole.case, "jadi-bagian"), status=409)
    look(surf, "gather-release", act_page(whole.case, "lepas-bagian"))
    away = act_page(part.case, "lepas-induk")
    look(surf, "gather-let-go", away)
    surf.press("Lepaskan dari perkara induk", status=422)
    surf.photograph("gather-let-go-lacking")
    surf.type("reason", "Bukan pungutan, hanya terlambat.")
    surf.press("Lepaskan dari perkara induk")
    assert Kinship.objects.filter(ended_at=None).get().child == other.case
    out = {"user": person("head"), "reason": "x", "created_at": MOMENT}
    other.case.recusals.create(**out)
    look(surf, "gather-release-unseen", act_page(whole.case, "lepas-bagian"))


def test_an_examiner_proposes_a_merge_and_the_head_reads_it(surf: Surf) -> None:
    kept, walk = Walk(title="Akta belum terbit, loket tiga"), Walk()
    to_examination(walk)
    person("examiner")
    sit_down(surf, "examiner")
    door = act_page(walk.case, "usul-gabung")
    look(surf, "propose-merge", door)
    surf.choose("kept", str(kept.case.ref))
    surf.press("Usulkan penggabungan")
    look(surf, "propose-merge-on-the-case", case_page(walk.case))
    surf.forget()
    person("head")
    sit_down(surf, "head")
    look(surf, "propose-merge-waits", "/kerja/kantor/putusan/")
    look(surf, "propose-merge-decide", act_page(walk.case, "gabungkan"))
    surf.choose("kept", "tidak")
    surf.press("Simpan putusan")
    assert "Diusulkan digabung" not in surf.text()
