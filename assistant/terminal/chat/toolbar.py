"""The line at the bottom: how what is being typed would be read, worked out while nobody waits for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.search import SearchState

from assistant.answering.reply import ANSWERED, CHAT, UNKNOWN, UNSURE, Reply
from assistant.screen.layout import as_many, cells, cut
from assistant.screen.render import Renderer
from assistant.terminal.chat.commands import COMMANDS, command_for, nearest, request_for, without_slash
from assistant.terminal.chat.session import Session

PAUSE = 0.05
"""Seconds without a keystroke after which a line is read."""

LONGEST_READ = 1000
"""Characters of a line that is still read while it is typed."""

HINTS = ("? help", "Ctrl-D leaves", "Tab completes", "Ctrl-R searches", "F4 {} keys")
SEARCHING = ("searching what was typed", "Enter takes it", "Ctrl-R an earlier one", "Ctrl-G leaves")
NOT_FOUND = ("not found", *SEARCHING[-1:])

_VI = {InputMode.INSERT: " vi insert", InputMode.NAVIGATION: " vi command", InputMode.REPLACE: " vi replace"}


class Toolbar:
    """Shows how the line would be read. `session` gives the chat, None as long as the knowledge is not there.

    `share` tells how far that is, 0 to 1.
    """

    def __init__(self, session: Callable[[], Session | None], share: Callable[[], float]) -> None:
        self._session, self._share = session, share
        self._task: asyncio.Task[None] | None = None
        self._reading: tuple[str, str] | None = None
        self._began = time.monotonic()
        self.notice = self.last_notice = ""
        self.place = 0, 0

    def key_pressed(self, _: object = None) -> None:
        """Take a notice away with the next key, whatever it is; `last_notice` is what was shown until then.

        `place` is the line of the history, and the one in it, where the cursor was before a search.
        """
        self.last_notice, self.notice = self.notice, ""
        buffer = get_app().current_buffer
        if not get_app().layout.is_searching:
            self.place = buffer.working_index, buffer.cursor_position

    def changed(self, buffer: Buffer) -> None:
        """Forget the last reading of another line and begin a new one in the background."""
        if self._task is not None:
            self._task.cancel()
        if not buffer.text.strip():
            self._reading = None
        elif len(buffer.text) <= LONGEST_READ:
            self._task = get_app().create_background_task(self._read(buffer.text))

    async def _read(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        session = self._session()
        if session is not None:
            self._reading = await asyncio.get_running_loop().run_in_executor(None, reading, session, text)
            get_app().invalidate()

    def __call__(self) -> StyleAndTextTuples:
        """Return the toolbar as it is now."""
        app = get_app()
        width = app.output.get_size().columns - 1
        text = app.current_buffer.text
        vi = app.editing_mode == EditingMode.VI
        mode = _VI.get(app.vi_state.input_mode, " vi") if vi else ""
        room = width - 4 - len(mode)
        if app.layout.is_searching:
            found = _finds(text)
            style = "class:hint" if found else "class:reading.unsure"
            shown = as_many(SEARCHING if found else NOT_FOUND, room)
        elif self.notice:
            style, shown = "class:reading", self.notice
        elif self._session() is None:
            waited = time.monotonic() - self._began
            done = f" {int(100 * self._share())} %" if waited > 1 else ""
            parts = (f"Reading the knowledge base…{done}", "you can type already", "once only")
            style, shown = "class:hint", as_many(parts if done else parts[:1], room)
        elif text.strip() and self._reading:
            style, shown = self._reading
        else:
            hints = [each.format("Emacs" if vi else "Vi") for each in HINTS]
            style, shown = "class:hint", "" if text.strip() else as_many(hints, room)
        left = cut(f" {shown}", width - len(mode))
        session = self._session()
        if session is not None:
            left = session.view.screen.text(left)
        return [(style, left), ("class:hint", " " * (width - cells(left) - len(mode)) + mode)]


def _finds(text: str) -> bool:
    """Tell whether what is searched for stands in a line that was typed."""
    control = get_app().layout.search_target_buffer_control
    if control is None:
        return True
    return text in control.buffer.document_for_search(SearchState(text, control.search_state.direction)).text


def reading(session: Session, text: str) -> tuple[str, str]:
    """Return the style and the words that tell how a line would be read, leaving the conversation as it is."""
    line = " ".join(text.split())
    listed = session.hearing.questions(text) if "\n" in text.strip() else []
    if len(listed) > 1:
        return "class:reading", f"→ {len(listed)} questions"
    line = without_slash(session, line)
    command = command_for(line)
    if command:
        return "class:reading", f"→ {command.about}"
    if line.startswith("/"):
        begun = [name for name in COMMANDS if name.startswith(line)]
        if len(begun) > 1:
            return "class:hint", f"→ {len(begun)} commands"
        near = nearest(line.split()[0])
        return "class:reading.unsure", f"→ {near}?" if near else "→ no such command; ? lists them"
    if session.interview:
        return "class:reading", "→ " + as_many(
            ("your answer", "0 leaves it open", "“back”", "“stop” ends the questions"), 76
        )
    chosen = session.chosen(line)
    if "" in chosen:
        return "class:reading.unsure", "→ no such number"
    if chosen:
        return "class:reading", "→ " + " + ".join(chosen)
    request = request_for(session, line)
    if request:
        return "class:reading", f"→ {request.about}"
    reply = session.conversation.apart().ask(line)
    ended = text[-1].isspace() or not line[-1].isalnum()
    whole = session.assistant.ask(line if ended else line.rpartition(" ")[0])
    named = reply.reading is not None and bool(reply.reading.outside)
    vague = reply.status == UNKNOWN or (reply.status == CHAT and reply.confidence < 1)
    if vague and not (named or session.hearing.tells_matter(whole)):
        return "class:hint", "→ …"  # as long as nothing is said but how it is asked
    return summary(reply, session.view)


def summary(reply: Reply, view: Renderer) -> tuple[str, str]:
    """Return a reply in a few words, with the style they have."""
    if reply.status == ANSWERED and reply.answers:
        names = dict.fromkeys(view.topic_name(each.topic) for each in reply.answers)
        return "class:reading", f"→ {' + '.join(names)} · {reply.confidence:.2f}"
    if reply.status == CHAT:
        return "class:reading", "→ small talk"
    if reply.status == UNSURE:
        return "class:reading.unsure", "→ not sure yet"
    outside = ", ".join(each.name for each in reply.reading.outside) if reply.reading else ""
    return ("class:reading.unknown", f"→ not covered: {outside}") if outside else ("class:hint", "→ not covered")
