"""What happens to a line that was typed, whatever it was typed into: a command, a number, or a question."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answering.reply import Reply
from assistant.knowledge.examples import opening_examples
from assistant.screen.layout import Line, Screen, as_many, detect, wrap
from assistant.screen.render import Renderer
from assistant.screen.theme import THEMES
from assistant.terminal.chat.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant, Conversation

_HINTS = ("Type a question or a number", "? for help", "Ctrl-D leaves", "Tab completes")


@dataclass
class Session:
    """A chat as it stands: the conversation, what was replied, and the texts that a number stands for.

    `obey` answers a line that is a command, None one that is not; `screen` tells the screen of the moment for a theme,
    `confirm` asks a yes/no question, `earlier` gives the lines typed before, newest last, `log` takes every reply.
    """

    assistant: Assistant
    settings: Settings
    obey: Callable[[Session, str], list[Line] | None]
    screen: Callable[[str], Screen]
    confirm: Callable[[str], bool]
    earlier: Callable[[], list[str]]
    log: Callable[[Reply], None]
    replies: list[Reply] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    leaving: bool = False

    def __post_init__(self) -> None:
        self.conversation: Conversation = self.assistant.conversation()

    @property
    def view(self) -> Renderer:
        """The renderer for the screen of this moment."""
        library = self.assistant.library
        return Renderer(library.base, library.english.say, self.screen(self.settings.theme))

    def respond(self, typed: str) -> list[Line]:
        """Return the lines that answer one input; line breaks in it are blanks."""
        text = " ".join(typed.split())
        if not text:
            return []
        obeyed = self.obey(self, text)
        if obeyed is not None:
            return obeyed
        if text.isdecimal() and len(text) < 3:
            return self._chosen(int(text))
        return self.ask(text)

    def ask(self, question: str) -> list[Line]:
        """Return the lines that answer a question."""
        reply = self.conversation.ask(question)
        self.log(reply)
        self.replies.append(reply)
        if reply.suggestions:
            self.choices = list(reply.suggestions)
        return self.view.reply(reply, numbered=True)

    def _chosen(self, number: int) -> list[Line]:
        if not 0 < number <= len(self.choices):
            return self.view.paragraph([("", f"No question has the number {number} now. /examples shows some.")])
        chosen = self.choices[number - 1]
        return [*self.view.paragraph([("bold", f"› {chosen}")]), *self.respond(chosen)]

    def offer(self, texts: list[str]) -> list[Line]:
        """Return texts with the numbers that from now on stand for them."""
        self.choices = texts
        return self.view.choices(texts, numbered=True)

    def forget(self) -> None:
        """Begin a new conversation."""
        self.conversation = self.assistant.conversation()
        self.replies.clear()
        self.choices.clear()

    def set_theme(self, name: str) -> None:
        """Change the colours from now on."""
        self.settings = Settings(theme=name, editing=self.settings.editing)

    def welcome(self) -> list[Line]:
        """Return the first screen: what this is and knows, questions to begin with, how to get help and leave."""
        base, view = self.assistant.library.base, self.view
        other = "other topic" if base.categories else "topic"
        known = ", ".join(
            [*_counted(len(base.categories), "category", "categories"), *_counted(len(base.topics), other, f"{other}s")]
        )
        self.choices = opening_examples(base, self.assistant.library.english)
        tried = [
            span
            for number, each in enumerate(self.choices, 1)
            for span in (("bold cyan", f" {number}\u00a0"), ("", each.replace(" ", "\u00a0")))
        ]
        one_line = wrap([("dim", "Try"), *tried], max(view.screen.width - 2 * len(view.screen.margin), 8))
        return [
            *view.paragraph(
                [("bold", "Verdict"), ("", " knows "), ("bold", base.title), ("", f": {known}." if known else ".")]
            ),
            *([view.indented(one_line[0])] if len(one_line) == 1 else view.choices(self.choices, numbered=True)),
            view.indented([("dim", as_many(_HINTS, view.screen.measure))]),
        ]


def screen_for(theme: str, color: str, *, drawings: bool = True) -> Screen:
    """Return the screen as it is at this moment: its size may have changed since the last reply."""
    return detect(sys.stdout, color, THEMES[theme])._replace(drawings=drawings)


def _counted(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many}"] if count else []
