"""`verdict check`: what is wrong or doubtful in a knowledge base, as text and as JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.library import Library, knowledge_folder
from assistant.answering.library.store import look_at
from assistant.asking.question import SUBJECT
from assistant.authoring.crossval import Trial, cross_validate
from assistant.authoring.findings import ERROR, WARNING, Finding, Written, findings, written
from assistant.knowledge.base import files
from assistant.knowledge.faults import DataError, shown
from assistant.screen.layout import as_line, printable, shows_unicode
from assistant.screen.progress import progress
from assistant.words.text import clip

CONFUSIONS = 10
"""Confused pairs of entries that are listed."""


def run(
    path: Path | str | None = None,
    *,
    strict: bool = False,
    readings: bool = False,
    as_json: bool = False,
    color: bool = False,
) -> int:
    """Check a knowledge base (default: the shipped one) and print what is found; return the exit status.

    With `readings` it shows besides how each example is read: its words as they are matched, and the forms of question.
    1 where there are errors, or with `strict` warnings, else 0.

    Raises DataError: there is no such knowledge base.
    """
    folder = Path(path) if path is not None else knowledge_folder() / "django-vs-flask"
    files(folder)
    try:
        library = look_at(folder)
    except DataError as error:
        found, trials = [Finding(fault, ERROR) for fault in error.faults], []
    else:
        examples = written(library)
        trials = cross_validate([(each.example, each.owner.id) for each in examples], progress("checking"))
        found = findings(library, examples, trials)
        if readings and not as_json:
            print("\n".join(reading(each, library) for each in examples))
    print(as_object(found, trials) if as_json else as_text(found, trials, color))
    return int(any(each.level == ERROR or strict for each in found))


def reading(each: Written, library: Library) -> str:
    """Return a line on how an example is read; what is not said there says nothing."""
    forms = ", ".join(sorted(library.reader.forms_of_example(each.text)))
    matched = each.example.replace(SUBJECT, "{subject}") or "nothing"
    return printable(f"{each.owner.id}: {each.text} → {matched}{f' ({forms})' if forms else ''}")


def confusions(trials: Sequence[Trial]) -> list[tuple[str, str, list[str]]]:
    """Return the pairs of entries of which the first loses examples to the second, most first, with those examples."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for trial in trials:
        if trial.matches and not trial.found:
            pairs.setdefault((trial.intent, trial.matches[0].intent), []).append(trial.example)
    ranked = sorted(pairs.items(), key=lambda each: (-len(each[1]), each[0]))
    return [(intent, thief, examples) for (intent, thief), examples in ranked]


def as_text(found: Sequence[Finding], trials: Sequence[Trial], color: bool) -> str:
    """Return the findings a line each, the confused pairs, and the count."""
    codes = {ERROR: "31", WARNING: "33"}
    lines = []
    for each in found:
        level = f"\x1b[{codes[each.level]}m{each.level}\x1b[0m" if color else each.level
        lines.append(f"{each.fault.mark}: {level}: {each.fault.told}")
    confused = confusions(trials)
    if confused:
        lines += [*[""] * bool(lines), "Examples that find another entry when they are left out, most first:"]
        lines += [
            f"  {len(examples):3d}  {shown(intent)} → {shown(thief)}, for one: {shown(clip(one, 60))}"
            for intent, thief, examples in confused[:CONFUSIONS]
            for one in [examples[0].replace(SUBJECT, "…")]
        ]
    counts = Counter(each.level for each in found)
    total = f"{_number(counts[ERROR], 'error')}, {_number(counts[WARNING], 'warning')}"
    if trials:
        right = sum(trial.found for trial in trials)
        total += (
            f"; {len({trial.intent for trial in trials})} entries, {len(trials)} examples, of which "
            f"{100 * right / len(trials):.0f} % find their entry when left out"
        )
    return "\n".join([*lines, *[""] * bool(lines), total])


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def as_object(found: Sequence[Finding], trials: Sequence[Trial]) -> str:
    """Return everything as one JSON object on one line."""
    counts = Counter(each.level for each in found)
    return as_line(
        {
            "errors": counts[ERROR],
            "warnings": counts[WARNING],
            "entries": len({trial.intent for trial in trials}),
            "examples": len(trials),
            "found_again": sum(trial.found for trial in trials),
            "findings": [
                {
                    "level": each.level,
                    "file": each.fault.mark.path,
                    "line": each.fault.mark.line,
                    "column": each.fault.mark.column,
                    "what": each.fault.what,
                    "mend": each.fault.mend,
                }
                for each in found
            ],
            "confusions": [
                {"entry": intent, "taken_by": thief, "examples": examples}
                for intent, thief, examples in confusions(trials)
            ],
        },
        not shows_unicode(sys.stdout),
    )
