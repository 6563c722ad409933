"""The form in which an agency answers a request for explanation, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.replying import AnswerText, Said, Stance
from complaints.forms.agency import FilesField
from complaints.forms.limits import with_limit
from complaints.forms.office import SHORT
from complaints.forms.once import SharedDraftForm
from complaints.models.replies import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

LONGEST = 10000


class AnswerForm(SharedDraftForm):
    """A choice and words for each question, words to all of them, and files."""

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for n, question in enumerate(questions, start=1):
            self.fields[f"stance_{n}"] = forms.ChoiceField(
                label=f"{n}. {question}",
                choices=list(STANCES.items()),
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"text_{n}"] = forms.CharField(
                label=_("Penjelasan untuk pertanyaan %(n)s") % {"n": n},
                help_text=gettext_lazy(
                    "Hanya “Benar seperti itu” tidak memerlukannya."
                ),
                widget=SHORT,
                required=False,
                max_length=LONGEST,
            )
        self.fields["answer"] = forms.CharField(
            label=gettext_lazy("Penjelasan tambahan"),
            help_text=gettext_lazy("Bila ada yang tidak ditanyakan."),
            widget=SHORT,
            required=False,
            max_length=LONGEST,
        )
        self.fields["attachments"] = FilesField(
            label=gettext_lazy("Lampiran"),
            help_text=with_limit(
                gettext_lazy(
                    "PDF, foto, atau dokumen. Paling besar %(limit)s MB per berkas. "
                    "Lampirkan saat mengirim; draf hanya menyimpan tulisan."
                )
            ),
            required=False,
        )

    def by_question(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The two controls of each question."""
        for n, _question in enumerate(self.questions, start=1):
            yield self[f"stance_{n}"], self[f"text_{n}"]

    def text(self) -> AnswerText:
        """What the use case wants."""
        data = self.cleaned_data
        said = {}
        for n, _question in enumerate(self.questions, start=1):
            stance = data[f"stance_{n}"]
            said[n] = Said(Stance(stance) if stance else None, data[f"text_{n}"])
        return AnswerText(said, data["answer"])

    def is_whole(self) -> bool:
        """Whether each question has its answer; says at each what is missing."""
        text = self.text()
        missing = text.unsaid(len(self.questions))
        for n in missing:
            if text.said[n].stance is None:
                self.add_error(
                    f"stance_{n}", _("Pertanyaan %(n)s: pilih satu jawaban.") % {"n": n}
                )
            else:
                words = _("Pertanyaan %(n)s: tulis penjelasannya.") % {"n": n}
                self.add_error(f"text_{n}", words)
        return not missing


def as_initial(text: AnswerText) -> dict[str, Any]:
    """A draft as the form shows it again."""
    found: dict[str, Any] = {"basis": text.mark, "answer": text.more}
    for n, one in text.said.items():
        found |= {f"stance_{n}": one.stance, f"text_{n}": one.text}
    return found
