"""What Tab offers, and the grey text that may be taken with the right arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from rapidfuzz import fuzz, process, utils

from assistant.knowledge.base import KnowledgeBase
from assistant.screen.layout import cells, cut
from assistant.screen.theme import THEMES
from assistant.terminal.chat.commands import COMMANDS

_SHOWN = 10

CLOSE = 82
"""Likeness (0 to 100) from which an option is offered though the text does not stand in it."""


SHORT = 3
"""Letters up to which a word is offered nothing that is merely like it."""

LONGEST_BEGUN = 200
"""Characters of a line that something is still suggested or completed for."""

SUGGESTED = "class:auto-suggestion"
"""The style that the toolkit gives a suggestion."""

_PROMPT = 2
"""Columns of the prompt before what is typed."""


class ChatCompleter(Completer):
    """Completes commands, what follows them, categories and questions, forgiving slips.

    `base`, `examples` and `offered` give the knowledge base, its questions and what a number stands for just now (None
    and nothing as long as they are not there); `likely` the questions that a text most likely means.
    """

    def __init__(
        self,
        base: Callable[[], KnowledgeBase | None],
        examples: Callable[[], Sequence[str]],
        offered: Callable[[], Sequence[str]] = tuple,
        likely: Callable[[str], Sequence[str]] = lambda text: (),
    ) -> None:
        self._base = base
        self._examples = examples
        self._offered = offered
        self._likely = likely
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand in place of the text before the cursor, best first."""
        text = document.text_before_cursor.lstrip()
        if text.startswith("/"):
            command, blank, argument = text.partition(" ")
            return self._argument(command, argument, event) if blank else _commands(text)
        return self._questions(text)

    def _argument(self, command: str, argument: str, event: CompleteEvent) -> Iterator[Completion]:
        base = self._base()
        if command == "/compare" and base:
            for name in ranked(argument, [each.name for each in base.categories]):
                category = next(each for each in base.categories if each.name == name)
                yield Completion(name, -len(argument), display_meta=category.verdict)
        elif command == "/theme":
            for name in ranked(argument, list(THEMES)):
                yield Completion(name, -len(argument), display_meta=THEMES[name].about)
        elif command == "/save":
            yield from self._paths.get_completions(Document(argument), event)

    def _questions(self, text: str) -> Iterator[Completion]:
        base = self._base()
        if not text.strip():
            yield from (Completion(each, display_meta="offered now") for each in self._offered())
            return
        if not base:
            return
        close = ranked(text, self._examples())
        begun = [each for each in close if each.lower().startswith(text.strip().lower())]
        yield from (Completion(each, -len(text), display_meta="question") for each in begun)
        word = text.split()[-1] if not text[-1].isspace() else ""
        if len(word) > 1:
            for category in base.categories:
                if any(term.startswith(word.lower()) for term in (category.name.lower(), *category.terms)):
                    yield Completion(category.name.lower(), -len(word), display=category.name, display_meta="category")
        for question in dict.fromkeys((*self._likely(text), *close)):
            if question not in begun:
                yield Completion(question, -len(text), display_meta="question")


def _commands(text: str) -> Iterator[Completion]:
    for name in ranked(text, list(COMMANDS)):
        command = COMMANDS[name]
        blank = " " if command.argument else ""
        yield Completion(
            name + blank, -len(text), display=f"{name} {command.argument or ''}".rstrip(), display_meta=command.about
        )


def ranked(text: str, options: Sequence[str]) -> list[str]:
    """Return the options that `text` may be the beginning, a part or a misspelling of, the likeliest first."""
    wanted = text.strip().lower()
    if not wanted.strip("/"):
        return list(options)
    if len(wanted) > LONGEST_BEGUN:
        return []
    beginnings = [each for each in options if each.lower().startswith(wanted)]
    if wanted.startswith("/") and beginnings:
        return beginnings
    inside = [each for each in options if wanted in each.lower() and each not in beginnings]
    exact = [*beginnings, *inside]
    close = process.extract(wanted, options, scorer=fuzz.WRatio, processor=utils.default_process, limit=60)
    near = sorted(((-_likeness(wanted, each[0]), place) for place, each in enumerate(close) if each[0] not in exact))
    return [*exact, *(close[place][0] for score, place in near if -score >= CLOSE)][:_SHOWN]


def _likeness(wanted: str, option: str) -> float:
    """Return how well each word of `wanted` is found in an option, or begun there, 0 to 100 on average."""
    there = option.lower().strip("?").split()
    words = wanted.split()
    best = [max(_alike(word, each) for each in there) for word in words]
    return sum(best) / len(best)


def _alike(word: str, there: str) -> float:
    """Return how like a word is to another, or to its beginning; a short one is like no other ("orm" and "or")."""
    if there.startswith(word):
        return 100.0
    return fuzz.ratio(word, there) if len(word) > SHORT else 0.0


class Suggester(AutoSuggest):
    """Suggests the rest of the line: from what was typed before, else from the example questions."""

    def __init__(self, examples: Callable[[], Sequence[str]]) -> None:
        self._examples = examples

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        """Return the rest of the newest line, or of the first question, that begins with the text."""
        text = document.text
        if not 2 <= len(text.strip()) <= LONGEST_BEGUN or "\n" in text:
            return None
        begun = text.lower()
        options = chain(reversed(buffer.history.get_strings()), self._examples(), COMMANDS)
        found = next((each for each in options if each[: len(text)].lower() == begun and "\n" not in each), "")
        return Suggestion(found[len(text) :]) if len(found) > len(text) else None


class SuggestionInItsRow(Processor):
    """Shows of a suggestion what fits the row that is typed in: all of it is taken."""

    def apply_transformation(self, given: TransformationInput) -> Transformation:
        """Return the parts of a line, of which the last is the suggestion where there is one."""
        *typed, last = given.fragments or [("", "")]
        if last[0] != SUGGESTED:
            return Transformation(given.fragments)
        used = _PROMPT + cells("".join(each[1] for each in typed))
        return Transformation([*typed, (SUGGESTED, cut(last[1], given.width - used % given.width))])
