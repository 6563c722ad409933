"""Which acts stand open to an officer on a case, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from complaints.domain.lifecycle import Step, WhyNot
from complaints.domain.states import Command, Party
from complaints.policies import WRITERS
from complaints.selectors.besides import NOT_YOURS, besides
from complaints.selectors.ladder import WHOSE
from complaints.services.seeing import HEARERS
from complaints.views.act_of import ACT_OF, PROPOSAL_OF
from complaints.views.acts import ACTS
from complaints.views.before_sending import NAMING
from complaints.views.fast import FAST_DECIDE
from complaints.views.own_acts import COLLECT, NEED_REPORTER, REOPEN, named
from complaints.views.sentences import SENTENCES
from complaints.views.sightings import HEARD
from complaints.views.words import WHY_NOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from complaints.domain.lifecycle import Offer
    from complaints.models import Case
    from complaints.selectors.known import Known

#: Acts that are never what a page is there for: they go back, or end the case.
NEVER_FIRST = frozenset(
    {"tutup", "kembalikan", "kembalikan-konsep", "respons-cepat", "pindahkan"}
    | {"usul-cepat"}
    | {"minta-perpanjangan", "gabungkan", "pisahkan", "musyawarah"}
    | {"musyawarah-lagi", "jadi-bagian", "lepas-induk", "lepas-bagian", "usul-gabung"}
    | {"akhiri-musyawarah", "tolak", "minta-dokumen", "periksa-lapangan", "panggil"}
    | {"panggil-lagi", "dengar", "catat-kegiatan", "tarik-kegiatan", "ubah-golongan"}
    | {"undang-atasan", "persuasi", "usul-bebas", "usul-sanksi", "umumkan"}
    | {"usul-register", "setujui-register", "terbitkan-register", "tarik-register"}
    | {COLLECT, REOPEN}
)
#: For who proposes it, what another decides is no act of his.
PROPOSED_AS = {ACT_OF[command]: slug for command, slug in PROPOSAL_OF.items()}
#: Acts that are words or paper, not steps: open to whoever works on the case.
WORDS = frozenset(
    {"catatan", "pesan", "tanya", "tanda-terima", "surat-masuk"}
    | {"betulkan-tanda-terima", "betulkan-surat-masuk"}
    | {"kirim-tautan", "cabut-tautan", HEARD}
)
#: Of these, what not everybody who works on the case does.
DOERS = {HEARD: frozenset(HEARERS)}


@dataclass(frozen=True, slots=True)
class ActOffer:
    """An act as the rail of the case page shows it; ``why`` where it is closed."""

    slug: str
    label: str | Promise
    why: str | Promise = ""
    yours: bool = True
    main: bool = False  # the one thing to do next, as far as we can tell

    @property
    def is_open(self) -> bool:
        return not self.why


def offers_on(
    case: Case, parties: frozenset[Party], offers: Iterable[Offer], known: Known
) -> list[ActOffer]:
    """One row per act, the open ones first; two commands may share one act.

    ``known``: what was read of its report, its orders and terms. At most the first row is the main one; closing a case never is.
    """
    found = [
        ActOffer(
            slug,
            ACTS[slug].label,
            SENTENCES[code] if code else "",
            yours=code != NOT_YOURS,
        )
        for slug, code in besides(case, parties, known)
    ]
    offers = list(offers)
    found += [_offer(offer) for offer in offers if offer.command in ACT_OF]
    if Party.HEAD in parties and any(map(_fast_waits, offers)):
        found.append(ActOffer(FAST_DECIDE, ACTS[FAST_DECIDE].label))
    rows: dict[str, ActOffer] = {}
    for row in found:
        if row.slug not in rows or (row.is_open and not rows[row.slug].is_open):
            rows[row.slug] = row
    later = NEVER_FIRST if case.agency_id is None else NEVER_FIRST | {NAMING}
    ordered = sorted(
        (
            replace(row, label=named(ACTS[row.slug], case).label)
            for row in rows.values()
        ),
        key=lambda row: (not row.is_open, row.slug in later),
    )
    if ordered and ordered[0].is_open and ordered[0].slug not in later:
        ordered[0] = replace(ordered[0], main=True)
    return ordered


def _fast_waits(offer: Offer) -> bool:
    """Whether a colleague proposed a fast response and the head has not answered."""
    return offer.command is Command.TAKE_FAST and offer.why_not is WhyNot.ASKED


def _offer(offer: Offer) -> ActOffer:
    if offer.step is Step.PROPOSE and offer.command in PROPOSAL_OF:
        slug = PROPOSAL_OF[offer.command]
        why = WHY_NOT[offer.why_not] if offer.why_not else ""
        return ActOffer(slug, ACTS[slug].label, why)
    slug = ACT_OF[offer.command]
    label = ACTS[slug].label
    if offer.allowed and offer.step is not Step.PROPOSE:
        return ActOffer(slug, label)
    proposes = offer.step is Step.PROPOSE
    code = WhyNot.NOT_YOURS if proposes else offer.why_not or WhyNot.NOT_YOURS
    return ActOffer(slug, label, WHY_NOT[code], yours=code is not WhyNot.NOT_YOURS)


def closed_to(
    slug: str, case: Case, parties: frozenset[Party], rows: Iterable[ActOffer]
) -> tuple[int, str | Promise] | None:
    """Why this act is not open, with the status that says so; None where it is.

    403 where it is somebody else's act, 409 where the case does not allow it now.
    """
    not_yours = 403, WHY_NOT[WhyNot.NOT_YOURS]
    if slug in NEED_REPORTER and not case.has_reporter:
        return 409, WHY_NOT[WhyNot.NO_REPORTER]
    if slug in WORDS:
        if parties.isdisjoint(DOERS.get(slug, WRITERS)):
            return not_yours
        return (409, SENTENCES["case_erased"]) if case.erased_at else None
    row = next((row for row in rows if row.slug == slug), None)
    if row is None:
        anybody = WRITERS | {Party.COMMISSIONER, Party.CHAIR}
        nobody = parties.isdisjoint(WHOSE.get(slug, anybody))
        proposes = any(row.slug == PROPOSED_AS.get(slug) for row in rows)
        return (
            not_yours
            if nobody or proposes
            else (409, WHY_NOT[WhyNot.NOT_IN_THIS_STATE])
        )
    if row.is_open:
        return None
    return (409, row.why) if row.yours else not_yours
