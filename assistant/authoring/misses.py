"""Questions without an answer: logged where asked for, and grouped so that an author sees what to write next."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.answering.conversation import Assistant
from assistant.answering.library.places import place_of
from assistant.answering.ranking import Candidate
from assistant.answering.reply import ANSWERED, UNKNOWN, UNSURE, Reply
from assistant.asking.question import MOST_CHARACTERS, SUBJECT
from assistant.knowledge.faults import DataError, Fault, Mark, shown
from assistant.knowledge.files import append_line, read_text
from assistant.screen.layout import as_line, counted, shows_unicode
from assistant.tuples import NamedTuple

ALIKE = 62
"""Likeness (0 to 100) of content words from which two questions ask for the same."""


MOST = 5_000
"""Different questions that are looked at, the most asked: 2 ms each to ask, and as much to group."""

WRONG = "wrong"
"""Status under which a question is logged whose answer was said to be wrong."""


_LOGGED = r"\s*($|\{\s*\"question\")"
"""How a log begins."""


class Logged(NamedTuple):
    """A question as it was logged: its status, and the place of the knowledge that was asked.

    `knowledge` is "" for the one that comes with Verdict, None where that is not told, as in a list by hand.
    """

    question: str
    status: str
    knowledge: str | None


class Group(NamedTuple):
    """Questions that ask for much the same, how often they were asked in all, and the entry nearest to the first."""

    questions: tuple[str, ...]
    times: int
    nearest: Candidate | None


def log(file: Path | str, reply: Reply, knowledge: Path | str | None = None) -> None:
    """Append the question of a reply to `file` if it was not answered, or wrongly: with its status and whom it asked.

    Raises DataError: the file cannot be written.
    """
    status = _missed(reply)
    if not status:
        return
    line = as_line({"question": reply.question, "status": status, "knowledge": place_of(knowledge) or None}, False)
    append_line(file, line, lambda head: bool(re.match(_LOGGED, head)), "name another file after --log-misses")


def run(file: Path | str, *, knowledge: Path | str | None = None, as_json: bool = False) -> int:
    """Print the logged questions that have no answer still, grouped, the most asked first; return 0.

    Each is asked of the knowledge that it was logged for; where `knowledge` is named, those for others are left out.
    What cannot be asked any more, what is left out, and that of more than `MOST` different questions the most asked are
    looked at is noted on standard error.

    Raises DataError: the file or the knowledge base that is named cannot be used.
    """
    logged = read(Path(file))
    if knowledge is not None:
        _list(of_base(logged, knowledge), Assistant(knowledge), place_of(knowledge), as_json)
        return 0
    if any(each.knowledge is None for each in logged):
        _note(
            "the file names no knowledge base: the one that comes with Verdict is asked; --knowledge PATH asks another"
        )
    for number, place in enumerate(dict.fromkeys(each.knowledge or "" for each in logged) or ("",)):
        try:
            assistant = Assistant(place or None)
        except DataError as error:
            _note(f"what was asked of it is left out: {error}")
            continue
        if number and not as_json:
            print()
        _list([each for each in logged if (each.knowledge or "") == place], assistant, place, as_json)
    return 0


def read(path: Path) -> list[Logged]:
    """Return what was logged, of each question as far as any is read.

    A file that does not begin as one that `log` wrote holds a question a line.

    Raises DataError: the file cannot be read, or a line is not what `log` writes.
    """
    lines = read_text(path, "name a file that --log-misses wrote, or of questions, one a line").split("\n")
    plain = next((line for line in lines if line.strip()), "{").lstrip()[0] not in "{["
    marked = ((line, Mark(str(path), number, 1)) for number, line in enumerate(lines, 1) if line.strip())
    return [_question(line, mark, plain) for line, mark in marked]


def of_base(logged: Iterable[Logged], knowledge: Path | str) -> list[Logged]:
    """Return what was logged for a knowledge base, or for none that is told; a note tells what is left out."""
    rows, place = list(logged), place_of(knowledge)
    found = [each for each in rows if each.knowledge in (None, place)]
    if len(found) < len(rows):
        _note(f"{counted(len(rows) - len(found), 'question')} to other knowledge left out")
    return found


def _note(text: str) -> None:
    print(f"verdict: note: {shown(text)}", file=sys.stderr)


def _list(logged: Sequence[Logged], assistant: Assistant, place: str, as_json: bool) -> None:
    """Print what is open of one knowledge base."""
    every, wrong = Counter(each.question for each in logged), {each.question for each in logged if each.status == WRONG}
    asked = Counter(dict(every.most_common(MOST)))
    open_ones = Counter(
        {question: count for question, count in asked.items() if question in wrong or _missed(assistant.ask(question))}
    )
    groups = grouped(assistant, open_ones)
    if len(every) > MOST:
        _note(f"{len(every)} different questions; the {MOST} most asked are shown")
    if as_json:
        for each in groups:
            print(as_line(_as_dict(each, place), not shows_unicode(sys.stdout)))
        return
    for each in groups:
        print(f"{each.times:4d} × {shown(each.questions[0])}")
        for question in each.questions[1:]:
            print(f"       {shown(question)}")
        print(f"       nearest: {shown(_nearest(each.nearest))}\n")
    noted = sum(count for question, count in asked.items() if question in wrong)
    answered, missed = asked.total() - open_ones.total(), asked.total() - noted
    told = [f"{counted(noted, 'answer')} noted as wrong"] if noted else []
    told += [f"{counted(open_ones.total() - noted, 'question')} without an answer"] if missed or not noted else []
    by_now = f"; {answered} of {missed} have one by now" if missed or not noted else ""
    title = shown(assistant.library.base.title)
    print(f"{', '.join(told)} in {counted(len(groups), 'group')}{by_now} in “{title}”")


def grouped(assistant: Assistant, questions: Counter[str]) -> list[Group]:
    """Put questions together whose content words are alike, the most asked first.

    Those that differ in a word that denies or judges ask for opposites and stay apart.
    """
    english = assistant.library.english
    signs = {*english.more, *english.less, *english.negations, *english.privatives}
    groups: list[list[str]] = []
    of_signs: dict[frozenset[str], tuple[list[str], list[list[str]]]] = {}
    for question, _ in questions.most_common():
        content = _content(assistant, question)
        signed = frozenset(signs.intersection(assistant.library.lexicon.words(question)))
        contents, beside = of_signs.setdefault(signed, ([], []))
        found = process.extractOne(content, contents, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
        if found:
            beside[found[2]].append(question)
        else:
            groups.append([question])
            contents.append(content)
            beside.append(groups[-1])
    whole = [
        Group(tuple(members), sum(questions[each] for each in members), _candidate(assistant, members[0]))
        for members in groups
    ]
    return sorted(whole, key=lambda each: (-each.times, each.questions))


def _missed(reply: Reply) -> str:
    """Return the status under which the question of a reply is logged, "" where it was answered.

    What was only supposed to be asked is unsure: the author sees what to write, and the reply named what it answers.
    """
    status = UNSURE if reply.status == ANSWERED and reply.supposes else reply.status
    return status if status in (UNKNOWN, UNSURE, WRONG) else ""


def _question(line: str, mark: Mark, plain: bool) -> Logged:
    if plain:
        return Logged(line.strip()[:MOST_CHARACTERS], "", None)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise DataError([Fault(mark, "not a logged question", 'write {"question": …}, or take the line out')])
    place = row.get("knowledge", 0)
    knowledge = place if isinstance(place, str) else "" if place is None else None
    return Logged(str(row["question"])[:MOST_CHARACTERS], str(row.get("status", "")), knowledge)


def _content(assistant: Assistant, question: str) -> str:
    """The words that tell what is asked, and not of whom, as far as there are such."""
    words = assistant.library.reader.read(question).content
    idle = assistant.library.fillers | {SUBJECT}
    return " ".join(word for word in words if word not in idle) or " ".join(words)


def _candidate(assistant: Assistant, question: str) -> Candidate | None:
    """The nearest entry that the author wrote; what the program brings cannot be added to."""
    base = assistant.library.base
    own = {*(each.id for each in base.categories), *(each.id for each in base.entries)}
    return next((each for each in assistant.ask(question).candidates if each.item.entry.id in own), None)


def _nearest(candidate: Candidate | None) -> str:
    if candidate is None:
        return "none"
    return f"{candidate.item.entry.id} ({candidate.score:.2f}): {candidate.item.question}"


def _as_dict(group: Group, place: str) -> dict[str, object]:
    nearest = group.nearest
    return {
        "count": group.times,
        "questions": list(group.questions),
        "nearest": nearest.item.entry.id if nearest else None,
        "score": round(nearest.score, 3) if nearest else 0.0,
        "knowledge": place or None,
    }
