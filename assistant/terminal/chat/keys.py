"""What keys do in the chat beyond what every line editor does."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.application import get_app
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition, emacs_mode, has_completions, is_searching
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.keys import Keys
from prompt_toolkit.search import stop_search

from assistant.screen.layout import cells
from assistant.terminal.chat.toolbar import Toolbar

KEYS = (
    ("Tab", "completes commands, categories and questions"),
    ("Right, Ctrl-E", "takes the suggestion shown in grey"),
    ("Up, Down", "earlier lines that begin like this one"),
    ("Ctrl-R", "searches the history"),
    ("Alt-Enter", "a line break inside the question"),
    ("F4", "Emacs or Vi keys"),
    ("Ctrl-L", "clears the screen"),
    ("Ctrl-C", "clears the line, ends /decide; twice on an empty line leaves"),
    ("Ctrl-D", "leaves"),
)
"""What keys do, for the help."""

MOST_ROWS = 5
"""Rows of a line up to which it is shown with whole words on each once it was sent."""

_LEAVE = "Ctrl-C again to leave"


@Condition
def _empty_line() -> bool:
    return not get_app().current_buffer.text


@Condition
def _leads_on() -> bool:
    """Tell whether the one completion there is was taken, and wants something after it: a command with its blank."""
    state = get_app().current_buffer.complete_state
    taken = state.current_completion if state and len(state.completions) == 1 else None
    return taken is not None and taken.text.endswith(" ")


def bindings(toolbar: Toolbar, editing_changed: Callable[[str], str], deciding: Callable[[], bool]) -> KeyBindings:
    """Return the key bindings; `editing_changed` keeps the name of the editing mode and returns why it could not.

    `deciding` tells whether a question of /decide is open: Ctrl-C ends these, which the prompt raises.
    """
    keys = KeyBindings()

    @keys.add("enter", filter=~is_searching)
    def _(event: KeyPressEvent) -> None:
        text, width = event.current_buffer.text, event.app.output.get_size().columns
        if text.strip():
            wide = [cells(line) + 2 for line in text.split("\n")]
            event.app.erase_when_done = max(wide) >= width and sum(each // width + 1 for each in wide) <= MOST_ROWS
            event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter", filter=emacs_mode)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        event.current_buffer.insert_text(text.rstrip("\n") or text)  # no blank line below a list that is pasted

    @keys.add("?", filter=_empty_line & ~is_searching)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("?")
        event.current_buffer.validate_and_handle()

    @keys.add("c-c", filter=~is_searching)
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        elif deciding():
            event.app.exit(exception=KeyboardInterrupt)
        elif toolbar.last_notice == _LEAVE:
            event.app.exit(exception=EOFError)
        else:
            toolbar.notice = _LEAVE

    @keys.add("c-g", filter=is_searching)
    @keys.add("c-c", filter=is_searching)
    def _(event: KeyPressEvent) -> None:
        stop_search()
        event.app.current_buffer.working_index, event.app.current_buffer.cursor_position = toolbar.place

    @keys.add("tab", filter=_leads_on)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None
        event.current_buffer.start_completion()

    @keys.add("tab", filter=_empty_line)
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.complete_state:
            event.current_buffer.complete_next()
        else:
            event.current_buffer.start_completion()  # none is begun: it would stay where one types on

    @keys.add("escape", filter=has_completions & emacs_mode)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    @keys.add(Keys.Vt100MouseEvent)
    def _(_: KeyPressEvent) -> None:
        """Nothing: the chat has no mouse, and a colour in what is pasted unmarked ("ESC[31m") is read as one."""

    @keys.add("c-l")
    def _(event: KeyPressEvent) -> None:
        event.app.renderer.clear()

    @keys.add("f4")
    def _(event: KeyPressEvent) -> None:
        vi = event.app.editing_mode == EditingMode.VI
        event.app.editing_mode = EditingMode.EMACS if vi else EditingMode.VI
        event.app.vi_state.input_mode = InputMode.INSERT  # a search before leaves it commands
        problem = editing_changed("emacs" if vi else "vi")
        toolbar.notice = f"{'Emacs' if vi else 'Vi'} keys" + (f" ({problem})" if problem else "")

    return keys
