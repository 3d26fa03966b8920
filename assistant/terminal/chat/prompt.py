"""The chat on a full terminal: the rooms of this package put together around one prompt."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import store_typeahead
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import clear
from prompt_toolkit.styles import DynamicStyle, Style
from prompt_toolkit.utils import get_cwidth

from assistant.answering.reply import UNSURE, Reply
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.examples import all_examples, best_example
from assistant.screen.layout import Line, columns, inert, shows_color, shows_unicode, wrap
from assistant.screen.progress import READING, progress
from assistant.terminal.chat.commands import obey, serve
from assistant.terminal.chat.completion import ChatCompleter, Suggester, SuggestionInItsRow
from assistant.terminal.chat.highlight import Highlighter
from assistant.terminal.chat.history import SharedHistory, history_path
from assistant.terminal.chat.keys import KEYS, bindings
from assistant.terminal.chat.loader import Loader
from assistant.terminal.chat.session import Session, says_yes, screen_for, yes_or_no
from assistant.terminal.chat.settings import Settings, note, save_settings
from assistant.terminal.chat.style import style_of
from assistant.terminal.chat.toolbar import Toolbar

LIKELY = 0.4
"""Score from which Tab offers a reading of what was typed."""

MOST_LIKELY = 3
"""Readings that Tab offers at most."""

LOOK, LOOKS = 0.02, 25
"""Seconds between two looks at whether the knowledge is there, and looks after which the bottom line is drawn anew."""

ESCAPED = 0.1
"""Seconds after which Esc is that key alone, and nothing that a terminal sends for another one."""

MOST_ROWS, MOST_COLUMNS = 500, 1_000
"""Of a terminal that are drawn on: each costs time, whatever stands there."""


@Condition
def _command_is_typed() -> bool:
    return get_app().current_buffer.text.startswith("/")


class Chat:
    """A conversation at a prompt with completion, suggestions, highlighting and a toolbar."""

    def __init__(
        self,
        loader: Loader,
        settings: Settings,
        color: str,
        log: Callable[[Reply], bool],
        *,
        keep: bool,
        vi: bool,
        short: bool,
    ) -> None:
        self._loader = loader
        self._settings = settings
        self._color = color
        self._log = log
        self._vi = vi
        self._short = short
        self._keep = keep
        self._history = SharedHistory(history_path(loader.knowledge) if keep else None, note)
        self._toolbar = Toolbar(self._session_if_ready, lambda: self._loader.share)
        self._greeted = False
        self._sign = "› " if shows_unicode(sys.stdout) else "> "
        self._styles: dict[tuple[str, bool], Style] = {}
        self._light = False

    def run(self, shown: int = 0) -> None:
        """Ask and answer until the user leaves; the first `shown` bytes that are typed stand on the screen already.

        Raises DataError: the knowledge base cannot be used.
        """
        prompt = self._prompt()
        if shown:
            take_off(prompt.input, shown)
        self._ask_for_background()
        while True:
            try:
                typed = prompt.prompt(pre_run=self._before)
            except EOFError:
                return
            except KeyboardInterrupt:
                self._show(self._session.stop())
                continue
            if prompt.app.erase_when_done:
                self._echo(typed)
            lines = self._session.respond(typed)
            self._history.keep(unless=self._session.taken)
            self._show(lines)
            if self._session.leaving:
                return

    @cached_property
    def _session(self) -> Session:
        return Session(
            self._loader.wait(progress(READING)),
            self._settings,
            obey,
            serve,
            lambda theme: screen_for(self._as_seen(theme), self._color),
            lambda question: _confirmed(f"{self._session.view.screen.margin}{question}"),
            lambda: list(self._history.get_strings()),
            self._log,
            keys=KEYS,
            clear=clear,
            short=self._short,
            keep=self._keep,
            knowledge=self._loader.knowledge,
        )

    def _session_if_ready(self) -> Session | None:
        return self._session if self._loader.ready else None

    def _deciding(self) -> bool:
        return self._loader.ready is not None and self._session.interview is not None

    def _base(self) -> KnowledgeBase | None:
        return self._loader.ready.library.base if self._loader.ready else None

    def _examples(self) -> Sequence[str]:
        library = self._loader.ready and self._loader.ready.library
        return all_examples(library.base, library.english) if library else ()

    def _offered(self) -> list[str]:
        return self._session.choices if self._loader.ready else []

    def _likely(self, text: str) -> list[str]:
        """The questions that a text, however it is put, most likely means, whatever was said before."""
        if not self._loader.ready:
            return []
        reply = self._session.assistant.ask(text)
        library = self._session.assistant.library
        told = [library.items[each.id] for each in reply.answers if each.id in library.items]
        near = [each.item for each in reply.candidates if each.score > LIKELY]
        subjects = reply.reading.subjects if reply.reading else ()
        named = subjects[0] if len(subjects) == 1 else ""
        found = (best_example(each.entry, library.base, library.english, named) for each in (*told, *near))
        return list(
            islice(dict.fromkeys((*found, *(reply.suggestions if reply.status == UNSURE else ()))), MOST_LIKELY)
        )

    def _prompt(self) -> PromptSession[str]:
        prompt: PromptSession[str] = PromptSession(
            [("class:prompt", self._sign)],
            input=_input(self._see),
            output=_output(),
            multiline=True,
            prompt_continuation="  ",
            history=self._history,
            completer=ChatCompleter(self._base, self._examples, self._offered, self._likely),
            auto_suggest=Suggester(self._examples),
            input_processors=[SuggestionInItsRow()],
            lexer=Highlighter(self._base),
            bottom_toolbar=self._toolbar,
            reserve_space_for_menu=6,
            enable_suspend=True,
            key_bindings=bindings(self._toolbar, self._keep_editing, self._deciding),
            enable_history_search=~_command_is_typed,
            complete_while_typing=_command_is_typed,
            style=DynamicStyle(self._style),
            include_default_pygments_style=False,
            editing_mode=EditingMode.VI if self._vi else EditingMode.EMACS,
            color_depth=None if shows_color(sys.stdout, self._color) else ColorDepth.DEPTH_1_BIT,
        )
        prompt.default_buffer.enable_history_search = Always()  # no command among the lines ends it
        prompt.default_buffer.on_text_changed += self._toolbar.changed
        prompt.app.ttimeoutlen = ESCAPED
        prompt.app.key_processor.before_key_press += self._toolbar.key_pressed
        return prompt

    @property
    def _theme(self) -> str:
        return self._as_seen(self._session.settings.theme if self._loader.ready else self._settings.theme)

    def _as_seen(self, theme: str) -> str:
        """Return the theme that is shown for one that is set: on a light background `auto` is `light`."""
        return "light" if theme == "auto" and self._light else theme

    def _ask_for_background(self) -> None:
        """Ask for the colour of the background: what answers does so among the keys, now or later."""
        if shows_color(sys.stdout, self._color) and sys.platform != "win32" and sys.stdin.isatty():
            from assistant.terminal.chat.pasting import ASKS_FOR_BACKGROUND, tells_background

            print(ASKS_FOR_BACKGROUND if tells_background() else "", end="", flush=True)

    def _see(self, background: str) -> None:
        from assistant.terminal.chat.pasting import is_light

        self._light = is_light(background)
        get_app().invalidate()

    def _style(self) -> Style:
        """Return the style of this moment, always the same object for the same looks: another one repaints the line."""
        key = self._theme, self._loader.ready is not None
        if key not in self._styles:
            self._styles[key] = style_of(self._theme, self._base())
        return self._styles[key]

    def _keep_editing(self, editing: str) -> str:
        if not self._loader.ready:
            return ""
        self._session.settings = Settings(theme=self._session.settings.theme, editing=editing)
        return save_settings(self._session.settings)

    def _before(self) -> None:
        """Read the knowledge base once the first prompt is shown, then greet above it."""
        self._toolbar.key_pressed()
        get_app().erase_when_done = False
        if not self._greeted:
            self._greeted = True
            get_app().create_background_task(self._greet())

    async def _greet(self) -> None:
        self._loader.start()
        try:
            looks = 0
            while not self._loader.done:  # waited for here: a thread that waits would keep the prompt from ending
                await asyncio.sleep(LOOK)
                looks += 1
                if looks % LOOKS == 0:
                    get_app().invalidate()  # the toolbar tells how long it has been
            self._loader.wait()
            await asyncio.get_running_loop().run_in_executor(None, self._examples)
        except Exception as error:  # raised again out of the prompt, where it is told in one line
            get_app().erase_when_done = True
            get_app().exit(exception=error)
            return
        get_app().renderer.erase()
        self._show(self._session.welcome())
        get_app().renderer.request_absolute_cursor_position()
        get_app().invalidate()

    def _echo(self, typed: str) -> None:
        """Show what was typed, which went in the middle of a word from one row to the next, with whole words."""
        screen = screen_for(self._theme, self._color)
        rows = wrap([("", typed)], screen.width - len(self._sign))
        marks = [("bold cyan", self._sign), *[("", " " * len(self._sign))] * len(rows)]
        print(screen.paint([mark, *row] for mark, row in zip(marks, rows, strict=False)), flush=True)

    def _show(self, lines: list[Line]) -> None:
        if lines:
            print(self._session.view.screen.paint([*lines, []]), flush=True)


def _input(hear: Callable[[str], None] = lambda _: None) -> Input | None:
    """Return what keys are read from; None for what the toolkit takes by itself.

    `hear` takes the colour of the background, where the terminal tells it.
    """
    if sys.platform == "win32" or not sys.stdin.isatty():
        return None
    from assistant.terminal.chat.pasting import PastedInput

    return PastedInput(sys.stdin, hear)


def take_off(keys: Input, shown: int) -> None:
    """Take from the screen what it showed of the keys typed before, `shown` bytes, which the prompt shows itself."""
    typed = keys.read_keys()
    store_typeahead(keys, typed)
    text = "".join(key.data for key in typed).encode()[:shown].decode("utf-8", "ignore")
    rows = text.replace("\r", "\n").split("\n")
    up = sum(max(-(-get_cwidth(row) // columns(sys.stdout)), 1) for row in rows) - 1  # it stands in the last of them
    print(f"\x1b[{up}A\r\x1b[J" if up else "", end="", flush=True)


def _output() -> Output:
    """Return what is drawn on, of any terminal no more than can be drawn in no time, with nothing that acts on it."""
    output = create_output()
    size, write = output.get_size, output.write
    vars(output)["write"] = lambda text: write(inert(text))
    vars(output)["get_size"] = lambda: Size(min(size().rows, MOST_ROWS), min(size().columns, MOST_COLUMNS))
    return output


def _confirmed(question: str) -> bool:
    """Tell whether the user says yes, with Enter as to any question; who leaves the question says no."""
    try:
        return says_yes(PromptSession[str](yes_or_no(question), input=_input(), output=_output()).prompt())
    except (EOFError, KeyboardInterrupt):
        return False
