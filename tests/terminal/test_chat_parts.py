"""The rooms of the chat, each by itself."""

from __future__ import annotations

import os
import signal
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("prompt_toolkit")

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from assistant.answering.library.places import DEFAULT, STARTERS, shipped
from assistant.answering.reply import Answer, Reply
from assistant.knowledge.base import KnowledgeBase, Source
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer
from assistant.terminal.chat import AS_USUAL, commands, leaving_the_terminal_as_it_was
from assistant.terminal.chat.commands import COMMANDS, command_for, nearest
from assistant.terminal.chat.completion import Suggester, ranked
from assistant.terminal.chat.history import READ_AT_MOST, SharedHistory, history_path
from assistant.terminal.chat.settings import Settings, load_settings, note, save_settings, settings_path
from assistant.terminal.chat.transcript import markdown

EXAMPLES = ["Which is better for security?", "Is Flask older?", "Which is more flexible?"]


class TestCommands:
    @pytest.mark.parametrize(
        ("slip", "meant"),
        [("/scroe", "/score"), ("/topcs", "/topics"), ("/exp", "/explain"), ("/quti", "/quit"), ("/hlep", "/help")],
    )
    def test_a_slip_finds_the_command_that_was_meant(self, slip, meant):
        assert nearest(slip) == meant

    def test_something_else_finds_none(self):
        assert nearest("/zzzzzz") is None

    @pytest.mark.parametrize("text", ["help", "quit", "exit", "?", "HELP", "/why?"])
    def test_what_cannot_be_a_question_is_a_command(self, text):
        assert command_for(text)

    @pytest.mark.parametrize("text", ["history", "score", "why", "help me choose", "quit smoking"])
    def test_what_may_be_a_question_is_one(self, text):
        assert command_for(text) is None


class TestCompletion:
    def test_beginnings_come_first_then_parts_then_slips(self):
        assert ranked("which is", EXAMPLES) == [EXAMPLES[0], EXAMPLES[2]]
        assert ranked("older", EXAMPLES) == [EXAMPLES[1]]
        assert ranked("wich is mroe flex", EXAMPLES)[0] == EXAMPLES[2]

    def test_nothing_is_offered_for_what_is_like_nothing(self):
        assert ranked("bake bread tonight", EXAMPLES) == []

    def test_a_short_word_is_like_no_other(self):
        assert ranked("orm flask", ["An MVP, Django or Flask", "Does Flask have an ORM?"]) == [
            "Does Flask have an ORM?"
        ]

    def test_a_slash_lists_every_command(self):
        assert ranked("/", list(COMMANDS)) == list(COMMANDS)

    def test_the_newest_line_is_suggested_before_an_example(self):
        history = InMemoryHistory(["Which is older, in truth?", "Which is better, in truth?"])
        buffer = Buffer(history=history)
        list(history.load_history_strings())
        for line in ("Which is older, in truth?", "Which is better, in truth?"):
            history.append_string(line)
        suggestion = Suggester(lambda: EXAMPLES).get_suggestion(buffer, Document("which is b"))
        assert suggestion
        assert suggestion.text == "etter, in truth?"

    def test_an_example_is_suggested_whatever_the_case(self):
        suggestion = Suggester(lambda: EXAMPLES).get_suggestion(Buffer(), Document("is flask"))
        assert suggestion
        assert suggestion.text == " older?"


class TestHistory:
    def test_lines_of_one_input_stay_together(self, tmp_path):
        history = SharedHistory(tmp_path / "history", pytest.fail)
        for line in ("one\ntwo", "+three"):
            history.store_string(line)
            history.keep()
        assert list(SharedHistory(tmp_path / "history", pytest.fail).load_history_strings()) == ["+three", "one\ntwo"]

    def test_only_the_newest_part_of_a_long_file_is_read(self, tmp_path):
        file = tmp_path / "history"
        file.write_text("\n# then\n+old\n" * (READ_AT_MOST // 10) + "\n# now\n+new\n")
        read = list(SharedHistory(file, pytest.fail).load_history_strings())
        assert read[0] == "new"
        assert len(read) < READ_AT_MOST // 10

    @pytest.mark.skipif(sys.platform == "win32", reason="file modes are others there")
    def test_a_loose_file_is_made_private(self, tmp_path):
        file = tmp_path / "history"
        file.touch(0o644)
        SharedHistory(file, pytest.fail)
        assert file.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("place", ["file/history", "~nosuchuser/history", "x" * 300, "~nosuchuser"])
    def test_a_place_that_cannot_be_used_is_told_once(self, tmp_path, monkeypatch, place):
        (tmp_path / "file").touch()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("VERDICT_HISTORY", place)
        told = []
        history = SharedHistory(history_path(), told.append)
        history.store_string("one")
        history.keep()
        assert len(told) == 1
        assert "VERDICT_HISTORY" in told[0]
        assert list(history.load_history_strings()) == []
        assert [each.name for each in tmp_path.iterdir()] == ["file"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and devices are others there")
    @pytest.mark.parametrize("kind", ["link", "pipe", "device"])
    def test_what_is_no_ordinary_file_is_told_and_left_alone(self, tmp_path, kind):
        place, other = tmp_path / "history", tmp_path / "other"
        other.write_text("mine")
        if kind == "link":
            place.symlink_to(other)
        elif kind == "pipe":
            os.mkfifo(place)
        else:
            place = Path("/dev/zero")
        told = []
        history = SharedHistory(place, told.append)
        history.store_string("one")
        history.keep()
        assert [each.split(": ", 1)[1] for each in told] == [
            f"{place} is a link or no ordinary file; name another file in VERDICT_HISTORY"
        ]
        assert list(history.load_history_strings()) == []
        assert other.read_text() == "mine"

    @pytest.mark.parametrize("text", ["my letter\n", "+1 is a vote\n", "#!/bin/sh\n", "\n", "\n# then\n+old\n"])
    def test_a_file_that_is_somebodys_own_is_told_and_left_alone(self, tmp_path, text):
        place = tmp_path / "notes"
        place.write_bytes(text.encode())
        place.chmod(0o644)
        if text.endswith("old\n"):
            (tmp_path / "kept").hardlink_to(place)
        before, told = place.stat(), []
        history = SharedHistory(place, told.append)
        history.store_string("one")
        history.keep()
        assert [each.split(": ", 1)[1] for each in told] == [
            f"{place} is not one that Verdict made; name another file in VERDICT_HISTORY"
        ]
        assert (place.read_bytes(), place.stat().st_mode) == (text.encode(), before.st_mode)

    @pytest.mark.parametrize("value", ["", "off", "0", os.devnull])
    def test_the_environment_turns_it_off(self, monkeypatch, value):
        monkeypatch.setenv("VERDICT_HISTORY", value)
        assert history_path() is None

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_each_knowledge_has_its_own_and_what_comes_with_verdict_one_by_any_path(self, monkeypatch, tmp_path):
        monkeypatch.delenv("VERDICT_HISTORY", raising=False)
        monkeypatch.chdir(shipped())
        for named in (shipped(DEFAULT), DEFAULT, f"{DEFAULT}/."):
            assert history_path(named) == history_path()
        (tmp_path / "linked").symlink_to(shipped(STARTERS[0]))
        own = history_path(STARTERS[0])
        assert own == history_path(str(tmp_path / "linked")) not in (history_path(), history_path(STARTERS[1]))


def test_of_a_long_history_no_more_is_looked_at_than_is_shown(monkeypatch):
    looked = []
    monkeypatch.setattr(commands, "_is_no_question", lambda _, line: looked.append(line))
    lines = ["who made flask"] * 20_000 + [f"question {number}" for number in range(1_000)] * 2
    one = SimpleNamespace(questions=lambda line: [line])
    session = SimpleNamespace(kept=[], earlier=lambda: lines, offer=lambda texts: texts, hearing=one)
    assert commands.COMMANDS["/history"].run(session, "") == [f"question {number}" for number in range(985, 1_000)]
    assert len(looked) == 15


def test_what_was_asked_in_a_paste_and_alone_is_shown_once(monkeypatch):
    monkeypatch.setattr(commands, "_is_no_question", lambda *_: False)
    lines = [f"question {number}" for number in range(20)] + ["question 18|question 19"]
    pasted = SimpleNamespace(questions=lambda line: line.split("|"))
    session = SimpleNamespace(kept=[], earlier=lambda: lines, offer=lambda texts: texts, hearing=pasted)
    assert commands.COMMANDS["/history"].run(session, "") == [f"question {number}" for number in range(5, 20)]


class TestSettings:
    @pytest.fixture(autouse=True)
    def home(self, monkeypatch, tmp_path):
        monkeypatch.setattr(
            "assistant.terminal.chat.settings.settings_path", lambda: tmp_path / "verdict" / "settings.yaml"
        )
        return tmp_path

    def test_what_is_kept_is_found_again(self, home):
        assert save_settings(Settings(theme="dark", editing="vi")) == ""
        assert vars(load_settings()) == vars(Settings(theme="dark", editing="vi"))
        assert [each.name for each in (home / "verdict").iterdir()] == ["settings.yaml"]

    def test_without_a_file_there_are_defaults(self):
        assert vars(load_settings()) == vars(Settings())

    @pytest.mark.parametrize("text", ["theme: plaid\n", "thème: dark\n", "["])
    def test_what_cannot_be_used_is_a_note_and_the_defaults(self, home, text, capsys):
        (home / "verdict").mkdir()
        (home / "verdict" / "settings.yaml").write_text(text, encoding="utf-8")
        assert vars(load_settings()) == vars(Settings())
        assert capsys.readouterr().err.count("\n") == 1

    @pytest.mark.parametrize("text", ["my letter\n", "theme: dark\nfont: large\n", "[", "\xff"])
    def test_what_is_no_such_file_is_told_and_left_alone(self, home, text):
        mine, place = home / "mine", home / "verdict" / "settings.yaml"
        mine.write_bytes(text.encode("latin-1"))
        place.parent.mkdir()
        place.symlink_to(mine)
        assert "not kept" in save_settings(Settings(theme="dark"))
        assert mine.read_bytes() == text.encode("latin-1")

    def test_the_null_device_stays_one(self, home):
        place = home / "verdict" / "settings.yaml"
        place.parent.mkdir()
        try:
            os.mknod(place, stat.S_IFCHR | 0o666, os.stat(os.devnull).st_rdev)
        except (AttributeError, PermissionError):
            pytest.skip("only root makes devices")
        before = place.lstat()
        assert save_settings(Settings(theme="dark")) == ""
        assert (before.st_ino, before.st_mode) == (place.lstat().st_ino, place.lstat().st_mode)
        assert load_settings().theme == "auto"

    @pytest.mark.parametrize("text", ["", "theme: plaid\n"])
    def test_an_empty_or_wrong_setting_is_written_anew(self, home, text):
        place = home / "verdict" / "settings.yaml"
        place.parent.mkdir()
        place.write_text(text)
        assert save_settings(Settings(theme="dark")) == ""
        assert load_settings().theme == "dark"

    def test_a_place_that_cannot_be_written_is_told(self, home):
        (home / "verdict").touch()
        assert "not kept" in save_settings(Settings())


def test_a_note_is_one_short_line_whatever_it_names(capsys):
    note(f"the history is not kept: /{'x' * 5_000}\x1b[2J: File name too long; name another file")
    told = capsys.readouterr().err
    assert told.startswith("verdict: note: the history is not kept: /xxx")
    assert told.endswith("File name too long; name another file\n")
    assert told[:-1].isprintable()
    assert len(told) < 330


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_whenever_it_is_told_to_end_a_terminal_marks_no_pastes_and_shows_the_cursor(number, monkeypatch):
    above, below = os.openpty()
    with os.fdopen(above, "rb", buffering=0) as shown, os.fdopen(below, "w") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", terminal)

        def draw():
            with leaving_the_terminal_as_it_was(AS_USUAL):
                terminal.write("\x1b[?2004h\x1b[?25l")  # and the signal comes before anyone has noted that
                terminal.flush()
                os.kill(os.getpid(), number)

        with pytest.raises(SystemExit) as left:
            draw()
        assert left.value.code == 128 + number
        terminal.close()
        told = b""
        with suppress(OSError):  # how a terminal ends
            while data := shown.read(100):
                told += data
        assert told == b"\x1b[?2004h\x1b[?25l\x1b[?2004l\x1b[?25h"


def test_settings_live_in_the_configuration_folder():
    assert settings_path().name == "settings.yaml"


def test_a_transcript_is_markdown_with_each_source_once():
    base = KnowledgeBase(title="Tea", source=Source("Hot drinks"))
    answer = Answer("calm", "calm", None, None, "It calms.", "Calm")
    replies = [Reply("does it?", "answered", "It calms.", answers=(answer,)), Reply("hi", "chat", "Hello.")]
    text = markdown([replies], base, Renderer(base, {"source": "Source: {title}, “{section}”"}, Screen()))
    assert text == "# Tea\n\n## does it?\n\nIt calms.\n\n*Source: Hot drinks, “Calm”*\n\n## hi\n\nHello.\n"
