"""`verdict mend`: goes through what was missed and adds each question where its author says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rapidfuzz import process

from assistant.answering.conversation import Assistant
from assistant.answering.library.wordings import verbatim
from assistant.answering.reply import UNKNOWN, UNSURE
from assistant.authoring import misses
from assistant.authoring.edit import add_example, add_item, quoted
from assistant.authoring.expect import Case
from assistant.authoring.scripts import check_case, load_cases, script_files
from assistant.knowledge.base import Category, Entry, KnowledgeBase
from assistant.knowledge.faults import DataError
from assistant.knowledge.files import read_text, yaml_files
from assistant.knowledge.loading import load
from assistant.knowledge.plain import derived_id
from assistant.screen.layout import counted, printable
from assistant.tuples import NamedTuple

OFFERED = 5
"""Entries that are offered for a question at most."""

HELP = "a number adds it there, n: a new entry, o: not covered, Enter skips, q ends"


class Missed(NamedTuple):
    """A question without the right answer: `wanted` are the entries that a script expects, `case` what it asks for."""

    question: str
    why: str
    wanted: tuple[str, ...] = ()
    case: Case | None = None

    def is_open(self, assistant: Assistant) -> bool:
        """Tell whether it has no answer still, or a scripted one not the answer that the script wants."""
        if self.case:
            return not check_case(self.case, assistant).passed
        return assistant.ask(self.question).is_refusal


def run(
    folder: Path | str,
    logs: Iterable[Path | str] = (),
    *,
    ask: Callable[[str], str] = input,
    tell: Callable[[str], None] = lambda text: print(printable(text)),
) -> int:
    """Go through the questions of `logs` without an answer and the failed scripted ones of `folder`; return 0.

    `ask` prompts for a line, or raises EOFError to end; `tell` shows one. The files of the knowledge base are changed
    in place.

    Raises DataError: the knowledge base or a file cannot be used.
    """
    assistant = Assistant(folder)
    scripted = _cases(Path(folder))
    passed = [case for case, _ in scripted if check_case(case, assistant).passed]
    missed = [*_failed(scripted, assistant), *_logged(logs, Path(folder), assistant)]
    if not missed:
        tell("nothing was missed" if logs else "no scripted question fails; to add logged ones, name their file too")
        return 0
    tell(f"{counted(len(missed), 'question')}\n{HELP}")
    changed: list[str] = []
    for number, each in enumerate(missed, 1):
        tell(f"\n{number}/{len(missed)}  {each.question}\n       {each.why}")
        try:
            assistant, go_on = _one(Path(folder), assistant, each, ask, tell, changed)
        except EOFError:
            tell("")  # the line of the prompt ends
            break
        if not go_on:
            break
    if changed:
        _report(Path(folder), missed, passed, changed, tell)
    else:
        tell("nothing added")
    return 0


def nearest(base: KnowledgeBase, assistant: Assistant, missed: Missed) -> list[Category | Entry]:
    """Return the entries of the author nearest to a question, those that a script expects first.

    They come from `base`, read from the files: what is kept indexed does not tell where they stand.
    """
    own: dict[str, Category | Entry] = {each.id: each for each in base.entries}
    own.update((each.id, each) for each in base.categories)
    reply = assistant.ask(missed.question)
    ids = [*missed.wanted, *(each.item.entry.id for each in reply.candidates)]
    if sum(name in own for name in ids) < OFFERED:
        texts = {name: " ".join((each.name, *each.ask)) for name, each in own.items()}
        ids += [name for _, _, name in process.extract(missed.question, texts, limit=OFFERED)]
    return [own[name] for name in dict.fromkeys(ids) if name in own][:OFFERED]


def _one(
    folder: Path,
    assistant: Assistant,
    missed: Missed,
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    changed: list[str],
) -> tuple[Assistant, bool]:
    """Deal with one question; return the knowledge base as it is then, and whether to go on."""
    offered = nearest(load(folder), assistant, missed)
    for place, each in enumerate(offered, 1):
        tell(f"    {place}  {each.name}{'' if each.id == derived_id(each.name) else f'  ({each.id})'}")
    while True:
        said = ask("  > ").strip().casefold()
        if said == "q":
            return assistant, False
        if said in ("", "s"):
            return assistant, True
        if said.isdecimal() and 0 < int(said) <= len(offered):
            add_example(offered[int(said) - 1].mark, missed.question)
            break
        if said == "n":
            answer = ask("  the answer: ").strip()
            if answer:
                add_item(_file(folder, "faq"), "faq", f"q: {quoted(missed.question)}\na: {quoted(answer)}")
                break
        elif said == "o":
            name = ask("  what is not covered, as the refusal names it: ").strip()
            if name:
                item = f"{{name: {quoted(name)}, terms: [{quoted(name.casefold())}]}}"
                add_item(_file(folder, "outside"), "outside", item)
                break
        tell(HELP)
    changed.append(missed.question)
    tell("       added")  # it is read anew, which takes a moment
    return Assistant(folder), True


def _file(folder: Path, key: str) -> str:
    """Return the file that has a list of this name, else the first one."""
    found = yaml_files(folder)
    begins = f"{key}:"
    having = (path for path in found if any(line.startswith(begins) for line in read_text(path).splitlines()))
    return next(having, found[0])


def _cases(folder: Path) -> list[tuple[Case, Assistant]]:
    """Return the scripted questions that lie in a knowledge base, none where there are none."""
    if not folder.is_dir():
        return []
    inside = [each for each in script_files([folder]) if "tests" in each.parts or ".verdict." in each.name]
    return load_cases(inside, folder) if inside else []


def _failed(scripted: Sequence[tuple[Case, Assistant]], assistant: Assistant) -> list[Missed]:
    found = []
    for case, _ in scripted:
        result = check_case(case, assistant)
        if not result.passed and not case.before:
            wanted = case.question.id
            what = "; ".join(f"{each.key}: expected {each.expected}, got {each.got}" for each in result.mismatches)
            named = (wanted,) if isinstance(wanted, str) and wanted else tuple(wanted)
            found.append(Missed(case.question.ask, f"{case.question.mark}: {what}", named, case))
    return found


def _logged(logs: Iterable[Path | str], folder: Path, assistant: Assistant) -> list[Missed]:
    found = []
    for path in logs:
        asked = misses.of_base(misses.read(Path(path)), folder)
        wrong = {verbatim(each.question) for each in asked if each.status == misses.WRONG}
        wording = {verbatim(each.question): each.question for each in reversed(asked)}
        times = Counter(verbatim(each.question) for each in asked)
        for said, count in times.most_common(misses.MOST):
            status = "said to be wrong" if said in wrong else assistant.ask(wording[said]).status
            if said and (status in (UNKNOWN, UNSURE) or said in wrong):
                found.append(Missed(wording[said], f"asked {count} ×, {status}"))
    return found


def _report(
    folder: Path, missed: Sequence[Missed], passed: Sequence[Case], changed: list[str], tell: Callable[[str], None]
) -> None:
    """Ask everything again and tell what was mended and what was broken."""
    try:
        assistant = Assistant(folder)
    except DataError as error:
        tell(f"\nnow the knowledge base cannot be read: {error}")
        return
    open_ones = [each for each in missed if each.is_open(assistant)]
    broken = [case for case in passed if not check_case(case, assistant).passed]
    other = [
        f"“{text}” of {each.id}"
        for each in load(folder).entries
        for text in each.ask
        if "{" not in text and all(answer.id != each.id for answer in assistant.ask(text).answers)
    ]
    tell(f"\n{len(changed)} added; of {len(missed)} questions {len(missed) - len(open_ones)} have an answer now")
    failing = [each.case for each in open_ones if each.case and each.question in changed]
    for what, cases in (("broken", broken), ("fails still", failing)):
        for case in cases:
            tell(f"{what}: {case.question.mark}: {json.dumps(case.question.ask, ensure_ascii=False)}")
    for text in other:
        tell(f"finds another entry: {text}")
    if passed and not broken:
        tell(f"{counted(len(passed), 'scripted question')} as right as before")
