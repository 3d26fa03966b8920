"""Whatever surrounds the command: widths, interpreters, locales, letters that are not what they seem."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.screen.layout import shows_links
from assistant.terminal.command_line import main
from tests.terminal import COMMAND, ROOT, Started, clean_environment


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant()


WIDTHS = ["", "0", "1", "2", "7", "79", "-3", "1e3", "²", "٣", "9" * 30, "9" * 6_000, "\x1b[2J"]


@pytest.mark.parametrize("width", WIDTHS, ids=lambda width: repr(width[:8]))
def test_any_width_will_do(width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("COLUMNS", width)
        for call in (["--help"], ["ask", "--help"], ["topics"], ["ask", "which is more secure"], ["--version"]):
            assert main([*call, *(["--color", "always"] if "--" not in call[-1] else [])]) == 0
    out, err = capsys.readouterr()
    assert max(map(len, out.splitlines())) < 1_100
    assert err == ""


def is_installed() -> bool:
    """Whether this checkout, no other one and no wheel, is what Python finds that looks at what is installed alone."""
    code = "from importlib.util import find_spec; print(getattr(find_spec('assistant'), 'origin', ''))"
    found = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return found.stdout.strip() == str(ROOT / "assistant" / "__init__.py")


@pytest.mark.parametrize("options", [["-OO", "-X", "dev", "-W", "error"], ["-I", "-B", "-u"]], ids=" ".join)
def test_any_way_to_run_python_will_do(options: list[str]) -> None:
    if "-I" in options and not is_installed():
        pytest.skip("the checkout is not installed")
    command = [sys.executable, *options, *COMMAND[1:], "ask", "--json", "which is more secure"]
    done = subprocess.run(command, capture_output=True, env=clean_environment(), timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["pick"] == "django"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "nowhere"])
def test_any_locale_will_do(locale: str) -> None:
    environment = clean_environment(LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    done = subprocess.run(
        [*COMMAND, "ask", "--json", "which is more secure – é你"],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""
    assert json.loads(done.stdout)["pick"] == "django"


@pytest.mark.parametrize(
    "text",
    [
        "which is more se\u00adcure",
        "which is more se\u200bcure",
        "w\u200dhich is mo\u2060re sec\ufeffure",
        "\ufeffwhich is more secure",
        "which is more \u202esecure\u202c",
        "\u2066which is more secure\u2069",
        "ｗｈｉｃｈ is more ｓｅｃｕｒｅ",
        "WHICH IS MORE SECURE",
        "which\u00a0is\u2003more\u3000secure",
        "which\tis\x0bmore\x0csecure",
        "wh\ufe0fich is m\u034fore\u180e secu\u061cre",
        "which is mo\u3164re \U000e0041\U000e0100secure",
    ],
    ids=ascii,
)
def test_letters_that_are_nothing_or_only_look_different_change_nothing(text: str, assistant: Assistant) -> None:
    assert assistant.ask(text).pick == "django"


@pytest.mark.parametrize(
    "text",
    [
        "dj\u0430ngo or flask",
        "z\u0334\u0335a\u0336l\u0337g\u0338o" * 40,
        "\u05d0\u05d1 flask",
        "e" + "\u0301" * 3_000,
        "\x00\x01",
        "/quit",
        "--help",
        "' OR 1=1 --",
        "${HOME} $(id) `id`",
        "{subject} {0} %s %d \\x41",
    ],
    ids=ascii,
)
def test_text_of_any_kind_is_a_question(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "--", text]) in (0, 1)
    out, err = capsys.readouterr()
    assert json.loads(out)["question"] == text[:2_000]
    assert (out.count("\n"), err) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_any_version_of_a_terminal_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    above, below = os.openpty()
    with os.fdopen(above), os.fdopen(below, "w") as terminal:
        for version, shows in (("9" * 6_000, True), ("²", False), ("4999", False), ("", False)):
            monkeypatch.setenv("VTE_VERSION", version)
            assert shows_links(terminal) == shows


@pytest.mark.skipif(sys.platform == "win32", reason="folders are others there")
@pytest.mark.parametrize("given", [{"HOME": ""}, {"HOME": None}, {"HOME": ".", "XDG_CACHE_HOME": "rel"}], ids=str)
def test_without_a_home_nothing_is_written_where_one_is(given: dict[str, str | None], tmp_path: Path) -> None:
    environment = clean_environment()
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        environment.pop(name, None)
    for name, value in given.items():
        environment.pop(name, None)
        environment |= {name: value} if value is not None else {}
    with Started("ask", "which is more secure", stderr=subprocess.PIPE, env=environment, cwd=tmp_path) as done:
        assert done.communicate() == (None, b"")
    assert (done.returncode, os.listdir(tmp_path)) == (0, [])
