"""What a substance asks beside the story, and answers that come back over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import Problem, ProblemOut
from complaints.api.serializers import QuestionsOut, QuestionsQuery
from complaints.api.substances import day_of, require_offered
from complaints.domain.asking import Kind, is_answer
from complaints.selectors.questions import current, version_of

if TYPE_CHECKING:
    from rest_framework.request import Request


class Questions(APIView):
    """The questions of one substance."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="questions_list",
        parameters=[QuestionsQuery],
        responses={200: QuestionsOut, 422: ProblemOut},
    )
    def get(self, request: Request) -> Response:
        """The version that is asked now, in both languages."""
        query = QuestionsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        substance = query.validated_data["substance"]
        require_offered(substance, day_of(request))
        found = current(substance)
        rows = found.questions.all() if found else ()
        return Response(
            {
                "questions": found.pk if found else None,
                "results": [
                    {
                        "id": one.pk,
                        "kind": one.kind,
                        "obligatory": one.required,
                        "text_id": one.text_id,
                        "text_en": one.text_en,
                        "choices": one.choices,
                    }
                    for one in rows
                ],
            }
        )


def answers_of(data: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    """The answers of a report, each to a question of the version that it names.

    Raises :class:`Problem` for a version that is not of this substance or was never
    published, for answers that fit no question of it, and for one that is missing.
    """
    if "questions" not in data:
        if data.get("answers"):
            raise Problem(422, _("Sebut versi pertanyaannya"), "questions_missing")
        return ()
    version = version_of(data["questions"], data.get("substance", ""))
    if version is None:
        raise Problem(422, _("Versi pertanyaan tidak dikenal"), "unknown_questions")
    given = {one["question"]: one["answer"] for one in data.get("answers", ())}
    questions = {one.pk: one for one in version.questions.all()}
    for pk, answer in given.items():
        one = questions.get(pk)
        if one is None or not is_answer(
            Kind(one.kind), answer, choices=len(one.choices)
        ):
            raise Problem(422, _("Jawaban tidak cocok dengan pertanyaannya"), "answer")
    if any(one.required and pk not in given for pk, one in questions.items()):
        raise Problem(422, _("Ada pertanyaan wajib yang belum dijawab"), "unanswered")
    return tuple((pk, given[pk]) for pk in questions if pk in given)
