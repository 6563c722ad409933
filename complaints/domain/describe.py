"""The table of the life of a case as rows of text, for docs/domain.md."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TERMS, Basis, TermKind
from complaints.domain.transition import UNTIL
from complaints.domain.transitions import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.domain.transition import Transition

#: What a state is called: in Indonesian (officers) and in English.
STATE_NAMES = {
    State.DRAFT: ("Draf", "draft"),
    State.CONSULT: ("Konsultasi", "consultation"),
    State.SUBMITTED: ("Diterima (agenda)", "received"),
    State.RCO: ("Respons cepat", "fast response"),
    State.FORMAL: ("Verifikasi formil", "formal check"),
    State.INCOMPLETE: ("Menunggu kelengkapan", "awaiting data"),
    State.MATERIAL: ("Verifikasi materiil", "material check"),
    State.PLENO: ("Rapat pleno", "plenary"),
    State.REGISTERED: ("Teregistrasi", "registered"),
    State.EXAM: ("Pemeriksaan", "examination"),
    State.CONCILIATION: ("Konsiliasi/mediasi", "settlement talks"),
    State.PRE_LHP: ("Pemberitahuan hasil", "result notified"),
    State.LHP_DRAFT: ("Bedah LHP", "case review"),
    State.LHP_ISSUED: ("LHP terbit", "report issued"),
    State.CORRECTIVE: ("Tindakan korektif", "corrective period"),
    State.RESMON: ("Resolusi & monitoring", "resolution"),
    State.RECOMMENDATION: ("Rekomendasi", "recommendation"),
    State.PUBLISHED: ("Dipublikasikan & dilaporkan", "published and reported"),
    State.CLOSED: ("Ditutup", "closed"),
}
#: How a party is written in the table.
PARTY_NAMES = {
    Party.REPORTER: "reporter",
    Party.INTAKE: "intake",
    Party.EXAMINER: "examiner",
    Party.HEAD: "head",
    Party.RESMON: "resmon",
    Party.COMMISSIONER: "commissioner",
    Party.CHAIR: "chair",
    Party.REVIEWER: "reviewer",
    Party.LIAISON: "liaison",
    Party.SUPERIOR: "superior",
    Party.OFFICER: "any officer of intake or examination",
    Party.SYSTEM: "time alone",
}
EVERYWHERE = (
    Command.WITHDRAW,
    Command.MERGE,
    Command.CLOSE,
    Command.TAKE_FAST,
    Command.TRANSFER,
    Command.EXTEND,
)
#: What is said of a step that presumes a reporter, or that there is none.
ONLY = {True: "with a reporter only", False: "without a reporter only"}
HEADINGS = ("From", "Command", "To", "Who", "Closing reason", "Term")


def rows() -> tuple[tuple[str, ...], ...]:
    """The table under HEADINGS: first the road, then what holds in many states."""
    road = [
        _row(f"{row.source}", row, f"{row.target}")
        for row in TRANSITIONS
        if row.command not in EVERYWHERE and row.source is not State.CLOSED
    ]
    return (*road, *(_everywhere(command) for command in EVERYWHERE), *_back())


def state_rows() -> tuple[tuple[str, str, str], ...]:
    """Code, Indonesian and English name of every state, in the order of the law."""
    return tuple((f"`{state}`", *STATE_NAMES[state]) for state in State)


def term_rows() -> tuple[tuple[str, str], ...]:
    """Every term with its length and by what right it binds."""
    return tuple((f"`{kind}`", term_text(kind)) for kind in TermKind)


def as_markdown(headings: Iterable[str], table: Iterable[Iterable[str]]) -> str:
    """A table in Markdown, ending with a line break."""
    heads = list(headings)
    lines = [heads, ["---"] * len(heads), *(list(row) for row in table)]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def term_text(kind: TermKind) -> str:
    """A term as text: amount, unit and by what right."""
    term = TERMS[kind]
    unit = "working day" if term.unit is Unit.WORKDAYS else "day"
    plural = "" if term.amount == 1 else "s"
    right = term.law if term.basis is Basis.LAW else f"{term.basis}"
    doubt = ", assumed" if term.assumed else ""
    return f"{term.amount} {unit}{plural} ({right}{doubt})"


def _everywhere(command: Command) -> tuple[str, ...]:
    """One line for a command that holds in every open state up to its limit."""
    found = [row for row in TRANSITIONS if row.command is command]
    limit = UNTIL.get(command)
    source = "every open state"
    if limit is not None:
        source += f" before `{limit}`"
    last = found[-1]
    target = "the same" if last.source is last.target else f"`{last.target}`"
    asking = frozenset[Party]().union(*(row.proposed_by for row in found))
    cells = _row("", replace(last, proposed_by=asking), "")
    return (source, cells[1], target, *cells[3:])


def _back() -> tuple[tuple[str, ...], ...]:
    """The ways out of CLOSED, one line for each command."""
    ways = {
        Command.REOPEN: "the stage it was closed from; `resmon` after a relapse; "
        "`exam` when closed on its LHP",
        Command.UNDO_MERGE: f"the state before the merge, any before "
        f"`{UNTIL[Command.MERGE]}`",
        Command.COMPLETE: "`formal`",
    }
    lines = []
    for command, target in ways.items():
        row = next(
            row
            for row in TRANSITIONS
            if row.source is State.CLOSED and row.command is command
        )
        cells = _row(f"{State.CLOSED}", row, "")
        lines.append((*cells[:2], target, *cells[3:]))
    return tuple(lines)


def _row(source: str, row: Transition, target: str) -> tuple[str, ...]:
    return (
        f"`{source}`",
        f"`{row.command}`",
        f"`{target}`",
        _who(row),
        ", ".join(f"`{reason}`" for reason in sorted(row.reasons)),
        term_text(row.term) if row.term else "",
    )


def _who(row: Transition) -> str:
    text = _names(row.by)
    if row.recorded_by:
        text += f"; recorded by {_names(row.recorded_by)}"
    if row.proposed_by:
        text += f"; proposed by {_names(row.proposed_by)}"
    if row.four_eyes:
        text += "; four eyes"
    if row.reporter is not None:
        text += f"; {ONLY[row.reporter]}"
    return text


def _names(parties: frozenset[Party]) -> str:
    return ", ".join(PARTY_NAMES[party] for party in Party if party in parties)
