"""The first version of each substance, so that its name is on record from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.services.loading import Loader
from agencies.services.upsert import Counts
from complaints.domain import events
from complaints.domain.substances import why_not
from complaints.models import SubstanceVersion
from complaints.selectors.substances import FILE, first, today_of
from complaints.services.substance_editing import told_of
from journal.record import record

if TYPE_CHECKING:
    from agencies.services.loading import Load
    from complaints.domain.substances import Substance


def _store(load: Load) -> None:
    """Publish version 1 of what is not there; what people wrote stays theirs."""
    today = today_of(load.now)
    for number, one in enumerate(first(), start=1):
        if why_not(one.code, one.words, starts_on=today, today=today):
            said = _("Substansi salah: %(code)s") % {"code": one.code}
            load.refuse(FILE, number, said)
    if load.errors:
        return
    known = set(SubstanceVersion.objects.values_list("code", flat=True))
    for one in first():
        if one.code in known:
            load.count(Counts(unchanged=1))
        else:
            _publish(one, load)
            load.count(Counts(created=1))


def _publish(one: Substance, load: Load) -> None:
    made = SubstanceVersion.objects.create(
        code=one.code,
        number=1,
        edited_at=load.now,
        published_at=load.now,
        starts_on=today_of(load.now),
        name_id=one.name_id,
        name_en=one.name_en,
        place=one.place,
        words=list(one.words),
    )
    record(
        events.SUBSTANCE_PUBLISHED,
        actor=load.actor,
        subject=made,
        data=told_of(made),
        now=load.now,
    )


SUBSTANCES = Loader(name="substances", files=(FILE,), store=_store)
