"""What counts as an answer to each question."""

from __future__ import annotations

from complaints.domain.replying import AnswerText, Said, Stance

WHY = Said(Stance.PARTLY, "Sebagian berkas hilang.")


def test_whoever_agrees_needs_no_words_and_whoever_does_not_says_why() -> None:
    said = {
        1: Said(Stance.AGREE),
        2: Said(Stance.DISAGREE),
        3: WHY,
        4: Said(None, "Ya."),
    }
    assert AnswerText(said).unsaid(5) == [2, 4, 5]


def test_what_stands_at_no_question_answers_none() -> None:
    assert AnswerText({7: WHY}).unsaid(1) == [1]


def test_an_answer_without_a_choice_and_without_words_is_empty() -> None:
    assert AnswerText({1: Said(None, " ")}, " ").is_empty
    assert not AnswerText({1: Said(Stance.AGREE)}).is_empty
    assert not AnswerText({}, "Satu hal lagi.").is_empty


def test_a_changed_choice_is_another_text() -> None:
    first, second = AnswerText({1: Said(Stance.AGREE)}), AnswerText({1: WHY})
    assert first.words() != second.words()
    assert AnswerText({2: WHY, 1: WHY}).words() == AnswerText({1: WHY, 2: WHY}).words()
