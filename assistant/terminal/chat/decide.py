"""A decision found by a few numbered questions: what matters, what comes nearest, what can be left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.answering.library.library import Library
from assistant.answering.realisation import source_line
from assistant.answering.reply import ANSWERED, Answer, Reply
from assistant.knowledge.base import BOTH, TIE, Category, Entry
from assistant.knowledge.examples import best_example
from assistant.knowledge.scoreboard import begun
from assistant.tuples import NamedTuple

MOST, MATTERS, CASE = 2, 1, 1
"""What a ruling weighs on what matters most and on what matters, and what a case weighs: each more than all the rest
of the rulings together, which only decide where these do not."""

SHOWN = 3
"""Reasons given at most."""


class Step(NamedTuple):
    """One question: `options` are ids and what is shown for them; `several` of them may be chosen."""

    key: str
    text: str
    options: tuple[tuple[str, str], ...]
    several: bool


class Interview:
    """The questions in turn. `numbers` hears the numbers in an answer, `named` the option that a name means."""

    def __init__(
        self,
        library: Library,
        numbers: Callable[[str, int], Sequence[int]],
        named: Callable[[str, Sequence[str]], int | None],
    ) -> None:
        self._library = library
        self._base = library.base
        self._say = library.english.chat.decide
        self._numbers = numbers
        self._named = named
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._steps = self._all_steps()
        self.step: Step | None = next(self._steps)

    @property
    def count(self) -> int:
        """How many questions there are at most."""
        return 4 + bool(self._cases)

    @property
    def place(self) -> int:
        """The number of the present question; 1 is the first."""
        return len(self._chosen) + 1

    @property
    def weighs(self) -> bool:
        """Whether anything was named that decides before all that is ruled."""
        return bool(self._matters or self._case)

    def take(self, text: str, *, nothing: bool = False, everything: bool = False) -> bool:
        """Take the answer to the present question and go on; False where it is none.

        `nothing` leaves it open; `everything` chooses all, and leaves open what only one can be chosen of.
        """
        step = self.step
        if step is None:
            return False
        chosen: list[str] = []
        if everything and step.several:
            chosen = [each for each, _ in step.options]
        elif not (nothing or everything):
            numbers = self._numbers(text, len(step.options)) or self._places(text, step)
            few = step.several or len(numbers) == 1
            if not (numbers and few and all(0 < each <= len(step.options) for each in numbers)):
                return False
            chosen = [step.options[each - 1][0] for each in numbers]
        self._chosen[step.key] = tuple(chosen)
        self.step = next(self._steps, None)
        return True

    def back(self) -> None:
        """Ask the question before the present one again; the first stays."""
        before = list(self._chosen.items())[:-1]
        self._chosen.clear()
        self._steps = self._all_steps()
        self.step = next(self._steps)
        for key, chosen in before:
            self._chosen[key] = chosen
            self.step = next(self._steps, None)

    def decision(self) -> Reply:
        """Return what fits best, why, and what speaks against it, from the answers so far."""
        weights = self._weights()
        points = Counter({each.id: 0 for each in self._base.subjects})
        for category in self._base.categories:
            if category.winner != TIE:
                points[category.winner] += weights[category.id]
        case = self._case
        if case:
            points[_true_of(case)] += CASE * self._rest
        ranked = points.most_common()
        even = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
        pick = TIE if even else ranked[0][0]
        return self._reply(pick, weights)

    def _reply(self, pick: str, weights: dict[str, int]) -> Reply:
        lean = next(iter(self._chosen.get("lean", ())), "")
        by_weight = sorted(self._base.categories, key=lambda each: -weights[each.id])
        counted = [each for each in by_weight if weights[each.id]]
        case = self._case
        fors, main = self._reasons(pick, counted)
        against: list[Category | Entry] = []
        if pick != TIE:
            others = [each for each in by_weight if each.winner not in (pick, TIE)]
            others += [each for each in by_weight if each.edge and each.edge != pick]
            against += [each for each in others if lean in ("", pick, each.winner, each.edge)] or others
        answers = [self._answer(each) for each in fors]
        if case and pick in (TIE, _true_of(case)):
            answers.insert(0 if case in main else len(answers), self._answer(case))
        elif case:
            against.insert(0, case)
        lead = [self._lead(pick, counted)]
        if lean and pick != TIE:
            lean_name = self._base.in_text(lean)
            lead.append(self._say["leaning" if lean == pick else "leaning_other"].format(subject=lean_name))
        if against:
            last = self._answer(against[0])
            answers.append(last._replace(body=f"{self._say['against']} {last.body}"))
        elif pick != TIE:
            lead.append(self._say["against_none"])
        source = source_line([each.section for each in answers], self._base, self._library.english.say)
        return Reply(
            self._question(),
            ANSWERED,
            "\n\n".join(each.text for each in answers),
            pick=pick,
            answers=tuple(answers),
            confidence=1.0,
            suggestions=tuple(best_example(each, self._base, self._library.english) for each in (*main, *against[:1])),
            opening=" ".join(lead),
            source=source,
        )

    def _reasons(self, pick: str, counted: Sequence[Category]) -> tuple[list[Category], Sequence[Category | Entry]]:
        """Return the rulings that are told, ties in what matters too, and what decided, if anything did."""
        if pick == TIE:
            open_ones = [each for each in counted if each.winner != TIE] or list(counted)
            return open_ones[:SHOWN], open_ones[:1]
        won = [each for each in counted if each.winner == pick]
        named = [each for each in won if each.id in self._matters]
        level = [each for each in counted if each.id in self._matters and each.winner == TIE]
        case = [each for each in (self._case,) if each and _true_of(each) == pick]
        told = [*named, *level, *([] if named else won)][:SHOWN]
        return told, named[:1] or case or won[:1]

    def _answer(self, reason: Category | Entry) -> Answer:
        if isinstance(reason, Category):
            return Answer(reason.id, reason.id, BOTH, reason.winner, reason.verdict, reason.section)
        told = reason.answer
        text = told if isinstance(told, str) else told.get(BOTH) or told[_true_of(reason)]
        return Answer(reason.id, reason.topic, BOTH, None, text, reason.section_for(BOTH))

    def _lead(self, pick: str, counted: Sequence[Category]) -> str:
        if pick == TIE:
            return self._say["even"]
        matters = self._matters
        won = [each.name for each in counted if each.id in matters and each.winner == pick]
        lost = [each for each in counted if each.id in matters and each.winner not in (pick, TIE)]
        case = self._case
        subject = self._base.in_text(pick)
        other = self._base.in_text(lost[0].winner if lost else self._other(pick))
        key = "wins_though" if won and lost else "wins"
        if not won:
            suits = case is not None and _true_of(case) == pick
            key = "suits" if suits else "counted" if len(self._base.subjects) == 2 else "counted_alone"
        line = self._say[key].format(
            subject=subject,
            other=other,
            won=self._list(won),
            lost=self._list([each.name for each in lost]),
            case=case.name if case else "",
            wins=sum(each.winner == pick for each in counted),
            losses=sum(each.winner not in (pick, TIE) for each in counted),
            total=len(counted),
        )
        return begun(line, self._base)

    def _question(self) -> str:
        """What was asked for, in one line."""
        names = {each.id: each.name for each in self._base.categories}
        matters, aside = (
            self._list([names[each] for each in ids]) for ids in (self._matters, self._chosen.get("aside", ()))
        )
        told = [self._say["asked_matters"].format(list=matters)] if matters else []
        told += [self._say["asked_case"].format(case=self._case.name)] if self._case else []
        told += [self._say["asked_aside"].format(list=aside)] if aside else []
        return self._say["asked"].format(matters=". ".join(told)) if told else self._say["asked_open"]

    def _list(self, names: Sequence[str]) -> str:
        return f" {self._library.english.say['and']} ".join(
            [*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]]
        )

    @property
    def _matters(self) -> tuple[str, ...]:
        return self._chosen.get("matters", ())

    @property
    def _case(self) -> Entry | None:
        chosen = self._chosen.get("case", ())
        return next((each for each in self._cases if each.id in chosen), None)

    @property
    def _cases(self) -> list[Entry]:
        found = {each.id: each for each in self._base.entries if sum(each.holds.values()) == 1}
        return [found[name] for name in self._base.decide if name in found]

    def _other(self, pick: str) -> str:
        return next((each.id for each in self._base.subjects if each.id != pick), "")

    def _weights(self) -> dict[str, int]:
        most, aside = self._chosen.get("most", ()), self._chosen.get("aside", ())
        weights = dict.fromkeys((each.id for each in self._base.categories), 1)
        weights |= dict.fromkeys(aside, 0)
        weights |= dict.fromkeys(self._matters, MATTERS * self._rest)
        return weights | dict.fromkeys(most, MOST * self._rest)

    @property
    def _rest(self) -> int:
        """More than all rulings weigh that nobody spoke of."""
        return len(self._base.categories) + 1

    def _all_steps(self) -> Iterator[Step]:
        categories = tuple((each.id, each.name) for each in self._base.categories)
        yield self._step("matters", categories, several=True)
        if len(self._matters) > 1:
            yield self._step("most", tuple(each for each in categories if each[0] in self._matters))
        if self._cases:
            yield self._step("case", tuple((each.id, each.name[:1].upper() + each.name[1:]) for each in self._cases))
        rest = tuple(each for each in categories if each[0] not in self._matters)
        if rest:
            yield self._step("aside", rest, several=True)
        yield self._step("lean", tuple((each.id, each.name) for each in self._base.subjects))

    def _step(self, key: str, options: tuple[tuple[str, str], ...], *, several: bool = False) -> Step:
        return Step(key, self._say[key], options, several)

    def _places(self, text: str, step: Step) -> list[int]:
        """The options that an answer's parts mean, "security, 3 and the database"; nothing where one means none."""
        names = [name for _, name in step.options]
        found: list[int] = []
        for part in re.split(r"[,;+/]", text.replace(f" {self._library.english.say['and']} ", ",")):
            numbers = self._numbers(part, len(names)) if part.strip() else ()
            named = None if numbers or not part.strip() else self._named(part.strip(), names)
            idle = not step.several and " " not in part.strip()  # "small, simple"
            if not (idle or numbers or named):
                return []
            found += [*numbers, *([named] if named else [])]
        return list(dict.fromkeys(found))


def _true_of(claim: Entry) -> str:
    """The one subject that a claim is true of."""
    return next(subject for subject, holds in claim.holds.items() if holds)


def can_decide(library: Library) -> bool:
    """Tell whether there are rulings to weigh."""
    return bool(library.base.categories and library.base.subjects)
