"""Answers and odd figures in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.domain.answering import RESPONDENTS, AnswerKind, Per, figure
from compliance.domain.oddities import Oddity
from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.domain.answering import Question, Told
    from compliance.domain.oddities import Odd
    from compliance.domain.places import Seen

#: Of fewer people nobody outside is told what they said.
LEAST_TOLD = 5


def answer_words(question: Question, seen: Seen | None) -> str:
    """What a sheet says of one indicator, in a few words."""
    if seen is None:
        return _("belum dijawab")
    if seen.absent:
        return _("tidak berlaku di sini")
    if question.per in RESPONDENTS:
        return _of_people(question, seen.told)
    return "; ".join(_one(question, told) for told in seen.told)


def told_outside(question: Question, seen: Seen | None) -> str:
    """The same for whoever was not there: what fewer than five people said is told of
    none of them (R76), and nothing is returned."""
    asked = seen.told if seen else ()
    if question.per in RESPONDENTS and 0 < len(asked) < LEAST_TOLD:
        return ""
    return answer_words(question, seen)


def _one(question: Question, told: Told) -> str:
    if question.kind in {AnswerKind.YES_NO, AnswerKind.SEEN}:
        return _("ya") if told.value else _("tidak")
    shown = number_format(told.value.normalize(), use_l10n=True)
    if question.kind is AnswerKind.SCALE:
        return _("%(n)s dari %(top)s") % {"n": shown, "top": question.top}
    if question.kind is AnswerKind.COUNT:
        return _("%(n)s dari %(top)s") % {"n": shown, "top": told.of}
    return shown


def _of_people(question: Question, told: Sequence[Told]) -> str:
    worth = [figure(question, one) for one in told]
    mean = round_once(sum(worth, Fraction(0)) / len(worth)) if worth else Decimal(0)
    return ngettext(
        "rata-rata %(mean)s dari %(n)s orang",
        "rata-rata %(mean)s dari %(n)s orang",
        len(worth),
    ) % {"mean": number_format(mean, 2), "n": len(worth)}


def odd_words(odd: Odd, names: Mapping[str, str]) -> str:
    """What a reviewer is asked to look at."""
    name = names.get(odd.code, "")
    if odd.kind is Oddity.ALL_ALIKE:
        who = _("petugas") if odd.code == Per.STAFF else _("pengguna")
        return _("%(n)s %(who)s memberi jawaban yang sama persis.") % {
            "n": odd.n,
            "who": who,
        }
    if odd.kind is Oddity.TOO_FEW:
        return _("%(name)s: hanya %(n)s orang yang ditanya.") % {
            "name": name,
            "n": odd.n,
        }
    if odd.kind is Oddity.NO_EVIDENCE:
        return _("%(name)s: dijawab ya tanpa foto atau dokumen.") % {"name": name}
    return _("Semua %(n)s indikator bernilai penuh.") % {"n": odd.n}
