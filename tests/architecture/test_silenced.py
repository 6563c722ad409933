"""Who silences a checker says why, at the line."""

import re

from tests.architecture import sources

SILENCE = re.compile(
    r"#\s*(?:noqa|type:\s*ignore|pragma|nosec)(?P<code>[:\[ ][\w\-, \]]*)?(?P<why>.*)"
)


def unexplained(text: str) -> list[str]:
    """The lines that silence a checker without a code, or without a reason."""
    return [
        line.strip()
        for line in text.splitlines()
        if (found := SILENCE.search(line))
        and not ("- " in line[found.start() :] or "# " in line[found.start() + 2 :])
    ]


def test_every_silenced_warning_has_its_reason() -> None:
    found = {
        sources.name(path): lines
        for path in (*sources.product(), *sources.tests())
        if path.name != "test_silenced.py"
        and (lines := unexplained(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_test_sees_one_without_a_reason() -> None:
    assert unexplained("x = 1  # noqa: S101")
    assert unexplained("x = 1  # type: ignore[misc]")
    assert not unexplained("x = 1  # noqa: S101 - a test says so")
    assert not unexplained("x = 1  # type: ignore[misc]  # the stubs lack it")
