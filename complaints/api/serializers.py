"""Shapes of the API: validation of form, never of rights or law."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from accounts.api import Strict
from agencies.domain import phone
from agencies.domain.kinds import Category
from complaints.domain import nik, papers_of_identity
from complaints.domain.approximate import Precision
from complaints.domain.asking import LONGEST, MOST, Kind
from complaints.domain.mandate import Urgency
from complaints.domain.substances import LONGEST_WORD
from complaints.models.choices import RELATIONS, SEXES, NewsChannel, Secrecy


class AgencyOut(serializers.Serializer[Any]):
    """One body of the register."""

    ref = serializers.UUIDField()
    name_id = serializers.CharField()
    name_en = serializers.CharField()
    category = serializers.CharField()
    region = serializers.CharField(allow_null=True)


class AgencyQuery(serializers.Serializer[Any]):
    """Filters of the list of agencies."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=200)
    category = serializers.ChoiceField(
        choices=[c.value for c in Category], required=False
    )
    after = serializers.IntegerField(required=False, min_value=0)


class AgencyPage(serializers.Serializer[Any]):
    """A page of agencies; ``next`` continues it."""

    results = AgencyOut(many=True)
    next = serializers.IntegerField(allow_null=True)


class ReporterIn(Strict):
    """Who reports (UU 37/2008 art. 24(1)a)."""

    name = serializers.CharField(max_length=150)
    birth_place = serializers.CharField(max_length=100)
    birth_date = serializers.DateField()
    marital_status = serializers.CharField(max_length=40)
    occupation = serializers.CharField(max_length=100)
    address = serializers.CharField(max_length=500)
    nik = serializers.CharField(required=False, allow_blank=True, max_length=32)
    passport = serializers.CharField(required=False, allow_blank=True, max_length=32)
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=32)
    kitas = serializers.CharField(required=False, allow_blank=True, max_length=32)
    sex = serializers.ChoiceField(choices=[s for s, _ in SEXES], required=False)
    represented_name = serializers.CharField(
        required=False, allow_blank=True, max_length=150
    )
    represented_relation = serializers.ChoiceField(
        choices=[r for r, _ in RELATIONS], required=False
    )
    news = serializers.ChoiceField(
        choices=[c.value for c in NewsChannel], required=False
    )
    language = serializers.ChoiceField(
        choices=[code for code, _ in settings.LANGUAGES], required=False
    )

    def validate_passport(self, value: str) -> str:
        if value and not papers_of_identity.is_passport(value):
            raise serializers.ValidationError("passport")
        return papers_of_identity.normalise(value)

    def validate_kitas(self, value: str) -> str:
        if value and not papers_of_identity.is_kitas(value):
            raise serializers.ValidationError("kitas")
        return papers_of_identity.normalise(value)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Whoever is represented has a name and a relation; news has somewhere to go."""
        if bool(attrs.get("represented_name")) != bool(
            attrs.get("represented_relation")
        ):
            raise serializers.ValidationError({"represented_name": "both"})
        news, number = attrs.get("news"), attrs.get("phone", "")
        if news == NewsChannel.EMAIL and not attrs.get("email"):
            raise serializers.ValidationError({"email": "news"})
        by_phone = news in {NewsChannel.SMS, NewsChannel.WHATSAPP}
        if by_phone and not phone.is_mobile(number):
            raise serializers.ValidationError({"phone": "news"})
        return attrs

    def validate_nik(self, value: str) -> str:
        if value and not nik.is_valid(value, synthetic_allowed=settings.DEMO):
            raise serializers.ValidationError("nik")
        return nik.normalise(value)

    def validate_phone(self, value: str) -> str:
        found = phone.normalise(value) if value else ""
        if found is None:
            raise serializers.ValidationError("phone")
        return found


class AnswerIn(Strict):
    """An answer to one question of ``/questions/``, as its kind wants it."""

    question = serializers.IntegerField(min_value=1)
    answer = serializers.CharField(max_length=LONGEST[Kind.LONG])


class ReportIn(Strict):
    """A report. ``agency`` is a ref of the register; without it say its name.

    ``region_code``: a province, or deeper, down to a village. ``urgent``: why it cannot
    wait. ``substance``: a code of ``/substances/``. ``questions``: the version of its
    questions that was answered.
    """

    story = serializers.CharField(max_length=20000)
    agency = serializers.UUIDField(required=False, allow_null=True)
    agency_label = serializers.CharField(
        required=False, allow_blank=True, max_length=200
    )
    region_code = serializers.CharField(max_length=13)
    tried = serializers.CharField(max_length=5000)
    tried_on = serializers.DateField(required=False, allow_null=True)
    hope = serializers.CharField(max_length=5000)
    happened_on = serializers.DateField(required=False, allow_null=True)
    happened_precision = serializers.ChoiceField(
        choices=[p.value for p in Precision], default=Precision.DAY.value
    )
    secrecy = serializers.ChoiceField(choices=[s.value for s in Secrecy])
    place = serializers.CharField(required=False, allow_blank=True, max_length=200)
    substance = serializers.SlugField(required=False, max_length=LONGEST_WORD)
    questions = serializers.IntegerField(required=False, min_value=1)
    answers = serializers.ListField(child=AnswerIn(), required=False, max_length=MOST)
    urgent = serializers.ChoiceField(choices=[u.value for u in Urgency], required=False)
    reporter = ReporterIn()


class SubstanceOut(serializers.Serializer[Any]):
    """One thing that a report may be about."""

    code = serializers.CharField()
    name_id = serializers.CharField()
    name_en = serializers.CharField()


class QuestionsQuery(Strict):
    """Of which substance: a code of ``/substances/``."""

    substance = serializers.SlugField(max_length=LONGEST_WORD)


class QuestionOut(serializers.Serializer[Any]):
    """One question. An answer to a ``choice`` is its place in the list, from 1."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=[k.value for k in Kind])
    obligatory = serializers.BooleanField()
    text_id = serializers.CharField()
    text_en = serializers.CharField()
    choices = serializers.ListField(child=serializers.ListField())


class QuestionsOut(serializers.Serializer[Any]):
    """The version that a report begun now is asked; null where nothing is asked."""

    questions = serializers.IntegerField(allow_null=True)
    results = QuestionOut(many=True)


class ReceiptOut(serializers.Serializer[Any]):
    """What the reporter keeps; the code is told once per key."""

    number = serializers.CharField()
    code = serializers.CharField()
    track = serializers.URLField()


class TrackIn(Strict):
    """Number and code, in the body: never in an address."""

    number = serializers.CharField(max_length=20)
    code = serializers.CharField(max_length=40)


class TermOut(serializers.Serializer[Any]):
    """A running term: whose turn, until when, by what right."""

    kind = serializers.CharField()
    holder = serializers.CharField()
    due_on = serializers.DateField()
    law = serializers.CharField()
    provisional = serializers.BooleanField()


class StandingOut(serializers.Serializer[Any]):
    """Where a report stands."""

    number = serializers.CharField()
    register_number = serializers.CharField(allow_null=True)
    state = serializers.CharField()
    filed_at = serializers.DateTimeField()
    terms = TermOut(many=True)
