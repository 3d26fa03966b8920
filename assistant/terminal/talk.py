"""A conversation without a screen: in a pipe, or of one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering.conversation import MOST, Assistant
from assistant.answering.library.store import open_kept
from assistant.answering.realisation import source_line
from assistant.answering.reply import ANSWERED, CHAT, UNKNOWN, Reply
from assistant.answering.suggestions import Said, next_questions, plain
from assistant.asking.question import MOST_CHARACTERS
from assistant.knowledge.base import OVERALL
from assistant.terminal.comparing import categories, comparison
from assistant.terminal.hearing import Hearing, example_of, more_of, shortened, supposed, told_at
from assistant.terminal.thread import Thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from assistant.answering.library import Library
    from assistant.answering.library.building import Tell

_CALLED_ALIKE = (
    *("score", "topics", "compare", "decide", "explain", "examples", "new", "history", "short", "save"),
    *("clear", "quit", "why", "more", "wrong"),
)

COMMANDS = {
    **{"/help": "commands", "/theme": "colours", "/source": "original"},
    **{f"/{each}": each for each in _CALLED_ALIKE},
}
"""The commands of the chat, each with the request that asks for what it does."""

IN_SHORT = ("short", "simple")
"""Requests that the last answer in its shortest form is all that can be given to."""

UNSOURCED = "No source is named here: the answers are the author's own."
"""What is said to who asks for the source of knowledge that names none."""

SUMMED_UP = (*IN_SHORT, "score")
"""Requests that, where nothing can be done, an answer which sums all up is given to."""


class Talk:
    """Answers lines one after another, requests to the program too. `short` asks for one sentence a part, always.

    `offers` tells that suggestions are shown with every reply, and not only where there is no answer: a number means
    one of those shown last.
    """

    def __init__(self, assistant: Assistant, *, short: bool = False, offers: bool = False) -> None:
        self._assistant = assistant
        self._library = assistant.library
        self._hearing = Hearing(assistant.library)
        self._answers = assistant.library.english.chat.answers
        self._short, self._offers = short, offers
        self._requests: dict[str, Callable[[], Reply | None]] = {
            "repeat": lambda: self._said and _again(self._said),
            "back": self._before,
            **dict.fromkeys(IN_SHORT, self._shorter),
            **dict.fromkeys(("decide", "recommended"), self._recommended),
            "about": self._about,
            "examples": lambda: self._about() or self._next(),
            "example": lambda: self._example() or self._about() or self._next(),
            "original": self._source,
            "source": lambda: None if self._thread.replies else self._source(),
            "age": self._age,
            "sure": self._sure,
            "always-short": lambda: self._always(short=True),
            "always-long": lambda: self._always(short=False),
            "first": lambda: self._listed(1),
            "history": lambda: self._listed(None),
            "new": self.begin,
            "next": self._next,
        }
        self.begin()

    def begin(self) -> None:
        """Begin a new conversation."""
        self._thread = Thread(self._assistant)
        self._offered: tuple[str, ...] = ()
        self._seen: tuple[str, ...] = ()
        self._said: Reply | None = None  # last, but for small talk

    def reply(self, text: str) -> Reply:
        """Return the reply to one line."""
        chosen = self._chosen(text) if self._thread.replies else ""
        served = self._obeyed(text) or (None if chosen else self._served(text))
        if served:
            return served._replace(question=text)
        hurried = self._hearing.hurried(text)
        instead = hurried or chosen
        reply = self._thread.conversation.ask(instead or text, self._offered)
        reply = reply._replace(question=text) if instead else reply
        own = "" if instead or not reply.is_refusal else self._to_no_question(text)
        if not self._thread.replies and reply.status != ANSWERED and leans(text, self._assistant, self._hearing):
            own = self._answers["repeat"]
        if own:
            return reply._replace(status=UNKNOWN, body=own, suggestions=(), offer="", reading=None)
        if self._hearing.is_undecided(reply):
            reply = (self._overall() or reply)._replace(question=reply.question)
        before = list(self._thread.replies)
        self._thread.keep(reply)
        if reply.suggestions and (self._offers or reply.is_refusal):
            self._offered = reply.suggestions
        brief = self._short or bool(hurried) or self._hearing.wants_brief(reply.question)
        told = shortened(reply, self._library, before) if brief else reply
        self._said = told if told.status != CHAT else self._said
        return told

    def _to_no_question(self, text: str) -> str:
        """Return what is said to a text that chooses what was not offered, calls no command or has no word; else ""."""
        say = self._library.english.say
        if self._hearing.numbers(text, len(self._offered)):
            return say["number"]
        if text[:1] == "/" and text[1:2].isalpha():
            unknown = self._library.english.chat.no_command.format(command=text.split()[0].rstrip("?!.,"))
            return f"{unknown} {self._answers['commands']}"
        return "" if any(map(str.isalnum, text)) else say["wordless"]

    def _chosen(self, text: str) -> str:
        """Return the questions offered last whose numbers a text says, in one line; "" where it says none of them.

        A yes means those that the last reply supposed to be asked.
        """
        meant = supposed(self._thread.replies[-1], self._library) if self._thread.replies else ()
        if meant and self._hearing.agrees(text):
            return " ".join(meant)
        numbers = self._hearing.chosen(text, len(self._offered))
        return " ".join(self._offered[each - 1] for each in numbers if 0 < each <= len(self._offered))

    def _obeyed(self, text: str) -> Reply | None:
        """Return what a command of the chat gets: what it does, or else what can be said to it; None if none."""
        called, *argument = text[:MOST_CHARACTERS].split() or [""]
        asked = COMMANDS.get(called.lower().rstrip("?!.,"))
        if asked is None:
            return None
        english = self._library.english
        questions = {"why": f"{english.forms['why'][0]}?", "more": more_of(english)}
        if asked in ("compare", "decide", "score") and not self._library.base.categories:
            return _said(english.chat.decide["nothing"])
        if asked == "compare":
            wanted = " ".join(argument)
            return self._compared(wanted) or self.reply(f"{asked} {wanted}")
        if asked == "decide" and (told := self._recommended()):
            return told._replace(note=english.chat.decide["piped"])
        if asked == "score":
            return self.reply(asked)
        if question := questions.get(asked):
            return self.reply(question)
        done = self._requests.get(asked, lambda: None)()
        belongs = english.chat.belongs.format(command=called)
        return done or _said(self._answers.get(asked, belongs))

    def _compared(self, wanted: str) -> Reply | None:
        """What is said of each in the categories meant: of more than are answered at once, where the rulings are.

        None where none is meant but a subject is.
        """
        if not wanted:
            names = ", ".join(each.name for each in self._library.base.categories)
            return _said(self._library.english.chat.decide["compare"].format(list=names))
        found = categories(wanted, self._assistant, self._hearing)
        if not found and self._library.reader.read(wanted).subjects:
            return None
        if found and len(found) <= MOST:
            return self.reply(" ".join(comparison(each, self._library) for each in found))
        unknown = self._library.english.chat.no_category.format(name=wanted)
        return _said(self._answers["score"] if found else f"{unknown} {self._answers['topics']}")

    def _served(self, text: str) -> Reply | None:
        """Return what a request to the program gets: what it asks for, or else what can be said to it; None if none."""
        asked = "save" if self._hearing.file_to_save(text) else self._hearing.request(text)
        if asked is None:
            return None
        place = self._hearing.place(text) if asked == "repeat" else 0
        done = self._repeated(place) if place else self._requests.get(asked, lambda: None)()
        if done is None and asked in SUMMED_UP and sums_up(self._thread.conversation.apart().ask(text)):
            return None
        alone = asked == "sure" or (asked == "next" and not self._thread.replies)
        return done or _said(self._answers.get("repeat" if alone else asked, ""))

    def _shorter(self) -> Reply | None:
        """The last answer in one sentence; where that was said, what else there is to tell, or that it is all."""
        last, ended = self._thread.last_told, self._thread.last_told is not self._thread.last_answer
        short = _again(shortened(last, self._library)) if last else None
        if short and (ended or (self._said and short.body == self._said.body)):
            return self._asked(more_of(self._library.english))
        self._said = short or self._said
        return short

    def _asked(self, question: str) -> Reply:
        """The answer to a question that is asked instead of a request."""
        return self._kept(self._thread.conversation.ask(question))

    def _kept(self, reply: Reply) -> Reply:
        """A reply to a request, which is the last from now on where it answers."""
        if reply.status == ANSWERED:
            self._thread.keep(reply)
            self._said = reply
        return reply

    def _before(self) -> Reply | None:
        """The answer before the last one, or that where it is the only one."""
        return self._shown(self._thread.back())

    def _shown(self, told: Reply | None) -> Reply | None:
        """An answer that is shown again."""
        self._said = told or self._said
        return _again(told) if told else None

    def _repeated(self, place: int) -> Reply | None:
        """The answer of that place, 1 for the first; where there are fewer, the questions so far."""
        told = told_at(self._thread.replies, place)
        return self._shown(self._thread.stand_at(told)) if told else self._listed(None)

    def _sure(self) -> Reply | None:
        last, told = self._thread.last_answer, self._answers["sure"]
        return _said(told.format(chance=round(100 * last.confidence))) if last else None

    def _always(self, *, short: bool) -> None:
        """Answer in one sentence a part from now on, or no longer."""
        self._short = short

    def _recommended(self) -> Reply | None:
        """The overall result as an answer; None where nothing is ruled."""
        overall = self._overall()
        return self._kept(overall) if overall else None

    def _overall(self) -> Reply | None:
        """The overall result, whatever was spoken of; None where nothing is ruled."""
        overall = self._library.catalogue.overall
        return self._thread.conversation.ask(overall.question, (overall.question,)) if overall else None

    def _about(self) -> Reply | None:
        """What this is, and a question to ask; None where something was told already, of which that may be asked."""
        about = self._library.english.chat.program["about"][0]
        return None if self._thread.last_answer else self._thread.conversation.ask(about)

    def _example(self) -> Reply | None:
        """An example of what was told last, if anything was."""
        told = self._said is not None and self._said.status == ANSWERED
        return self._asked(example_of(self._thread.conversation, self._library)) if told else None

    def _source(self) -> Reply | None:
        base, english = self._library.base, self._library.english
        last = self._thread.last_answer
        sections = [each.section for each in last.answers] if last else []
        line, url = source_line(sections, base, english.say, asked=bool(base.source.title)), base.source.url
        if not (line or url):
            return _said(UNSOURCED)
        return _said(f"{line}: {url}" if url else f"{line}. {self._answers['original']}")

    def _age(self) -> Reply:
        """When the source was written, as it is asked in full."""
        return self._asked(self._library.english.chat.program["age"][0])

    def _next(self) -> Reply | None:
        """What else can be asked; None where nothing was said before."""
        replies = self._thread.replies
        found = further(self._library, replies, self._seen) if replies else ()
        self._offered, self._seen = found, self._seen + found
        return _said(" · ".join(found))

    def _listed(self, most: int | None) -> Reply | None:
        """The questions so far, or the first of them."""
        return _said(" · ".join(f"“{each.question}”" for each in self._thread.replies[:most]))


def sums_up(reply: Reply) -> bool:
    """Tell whether a reply to a request for less, before anything was told, is a ruling or of all: no yes or no is.

    Nor is what it only supposes to be asked.
    """
    sums = any(each.topic == OVERALL or each.winner for each in reply.answers)
    return sums and reply.status == ANSWERED and reply.affirms is None and not reply.supposes


def further(library: Library, replies: Sequence[Reply], offered: Iterable[str]) -> tuple[str, ...]:
    """Return what else can be asked after some replies: nothing that was asked, or `offered`, before."""
    last = next((each for each in reversed(replies) if each.answers), None)
    subject = last.answers[0].subject if last else None
    said = Said(
        asked=frozenset(plain(each.question) for each in replies),
        offered=frozenset(map(plain, (*offered, *(text for each in replies for text in each.suggestions)))),
        told=frozenset(answer.id for each in replies for answer in each.answers),
        topics=tuple(each.topic for each in last.answers) if last else (),
        subject=subject if subject in {each.id for each in library.base.subjects} else "",
    )
    return next_questions(library, said, last.candidates if last else ())


def leans(text: str, assistant: Assistant, hearing: Hearing) -> bool:
    """Tell whether a text means something only after another: "2", "yes", "all of them", "why?"."""
    chosen = hearing.numbers(text, 0) or hearing.agrees(text) or hearing.asks_every(text)
    return bool(chosen or assistant.follow_ups.known(" ".join(hearing.words(text))))


def opened(knowledge: Path | str | None = None, tell: Tell | None = None) -> Assistant:
    """Return an assistant on a knowledge base, as `Assistant` does; what is kept of it serves those who hear lines too.

    Raises DataError: the knowledge base cannot be used.
    """
    return Assistant(open_kept(knowledge, tell, ready))


def ready(library: Library) -> None:
    """Make all that hears and answers lines from a library, and is worth keeping with its index."""
    Talk(Assistant.ready(library))


def _again(reply: Reply) -> Reply:
    """A reply said once more, which answers no question that is asked now."""
    return reply._replace(pick=None, affirms=None)


def _said(text: str) -> Reply | None:
    return Reply("", CHAT, text, confidence=1.0) if text else None
