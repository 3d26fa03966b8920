"""`verdict check`: what is wrong or doubtful in a knowledge base, as text and as JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.library import Library, knowledge_folder
from assistant.answering.library.places import DEFAULT
from assistant.answering.library.store import look_at
from assistant.asking.question import SUBJECT
from assistant.authoring.crossval import MANY, Trial, cross_validate
from assistant.authoring.doubtful_examples import unasked
from assistant.authoring.findings import ERROR, WARNING, Finding, findings, findings_of
from assistant.authoring.written import Written, written
from assistant.knowledge.faults import DataError, Mark, shown
from assistant.knowledge.files import yaml_files
from assistant.matching.beside import both
from assistant.screen.layout import as_line, counted, in_rows, printable, shows_unicode
from assistant.screen.progress import progress
from assistant.tuples import NamedTuple
from assistant.words.text import clip

CONFUSIONS, SEVERAL = 10, 3
"""Confused pairs of entries that are listed, and examples that one must lose for that: fewer are mostly chance."""

TELLING = 12
"""Examples of an entry, on average, from which on leaving out tells something: of fewer each is too much of it.

Of bases with six to eight, all of whose own questions are answered, 38 to 54 of 100 find their entry.
"""

READING = 0.1
"""The part of the time that passes before the first example is left out."""

ALIKE, PLACES = 3, 5
"""Findings of one kind above which they are told in one line, and places that it lists."""


def run(
    path: Path | str | None = None,
    *,
    strict: bool = False,
    readings: bool = False,
    every: bool = False,
    as_json: bool = False,
    color: bool = False,
) -> int:
    """Check a knowledge base (default: the shipped one) and print what is found; return the exit status.

    With `readings` it shows besides how each example is read: its words as they are matched, and the forms of question;
    with `every` each finding has a line of its own, also where many are of one kind.
    1 where there are errors, or with `strict` warnings, else 0.

    Raises DataError: there is no such knowledge base.
    """
    folder = Path(path) if path is not None else knowledge_folder() / DEFAULT
    yaml_files(folder)
    checked = _checked(folder, readings and not as_json)
    print(as_object(checked) if as_json else in_rows(as_text(checked, color, every), sys.stdout))
    return int(any(each.level == ERROR or strict for each in checked.found))


class Checked(NamedTuple):
    """What a check found: the findings, examples left out, and words of the answers that no example has."""

    found: Sequence[Finding]
    examples: Sequence[Written] = ()
    trials: Sequence[Trial] = ()
    unasked: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def left_out(self) -> list[Trial]:
        """The trials that tell something: of an entry with one example nothing is left where that is left out."""
        counts = Counter(trial.intent for trial in self.trials)
        return [trial for trial in self.trials if counts[trial.intent] > 1]

    @property
    def tells(self) -> bool:
        """Whether there are enough examples for what is left out to tell something of the whole."""
        tried = self.left_out
        return bool(tried) and len(tried) >= TELLING * len({trial.intent for trial in tried})


def _checked(folder: Path, readings: bool) -> Checked:
    tell = progress("checking")
    try:
        library = look_at(folder)
    except DataError as error:
        return Checked([Finding(fault, ERROR) for fault in error.faults])
    examples = written(library, lambda share: tell(READING * share))
    trials, (found, words) = both(
        lambda: cross_validate(
            [(each.example, each.owner.id) for each in examples],
            lambda share: tell(READING + (1 - READING) * share),
        ),
        lambda: (findings(library, examples), unasked(library, examples)),
        worth=len(examples) >= MANY,
    )
    if readings:
        print("\n".join(reading(each, library) for each in examples))
    return Checked(sorted([*found, *findings_of(trials, library, examples)]), examples, trials, words)


def reading(each: Written, library: Library) -> str:
    """Return a line on how an example is read; what is not said there says nothing."""
    forms = ", ".join(sorted(library.reader.forms_of_example(each.text)))
    matched = each.example.replace(SUBJECT, "{subject}") or "nothing"
    return printable(f"{each.owner.id}: {each.text} → {matched}{f' ({forms})' if forms else ''}")


def confusions(checked: Checked) -> list[tuple[str, str, list[Written]]]:
    """Return the pairs of entries of which the first loses examples to the second, most first, with those examples."""
    own = {(each.owner.id, each.example): each for each in reversed(checked.examples)}
    pairs: dict[tuple[str, str], list[Written]] = {}
    for trial in checked.left_out:
        if trial.matches and not trial.found:
            pairs.setdefault((trial.intent, trial.matches[0].intent), []).append(own[trial.intent, trial.example])
    ranked = sorted(pairs.items(), key=lambda each: (-len(each[1]), each[0]))
    return [(intent, thief, examples) for (intent, thief), examples in ranked]


def as_text(checked: Checked, color: bool, every: bool = False) -> str:
    """Return the findings a line each or a line a kind, the confused pairs, words to ask with, and the count."""
    lines = [_told(group, color) for group in _kinds(checked.found, every)]
    fewest = 1 if every else SEVERAL
    confused = [each for each in confusions(checked) if len(each[2]) >= fewest] if every or checked.tells else []
    if confused:
        told = "No faults, but worth a look: examples that find another entry when left out, most first:"
        lines += [*[""] * bool(lines), told]
        lines += [
            f"  {len(examples):3d}  {shown(intent)} → {shown(thief)}, for one: {shown(clip(one.text, 60))} "
            f"({shown(one.mark.path)}:{one.mark.line})"
            for intent, thief, examples in confused[:CONFUSIONS]
            for one in [examples[0]]
        ]
    if checked.unasked:
        words = ", ".join(
            f"{shown(word)} ({shown(ids[0]) if len(ids) == 1 else counted(len(ids), 'entry', 'entries')})"
            for word, ids in checked.unasked
        )
        lines += [*[""] * bool(lines), f"Words of the answers with which no example asks: {words}."]
    return "\n".join([*lines, *[""] * bool(lines), _count(checked, every)])


def _kinds(found: Sequence[Finding], every: bool) -> list[list[Finding]]:
    """Group the findings that are told in one line: many of one kind, or that say the same of many places."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        groups.setdefault((each.level, each.alike or each.fault.told), []).append(each)
    single = [[each] for group in groups.values() if every or len(group) <= ALIKE for each in group]
    many = [] if every else [group for group in groups.values() if len(group) > ALIKE]
    return sorted([*single, *many], key=lambda group: group[0])


def _told(group: Sequence[Finding], color: bool) -> str:
    first = group[0]
    code = {ERROR: "31", WARNING: "33"}[first.level]
    level = f"\x1b[{code}m{first.level}\x1b[0m" if color else first.level
    fault = first.fault
    if len(group) > 1:
        what = f"{len(group)} {first.alike}" if first.alike else fault.what
        fault = fault._replace(what=f"{what} ({_places([each.fault.mark for each in group])})")
    return f"{fault.mark}: {level}: {fault.told}"


def _places(marks: Sequence[Mark]) -> str:
    """Return the first of some places, and how many more there are."""
    one_file = len({mark.path for mark in marks}) == 1
    told = [str(mark.line) if one_file else f"{Path(mark.path).name}:{mark.line}" for mark in marks[:PLACES]]
    more = f" and {len(marks) - PLACES} more" if len(marks) > PLACES else ""
    return f"{'lines ' if one_file else ''}{', '.join(told)}{more}"


def _count(checked: Checked, every: bool) -> str:
    """Return the line that ends a check."""
    counts = Counter(each.level for each in checked.found)
    total = f"{counted(counts[ERROR], 'error')}, {counted(counts[WARNING], 'warning')}"
    sizes, tried = Counter(trial.intent for trial in checked.trials), checked.left_out
    if sizes:
        total += f"; {counted(len(sizes), 'entry', 'entries')}, {counted(sizes.total(), 'example')}"
    if tried and (every or checked.tells):
        right = sum(trial.found for trial in tried)
        whose = "of which" if len(tried) == sizes.total() else f"of the {len(tried)} in entries with several"
        total += f", {whose} {100 * right / len(tried):.0f} % find their entry when left out"
    return total


def as_object(checked: Checked) -> str:
    """Return everything as one JSON object on one line; `found_again` are those of the examples `left_out`."""
    counts = Counter(each.level for each in checked.found)
    return as_line(
        {
            "errors": counts[ERROR],
            "warnings": counts[WARNING],
            "entries": len({trial.intent for trial in checked.trials}),
            "examples": len(checked.trials),
            "left_out": len(checked.left_out),
            "found_again": sum(trial.found for trial in checked.left_out),
            "findings": [
                {
                    "level": each.level,
                    "file": each.fault.mark.path,
                    "line": each.fault.mark.line,
                    "column": each.fault.mark.column,
                    "what": each.fault.what,
                    "mend": each.fault.mend,
                }
                for each in checked.found
            ],
            "confusions": [
                {"entry": intent, "taken_by": thief, "examples": [each.text for each in examples]}
                for intent, thief, examples in confusions(checked)
            ],
            "unasked": [{"word": word, "entries": ids} for word, ids in checked.unasked],
        },
        not shows_unicode(sys.stdout),
    )
