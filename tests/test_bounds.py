"""No question or knowledge takes long: the work grows with its length, and no further than as much as is read."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from assistant import Assistant
from assistant.answering.reply import LONGEST_REPLY
from assistant.asking.question import MOST_CHARACTERS, MOST_WORDS
from assistant.knowledge.faults import DataError
from assistant.knowledge.loading import load
from assistant.terminal.chat.completion import ranked
from assistant.terminal.hearing import Hearing
from assistant.terminal.talk import Talk
from tests.terminal import verdict

LINES = 450_000
"""Lines of Python that any question runs at most; an everyday one runs some 8,000."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "courtesy behind": lambda n: "does flask ship an orm " + "please " * n,
    "courtesy before": lambda n: "please " * n + "does flask ship an orm",
    "sentences of a letter": lambda n: "a. " * n,
    "questions": lambda n: "is it flask or django? " * n,
    "statements": lambda n: "is flask fast; " * n,
    "tags": lambda n: "flask ships an orm, doesn't it? " * n,
    "one word": lambda n: "a" * n,
    "one word of names": lambda n: "flask" * n,
    "one word of digits": lambda n: "9" * n,
    "combining marks": lambda n: "e" + "\u0301\u0323" * n,
    "commas": lambda n: "," * n,
    "names and commas": lambda n: "flask, " * n,
    "interjections": lambda n: "hmm, " * n + "is flask fast",
    "asides": lambda n: "never mind the speed, " * n,
    "clauses": lambda n: "unlike django, flask ships an orm, " * n,
    "reports": lambda n: "nobody says that " * n + "flask has an orm?",
    "negations": lambda n: "does flask " + "not " * n + "ship an orm?",
    "joined": lambda n: "is flask faster and more secure and " * n,
    "Chinese": lambda n: "\u4f60\u597d" * n,
    "apostrophes": lambda n: "a'b'" * n,
    "dotted": lambda n: "a.b." * n + "cd",
    "hyphens": lambda n: "more-secure-" * n,
    "fused": lambda n: "flaskdjango " * n,
    "other words": lambda n: " ".join(f"w{i}x" for i in range(n)),
    "slips": lambda n: " ".join(f"secu{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}ty" for i in range(n)),
    "brackets": lambda n: "(" * n,
    "underscores": lambda n: "_" * n,
    "line breaks": lambda n: "\n" * n + "is flask fast",
    "directions": lambda n: "\u202e\u200f" * n + "flask",
    "emoji": lambda n: "\U0001f600" * n,
}


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant()


def lines_by_file(work: Callable[[], object]) -> Counter[str]:
    """How many lines of each file of the program some work runs."""
    counts: dict[str, list[int]] = {}

    @cache
    def counting(name: str) -> Callable[..., Any] | None:
        lines = counts.setdefault(name, [0])

        def count(_: FrameType, event: str, __: Any) -> Any:
            if event == "line":
                lines[0] += 1
            return count

        return count if "assistant" in name else None

    def trace(frame: FrameType, *_: Any) -> Any:
        return counting(frame.f_code.co_filename)

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return Counter({name: lines for name, (lines,) in counts.items()})


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of the program's Python some work runs."""
    return lines_by_file(work).total()


def repeated(text: Callable[[int], str]) -> int:
    """How often what a text repeats can stand in it, and twice as often, within what is read of a question."""
    some = text(10)
    characters, words = max(len(some) / 10, 1), max(len(some.split()) / 10, 0.1)
    return max(int(min(MOST_CHARACTERS / characters, MOST_WORDS / words)) // 4, 2)


def outgrown(assistant: Assistant, text: Callable[[int], str]) -> dict[str, tuple[int, int]]:
    """The files that do more than in proportion for a text twice as long, and the lines that they run for both."""
    few, many = (text(times * repeated(text)) for times in (1, 2))
    assistant.ask(many)  # what is read once only is not counted
    half, whole = (lines_by_file(lambda asked=asked: assistant.ask(asked)) for asked in (few, many))
    return {Path(file).name: (half[file], n) for file, n in whole.items() if n > 2.6 * half[file] + 2_000}


@pytest.mark.parametrize("name", [*HOSTILE][1::4])
def test_the_work_of_every_stage_grows_no_faster_than_the_question(assistant: Assistant, name: str) -> None:
    assert outgrown(assistant, HOSTILE[name]) == {}


@pytest.mark.parametrize("name", [*HOSTILE][::2])
def test_the_work_is_bounded_and_what_is_left_out_changes_no_reply_but_its_note(
    assistant: Assistant, name: str
) -> None:
    text, replies = HOSTILE[name](20_000), [assistant.ask(HOSTILE[name](200_000))]
    assert lines_run(lambda: replies.append(assistant.ask(text))) < LINES
    longer, reply = replies
    assert len(reply.question) <= MOST_CHARACTERS
    assert len(reply.text) <= LONGEST_REPLY
    if text[:MOST_CHARACTERS] == longer.question:
        assert reply.text == longer.text
    assert assistant.library.english.say["cut"] in reply.text


def test_a_question_that_is_read_to_its_end_has_no_such_note(assistant: Assistant) -> None:
    words = "is flask fast " * (MOST_WORDS // 3)
    note = assistant.library.english.say["cut"]
    assert len(words) < MOST_CHARACTERS
    assert note not in assistant.ask(words).text
    assert note in assistant.ask(words + "a b c").text


def test_small_talk_that_is_cut_says_so_too(assistant: Assistant) -> None:
    assert assistant.library.english.say["cut"] in assistant.ask("hello" + " " * 3_000 + "?").text


@pytest.mark.parametrize("name", [*HOSTILE][1::3])
def test_hearing_what_is_no_question_is_bounded_too(assistant: Assistant, name: str) -> None:
    hearing, text = Hearing(assistant.library), HOSTILE[name](20_000).replace("\n", " ")

    def hear() -> None:
        for heard in (hearing.request, hearing.agrees, hearing.chooses_nothing, hearing.chooses_everything):
            heard(text)
        hearing.numbers(text, 3)
        hearing.wants_brief(text)

    hear()
    assert lines_run(hear) < LINES


def test_of_a_long_line_nothing_is_worked_on_but_what_is_read(assistant: Assistant) -> None:
    class Whole(str):
        casefold = lower = strip = split = encode = None  # type: ignore[assignment]

    talk = Talk(assistant)
    talk.reply("is flask secure?")
    assert len(talk.reply(Whole("which is faster " * 60_000)).question) <= MOST_CHARACTERS


def test_a_long_line_is_completed_to_nothing() -> None:
    long = "which is faster" * 20
    assert ranked(long[:-1], [long, "which is faster?"]) == []
    assert ranked("which is fastr", ["which is faster?"]) == ["which is faster?"]


BASES: dict[str, Callable[[int], str]] = {
    "one question": lambda n: "title: T\nfaq:\n- &q {q: what is it, a: b}\n" + "- *q\n" * n,
    "questions": lambda n: (
        "title: T\nfaq:\n" + "".join(f"- {{q: what is w{i}, a: b, topic: T{i}}}\n" for i in range(n))
    ),
    "wrong keys": lambda n: "title: T\n" + "".join(f"k{i}: 1\n" for i in range(n)),
    "wrong names": lambda n: (
        "title: T\nentries:\n"
        + "".join(f"- {{id: e{i}, topic: z{i}, name: n, answer: x, ask: [y]}}\n" for i in range(n))
    ),
}


@pytest.mark.parametrize("name", BASES)
def test_reading_knowledge_grows_no_faster_than_it(name: str, tmp_path: Path) -> None:
    def read(n: int) -> int:
        (tmp_path / "base.yaml").write_text(BASES[name](n), encoding="utf-8")

        def work() -> None:
            with suppress(DataError):
                load(tmp_path)

        return lines_run(work)

    read(1)  # what is only done once
    assert read(200) < 5 * read(50)


def test_a_line_of_a_mebibyte_gets_one_reply_and_the_next_line_its_own() -> None:
    given = "does flask ship an orm " + "please " * 150_000 + "\nwho made flask\n" + " " * 70_000 + "\nwho made django"
    first, second, third = map(json.loads, verdict("--json", given=given).stdout.splitlines())
    assert first["status"] == second["status"] == third["status"] == "answered"
    assert len(first["question"]) <= MOST_CHARACTERS
    assert [second["question"], third["question"]] == ["who made flask", "who made django"]


def test_blanks_of_a_mebibyte_before_a_question_do_not_hide_it() -> None:
    (reply,) = map(json.loads, verdict("--json", given=" \t" * 500_000 + "who made flask").stdout.splitlines())
    assert (reply["question"].strip(), reply["status"]) == ("who made flask", "answered")


def test_arguments_that_fill_the_command_line_are_answered_or_refused() -> None:
    done = verdict("ask", "--json", *["please"] * 10_000)
    assert json.loads(done.stdout)["status"] == "unknown"
    assert done.stderr == ""
