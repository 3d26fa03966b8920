"""Runs of scripted questions beside each other: what failed last, what changed since, what no question tests."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from assistant.answering.library.kept import cache_folder, is_safe
from assistant.authoring.expect import Case, Result
from assistant.knowledge.faults import DataError, Fault, Mark, shown
from assistant.knowledge.files import read_text
from assistant.knowledge.writing import make_folder, put

Earlier: TypeAlias = "dict[tuple[str, str, str], dict[str, Any]]"
"""An earlier run: file, conversation and question to whether it passed and what was got."""

FILE = "last-failed.json"
"""What failed last, in the cache folder: a scripted file's path to the names of its cases."""


def failed_before(cases: Iterable[Case]) -> set[tuple[Path, str]]:
    """Return which of the cases failed when they were asked last; none where that was not kept."""
    kept = _kept() or {}
    return {(case.path, case.name) for case in cases if case.name in kept.get(str(case.path.resolve()), ())}


def keep(results: Sequence[Result]) -> None:
    """Keep which cases failed; those that were not asked now stay as they were."""
    place, kept = _place(), _kept()
    if not place or kept is None:
        return
    for result in results:
        names = kept.setdefault(str(result.case.path.resolve()), [])
        if result.case.name in names:
            names.remove(result.case.name)
        if not result.passed:
            names.append(result.case.name)
    text = json.dumps({path: names for path, names in kept.items() if names})
    with suppress(OSError):
        make_folder(os.path.dirname(place), 0o700)
        put(place, text.encode(), private=True)


def _place() -> str:
    """Where it is kept what failed, "" for nowhere."""
    folder = cache_folder()
    return os.path.join(folder, FILE) if folder and is_safe(folder) else ""


def _kept() -> dict[str, list[str]] | None:
    """What failed last, None where something stands in its place that was not written by `keep`."""
    place = _place()
    if not os.path.lexists(place):
        return {}
    try:
        kept = None if os.path.islink(place) else json.loads(read_text(place))
    except (DataError, ValueError, RecursionError):
        return None
    if not isinstance(kept, dict) or not all(isinstance(names, list) for names in kept.values()):
        return None
    return {path: [*map(str, names)] for path, names in kept.items()}


def coverage(results: Sequence[Result]) -> list[str]:
    """Return what no question tests: a line an entry that no script names and that answers none that passed."""
    lines: list[str] = []
    libraries = {id(each.library): each.library for each in results}
    for key, library in libraries.items():
        own = [each for each in results if id(each.library) == key]
        tested = {answer.id for each in own if each.passed for answer in each.reply.answers}
        for each in own:
            named = each.case.question.id
            tested |= {named} if isinstance(named, str) else {*named}
        written = [*((each.id, each.mark) for each in library.base.categories)]
        written += [(each.id, each.mark) for each in library.base.entries]
        missing = [name for name, _ in written if name not in tested]
        lines += [f"not tested: {shown(name)}" for name in missing]
        lines.append(
            f"{len(written) - len(missing)} of {len(written)} entries of {shown(library.base.title)} are tested"
        )
    return lines


def compared(results: Sequence[Result], before: Earlier, name: str) -> list[str]:
    """Return what changed against an earlier run, called `name`: newly wrong, newly right, other entry."""
    before = dict(before)
    changes: dict[str, list[str]] = {"newly wrong": [], "newly right": [], "other entry": [], "new question": []}
    for result in results:
        last = before.pop(_key(str(result.case.path), result.case.conversation, result.case.question.ask), None)
        ids = [each.id for each in result.reply.answers]
        shown = f"{result.case.question.mark}: {result.case.name}"
        got = ", ".join(ids) or result.reply.status
        if last is None:
            changes["new question"].append(shown)
        elif last["passed"] != result.passed:
            changes["newly right" if result.passed else "newly wrong"].append(f"{shown} ({last['got']} → {got})")
        elif last["got"] != got:
            changes["other entry"].append(f"{shown} ({last['got']} → {got})")
    lines = [f"{what}: {each}" for what, found in changes.items() for each in found]
    counts = ", ".join(f"{len(found)} {what}" for what, found in changes.items())
    return [*lines, f"against {name}: {counts}, {len(before)} not asked now"]


def _key(path: str, conversation: str, question: str) -> tuple[str, str, str]:
    return Path(path).name, conversation, question


def read(path: Path | str) -> Earlier:
    """Return an earlier run as `verdict test --json` printed it.

    Raises DataError: the file cannot be read, or a line is not of such a run.
    """
    lines = read_text(path, "name what `verdict test --json` printed").split("\n")
    found: Earlier = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            reply = row["reply"]
            got = ", ".join(each["id"] for each in reply["answers"]) or reply["status"]
            key = _key(row["file"], row["conversation"] or "", row["question"])
            found[key] = {"passed": row["passed"], "got": got}
        except (ValueError, KeyError, TypeError, RecursionError):
            mend = "name what `verdict test --json` printed"
            raise DataError([Fault(Mark(str(path), number, 1), "not a line of an earlier run", mend)]) from None
    return found
