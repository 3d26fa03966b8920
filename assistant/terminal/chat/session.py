"""What happens to a line that was typed, whatever it was typed into: a command, a number, a request, or a question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answering.reply import ANSWERED, CHAT, Reply
from assistant.knowledge.examples import opening_examples
from assistant.knowledge.markup import plain
from assistant.screen.layout import Line, Screen, as_many, counted, cut, detect, in_rows, printable, wrap
from assistant.screen.render import Renderer
from assistant.screen.theme import THEMES
from assistant.terminal.chat.decide import Interview, can_decide
from assistant.terminal.chat.settings import Settings
from assistant.terminal.hearing import Hearing, shortened, supposed
from assistant.terminal.talk import leans
from assistant.terminal.thread import Thread

if TYPE_CHECKING:
    from assistant.answering.conversation import Assistant, Conversation

NAMED = 0.87
"""Likeness of words (0 to 1) from which an answer of /decide means what is offered: "secure", "databse"."""

AT_ONCE = 5
"""Questions at most that are asked by "all of them": more would not fit a screen."""

ONE_ALONE = tuple(f"/theme {each}" for each in THEMES)
"""What is offered of which only one can be had."""

_MOST_ROWS = 3
"""Rows at most of a question that is offered; a pasted one may be far longer."""

_HINTS = ("Type a question or a number", "? for help", "Ctrl-D leaves")


@dataclass
class Session:
    """A chat as it stands: the conversation, what was replied, and the texts that a number stands for.

    `obey` answers a line that is a command, `serve` one that is a request to the program, each None one that is not.
    `screen` tells the screen of the moment for a theme, `confirm` asks a yes/no question, `earlier` gives the lines
    typed before, newest last, `log` takes every reply and tells whether it is written down. `keys` are the keys that do
    something here, with what they do, `clear` empties the screen, where there is one, `short` asks for one sentence a
    part, always. `kept` holds the replies of all conversations, `taken` what was said to questions of /decide and asks
    nothing itself, `replied_before` how many replies there were before them,
    `decision` the last one found, `decided` that nothing was answered or saved since, `saved` the file written last,
    `short_of` what was told last where that was in
    short, `wrong` what was noted as wrong last, `shown` what was told last, with what its numbers stand for and the
    width it was laid out for. `keep` lets what was wrong be noted between runs, `knowledge` is the folder that was
    named, if any, `naming` tells that a file is to be named, `seen` are the questions offered in this conversation,
    `followed` tells that of several lines answered at once others follow.
    """

    assistant: Assistant
    settings: Settings
    obey: Callable[[Session, str], list[Line] | None]
    serve: Callable[[Session, str], list[Line] | None]
    screen: Callable[[str], Screen]
    confirm: Callable[[str], bool]
    earlier: Callable[[], list[str]]
    log: Callable[[Reply], bool]
    keys: tuple[tuple[str, str], ...] = ()
    clear: Callable[[], None] | None = None
    short: bool = False
    kept: list[list[Reply]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    interview: Interview | None = None
    replied_before: int = 0
    taken: set[str] = field(default_factory=set)
    decision: Reply | None = None
    decided: bool = False
    saved: str = ""
    keep: bool = True
    knowledge: str | None = None
    naming: bool = False
    seen: tuple[str, ...] = ()
    short_of: Reply | None = None
    wrong: Reply | None = None
    shown: tuple[list[Line], list[str], int] | None = None
    leaving: bool = False
    followed: bool = False

    def __post_init__(self) -> None:
        self.hearing = Hearing(self.assistant.library)
        self._begin()

    def _begin(self) -> None:
        self.thread = Thread(self.assistant)
        self.kept.append(self.replies)

    @property
    def conversation(self) -> Conversation:
        """The present conversation."""
        return self.thread.conversation

    @property
    def replies(self) -> list[Reply]:
        """What was replied in it."""
        return self.thread.replies

    @property
    def view(self) -> Renderer:
        """The renderer for the screen of this moment: numbers stand for a decision's answers or for what comes last."""
        library = self.assistant.library
        numbers = self.interview is None and not self.followed
        return Renderer(library.base, library.english.say, self.screen(self.settings.theme), numbers)

    def respond(self, typed: str) -> list[Line]:
        """Return the lines that answer one input: a pasted list of questions is answered one by one."""
        if not typed.strip():
            return []
        questions = self.hearing.questions(typed) if "\n" in typed.strip() else [" ".join(typed.split())]
        return self._understood(questions[0]) if len(questions) < 2 else self._each(questions)

    def chosen(self, text: str) -> list[str]:
        """Return what a line chooses of what is offered: nothing where it is no choice, "" for what does not exist."""
        numbers = self.hearing.chosen(text, len(self.choices))
        if numbers and any(each.startswith("/") for each in self.choices) and self.hearing.request(text) == "first":
            return []  # "the first question" that is none of the commands
        return [self.choices[each - 1] if 0 < each <= len(self.choices) else "" for each in numbers]

    def ask(self, question: str, shown: str = "", offered: Sequence[str] = ()) -> list[Line]:
        """Return the lines that answer a question, which the line `shown` stood for, or which was `offered`.

        What numbers stand for just now is offered, too: it is not suggested again.
        """
        hurried = self.hearing.hurried(question)
        reply = self.conversation.ask(hurried or question, (*offered, *self.choices))
        unasked = all(each.status == CHAT for each in self.replies)
        begins = unasked and reply.status != ANSWERED and not (self.replies and reply.status == CHAT)
        if begins and leans(question, self.assistant, self.hearing):
            return self.nothing_asked
        self.log(reply)
        whole = reply = reply._replace(question=shown or (question if hurried else reply.question))
        if self.short or hurried or self.hearing.wants_brief(question):
            reply = shortened(whole, self.assistant.library, self.replies)
        if self.hearing.is_undecided(reply) and can_decide(self.assistant.library):
            return [*self.view.paragraph([("bold", "That can be weighed here.")]), [], *self.begin_interview()]
        lines = self.show(reply)
        self.short_of = whole if whole.text != reply.text else None
        return lines

    def show(self, reply: Reply) -> list[Line]:
        """Return the lines of a reply, which is kept; its suggestions bear the numbers that stand for them."""
        self.thread.keep(reply)
        if reply.status == ANSWERED:
            self.decided = False
            self.naming = False
        if self.interview or (self.followed and reply.status == ANSWERED):
            reply = reply._replace(suggestions=())  # numbers stand for answers, or for what comes last
        if reply.suggestions:
            self.choices = list(reply.suggestions)
        lines = self.view.reply(reply, numbered=True)
        return lines if reply.status == CHAT else self.tell(lines)

    def tell(self, lines: list[Line]) -> list[Line]:
        """Return lines that tell something, which are shown again where that is asked for."""
        self.shown = lines, self.choices, self.view.screen.width
        self.short_of = None
        return lines

    def remember(self, question: str, shown: str) -> None:
        """Let the conversation know the answer to a question, which the line `shown` showed in another form."""
        self.thread.keep(self.conversation.ask(question, (question,))._replace(question=shown))

    def say(self, text: str) -> list[Line]:
        """Return words of the chat itself as a paragraph."""
        return self.view.paragraph([("", text)])

    def told(self, key: str) -> list[Line]:
        """Return what is said to a request of `Chat.answers` wherever it is asked."""
        return self.say(plain(self.assistant.library.english.chat.answers[key]))

    @property
    def nothing_asked(self) -> list[Line]:
        """What is said to whatever means something only after a question, where there was none."""
        return self.say("Nothing has been asked in this conversation yet.")

    @property
    def overall(self) -> str:
        """The question for the result of all, "" where nothing is ruled."""
        ruling = self.assistant.library.catalogue.overall
        return ruling.question if ruling else ""

    def answers(self, text: str) -> bool:
        """Tell whether a text is a question that is answered whatever was said before."""
        return self.assistant.ask(text).status == ANSWERED

    def offer(self, texts: list[str]) -> list[Line]:
        """Return texts with the numbers that from now on stand for them."""
        self.choices, view = texts, self.view
        return view.choices([cut(each, _MOST_ROWS * view.screen.measure) for each in texts], numbered=True)

    def begin_interview(self) -> list[Line]:
        """Return the first question of a decision."""
        said = self.assistant.library.english.chat.decide
        if not can_decide(self.assistant.library):
            return self.say(said["nothing"])
        self.interview = Interview(self.assistant.library, self.hearing.numbers, self._place_of)
        self.replied_before = len(self.replies)
        return [*self.how_to_answer(self.interview), [], *self._step(options=True)]

    def how_to_answer(self, interview: Interview) -> list[Line]:
        """Return how the questions of a decision are answered, left open, taken back and ended."""
        intro = self.assistant.library.english.chat.decide["intro"]
        return self.view.paragraph([("dim", intro.format(count=interview.count))])

    def stop(self) -> list[Line]:
        """End the questions of a decision without one."""
        self.interview = None
        return self.say(self.assistant.library.english.chat.decide["stopped"])

    def forget(self) -> None:
        """Begin a new conversation; what was said before can still be saved."""
        self._begin()
        self.choices = []
        self.seen = ()
        self.interview = None
        self.shown, self.decided = None, False

    def set_theme(self, name: str) -> None:
        """Change the colours from now on."""
        self.settings = Settings(theme=name, editing=self.settings.editing)

    def welcome(self) -> list[Line]:
        """Return the first screen: what this is and knows, questions to begin with, how to get help and leave."""
        base, view = self.assistant.library.base, self.view
        other = "other topic" if base.categories else "topic"
        known = ", ".join(
            counted(count, *names)
            for count, *names in ((len(base.categories), "category", "categories"), (len(base.topics), other))
            if count
        )
        self.choices = opening_examples(base, self.assistant.library.english)
        self.seen = tuple(self.choices)
        title = [("bold", "Verdict"), ("", " knows "), ("bold", base.title), ("", f": {known}." if known else ".")]
        hints = (*_HINTS, *(["Tab completes"] if any(key == "Tab" for key, _ in self.keys) else []))
        if not view.screen.drawings:
            tried = view.choices(self.choices, numbered=True)
            return [*view.paragraph(title), *tried, *view.paragraph([("", ". ".join(hints) + ".")])]
        spans = [
            span
            for number, each in enumerate(self.choices, 1)
            for span in (("bold cyan", f" {number}\u00a0"), ("", each.replace(" ", "\u00a0")))
        ]
        one_line = wrap([("dim", "Try"), *spans], max(view.screen.width - 2 * len(view.screen.margin), 8))
        return [
            *view.paragraph(title),
            *([view.indented(one_line[0])] if len(one_line) == 1 else view.choices(self.choices, numbered=True)),
            *view.paragraph([("dim", as_many(hints, view.screen.measure))]),
        ]

    def _understood(self, text: str) -> list[Line]:
        """Answer one line, whatever it is."""
        interview = self.interview
        obeyed = self.obey(self, text)
        if obeyed is not None:
            return self._asked_again(obeyed, interview)
        text = text.removeprefix("/")  # "/2", "/version"
        if interview:
            return self._answered(text, interview)
        chosen = self.chosen(text)
        if chosen:
            return self._follow(chosen, text)
        if not any(each.isalnum() for each in text):
            return self.say("There is no word in that. Ask in your own words; ? is help.")
        served = self.serve(self, text)
        if served is None and (self.choices or self._supposed):
            served = self._agreed(text)
        return self.ask(text) if served is None else served

    def _agreed(self, text: str) -> list[Line] | None:
        """Return what answers a yes, no or all to what is offered, None where it is none of them."""
        questions = not any(each.startswith("/") for each in self.choices)
        if questions and self.hearing.asks_every(text) and len(self.choices) <= AT_ONCE:
            return self._each(self.choices, self.choices)
        if self.hearing.agrees(text):
            if meant := self._supposed:
                return self._each(meant, meant)
            which = self.say(f"Which one? Type its number, 1 to {len(self.choices)}.")
            return self._each(self.choices, self.choices) if len(self.choices) == 1 else which
        nothing, several = self.hearing.chooses_nothing(text), self.hearing.chooses_everything(text, offered=2)
        if not (nothing or several) or not self.conversation.apart().ask(text).is_refusal:
            return None
        if nothing:
            return self.say("Then ask in other words; /topics shows what can be asked.")
        if len(self.choices) == 2:
            return self._each(self.choices, self.choices)
        return self.say(f"Which ones? Type their numbers, 1 to {len(self.choices)}, as in “1 and 2”.")

    @property
    def _supposed(self) -> tuple[str, ...]:
        """The questions that the last reply supposed to be asked, as long as nothing else was offered."""
        last = self.replies[-1] if self.replies else None
        offered = last and (not last.suggestions or self.choices == list(last.suggestions))
        return supposed(last, self.assistant.library) if last and offered else ()

    def _do(self, text: str, offered: Sequence[str]) -> list[Line]:
        """Run a command or ask a question; a number is neither, so that what it stands for is never a number again."""
        obeyed = self.obey(self, text)
        return self.ask(text, offered=offered) if obeyed is None else obeyed

    def _follow(self, chosen: list[str], text: str) -> list[Line]:
        if "" in chosen:
            numbers = " to ".join(dict.fromkeys(("1", str(len(self.choices))))) if self.choices else "nothing"
            told = f"No question has the number “{text}”: {numbers} can be chosen now. /examples shows some."
            return self.say(told)
        if len(chosen) > 1 and all(each in ONE_ALONE for each in chosen):
            return self.say("Only one of these can be chosen.")
        return self._each(chosen, chosen)

    def _each(self, lines: Iterable[str], offered: Sequence[str] = ()) -> list[Line]:
        """Answer several lines one after another, each under what it says; `offered` are those that were.

        One that saves stands under nothing: whether a file may be overwritten is asked before these lines are shown.
        """
        shown: list[Line] = []
        each = list(lines)
        for place, line in enumerate(each, 1):
            self.followed = place < len(each)
            shown += [*([[]] if shown else []), *([] if line.startswith("/save ") else self.asked(line))]
            shown += self._do(line, offered)
        return shown

    def asked(self, text: str) -> list[Line]:
        """Return what an answer stands under: the question as if it were typed."""
        return self.view.paragraph([("bold cyan", "› " if self.view.screen.drawings else "> "), ("bold", text)])

    def _answered(self, text: str, interview: Interview) -> list[Line]:
        """Take an answer to a question of /decide, which is asked again after anything else."""
        said = self.assistant.library.english.chat.decide
        request = self.hearing.request(text)
        if request == "new":
            return self.begin_interview()
        if request in ("quit", "bye", "leaving"):
            return self.stop()
        if request in ("back", "undo"):
            interview.back()
        if request in ("back", "undo", "offered", "repeat", "history", "next"):
            return self._step(options=True)
        of_answer = request in ("longer", "short") and self.asks_first
        if of_answer or request in ("purpose", "simple", "complaint", "explain", "sure"):
            self.taken.add(text)
            return self._asked_again(self.purpose(), interview)
        asks = text.endswith("?") and " " in text and not any(each.isdecimal() for each in text)
        offered = len(interview.step.options) if interview.step else 0
        nothing, everything = self.hearing.chooses_nothing(text), self.hearing.chooses_everything(text, offered)
        answers = not request or nothing or everything or self.hearing.chosen(text, offered) or self._names_one(text)
        taken = not asks and answers and interview.take(text, nothing=nothing, everything=everything)
        if taken:
            self.taken.add(text)
        elif (served := self.serve(self, text)) is not None:
            return self._asked_again(served, interview)
        if not taken and (" " in text or text.endswith("?")):
            status = self.conversation.apart().ask(text).status
            if status == ANSWERED or (status == CHAT and self.opens(text)):
                return self._asked_again(self.ask(text), interview)
        if not taken and not (asks and interview.take(text)):
            self.taken.update(() if asks else (text,))
            again = said["again" if interview.step and interview.step.several else "again_one"]
            return self.view.paragraph([("yellow", again.format(count=offered))])
        if interview.step:
            return self._step(options=True)
        self.interview = None
        reply = interview.decision()
        asked = reply.suggestions[0] if interview.weighs else self.overall
        self.conversation.ask(asked, (asked,))  # so that "why?" asks for the main reason, beyond what is told
        self.conversation.showed(reply.text)
        shown = self.show(reply._replace(suggestions=("/save decision.md", *reply.suggestions)))
        self.decision, self.decided = self.replies[-1], True
        return shown

    def _asked_again(self, lines: list[Line], interview: Interview | None) -> list[Line]:
        """Return lines, and where they came between the questions of a decision the one that is still open."""
        still = interview is not None and interview is self.interview and not self.leaving
        return [*lines, *([[]] if lines else []), *self._step(options=False)] if still else lines

    @property
    def asks_first(self) -> bool:
        """Whether a decision is open, and nothing was asked since its first question."""
        return self.interview is not None and len(self.replies) == self.replied_before

    def purpose(self) -> list[Line]:
        """Return what the present question of a decision is for."""
        step = self.interview.step if self.interview else None
        told = self.assistant.library.english.chat.decide[f"why_{step.key}"] if step else ""
        return self.say(told)

    def _names_one(self, text: str) -> bool:
        """Tell whether a text is the very name of an answer to the present question: "save" is not "safe"."""
        step = self.interview.step if self.interview else None
        terms = {each.name: each.terms for each in self.assistant.library.base.categories}
        names = (each for _, name in (step.options if step else ()) for each in (name, *terms.get(name, ())))
        return text.casefold() in map(str.casefold, names)

    def _place_of(self, text: str, names: Sequence[str]) -> int | None:
        """Return the place (1 is the first) of the name that a text means, a slip or another word for it too."""
        said = self.hearing.naming(text)
        terms = {each.name: each.terms for each in self.assistant.library.base.categories}
        likeness = [max(self.hearing.likeness(said, way) for way in (name, *terms.get(name, ()))) for name in names]
        best = max(likeness, default=0.0)
        return likeness.index(best) + 1 if best >= NAMED else self._place_told(text, names)

    def _place_told(self, text: str, names: Sequence[str]) -> int | None:
        """Return the place of the one name that answers a text which asks nothing: "something big"."""
        base = self.assistant.library.base
        if self.opens(text) or self.hearing.request(text) or self.hearing.file_to_save(text):
            return None
        told = {name for each in self.assistant.ask(text).answers for name in (each.id, each.topic)}
        called = {base.topic_name(name).casefold() for name in told}
        called |= {each.name.casefold() for each in base.entries if each.id in told}
        places = [place for place, name in enumerate(names, 1) if name.casefold() in called]
        return places[0] if len(places) == 1 else None

    def opens(self, text: str) -> bool:
        """Tell whether a text opens as a question does."""
        english = self.assistant.library.english
        return text.split()[0].lower() in (*english.question_words, *english.openers)

    def _step(self, *, options: bool) -> list[Line]:
        """Return the present question of a decision, with its answers or, where they were shown, how to see them."""
        interview, view = self.interview, self.view
        if interview is None or interview.step is None:
            return []
        step = interview.step
        question = [("dim", f"Question {interview.place}: "), ("bold", step.text)]
        self.choices = [name for _, name in step.options]
        if not options:
            return view.paragraph([*question, ("dim", " " + self.assistant.library.english.chat.decide["options"])])
        return [*view.paragraph(question), *view._replace(numbers=True).choices(self.choices, numbered=True)]


def yes_or_no(question: str) -> str:
    """Return a question of yes or no as it is asked, with whole words on each row."""
    return in_rows(f"{printable(question)} [y/N]", sys.stdout) + " "


def says_yes(answer: str) -> bool:
    """Tell whether a question of yes or no is answered with yes; whatever else is typed is a no."""
    return answer.strip().lower() in ("y", "yes")


def screen_for(theme: str, color: str, *, drawings: bool = True) -> Screen:
    """Return the screen as it is at this moment: its size may have changed since the last reply."""
    return detect(sys.stdout, color, THEMES[theme], drawings=drawings)
