"""The evaluation itself: labels are read and held against replies, and the fit finds what made the data."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answering import ranking, replier
from assistant.answering.reply import Answer, Reply
from assistant.asking.forms import to_bytes
from tests.benchmarks.sets import auroc
from tests.cases import for_each
from tests.evaluation.__main__ import by_fold, main
from tests.evaluation.fitting import chance, cross_validated, fit, solved
from tests.evaluation.labels import QUESTIONS, Label, failed, kind, load
from tests.forms.questions import FOLDS
from tests.terminal import ROOT

RULED = frozenset({"security", "performance", "overall"})
LABEL = Label(
    "X1", "which is less secure?", "in", ("security",), winner="django", pick="flask", must=(("csrf", "xss"),)
)
ANSWER = Answer("security", "security", "both", "django", "", "Security")
RIGHT = Reply("", "answered", "Flask: Django brings CSRF protection.", "flask", None, (ANSWER,))


def test_a_reply_with_all_that_the_label_asks_fails_nothing():
    assert failed(LABEL, RIGHT, RULED) == []


@for_each(
    ("wrong", "checks"),
    [
        ({"status": "unknown", "answers": ()}, ["status", "topic"]),
        ({"answers": (ANSWER._replace(topic="performance"),)}, ["topic"]),
        ({"answers": (ANSWER._replace(winner="tie"),)}, ["winner"]),
        ({"pick": "django"}, ["pick"]),
        ({"body": "Flask."}, ["must"]),
        ({"body": RIGHT.text.ljust(1201, ".")}, ["focus"]),
        ({"answers": (ANSWER,) * 5}, ["focus"]),
    ],
)
def test_each_check_fails_by_itself(wrong, checks):
    assert failed(LABEL, RIGHT._replace(**wrong), RULED) == checks


def test_every_ruling_of_a_compound_counts():
    label = LABEL._replace(winners=(("security", "django"), ("performance", "tie")))
    assert failed(label, RIGHT, RULED) == ["winner"]
    both = (ANSWER, ANSWER._replace(topic="performance", winner="tie"))
    assert failed(label, RIGHT._replace(answers=both), RULED) == []


def test_what_is_out_of_scope_only_must_not_be_answered():
    label = Label("X2", "who is the president", "out")
    assert failed(label, Reply("", "unsure", "Did you mean…?"), RULED) == []
    assert failed(label, RIGHT, RULED) == ["status"]


def test_the_class_comes_from_the_label_where_that_tells():
    assert kind(LABEL, ["why"]) == "why"
    assert kind(LABEL, []) == "choice"
    assert kind(LABEL._replace(affirms=False), []) == "yes/no"
    assert kind(LABEL._replace(turn=2), ["why"]) == "follow-up"
    assert kind(LABEL._replace(pick=None), ["when"]) == "who/when/where"


def test_the_files_can_be_read_and_number_each_dialogue_once():
    numbers = {path.name: [each.id for each in load(path)] for path in QUESTIONS.glob("*.jsonl")}
    assert numbers
    assert [name for name, given in numbers.items() if not given or len({*given}) < len(given)] == []


@pytest.mark.parametrize("line", ["no json", '{"id": "X1"}', '{"id": "X1", "q": "?", "scope": "it"}', "[]"])
def test_a_line_that_is_no_label_is_named(tmp_path, line):
    path = tmp_path / "mine.jsonl"
    path.write_text(f'{{"id": "X0", "q": "?", "scope": "out"}}\n{line}\n')
    with pytest.raises(ValueError, match=r"mine\.jsonl:2"):
        load(path)


def drawn(count: int, weights: list[float], seed: int) -> tuple[list[list[float]], list[bool]]:
    rng = random.Random(seed)
    rows = [[rng.uniform(-2, 2) for _ in weights[1:]] for _ in range(count)]
    return rows, [rng.random() < chance(weights, row) for row in rows]


def test_the_fit_finds_the_coefficients_that_made_the_data():
    made = [-0.5, 2.0, -1.0]
    assert fit(*drawn(4000, made, seed=1)) == pytest.approx(made, abs=0.2)


def test_the_penalty_keeps_coefficients_finite_where_a_feature_separates():
    assert 0 < fit([[-1.0], [1.0]] * 20, [False, True] * 20)[1] < 10


def test_cross_validation_does_not_reward_noise():
    rows, truths = drawn(300, [0.0] * 4, seed=2)
    chances = cross_validated(rows, truths)
    told = [[each for each, truth in zip(chances, truths, strict=True) if truth is side] for side in (True, False)]
    assert auroc(*told) < 60


def test_linear_equations_are_solved_with_pivots():
    assert solved([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0]) == pytest.approx([3.0, 2.0])


@pytest.fixture
def evaluated(monkeypatch, capsys):
    """Runs the evaluation, and returns its status and what it prints and complains."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["evaluation", *map(str, arguments)])
        return main(), *capsys.readouterr()

    return run


def labelled(*rows: tuple[str, str, str, str | None]) -> str:
    """Lines of labelled questions: question, scope, topic and pick."""
    keys = ("id", "q", "scope", "topics", "pick")
    values = ((f"X{n}", q, scope, [topic], pick) for n, (q, scope, topic, pick) in enumerate(rows, 1))
    return "\n".join(json.dumps(dict(zip(keys, each, strict=True))) for each in values)


MORE_SECURE = ("which is more secure?", "in", "security", "django")
BREAD = ("how do I bake bread", "out", "", None)


def test_the_command_prints_shares_failed_checks_and_confusions(tmp_path, evaluated):
    path = tmp_path / "mine.jsonl"
    path.write_text(labelled(MORE_SECURE, ("which is more secure?", "in", "performance", "tie"), BREAD))
    status, out, err = evaluated(path)
    lines = [line.split() for line in out.splitlines()]
    assert ["mine", "2", "/", "3", "66.7", "%"] in lines
    assert ["choice", "1", "/", "2", "50.0", "%"] in lines
    assert ["in", "topic", "1", "X2"] in lines
    assert ["performance", "→", "security", "1", "X2"] in lines
    assert (status, err) == (0, "")


def test_the_command_draws_the_curve_and_fits_every_kind_of_evidence(tmp_path, evaluated):
    path = tmp_path / "mine.jsonl"
    path.write_text(labelled(*[MORE_SECURE, BREAD] * 4))
    status, out, err = evaluated(path, "--curve", "--fit")
    marked = next(line.split() for line in out.splitlines() if line.startswith("→"))
    assert marked[1:] == [f"{replier.SUPPOSED:.2f}", *["100.0", "%"] * 4]
    fitted = ast.literal_eval(out.partition("CONFIDENCE = ")[2].partition("\n\n")[0])
    assert fitted.keys() == ranking.CONFIDENCE.keys()
    assert (status, err) == (0, "")


def test_each_part_of_the_writers_is_asked_by_its_own_table(tmp_path):
    for part in range(FOLDS):
        (tmp_path / f"{part}.bin").write_bytes(to_bytes({f"claim {part}": [0.0, 1.0]}, 2))
    assistants = [assistant for assistant, _ in by_fold(tmp_path, [])]
    assert [list(each.library.forms.asked) for each in assistants] == [[f"claim {part}"] for part in range(FOLDS)]


def test_the_curve_shows_what_another_threshold_would_refuse(tmp_path, evaluated):
    path = tmp_path / "mine.jsonl"
    path.write_text(labelled(MORE_SECURE, ("Lyft's use of it?", "in", "companies", None)))
    rows = [line.split() for line in evaluated(path, "--curve")[1].splitlines() if line.count("%") == 4]
    answered = {row[-9]: row[-8] for row in rows}
    assert (answered["0.60"], answered["0.90"]) == ("100.0", "50.0")


def test_there_is_nothing_to_fit_without_questions_out_of_scope(tmp_path, evaluated):
    path = tmp_path / "mine.jsonl"
    path.write_text(labelled(MORE_SECURE))
    assert "nothing to fit" in evaluated(path, "--fit")[1]


def test_the_command_names_a_file_that_cannot_be_used(tmp_path):
    command = [sys.executable, "-m", "tests.evaluation", str(tmp_path / "none.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.jsonl" in done.stderr
    assert done.stderr.count("\n") == 1
