"""Ask labelled questions as conversations, and print how right the replies are.

    python -m tests.evaluation [FILE…] [--slips SEED] [--confusions N] [--curve] [--fit] [--folds FOLDER]

Without files, those of `tests/evaluation/questions` are asked.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from assistant.answering import confidence, ranking, replier
from assistant.answering.conversation import Assistant
from assistant.answering.library import library
from assistant.answering.library.store import OPENED
from assistant.answering.masking import Masker
from assistant.answering.ranking import outside
from assistant.answering.reply import ANSWERED, Reply
from assistant.asking.forms import Forms
from tests.benchmarks.sets import auroc, slipped
from tests.evaluation.fitting import cross_validated, fit
from tests.evaluation.labels import ASIDE, IN, OUT, QUESTIONS, REMARK, Dialogue, Label, failed, kind, load, ruled_topics
from tests.forms.questions import FOLDS, fold

THRESHOLDS = [round(0.3 + 0.05 * step, 2) for step in range(13)]


class Outcome(NamedTuple):
    """A labelled question, the reply to it, and the checks it failed."""

    file: str
    label: Label
    reply: Reply
    kind: str
    failed: tuple[str, ...]


def main() -> int:
    """Ask, and print what is wanted; 2 where a file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled questions, JSON Lines")
    parser.add_argument("--slips", type=int, metavar="SEED", help="two typing slips in each question that is in scope")
    parser.add_argument("--confusions", type=int, default=15, metavar="N", help="confusions listed (15)")
    parser.add_argument("--curve", action="store_true", help="wrong answers against refusals, over thresholds")
    parser.add_argument(
        "--fit", action="store_true", help="fit the regressions of confidence to the questions and print them"
    )
    parser.add_argument(
        "--folds", type=Path, metavar="FOLDER", help="ask each file by the table of forms that left its writers out"
    )
    given = parser.parse_args()
    try:
        dialogues = [each for path in given.files or sorted(QUESTIONS.glob("*.jsonl")) for each in load(path)]
    except (OSError, ValueError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    assistant = Assistant()
    outcomes = _outcomes(assistant, dialogues, given)
    tables = [accuracy(outcomes, halves=not given.files), failures(outcomes), unasked(outcomes)]
    print("\n\n".join([*tables, confusions(outcomes, given.confusions)]))
    if given.curve:
        print(f"\n{curve(dialogues, given.slips)}")
    if given.fit:
        with patch.object(replier, "PROMISED", 0.0):  # what is withheld cannot be learnt from
            led = _outcomes(assistant, dialogues, given)
        print(f"\n{fitted(assistant, outcomes, led)}")
    return 0


def _outcomes(assistant: Assistant, dialogues: Sequence[Dialogue], given: argparse.Namespace) -> list[Outcome]:
    parts = by_fold(given.folds, dialogues) if given.folds else [(assistant, dialogues)]
    return [each for asked, some in parts for each in ask(asked, some, given.slips)]


def by_fold(folder: Path, dialogues: Sequence[Dialogue]) -> Iterator[tuple[Assistant, list[Dialogue]]]:
    """Yield each part of the writers with an assistant whose table of forms did not learn from them."""
    for part in range(FOLDS):
        forms = Forms.open(str(folder / f"{part}.bin"))
        with patch.object(library, "question_forms", lambda forms=forms: forms), patch.dict(OPENED, clear=True):
            yield Assistant(), [each for each in dialogues if fold(each.file) == part]


def ask(assistant: Assistant, dialogues: Iterable[Dialogue], slips: int | None = None) -> list[Outcome]:
    """Ask each dialogue as a conversation of its own; `slips` is the seed of typing slips."""
    ruled, found = ruled_topics(assistant.library.base), []
    for dialogue in dialogues:
        conversation = assistant.conversation()
        for label in dialogue.turns:
            question = label.question
            if slips is not None and label.scope == IN:
                question = slipped(question, slips)
            reply = conversation.ask(question)
            form = assistant.library.reader.read(label.question).forms
            checks = tuple(failed(label, reply, ruled))
            found.append(Outcome(dialogue.file, label, reply, kind(label, form), checks))
    return found


def half(outcome: Outcome) -> str:
    """Tell whether a question of the shipped files was looked at while the program was made, or kept aside."""
    return "kept aside" if outcome.file.startswith(ASIDE) else "looked at"


def accuracy(outcomes: Sequence[Outcome], halves: bool) -> str:
    """The share of right replies: by file, by half if wanted, by scope, by class, and of the answers given."""
    parts: list[tuple[str, Callable[[Outcome], str]]] = [
        ("file", lambda each: each.file),
        ("scope", lambda each: each.label.scope),
        ("class", lambda each: each.kind),
    ]
    if halves:
        parts.insert(1, ("half", lambda each: f"{half(each)}, {each.label.scope}"))
    lines = []
    for title, key in parts:
        groups = defaultdict(list)
        for each in outcomes:
            groups[key(each)].append(each)
        lines += [f"by {title}", *(_share(name, groups[name]) for name in sorted(groups)), ""]
    given = [each for each in outcomes if each.reply.status == ANSWERED]
    return "\n".join([*lines, _share("all", outcomes), _share("of answers", given)])


def _share(name: str, outcomes: Sequence[Outcome]) -> str:
    right = sum(not each.failed for each in outcomes)
    return f"  {name:18} {right:5} / {len(outcomes):5} {_percent(right, len(outcomes)):6.1f} %"


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def failures(outcomes: Sequence[Outcome]) -> str:
    """The checks that failed, by scope, with the questions they failed on."""
    found = defaultdict(list)
    for each in outcomes:
        for check in each.failed:
            found[each.label.scope, check].append(each.label.id)
    ranked = sorted(found.items(), key=lambda item: (item[0][0], -len(item[1])))
    return "\n".join(["failed checks", *(f"  {scope:4} {check:8} {_listed(ids)}" for (scope, check), ids in ranked)])


def confusions(outcomes: Sequence[Outcome], most: int) -> str:
    """The `most` frequent pairs of the topic wanted and the entry that answered, with the questions."""
    found = defaultdict(list)
    for each in outcomes:
        missed = {"status", "topic", "winner", "must"} & set(each.failed)
        if missed:
            wanted = each.label.topics[0] if each.label.topics else each.kind
            entry = each.reply.answers[0].id if each.reply.answers else each.reply.status
            found[wanted, entry].append(each.label.id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    pairs = (f"  {wanted:20} → {entry:28} {_listed(ids)}" for (wanted, entry), ids in ranked)
    return "\n".join(["confusions: wanted → answered", *pairs])


def unasked(outcomes: Sequence[Outcome]) -> str:
    """The replies that choose, or say yes or no, where the label asks for neither; a label may leave such out."""
    plain = [
        each
        for each in outcomes
        if each.reply.status == ANSWERED
        and each.label.scope == IN
        and (each.label.pick, each.label.affirms) == (None, None)
    ]
    picks = [each.label.id for each in plain if each.reply.pick is not None]
    affirms = [each.label.id for each in plain if each.reply.affirms is not None]
    head = f"not asked for by the label, of {len(plain)} without pick and affirms"
    return "\n".join([head, f"  pick    {_listed(picks)}", f"  affirms {_listed(affirms)}"])


def _listed(ids: Sequence[str], shown: int = 12) -> str:
    return f"{len(ids):4}  {' '.join(ids[:shown])}{' …' if len(ids) > shown else ''}"


def curve(dialogues: Sequence[Dialogue], slips: int | None = None) -> str:
    """What each threshold would do: answers to what is in scope, refusals of what is not, right ones of the answers.

    Answered is also what is only supposed to be asked. An arrow marks the threshold in use, `replier.SUPPOSED`.
    """
    lines = ["threshold  in scope answered  and right  out of scope refused  right of answered"]
    for threshold in sorted({*THRESHOLDS, replier.SUPPOSED}):
        with patch.multiple(replier, SUPPOSED=threshold, THRESHOLD=max(threshold, replier.THRESHOLD)):
            outcomes = ask(Assistant(), dialogues, slips)
        inside = [each for each in outcomes if each.label.scope == IN]
        beyond = [each for each in outcomes if each.label.scope == OUT]
        answered = [each for each in outcomes if each.reply.status == ANSWERED]
        shares = (
            (sum(each.reply.status == ANSWERED for each in inside), len(inside)),
            (sum(not each.failed for each in inside), len(inside)),
            (sum(not each.failed for each in beyond), len(beyond)),
            (sum(not each.failed for each in answered), len(answered)),
        )
        texts = [f"{_percent(*share):.1f} %" for share in shares]
        mark = "→" if threshold == replier.SUPPOSED else " "
        lines.append(f"{mark}   {threshold:5.2f}  {texts[0]:>17}  {texts[1]:>9}  {texts[2]:>20}  {texts[3]:>17}")
    return "\n".join(lines)


def fitted(assistant: Assistant, outcomes: Sequence[Outcome], led: Sequence[Outcome]) -> str:
    """The coefficients of the regressions: what is in scope, what asks nothing, which leads and replies are right.

    Leads are learnt from `led`, the outcomes with none withheld; of a reply that names what it takes to be asked, more
    than its evidence is weighed.
    """
    tables = {
        "CONFIDENCE": _evidence(assistant, outcomes, ranking.CONFIDENCE, (IN, OUT)),
        "REMARK": _evidence(assistant, outcomes, ranking.REMARK, (REMARK, IN)),
        "LEAD": _of_replies(led, confidence.LEAD, _lead_is_right),
        "RIGHT": _of_replies(
            outcomes, confidence.RIGHT, lambda outcome: None if outcome.reply.opening else not outcome.failed
        ),
    }
    return "\n\n".join(_table(name, *rows) for name, rows in tables.items())


def _table(name: str, rows: Sequence[Mapping[str, float]], truths: Sequence[bool]) -> str:
    if len(set(truths)) < 2:
        return f"{name}: nothing to fit: that takes questions of both kinds"
    features = [list(row.values()) for row in rows]
    names, weights = ["bias", *rows[0]], fit(features, truths)
    chances = cross_validated(features, truths)
    told = [[likely for likely, truth in zip(chances, truths, strict=True) if truth is side] for side in (True, False)]
    shown = (f'    "{name}": {weight:.2f},' for name, weight in zip(names, weights, strict=True))
    head = f"{len(rows)} rows, {sum(truths)} of them so; area under the curve, ten-fold: {auroc(*told):.1f} %"
    return "\n".join([head, *_refused(told), f"{name} = {{", *shown, "}"])


def _of_replies(
    outcomes: Sequence[Outcome], names: Mapping[str, float], holds: Callable[[Outcome], bool | None]
) -> tuple[list[Mapping[str, float]], list[bool]]:
    """The evidence of such names on each answer given, and what holds of it; left out is what nothing is known of."""
    given = [each for each in outcomes if each.reply.status == ANSWERED and each.reply.evidence]
    known = [(dict(each.reply.evidence), truth) for each in given if (truth := holds(each)) is not None]
    known = [({name: value for name, value in row.items() if name in names}, truth) for row, truth in known]
    return [row for row, _ in known], [truth for _, truth in known]


def _lead_is_right(outcome: Outcome) -> bool | None:
    label, reply = outcome.label, outcome.reply
    if label.scope in (OUT, REMARK) or "topic" in outcome.failed:
        return None if (reply.affirms, reply.pick) == (None, None) else False
    if label.affirms is not None and reply.affirms is not None:
        return reply.affirms is label.affirms
    return reply.pick == label.pick if label.pick and reply.pick else None


def _refused(told: Sequence[Sequence[float]]) -> list[str]:
    """What thresholds would do to the cross-validated chances of the rows that are so and of the others."""
    inside, beyond = told
    shares = [
        (threshold, sum(each >= threshold for each in inside), sum(each < threshold for each in beyond))
        for threshold in THRESHOLDS
    ]
    return [
        f"  {threshold:.2f}: keeps {_percent(kept, len(inside)):5.1f} % of those that are so, "
        f"drops {_percent(refused, len(beyond)):5.1f} % of the others"
        for threshold, kept, refused in shares
    ]


def _evidence(
    assistant: Assistant, outcomes: Sequence[Outcome], names: Mapping[str, float], scopes: tuple[str, str]
) -> tuple[list[dict[str, float]], list[bool]]:
    """The evidence of such names on the best reading of what is of two scopes, and whether it is of the first.

    Left out is what the confidence does not decide: follow-ups that need no reading, small talk, and questions that are
    refused for something named that the source does not cover.
    """
    library = assistant.library
    masker = Masker(library)
    rows, truths = [], []
    for outcome in outcomes:
        reading, candidates = outcome.reply.reading, outcome.reply.candidates
        if reading is None or not candidates or outcome.label.scope not in scopes:
            continue
        if all(each.theme for each in outside(reading, candidates[0], library)):
            found = ranking.evidence(reading, candidates, library, masker.marks(reading, candidates[0].item))
            rows.append({name: float(value) for name, value in found.items() if name in names})
            truths.append(outcome.label.scope == scopes[0])
    return rows, truths


if __name__ == "__main__":
    sys.exit(main())
