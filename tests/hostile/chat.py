"""Whatever is typed, pressed, found or refused: the chat says a line and shows its prompt again."""

from __future__ import annotations

import itertools
import os
import pty
import resource
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.hostile.cases import STARTER, Case
from tests.terminal import COMMAND, CTRL_C, CTRL_D, GREETING, Terminal, without_privilege
from tests.terminal.started import take_terminal

QUESTION, ANSWER = "who made flask?", "Source: "
PATIENCE = 60.0
"""Seconds that the chat may take for anything."""

REFUSED = "Not covered|does not say|not cover|only know"
"""What a question that nobody answers is met with, one of."""

PLAIN, FULL = ("--plain",), ()
KINDS = {"plain": PLAIN, "full": FULL}

Step = Callable[[Terminal, Path], object]


def begun(folder: Path, kind: str, *arguments: str, **more: object) -> Terminal:
    """Return a chat that takes a line, its home in a folder."""
    terminal = Terminal(folder / "home", *KINDS[kind], *arguments, folder=folder, **more)  # type: ignore[arg-type]
    terminal.wait(GREETING, PATIENCE)
    return terminal.prompted() if kind == "plain" else terminal.ready()


def goes_on(terminal: Terminal, kind: str, question: str = QUESTION, answer: str = ANSWER) -> str:
    """Return what is wrong with a chat that should take a question now, "" where it is answered and it ends well."""
    if not terminal.settle(0.05).runs:
        return f"it has ended: {terminal.everything[-300:]!r}"
    before = len(terminal.raw)
    if kind == "plain":
        terminal.type(question)
    else:
        terminal.press("\x1b[200~\x1b[201~").press("\x05\x15").type(question)
    terminal.until(lambda: answer.encode() in terminal.raw[before:] or not terminal.runs, "no answer", PATIENCE)
    if kind == "plain":
        terminal.prompted()
    else:
        terminal.ready()
    shown = terminal.raw.decode("utf-8", "replace")
    if "Traceback" in shown or "Error:" in shown or "Press ENTER" in shown:
        return f"a traceback: {terminal.everything[-400:]!r}"
    for _ in range(3):
        terminal.settle(0.05).press(CTRL_D)
        if not terminal.settle(0.3).runs:
            break
    status = terminal.ended()
    return "" if status == 0 else f"status {status}: {terminal.everything[-300:]!r}"


def goes_on_after(kind: str, steps: Callable[[Path], list[str]], folder: Path, says: str = "") -> str:
    """Type lines into a chat one after another, and see that it goes on; `says` is what it must have said."""
    with begun(folder, kind) as terminal:
        for line in steps(folder):
            terminal.type(line).settle(0.3)
        if says:
            terminal.wait(says, PATIENCE)
        return goes_on(terminal, kind)


def nothing(place: Path) -> None:
    """Leave a place empty."""


def a_text(place: Path) -> None:
    place.write_text("mine\n")


def a_folder(place: Path) -> None:
    place.mkdir()


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(place))


def a_full_disk(place: Path) -> None:
    os.mknod(place, 0o666 | 0o020000, os.makedev(1, 7))


def an_endless_device(place: Path) -> None:
    os.mknod(place, 0o666 | 0o020000, os.makedev(1, 5))


def a_null_device(place: Path) -> None:
    os.mknod(place, 0o666 | 0o020000, os.makedev(1, 3))


def a_block_device(place: Path) -> None:
    os.mknod(place, 0o600 | 0o060000, os.makedev(7, 199))


def a_link_to_a_text(place: Path) -> None:
    place.with_name("theirs").write_text("theirs\n")
    place.symlink_to("theirs")


def a_link_to_a_pipe(place: Path) -> None:
    os.mkfifo(place.with_name("pipe"))
    place.symlink_to("pipe")


def a_link_to_a_device(place: Path) -> None:
    a_null_device(place.with_name("node"))
    place.symlink_to("node")


def a_link_to_nowhere(place: Path) -> None:
    place.symlink_to("nowhere")


def a_link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def a_link_to_a_folder(place: Path) -> None:
    place.with_name("their folder").mkdir()
    place.symlink_to("their folder")


def a_second_name(place: Path) -> None:
    place.with_name("theirs").write_text("theirs\n")
    os.link(place.with_name("theirs"), place)


def read_only(place: Path) -> None:
    a_text(place)
    place.chmod(0o444)


def of_no_right(place: Path) -> None:
    a_text(place)
    place.chmod(0)


def of_another(place: Path) -> None:
    a_text(place)
    os.chown(place, 12_345, 12_345)
    place.chmod(0o644)


def in_a_locked_folder(place: Path) -> None:
    a_text(place)
    place.parent.chmod(0o555)


def in_a_folder_of_no_right(place: Path) -> None:
    a_text(place)
    place.parent.chmod(0)


def below_a_text(place: Path) -> None:
    shutil.rmtree(place.parent)
    place.parent.write_text("mine\n")


def empty(place: Path) -> None:
    place.touch()


def large(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(100 << 20)


def not_utf_8(place: Path) -> None:
    place.write_bytes(b"\xff\xfe\x00mine\n")


THINGS: tuple[Callable[[Path], None], ...] = (
    nothing,
    a_text,
    empty,
    large,
    not_utf_8,
    a_folder,
    a_pipe,
    a_socket,
    a_full_disk,
    an_endless_device,
    a_null_device,
    a_block_device,
    a_link_to_a_text,
    a_link_to_a_pipe,
    a_link_to_a_device,
    a_link_to_nowhere,
    a_link_to_itself,
    a_link_to_a_folder,
    a_second_name,
    read_only,
    of_no_right,
    of_another,
    in_a_locked_folder,
    in_a_folder_of_no_right,
    below_a_text,
)
"""What may stand where a file is read or written."""


def named(thing: Callable[[Path], None]) -> str:
    """Return what a thing is called."""
    return thing.__name__.replace("_", " ")


def put(thing: Callable[[Path], None], place: Path) -> None:
    """Put a thing in a place, from the folder of which short names lead to it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    thing(place)


def freed(folder: Path) -> None:
    """Give a folder and all below it back the right to be read and deleted."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)


def saved_to_a_thing(kind: str, thing: Callable[[Path], None], key: str, folder: Path) -> str:
    """Save to where a thing is, and say `key` to what is asked then."""
    place = folder / "in" / "x.md"
    put(thing, place)
    try:
        with begun(folder, kind, before=without_privilege) as terminal:
            terminal.type(QUESTION).wait(ANSWER, PATIENCE)
            terminal.settle(0.1).type(f"/save {place}").wait(r"Not saved|Saved|[yY]/[nN]", PATIENCE)
            if "y/n" in terminal.everything.lower():
                terminal.settle(0.1).press(key).wait(r"Not saved|Saved", PATIENCE)
            return goes_on(terminal, kind)
    finally:
        freed(folder)


def saved_to(kind: str, path: str, folder: Path) -> str:
    """Save to a path, of which a folder that is not there may be asked."""
    (folder / "file").write_text("mine\n")
    with begun(folder, kind, before=without_privilege) as terminal:
        terminal.type(QUESTION).wait(ANSWER, PATIENCE)
        wanted = path.format(folder=folder)
        before = len(terminal.raw)
        terminal.settle(0.1).type(f"/save {wanted}")
        terminal.until(
            lambda: any(
                each in terminal.raw[before + len(wanted) :] for each in (b"aved", b"y/N", b"y/n", b"Name a file")
            ),
            "it says nothing",
            PATIENCE,
        )
        if b"y/n" in terminal.raw[before:].lower():
            terminal.settle(0.1).type("n").settle(0.2)
        return goes_on(terminal, kind)


PATHS = {
    "a user who is none": "~nosuchuser/x.md",
    "300 characters": "x" * 300,
    "300 characters in a folder": "{folder}/" + "x" * 300 + "/x.md",
    "5,000 characters": "/tmp/" + "x" * 3_000,
    "a path of 1,500 folders": "{folder}/" + "x/" * 1_000 + "x.md",
    "below a file": "{folder}/file/x.md",
    "far below a file": "{folder}/file/y/z/x.md",
    "the root": "/",
    "this folder": ".",
    "the one above": "..",
    "blanks": '"   "',
    "quotes": '""',
    "a quote": '"',
    "home": "~",
    "nothing": "",
    "a slash more": "{folder}/file/",
    "processes": "/proc/self/x.md",
    "memory": "/proc/self/mem",
    "the system": "/sys/x.md",
    "escapes": "{folder}/a\x16\x1b[2Jb.md",
    "directions": "{folder}/a\u202eb.md",
    "letters of elsewhere": "{folder}/\u4f60\u597d.md",
    "line separators": "{folder}/a\u2028b.md",
    "an option": "--help",
    "a command": "/save",
    "stars": "{folder}/*?[x].md",
    "a shell": "{folder}/$(id)`id`;id.md",
    "an address": "https://example.org/x.md",
    "an address of mail": "me@example.org",
}


BYTES = {
    "no UTF-8": b"\xff\xfe",
    "a letter cut short": b"caf\xc3",
    "Windows-1252": b"caf\xe9",
    "a surrogate": b"\xed\xa0\x80",
    "too long": b"\xf0\x80\x80\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "many": bytes(range(0x80, 0x100)),
    "C1": b"\xc2\x85\xc2\x9b31m",
    "a noncharacter": b"\xef\xbf\xbf",
}


def undecodable(kind: str, name: str, then: str, folder: Path) -> str:
    """Type bytes that are no text within a question, and save, log or list what was said."""
    log = folder / "log.jsonl"
    with begun(folder, kind, "--log-misses", str(log)) as terminal:
        os.write(terminal.file, b"hew " + BYTES[name] + b" wood")
        terminal.settle(0.1).press("\r").settle(0.5)
        terminal.type({"saved": f"/save {folder / 'x.md'}"}.get(then, then)).settle(0.5)
        if then == "saved":
            terminal.wait("Saved", PATIENCE)
            (folder / "x.md").read_text(encoding="utf-8")
        wrong = goes_on(terminal, kind)
    if wrong or not log.exists():
        return wrong or "nothing was logged"
    log.read_text(encoding="utf-8")
    return ""


def left(kind: str, question: list[str], key: str, folder: Path) -> str:
    """Press a key at something that is asked: it is answered by no, or the line is left, and the chat goes on."""
    (folder / "mine.md").write_text("mine")
    with begun(folder, kind) as terminal:
        terminal.type(QUESTION).wait(ANSWER, PATIENCE)
        for line in question:
            terminal.settle(0.2).type(line.format(folder=folder))
        terminal.settle(0.3)
        asks = "y/n" in terminal.everything.lower()
        if asks and key == CTRL_C and kind == "plain":
            terminal.interrupt(lambda: "Not saved" in terminal.everything)
        else:
            terminal.press("x" * (not asks) + key).settle(0.3)
        if (folder / "mine.md").read_text() != "mine":
            return "it was overwritten"
        if key == CTRL_D and not terminal.runs:
            return "it has ended" if asks else ""
        if kind == "plain" and not asks:
            terminal.press("\x15").settle(0.1).press("\r").settle(0.2)
        return goes_on(terminal, kind)


ASKED = {
    "whether to overwrite": ["/save {folder}/mine.md"],
    "whether to make a folder": ["/save {folder}/new/x.md"],
    "what matters": ["/decide"],
    "what matters next": ["/decide", "1"],
    "which of several": ["/s"],
    "which command": ["/scroe"],
    "which category": ["/compare"],
    "which theme": ["/theme"],
    "which file": ["/save"],
}

LINES = {
    "a number of 5,000 digits": ["9" * 3_000],
    "numbers": ["0", "-1", "1.5", "1e9", "٣", "²", "Ⅷ", "1 2 3 4 5 6 7 8 9"],
    "a range": ["1-99999999", "1 to 99999999999", "5 to 1", "0 to 0"],
    "a recursion by numbers": ["/history", "1", "1", "2", "/history", "1", "/history", "1 to 9"],
    "numbers of commands": ["/scroe", "1", "/s", "1", "2", "3", "/s", "1 to 4"],
    "numbers of examples": ["/examples", "1 to 30", "1", "31", "99"],
    "numbers in a decision": ["/decide", "99", "0", "1 to 99", "all", "none", "back", "back", "back", "9" * 999],
    "a decision in a decision": ["/decide", "/decide", "1", "/decide", "2", "/compare", "1"],
    "leaving a decision": ["/decide", "/new", "/decide", "forget it", "stop"],
    "all of them": ["/examples", "all of them", "yes", "no", "none of them", "everything"],
    "yes to nothing": ["yes", "no", "all", "y", "n", "ok"],
    "about nothing": ["/why", "/more", "/wrong", "/source", "/explain", "/short", "/history", "/save x", "repeat that"],
    "slashes": ["/", "//", "///", "/ /", "/ x", "/\\", "/'", "/1", "/99", "/-1", "/é", "/\u4f60"],
    "commands with too much": ["/score x", "/topics 1", "/why " + "x" * 2_000, "/new /new", "/clear x", "/quit now"],
    "commands in capitals": ["/SCORE", "/Topics", "/COMPARE SECURITY", "/TheMe DARK"],
    "commands with marks": ["/score!", "/topics?", "/why...", "/score,", "/help:"],
    "themes": ["/theme x", "/theme " + "x" * 2_000, "/theme 9", "/theme dark light", "/theme mono", "/theme auto"],
    "help on nothing": ["/help x", "/help /x", "/help " + "x" * 2_000, "/help keys", "/help /help", "/help /"],
    "comparisons": ["/compare x", "/compare ,", "/compare ,,,,", "/compare 1", "/compare " + "a, " * 600, "/compare ?"],
    "comparisons by blanks": ["/compare    ", "/compare \u00a0", "/compare \u200b", "/compare ()"],
    "nothing but marks": ["?!", "...", ",", "()", "''", '"', "`", "\\", "|", "&", "#", "%", "*", "_"],
    "formats": ["{}", "{0}", "{subject}", "%s %d", "${HOME}", "$(id)", "`id`", "\\x41", "\\", "%(x)s", "{a[b]}"],
    "markup": ["**x**", "`flask`", "<b>flask</b>", "[x](y)", "<script>", "&lt;", "\\033[31m"],
    "text of a command line": ["--help", "-x", "--json", "verdict ask x", "python -c 1", "; ls", "| cat", "> x"],
    "letters of elsewhere": ["dj\u0430ngo", "\u4f60\u597d" * 200, "\u05d0\u05d1 flask", "e" + "\u0301" * 500],
    "emoji": ["\U0001f600" * 300, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea" * 100],
    "wide letters": ["ｗｈｉｃｈ is ｓａｆｅｒ", "\u3000", "\u115f\u1160", "\ufdfa" * 50],
    "what is nothing": ["\u200b", "\u00ad\u200d", "\ufeff", "\u2060" * 300, "\u180e"],
    "a long word": ["a" * 3_000],
    "long questions": ["does flask ship an orm " + "please " * 400, "a. " * 1_000],
    "the same again": ["who made flask"] * 8,
    "why and why": ["why?"] * 6,
    "follow-ups to nothing": ["and the other one?", "what about it?", "the second one", "same for", "no, I meant"],
    "saving as said": ["save this", "save this as", "save this as .", "save this as /", "save as x@y.z", "x.md"],
    "requests": ["shorter", "longer", "undo", "back", "clear", "what did i ask first", "copy that", "print this"],
}
"""Lines typed one after another."""


def after_lines(kind: str, lines: list[str], folder: Path) -> str:
    """Type lines, and see that the chat goes on after them; "/quit now" may not leave it."""
    with begun(folder, kind) as terminal:
        for line in lines:
            terminal.type(line).settle(0.15)
            if "[y/N]" in terminal.shown.splitlines()[terminal.screen.cursor.y]:
                terminal.type("n").settle(0.1)
        return goes_on(terminal, kind)


KEYS = {
    "an escape": "\x1b",
    "escapes": "\x1b\x1b\x1b\x1b",
    "an escape sequence cut short": "\x1b[",
    "a long escape sequence": "\x1b[" + "9" * 500 + "A",
    "a string of the terminal": "\x1bPx\x1b\\",
    "a title": "\x1b]0;x\x07",
    "where the cursor is": "\x1b[99999;99999R",
    "where the cursor is not": "\x1b[0;0R\x1b[-1;5R\x1b[R",
    "a mouse": "\x1b[M !!\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<64;9999;9999M",
    "a paste": "\x1b[200~who",
    "an end without a paste": "\x1b[201~",
    "focus": "\x1b[I\x1b[O",
    "function keys": "".join(f"\x1b[{number}~" for number in range(1, 35)),
    "other function keys": "\x1bOP\x1bOQ\x1bOR\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF",
    "control with arrows": "\x1b[1;5A\x1b[1;5B\x1b[1;5C\x1b[1;5D\x1b[1;2A\x1b[1;3D\x1b[1;6C",
    "a count and a letter": "\x1b9\x1b9\x1b9\x1b9\x1b9x",
    "a count of millions": "\x1b9" * 7 + "x",
    "a count and an arrow": "\x1b9\x1b9\x1b9\x1b9\x1b9\x1b9\x1b[C",
    "a count below zero": "\x1b-\x1b9\x1b9\x1b9xy\x1b-\x08\x1b-\x1b[A",
    "a macro of itself": "\x18(who \x18)\x18e\x18e",
    "a macro within itself": "\x18(\x18e\x18)\x18e",
    "an editor": "\x18\x05",
    "undoing": "\x1f\x18\x15\x18\x15",
    "marks and kills": "\x00\x0b\x19\x1by\x17\x19\x18\x18",
    "a quoted key": "\x16\x03\x16\x1b\x16\x04\x16\x00",
    "transposing nothing": "\x14\x1bt\x01\x14\x1bu\x1bl\x1bc",
    "searching for nothing": "\x12\x12\x12\x07",
    "searching for everything": "\x12e\x12\x12\x12\x13\x13\x07",
    "searching to an end": "\x12zzzz\x12\x1b\x03",
    "searching and Ctrl-G": "\x12zz\x07\x12\x07",
    "searching and Tab": "\x12fl\t\t\x07",
    "history beyond its ends": "\x1b[A" * 50 + "\x1b[B" * 60 + "\x1b<\x1b>",
    "Tab and Tab": "\t" * 30 + "\x03",
    "Tab in the middle": "which is\x01\t\t\x05\t\t\x03",
    "Tab after a slash": "/\t\t\t\t\x1b[A\x1b[A\t\x03",
    "back and back": "\x7f\x08\x7f" * 50,
    "all but those that leave": "".join(
        chr(each) for each in range(32) if each not in (3, 4, 9, 10, 13, 18, 19, 26, 28)
    ),
    "vi and back": "\x1bOSdd99999ix\x1b\x1bOS",
    "vi with counts": "\x1bOS\x1b9999999999p999999x0D99999u\x1bOS",
    "vi and its commands": '\x1bOS\x1b:q\x1bZZ/x\x1b?\x1bqaq@a@@"ayy"ap\x1b.....\x1bOS',
    "vi, visual": "\x1bOSabc\x1bvVjk~gUguJ><\x16\x1bOS",
    "vi, digraphs": "\x1bOSi\x0ba:\x0b\x1b\x0b--\x1b\x1bOS",
    "line breaks inside": "\x1b\ra\x1b\r\x1b\rb\x1b[A\x1b[A\x1b[B\x03",
    "a hundred line breaks": "\x1b\r" * 100 + "\x03",
    "brackets": "((((\x1b\x02[{\x1d]",
    "C1 as bytes": "\x9b31m\x85\x90",
    "Ctrl-L many times": "\x0c" * 20,
    "Ctrl-S and Ctrl-Q": "\x13x\x11",
    "a suspended line": "ab\x15\x19\x19\x19",
    "Enter on nothing": "\r\r\r\r  \r\t\r",
    "line feeds": "\n\n",
    "question marks": "?",
    "Ctrl-C once": "\x03",
    "a line and Ctrl-C": "who\x03",
}
"""Keys pressed together."""


def after_keys(kind: str, keys: str, arguments: tuple[str, ...], folder: Path) -> str:
    """Press keys, and see that the chat goes on after them."""
    with begun(folder, kind, *arguments) as terminal:
        terminal.type(QUESTION).wait(ANSWER, PATIENCE)
        os.write(terminal.settle(0.1).file, keys.encode("latin-1" if max(keys) < "\u0100" else "utf-8"))
        terminal.settle(0.6)
        if kind == "full":
            terminal.press("\x07\x1b").settle(0.6).press("\x1b[201~")
        else:
            terminal.press("\x11\x1b[201~\x07\x1b\x1b").settle(0.2)  # what the terminal held back, and a paste, end
        if "--vi" in arguments:
            terminal.press("\x1b").settle(0.6).press("ddi")
        elif kind == "plain":
            terminal.press("\x05\x15").settle(0.1).press("\r").settle(0.3)
        else:
            terminal.press("\x05\x15").settle(0.1)
        return goes_on(terminal, kind)


SETTINGS = {
    "nothing": b"",
    "a list": b"- a\n",
    "a text": b"my letter\n",
    "a theme that is none": b"theme: plaid\n",
    "an escape": b'theme: "a\\e[2Jb"\n',
    "raw bytes": b"\xff\xfe\x00\x1b[2J",
    "a tag": b"theme: !!python/object/apply:os.system [id]\n",
    "a bomb": b"a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
    "deep": b"[" * 100_000,
    "a megabyte": b"theme: " + b"x" * 1_000_000,
    "a key of a megabyte": b"x" * 1_000_000 + b": y",
    "a list for a theme": b"theme: [dark]\n",
    "a number": b"theme: 1\nediting: 2\n",
    "no": b"theme: no\nediting: on\n",
    "twice": b"theme: dark\ntheme: light\n",
    "a byte order mark": b"\xef\xbb\xbftheme: dark\n",
    "CRLF": b"theme: dark\r\nediting: vi\r\n",
    "UTF-16": "theme: dark\n".encode("utf-16"),
    "an unknown key": b"thme: dark\n",
    "half a file": b"theme: dark\nediting: 'em",
}


def with_settings(kind: str, data: bytes, folder: Path) -> str:
    """Begin with settings that hold anything, change the theme, and go on."""
    place = folder / "home" / "config" / "verdict" / "settings.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    with begun(folder, kind) as terminal:
        if b"\x1b[2J" in terminal.raw and kind == "plain":
            return "an escape is shown"
        terminal.type("/theme dark").wait("theme is dark", PATIENCE)
        terminal.settle(0.1)
        return goes_on(terminal, kind)


def with_a_thing(kind: str, which: str, thing: Callable[[Path], None], folder: Path) -> str:
    """Begin where something stands in place of the settings, the history or the cache, or of a folder of them."""
    home = folder / "home"
    places = {
        "settings": home / "config" / "verdict" / "settings.yaml",
        "the settings' folder": home / "config" / "verdict",
        "history": home / "state" / "verdict" / "history",
        "the history's folder": home / "state" / "verdict",
        "a history that is named": folder / "in" / "history",
        "log": folder / "in" / "log.jsonl",
        "cache": folder / "in" / "cache",
        "the state folder": home / "state",
        "the configuration folder": home / "config",
    }
    place = places[which]
    put(thing, place)
    more = {"VERDICT_HISTORY": str(place)} if which == "a history that is named" else {}
    more |= {"VERDICT_CACHE": str(place)} if which == "cache" else {}
    arguments = ["--log-misses", str(place)] if which == "log" else []
    arguments += ["--knowledge", str(STARTER)] if which == "cache" else []
    try:
        with begun(folder, kind, *arguments, before=without_privilege, **more) as terminal:
            terminal.type("how do I bake bread?").wait(REFUSED, PATIENCE)
            terminal.settle(0.1).type("/theme light").wait("theme is light", PATIENCE)
            terminal.settle(0.1).type("/wrong").settle(0.2)
            if arguments[:1] == ["--knowledge"]:
                return goes_on(terminal, kind, "which one is cheaper", "bike wins")
            return goes_on(terminal, kind)
    finally:
        freed(folder)


HISTORIES = {
    "raw bytes": b"\n# 1\n+\xff\xfe\x00\n",
    "escapes": b"\n# 1\n+a\x1b[2J\x1b]0;t\x07\xc2\x9bb\n",
    "directions": "\n# 1\n+a\u202eb\u2066\u2028\n".encode(),
    "no end": b"\n# 1\n+half",
    "no plus": b"\n# 1\nx\ny\n",
    "only pluses": b"\n# \n" + b"+\n" * 5_000,
    "a line of 300 kB": b"\n# 1\n+" + b"x" * 300_000 + b"\n",
    "100,000 lines": b"\n# 1\n+who made flask\n" * 100_000,
    "an entry of 10,000 lines": b"\n# 1\n" + b"+x\n" * 10_000,
    "commands": b"\n# 1\n+/quit\n\n# 1\n+/save /etc/passwd\n",
    "CRLF": b"\n# 1\r\n+who\r\n",
    "marks without end": b"\n# 1\n+e" + "\u0301".encode() * 20_000 + b"\n",
}


def with_a_history(kind: str, data: bytes, folder: Path) -> str:
    """Begin with a history that holds anything, look through it, and go on."""
    place = folder / "home" / "state" / "verdict" / "history"
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    with begun(folder, kind) as terminal:
        for keys in ("\x1b[A\x1b[A", "\x15", "\x12a", "\x07", "\x15"):
            terminal.press(keys).settle(0.2)
        if b"\x1b]0;t" in terminal.raw or "\u202e".encode() in terminal.raw:
            return "the history acts on the terminal"
        terminal.type("/history").settle(0.3)
        return goes_on(terminal, kind)


def on_a_full_disk(kind: str, size: int, folder: Path) -> str:
    """Chat where no file may grow beyond so many bytes: answers come, and what is not kept is told."""
    log = folder / "log.jsonl"
    log.write_text('{"question": "hew wood", "status": "unknown"}\n')
    before = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    with begun(folder, kind, "--log-misses", str(log), before=before, PYTHONDONTWRITEBYTECODE="1") as terminal:
        for question in ("how do I bake bread?", "how do I hew wood?"):
            terminal.type(question).wait(REFUSED, PATIENCE)
            terminal.settle(0.1)
        terminal.type(f"/save {folder / 'x.md'}").wait("aved", PATIENCE)
        terminal.settle(0.1).type("/theme light").wait("theme is light", PATIENCE)
        terminal.settle(0.1).type("/wrong").settle(0.2)
        wrong = goes_on(terminal, kind)
    return wrong or ("" if log.read_text().startswith('{"question": "hew wood"') else "the log was cut")


def during_the_build(kind: str, keys: str, after: float, folder: Path) -> str:
    """Press keys while the index is made for the first time: nothing is broken, and it ends well or goes on."""
    cache = folder / "cache"
    with Terminal(
        folder / "home", *KINDS[kind], "--knowledge", str(STARTER), VERDICT_CACHE=str(cache), folder=folder
    ) as terminal:
        terminal.until(lambda: terminal.raw, "nothing is shown", PATIENCE)
        terminal.settle(after)
        for key in keys:
            terminal.press(key).settle(0.05)
        terminal.settle(0.3)
        if terminal.runs:
            try:
                terminal.wait(GREETING, PATIENCE)
            except AssertionError:
                if terminal.runs:
                    raise
            else:
                if terminal.settle(0.2).runs:
                    return goes_on(terminal, kind, "which one is cheaper", "bike wins")
        status = terminal.ended()
        if "Traceback" in terminal.everything:
            return terminal.everything[-400:]
        left = [each.name for each in cache.rglob("*.new")] if cache.exists() else []
        return f"status {status}, left {left}" if status not in (0, 130) or left else ""


def typed_ahead(kind: str, text: str, folder: Path) -> str:
    """Type before the first prompt: what was typed is answered, and the chat goes on."""
    with Terminal(folder / "home", *KINDS[kind], "--knowledge", str(STARTER), VERDICT_CACHE="") as terminal:
        terminal.press(text).wait("bike wins", PATIENCE)
        terminal.settle(0.1)
        return goes_on(terminal, kind, "which one is cheaper", "bike wins")


def resized(kind: str, sizes: list[tuple[int, int]], folder: Path) -> str:
    """Resize the terminal while something is typed and shown."""
    with begun(folder, kind) as terminal:
        for number, (columns, lines) in enumerate(sizes):
            terminal.resize(columns, lines)
            terminal.press("wh" if number % 3 else "/scroe\r").settle(0.05)
        terminal.resize(80, 24)
        terminal.settle(0.3).press("\x05\x15").settle(0.1)
        if kind == "plain":
            terminal.press("\r").settle(0.3)
        return goes_on(terminal, kind)


def begun_in(kind: str, columns: int, lines: int, environment: dict[str, str], folder: Path) -> str:
    """Begin on a terminal of any size and of any kind, and ask there."""
    with Terminal(folder / "home", *KINDS[kind], columns=columns, lines=lines, **environment) as terminal:
        terminal.settle(1.0).type("who made flask?").settle(1.0)
        terminal.type("/score").settle(0.3)
        if not terminal.runs:
            return f"it has ended: {terminal.everything[-300:]!r}"
        if b"Traceback" in terminal.raw:
            return terminal.everything[-300:]
        for _ in range(3):
            terminal.press(CTRL_D).settle(0.3)
        status = terminal.ended()
        return "" if status == 0 else f"status {status}"


def suspended(kind: str, folder: Path) -> str:
    """Suspend the chat from a shell with Ctrl-Z, resume it with fg, and go on."""
    with Terminal(folder / "home", "--version") as terminal:
        terminal.ended()
    terminal.file, below = pty.openpty()
    terminal.say_size(80, 24)
    environment = {**os.environ, "HOME": str(folder / "home"), "TERM": "xterm-256color", "PS1": "SHELL> "}
    environment |= {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config")}
    shell, streams = ["bash", "--norc", "-i"], dict.fromkeys(("stdin", "stdout", "stderr"), below)
    terminal.process = subprocess.Popen(shell, env=environment, preexec_fn=take_terminal, **streams)  # type: ignore
    os.close(below)
    terminal.raw = b""
    with terminal:
        terminal.wait("SHELL>", PATIENCE)
        terminal.type(shlex.join([*COMMAND, *KINDS[kind]])).wait(GREETING, PATIENCE)
        for _ in range(2):
            terminal.settle(0.3).press("who\x1a").settle(0.5)
            if kind == "plain" and b"Stopped" not in terminal.raw:
                terminal.press("\x1a").settle(0.5)
            before = len(terminal.raw)
            terminal.type("fg").settle(0.7)
            terminal.press("\x05\x15").settle(0.2).type(QUESTION)
            terminal.until(lambda b=before: ANSWER.encode() in terminal.raw[b:], "no answer", PATIENCE)
        terminal.settle(0.3).press(CTRL_D).settle(0.5)
        terminal.type("echo $? after").wait(r"(?m)^0 after", PATIENCE)
        terminal.type("stty -a").wait(r"(?<!-)\becho\b", PATIENCE)
    return ""


def pasted(kind: str, text: str, bracketed: bool, folder: Path) -> str:
    """Paste a text, leave its line, and go on."""
    with begun(folder, kind) as terminal:
        terminal.press(f"\x1b[200~{text}\x1b[201~" if bracketed else text).settle(1.0)
        terminal.press(CTRL_C).settle(0.5)
        if kind == "plain":
            terminal.press("\x15").settle(0.2).press("\r").settle(0.5)
        return goes_on(terminal, kind)


PASTES = {
    "100 kB of words": "which is faster " * 6_250,
    "100 kB of one word": "a" * 100_000,
    "100 kB of questions": "who made flask?\n" * 6_250,
    "100 kB of blanks": " " * 100_000,
    "100 kB of marks": "e" + "\u0301" * 50_000,
    "100 kB of CJK": "\u4f60\u597d" * 16_000,
    "100 kB of emoji": "\U0001f600" * 25_000,
    "escapes": "a\x1b[2J\x1b]0;t\x07b",
    "tabs": "\t\tx\t",
    "zero bytes": "a\x00b",
    "carriage returns": "a\rb\r\nc",
}

SIZES = [
    (1, 1),
    (2, 1),
    (1, 50),
    (500, 1),
    (3, 3),
    (7, 7),
    (9, 2),
    (79, 24),
    (1_000, 200),
    (80, 2),
    (10, 5),
    (999, 600),
]


def at_its_end(tried: Callable[[Path], str], folder: Path) -> str:
    """Try something, and of what was waited for in vain tell what the screen shows at its end."""
    try:
        return tried(folder)
    except AssertionError as error:
        told = " ".join(str(error).split())
        return f"{told.partition(';')[0]}; … {told[-300:]}"


def cases() -> Iterator[Case]:
    """Yield what may befall a chat, with drawings and without."""
    for case in _cases():
        yield Case(case.name, partial(at_its_end, case.tried))


def _cases() -> Iterator[Case]:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs beside not hear of Ctrl-C
    for kind in KINDS:
        keys = {"no": "n\r", "yes": "y\r", "Ctrl-D": CTRL_D, "Ctrl-C": CTRL_C}
        for thing, (answer, key) in itertools.product(THINGS, keys.items()):
            if kind == "plain" and answer == "Ctrl-C":
                key = CTRL_C + "\r"
            yield Case(f"{kind}: saved to {named(thing)}, {answer}", partial(saved_to_a_thing, kind, thing, key))
        for name, path in PATHS.items():
            yield Case(f"{kind}: saved to {name}", partial(saved_to, kind, path))
        for name, then in itertools.product(BYTES, ("saved", "/history", "/wrong", "/explain")):
            yield Case(f"{kind}: {name} typed, {then}", partial(undecodable, kind, name, then))
        for (name, lines), (what, key) in itertools.product(ASKED.items(), {"C": CTRL_C, "D": CTRL_D}.items()):
            yield Case(f"{kind}: Ctrl-{what} where it asks {name}", partial(left, kind, lines, key))
        for name, lines in LINES.items():
            yield Case(f"{kind}: typed: {name}", partial(after_lines, kind, lines))
        for name, keys in KEYS.items():
            yield Case(f"{kind}: pressed: {name}", partial(after_keys, kind, keys, ()))
            if kind == "full":
                yield Case(f"vi: pressed: {name}", partial(after_keys, kind, keys, ("--vi",)))
        for name, data in SETTINGS.items():
            yield Case(f"{kind}: settings of {name}", partial(with_settings, kind, data))
        places = ("settings", "the settings' folder", "history", "the history's folder", "a history that is named")
        for which, thing in itertools.product(
            (*places, "log", "cache", "the state folder", "the configuration folder"), THINGS
        ):
            yield Case(f"{kind}: in place of {which} {named(thing)}", partial(with_a_thing, kind, which, thing))
        for name, data in HISTORIES.items():
            yield Case(f"{kind}: a history of {name}", partial(with_a_history, kind, data))
        for size in (0, 1, 46, 60, 100, 400):
            yield Case(f"{kind}: no file beyond {size} bytes", partial(on_a_full_disk, kind, size))
        for (name, keys), after in itertools.product(
            {"Ctrl-C": "\x03", "Ctrl-C twice": "\x03\x03", "Ctrl-D": "\x04", "Ctrl-C thrice": "\x03" * 3}.items(),
            (0.0, 0.1, 0.3),
        ):
            yield Case(f"{kind}: {name} {after} s into the first build", partial(during_the_build, kind, keys, after))
        yield Case(f"{kind}: typed ahead", partial(typed_ahead, kind, "which one is cheaper\r"))
        yield Case(f"{kind}: suspended and resumed", partial(suspended, kind))
        for text, bracketed in itertools.product(PASTES, (True, False)):
            if kind == "full" or not bracketed:
                how = "pasted" if bracketed else "pasted without a word"
                yield Case(f"{kind}: {how}: {text}", partial(pasted, kind, PASTES[text], bracketed))
        for number in range(len(SIZES)):
            yield Case(f"{kind}: resized {number}", partial(resized, kind, [*SIZES[number:], *SIZES[:number]]))
        for columns, lines in SIZES:
            yield Case(f"{kind}: begun in {columns} by {lines}", partial(begun_in, kind, columns, lines, {}))
            dumb = {"TERM": "dumb"}
            yield Case(f"{kind}: begun in {columns} by {lines}, dumb", partial(begun_in, kind, columns, lines, dumb))
        for term in ("", "nowhere", "vt100", "linux", "screen", "tmux-256color", "x" * 3_000, "../x", "unknown"):
            yield Case(f"{kind}: a terminal called {term[:20]!r}", partial(begun_in, kind, 80, 24, {"TERM": term}))
