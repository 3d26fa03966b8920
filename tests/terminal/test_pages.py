"""The command as a shell sees it: its pages, its completion, what it takes from standard input."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from assistant.terminal.arguments import COMMANDS
from assistant.terminal.command_line import main
from assistant.terminal.completion import SCRIPTS, candidates
from assistant.terminal.manual import manual
from tests.cases import for_each
from tests.terminal import COMMAND, ROOT, clean_environment, verdict

COFFEE = str(ROOT / "tests" / "knowledge" / "coffee")
"""Knowledge whose source has an address."""


def words(found: list[str]) -> list[str]:
    return [each.partition("\t")[0] for each in found]


class TestPages:
    @pytest.mark.parametrize("command", [None, *COMMANDS])
    def test_each_fits_a_screen_and_shows_an_example(self, command, capsys):
        assert main([*([command] if command else []), "--help"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
        assert any(line.split("examples:")[-1].strip().startswith("verdict ") for line in lines)

    def test_whose_exit_status_tells_of_the_answer_is_told(self, capsys):
        assert main(["--help"]) == 0
        assert "1 no from ask, test or check" in capsys.readouterr().out

    @pytest.mark.parametrize("command", [None, *COMMANDS])
    def test_on_a_narrow_screen_nothing_is_broken_inside_a_word(self, command, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "40")
        assert main([*([command] if command else []), "--help"]) == 0
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 40

    def test_the_manual_page_is_made_of_what_is_taken_now(self):
        assert (ROOT / "assistant" / "terminal" / "verdict.1").read_text(encoding="utf-8") == manual()

    def test_the_manual_page_gives_each_example_once(self):
        examples = manual().partition(".SH EXAMPLES")[2].splitlines()
        assert len(set(examples) - {"", ".PP"}) == len([each for each in examples if each not in ("", ".PP")])

    @pytest.mark.skipif(not shutil.which("man"), reason="needs man")
    def test_the_manual_page_is_set_without_complaint(self):
        done = subprocess.run(
            ["man", "--warnings", "-l", ROOT / "assistant" / "terminal" / "verdict.1"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0
        assert done.stderr == ""
        assert "--log-misses" in done.stdout.replace("\b", "")

    def test_a_page_tells_of_an_option_more_than_that_of_all_commands(self):
        assert "--json             JSON for scripts      -h" in verdict("--help").stdout
        assert "JSON for scripts; one object a line" in verdict("ask", "--help").stdout

    @for_each("command", COMMANDS)
    def test_the_knowledge_to_use_is_an_option_where_one_is_used(self, command):
        listed = "--knowledge" in verdict(command, "--help").stdout
        assert listed is (command not in ("new", "import", "mend", "completion"))

    @pytest.mark.parametrize(("asked", "as_option"), [(["help", "ask"], ["ask", "--help"]), (["help"], ["--help"])])
    def test_help_is_a_word_too(self, asked, as_option):
        assert verdict(*asked).stdout == verdict(*as_option).stdout

    def test_v_is_the_version(self):
        assert verdict("-V").stdout == verdict("--version").stdout


class TestPlain:
    @pytest.mark.parametrize("command", [["ask", "which is more secure?"], ["topics"]])
    def test_nothing_is_drawn_for_screen_readers(self, command):
        shown = verdict(*command, "--plain", "--color", "always").stdout
        assert "Security" in shown
        assert not set("█●·│") & set(shown)


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--jsn", "ask", "x"], "did you mean --json?"),
            (["ask", "--explian", "x"], "did you mean --explain?"),
            (["--topics"], "is a command, no option: verdict topics"),
            (["json"], "did you mean the option --json?"),
            (["import", "x"], "-o FOLDER missing; see verdict import --help"),
            (["import"], "FILE and -o FOLDER missing; see verdict import --help"),
            (["misses"], "FILE missing; see verdict misses --help"),
            (["new", "x", "--json"], "--json means nothing to verdict new"),
            (["new", "x", "--knowledge", "y"], "--knowledge means nothing to verdict new"),
            (["topics", "--log-misses", "x"], "an option of: verdict, verdict ask"),
            (["ask", "--vi", "x"], "--vi means nothing to verdict ask"),
            (["topics", "x"], "takes nothing more: 'x'"),
            (["--colour", "red", "topics"], "'red'"),
            (["completion", "csh"], "'csh'"),
            (["--tpoics"], "no option --tpoics; did you mean verdict topics?"),
            (["jsno"], "no command 'jsno'; did you mean the option --json?"),
            (["--knowlege", "mine", "ask", "x"], "no option --knowlege; did you mean --knowledge?"),
            (["flask", "orm"], 'to ask: verdict ask "flask orm"'),
            (["which"], 'to ask: verdict ask "which"'),
            (["help", "nope"], "no command 'nope'"),
            (["tpoics"], "did you mean 'topics'?"),
            (["mis", "x.jsonl"], "did you mean 'misses'?"),
        ],
    )
    def test_what_was_meant_is_told_in_one_line(self, arguments, told, capsys):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert told in error
        assert error.count("\n") == 1

    @for_each(
        "asked", [["which", "is", "more", "secure"], ["what's more secure?", "--short"], ["--plain", "more", "secure?"]]
    )
    def test_what_is_plainly_a_question_needs_no_command(self, asked):
        done = verdict(*asked)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == verdict("ask", *asked).stdout

    def test_a_slip_of_a_command_is_no_question(self):
        done = verdict("chek", "what", "is", "flask?")
        assert (done.returncode, done.stdout) == (2, "")

    def test_colour_is_color(self):
        assert "\x1b[" in verdict("ask", "which is more secure", "--colour", "always").stdout


class TestStandardInput:
    @pytest.mark.parametrize("arguments", [["ask"], ["ask", "-"]])
    def test_a_question_of_several_lines_is_one(self, arguments):
        done = verdict(*arguments, "--json", given="which is\nmore secure?\n")
        assert json.loads(done.stdout)["question"] == "which is more secure?"
        assert done.returncode == 0

    @pytest.mark.parametrize("arguments", [["ask"], ["ask", "which is faster\nwhich is safer"]])
    def test_that_questions_are_taken_for_one_is_noted(self, arguments):
        done = verdict(*arguments, "--json", given="which is faster\nwhich is safer\n")
        assert json.loads(done.stdout)["question"] == "which is faster which is safer"
        assert "2 questions are taken for one; verdict < FILE asks each line" in done.stderr
        assert verdict("ask", given="which is\nmore secure?\n").stderr == ""

    def test_nothing_at_all_is_wrong_usage(self):
        done = verdict("ask", "-", given=" \n")
        assert done.returncode == 2
        assert "QUESTION" in done.stderr

    @pytest.mark.parametrize("asked", [[""], [" ", "\n"]])
    def test_nothing_but_blanks_asks_nothing(self, asked):
        done = verdict("ask", *asked)
        assert (done.returncode, done.stdout) == (2, "")
        assert "no QUESTION" in done.stderr

    def test_piped_questions_are_read_whatever_they_are(self):
        assert verdict(given="how do I bake bread?\n").returncode == 0


class TestAnswers:
    def test_short_is_one_sentence_and_its_source(self):
        whole, short = (
            verdict("ask", "which is more secure").stdout,
            verdict("ask", "--short", "which is more secure").stdout,
        )
        assert short.startswith("Django wins on security")
        assert ". " not in short.partition(" Source: ")[0]
        assert len(short) < len(whole) / 2
        assert verdict("ask", "which is more secure, in short?").stdout == short
        assert verdict("--short", given="which is more secure\n").stdout == short

    @pytest.mark.parametrize(
        ("asked", "first", "second"),
        [
            ("what is csrf and xss", "CSRF stands for", "XSS stands for"),
            ("who made flask and django", "Django was created", "Flask was created"),
            ("what is xss and sql injection", "XSS stands for", "SQL injection is"),
        ],
    )
    def test_short_is_one_sentence_for_each_thing_that_is_named(self, asked, first, second):
        short = verdict("ask", "--short", asked).stdout
        assert first in short
        assert second in short
        assert len(short) < len(verdict("ask", asked).stdout) or "created" in short

    def test_a_ruling_on_two_is_one_sentence_in_short(self):
        told = verdict("ask", "--short", "which has the better security, django and flask").stdout
        assert ". " not in told.partition(" Source: ")[0]

    def test_short_names_what_is_not_covered(self):
        short = verdict("ask", "--short", "which is faster? what is the weather?").stdout
        assert short.rstrip().endswith("The source does not cover weather and news.")

    def test_json_names_the_address_of_the_source(self):
        reply = json.loads(verdict("ask", "--json", "--knowledge", COFFEE, "which is cheapest").stdout)
        assert reply["answers"][0]["source"]["url"].startswith("https://")

    def test_json_of_knowledge_without_an_address_says_null(self):
        reply = json.loads(verdict("ask", "--json", "which is more secure").stdout)
        assert reply["answers"][0]["source"]["url"] is None

    @pytest.mark.parametrize("given", ["", "0"])
    def test_links_can_be_turned_off_and_are_never_piped(self, given):
        asked = ["ask", "--knowledge", COFFEE, "which is cheapest", "--color", "always"]
        assert "\x1b]8" not in verdict(*asked, FORCE_HYPERLINK=given).stdout
        assert "\x1b]8" not in verdict(*asked, TERM_PROGRAM="WezTerm").stdout


class TestCompletion:
    @for_each(
        ("given", "found"),
        [
            (["to"], ["topics"]),
            (["topics", "--js"], ["--json"]),
            (["new", "--js"], []),
            (["--color", "n"], ["never"]),
            (["completion", "z"], ["zsh"]),
            (["test", ""], [":files"]),
            (["--knowledge", ""], [":folders"]),
            (["ask", "which", "is", "more", "fl"], ["flexible"]),
            (["ask", "WHICH", "IS", "MO"], ["MOre"]),
            (["ask", "which is more fl"], ["Which is more flexible?"]),
            (["ask", "'which is MORE"], ["Which is more flexible?"]),
            (["ask", "tell", "which is"], []),
            (["ask", "zzz"], []),
            (["topics", ""], []),
            (["which", "is", "more", "fl"], ["flexible"]),
            (["which is more fl"], ["Which is more flexible?"]),
            (["help", "to"], ["topics"]),
        ],
    )
    def test_commands_options_values_files_and_questions(self, given, found):
        assert words(candidates(given)) == found

    def test_questions_are_those_of_the_knowledge_that_is_named(self):
        starter = str(ROOT / "knowledge" / "starter")
        assert words(candidates(["ask", "--knowledge", starter, "which", "one", "is", "ch"])) == ["cheaper"]

    def test_knowledge_that_cannot_be_used_completes_nothing_and_says_nothing(self):
        done = verdict("completion", "words", "--", "--knowledge", "/no/such", "ask", "wh")
        assert (done.stdout, done.stderr) == ("", "")

    @pytest.mark.parametrize("shell", SCRIPTS)
    def test_each_shell_reads_its_script(self, shell, tmp_path):
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        (tmp_path / "script").write_text(verdict("completion", shell).stdout)
        done = subprocess.run([shell, "-n", tmp_path / "script"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs bash")
    def test_bash_completes_a_question_word_by_word(self, tmp_path):
        program = tmp_path / "verdict"
        program.write_text('#!/bin/sh\nexec {} {} "$@"\n'.format(*COMMAND))
        program.chmod(0o755)
        (tmp_path / "script").write_text(verdict("completion", "bash").stdout)
        line = f"source {tmp_path}/script; COMP_WORDS=({program} ask which is more fl); COMP_CWORD=5; _verdict"
        done = subprocess.run(
            ["bash", "--norc", "-c", f'{line}; echo "${{COMPREPLY[@]}}"'],
            capture_output=True,
            text=True,
            check=True,
            env=clean_environment(),
        )
        assert done.stdout == "flexible\n"
