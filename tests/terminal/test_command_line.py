"""The command as scripts see it: arguments, pipes, JSON, exit statuses, errors of one line."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from assistant import Assistant
from assistant.terminal.command_line import main
from tests.cases import for_each
from tests.terminal import ROOT, Started, clean_environment, verdict

PLAIN = ROOT / "knowledge" / "faq-starter"
"""A plain list of questions and answers."""

KEYS = ["question", "status", "text", "pick", "affirms", "answers", "confidence", "suggestions", "more"]

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, signals and devices are others there")


@contextmanager
def running(*arguments):
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with Started(*arguments, **pipes) as process:
        yield process
        process.kill()


def test_ask_answers_on_standard_output_and_exits_with_0():
    done = verdict("ask", "which is more secure")
    assert done.returncode == 0
    assert done.stdout.startswith("Django")
    assert done.stderr == ""


def test_ask_joins_its_words():
    assert json.loads(verdict("--json", "ask", "who", "made", "flask").stdout)["question"] == "who made flask"


@pytest.mark.parametrize(
    ("written", "topic"),
    [
        ("wut is django", "what-is"),
        ("dose django hav an admin", "admin-panel"),
        ("wat r the diffs", "overall"),
        ("y is flask ezr", "advantages"),
        ("which 1 has scrty", "security"),
    ],
)
def test_what_is_typed_as_on_a_phone_is_answered(written, topic, capsys):
    assert main(["ask", "--json", written]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert reply["answers"][0]["topic"] == topic


@for_each("written", ["wut is django", "wich one is faster", "dose flask hav an orm", "y is it slow"])
def test_ask_may_be_left_out_of_what_opens_as_a_question_but_for_a_slip(written):
    done = verdict(*written.split())
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_is_not_left_out_of_other_words():
    done = verdict("tests", "all", "of", "it")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_letter_that_is_said_last_asks_for_a_yes():
    reply = json.loads(verdict("ask", "--json", "IRC for Django exists, y?").stdout)
    assert reply["affirms"] is True


BOOK = """title: Ferries
source: {title: The Ferry Book%s}
faq:
  - {q: When does the ferry sail?, a: At nine.}
  - {q: Do dogs pay?, a: They go free.}
"""


def test_the_date_of_the_source_is_told_where_the_base_states_it(tmp_path):
    (tmp_path / "dated.yaml").write_text(BOOK % ", date: May 1998", encoding="utf-8")
    (tmp_path / "undated.yaml").write_text(BOOK % "", encoding="utf-8")
    shipped, dated, undated = Assistant(), Assistant(tmp_path / "dated.yaml"), Assistant(tmp_path / "undated.yaml")
    for asked in ("When was the article written?", "hey, how old is this text", "is the info recent"):
        assert shipped.ask(asked).body == "The source is dated 2024."
        assert dated.ask(asked).text == "The source is dated May 1998. Source: The Ferry Book"
        assert undated.ask(asked).status == "unknown"


def test_what_the_author_tells_of_the_date_himself_comes_first(tmp_path):
    own = "  - {q: When was the article written?, a: In spring.}\n"
    (tmp_path / "own.yaml").write_text(BOOK % ", date: May 1998" + own, encoding="utf-8")
    told = verdict("ask", "when was the article written", "--knowledge", str(tmp_path / "own.yaml"))
    assert told.stdout.startswith("In spring.")


def test_ask_exits_with_1_where_nothing_is_answered():
    assert verdict("ask", "how do I bake bread").returncode == 1


def test_small_talk_counts_as_answered():
    assert verdict("ask", "hello").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "ask", "who made flask"],
        ["ask", "--json", "who made flask"],
        ["ask", "who made flask", "--json"],
        ["ask", "who", "--json", "made", "flask"],
        ["--json", "--color", "always", "ask", "who made flask"],
    ],
)
def test_options_stand_before_and_after_the_command_word(arguments, capsys):
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["question"] == "who made flask"


def test_words_after_two_dashes_are_never_options():
    assert json.loads(verdict("ask", "--json", "--", "--json", "what").stdout)["question"] == "--json what"


def test_json_has_every_key_on_one_line():
    line = verdict("ask", "--json", "which is more secure").stdout
    assert line.count("\n") == 1
    reply = json.loads(line)
    assert list(reply) == KEYS
    assert reply["pick"] == "django"
    assert list(reply["answers"][0]) == ["id", "topic", "subject", "winner", "text", "source"]
    assert list(reply["answers"][0]["source"]) == ["title", "section", "url"]


def test_plain_output_is_the_text_of_the_json():
    reply = json.loads(verdict("ask", "--json", "who made flask").stdout)
    assert verdict("ask", "who made flask").stdout == reply["text"] + "\n"


def test_piped_questions_are_answered_in_order():
    asked = ["who made flask", "which is more secure", "is django older?"]
    done = verdict("--json", given="\n".join(asked))
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == asked
    assert done.returncode == 0


def test_a_blank_line_starts_a_new_conversation():
    thread = [json.loads(line) for line in verdict("--json", given="which is more secure\nwhy?\n").stdout.splitlines()]
    alone = [json.loads(line) for line in verdict("--json", given="which is more secure\n\nwhy?\n").stdout.splitlines()]
    assert len(thread) == len(alone) == 2
    assert thread[1]["text"] != alone[1]["text"]


def test_piped_questions_are_answered_as_they_come():
    with running("--json") as process:
        process.stdin.write(b"who made flask\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["status"] == "answered"
        process.stdin.close()
        assert process.wait(10) == 0


def test_piped_text_separates_replies_by_a_blank_line():
    assert "\n\n" in verdict(given="who made flask\nwho made django\n").stdout


@for_each("given", [b"who made flask\r\n", b"\xef\xbb\xbfwho made flask\n", b"who made flask"])
def test_line_ends_and_byte_order_marks_do_not_matter(given):
    assert json.loads(verdict("--json", given=given).stdout)["question"] == "who made flask"


def test_what_is_piped_to_mend_is_utf8_whatever_the_locale(tmp_path):
    (tmp_path / "knowledge.yaml").write_bytes((PLAIN / "knowledge.yaml").read_bytes())
    (tmp_path / "missed.txt").write_text("can I bring my dog\n", encoding="utf-8")
    mend = [sys.executable, str(ROOT / "main.py"), "mend", str(tmp_path), str(tmp_path / "missed.txt")]
    environment = clean_environment(PYTHONIOENCODING="utf-16")
    done = subprocess.run(mend, input=b"\n", capture_output=True, env=environment, check=True)
    assert "can I bring my dog" in done.stdout.decode("utf-16")


def test_bytes_that_are_not_utf8_are_read_all_the_same():
    assert json.loads(verdict("--json", given=b"who made fl\xffask\n").stdout)["question"] == "who made fl\ufffdask"


def test_nothing_piped_is_no_failure():
    done = verdict(given="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_topics_names_categories_score_and_other_topics():
    shown = verdict("topics").stdout
    assert re.match(r"(?s)Score\n.*\n\nCategories\n.*\n\nOther topics\n", shown)
    for words in ("Security: Django. ", "Performance: Tie. ", "Score\nDjango: 4.", "Other topics", "Companies: ", "?"):
        assert words in shown
    assert not set("█●│") & set(shown)  # nothing is drawn for what reads a pipe


@pytest.mark.parametrize("asked", [["topics"], ["ask", "is django fast"], ["ask", "how do I bake bread"]])
def test_colour_changes_no_line_of_what_a_pipe_gets(asked):
    told, coloured = verdict(*asked).stdout, verdict(*asked, FORCE_COLOR="1").stdout
    assert coloured != told
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == told


def test_topics_of_a_plain_list_are_all_its_questions(capsys):
    assert main(["topics", "--knowledge", str(PLAIN)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["The Tool Shed", "- When are you open?"]
    assert lines[lines.index("Lending") :][1:] == [
        "- How long can I keep a tool?",
        "- What if I bring a tool back late?",
        "- What happens if I break a tool?",
    ]
    assert len([line for line in lines if line.startswith("- ")]) == 7


def test_topics_list_ids_where_they_are_wanted(capsys):
    assert main(["topics", "--ids", "--json", "--knowledge", str(PLAIN)]) == 0
    plain = {each["id"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert plain["tools"] == {"id": "tools", "topic": "the-tool-shed", "example": "Which tools can I borrow?"}
    assert "how-long-can-i-keep-a-tool" in plain
    assert main(["topics", "--ids"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert all(re.fullmatch(r"[\w-]+: \S.*\S", line) for line in shown)  # each whole, however long
    assert "overall-winner: Which one is better?" in shown


def test_what_may_be_left_out_is_not_asked_for():
    ended = verdict("mend")
    assert ended.returncode == 2
    assert "FOLDER" in ended.stderr
    assert "FILE" not in ended.stderr


def test_topics_as_json_holds_one_topic_a_line():
    found = {each["topic"]: each for each in map(json.loads, verdict("topics", "--json").stdout.splitlines())}
    assert found["security"]["winner"] == "django"
    assert found["companies"]["winner"] is None
    assert found["overall"]["winner"] == "django"
    assert all(each["example"] for each in found.values())


def test_explain_shows_mended_words_and_readings():
    shown = verdict("ask", "--explain", "which is mroe secure").stdout
    assert "mroe → more" in shown
    assert "security" in shown.split("reading")[-1]


@for_each(
    ("arguments", "words"),
    [
        (["aks", "x"], ["'aks'", "did you mean 'ask'"]),
        (["flask databases"], ["verdict ask"]),
        (["--bogus"], ["--bogus", "--help"]),
        (["ask"], ["QUESTION"]),
        (["--color", "red", "topics"], ["--color", "red"]),
        (["ask", "x", "--knowledge"], ["--knowledge"]),
        (["--knowledge", "no/such/place", "ask", "x"], ["no/such/place"]),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(arguments, words):
    done = verdict(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("verdict: ")
    assert all(each in done.stderr for each in words)


def test_a_broken_knowledge_file_is_named_with_its_line(tmp_path):
    (tmp_path / "base.yaml").write_text("title: Broken\ncategries: []\n")
    done = verdict("--knowledge", str(tmp_path), "ask", "x")
    assert done.returncode == 2
    assert f"{tmp_path / 'base.yaml'}:2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_without_the_packages_is_one_line_and_exits_with_2():
    done = subprocess.run([sys.executable, "-S", ROOT / "main.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "README" in done.stderr


def test_help_lists_the_commands_and_exits_with_0():
    done = verdict("-h")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("ask", "topics", "test", "check", "new", "--knowledge"))
    assert verdict("ask", "-h").returncode == 0


def test_version_is_printed():
    assert verdict("--version").stdout.startswith("verdict ")


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_obeys_the_option_first_and_then_the_environment(arguments, environment, coloured, monkeypatch, capsys):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["ask", "which is more secure", *arguments]) == 0
    assert ("\x1b[" in capsys.readouterr().out) == coloured


@pytest.mark.parametrize("command", [["ask", "which is more secure"], ["topics"]])
def test_the_theme_that_was_set_is_the_one_of_single_answers_too(command, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("assistant.terminal.chat.settings.settings_path", lambda: tmp_path / "settings.yaml")
    shown = {}
    for theme in ("auto", "light", "mono"):
        (tmp_path / "settings.yaml").write_text(f"theme: {theme}\n", encoding="utf-8")
        assert main([*command, "--color", "always"]) == 0
        shown[theme] = capsys.readouterr().out
    assert len(set(shown.values())) == 3


def test_output_that_is_not_unicode_gets_ascii():
    shown = verdict("ask", "which is more secure", "--color", "always", PYTHONIOENCODING="ascii").stdout
    assert shown.isascii()
    assert '"Security"' in shown
    line = verdict("ask", "--json", "which is more secure", PYTHONIOENCODING="ascii").stdout
    assert line.isascii()
    assert json.loads(line)["status"] == "answered"


@posix
def test_a_reader_that_leaves_early_is_no_traceback():
    with running("--json") as process:
        process.stdout.close()
        process.stdin.write(b"who made flask\n" * 3)
        process.stdin.close()
        assert process.wait(10) == 0
        assert process.stderr.read() == b""


@posix
def test_ctrl_c_exits_with_130_and_no_traceback():
    with running("--json") as process:
        process.stdin.write(b"who made flask\n")
        process.stdin.flush()
        process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == b"verdict: interrupted\n"


@for_each(
    ("moment", "heard"),
    [
        ("assistant.terminal", "heard"),
        ("assistant.terminal.arguments", "unheard"),
        ("assistant.screen.layout", "heard"),
        ("rapidfuzz", "unheard"),
    ],
)
@for_each("entry", ["main.py", "assistant/guest/verdict_command.py"])
def test_ctrl_c_while_it_starts_is_no_traceback_either(entry, moment, heard):
    call = [sys.executable, "-m", "tests.interrupted", entry, moment, heard, "ask", "who made flask"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr in ("", "verdict: interrupted\n")


def test_asking_imports_nothing_that_an_answer_does_not_need():
    code = (
        "import sys, rapidfuzz.fuzz, rapidfuzz.process; brought = set(sys.modules); "  # threading, before 3.14
        "from assistant.terminal.command_line import main; main(['ask', 'who made flask']); "
        "others = {'prompt_toolkit', 'wcwidth', 'platformdirs', 'yaml', 'argparse', 'json', 'hashlib', 'copy'}; "
        "print((others | {'threading'}) & set(sys.modules) - brought)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "set()"
