"""What a question may mean by what was said before, where nothing else tells: a choice that talks have taught.

A follow-up is a question with holes: it may leave open what is asked (its act), of whom (its subjects), and of what
(its matter).  Whatever may fill them makes a reading; to stand alone is one more.  A log-linear model (conditional
logit, McFadden 1974) tells how likely each is: it weighs pairs of a sign of the question and a sign of the reading,
pairs of signs of the reading, and what the matcher finds.  Its table, `knowledge/english/talks.bin`, is made of
labelled talks by `python -m tests.talks`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from assistant.answering.counterparts import Counterparts
from assistant.answering.library import Item, Library
from assistant.answering.pointers import Turn
from assistant.answering.ranking import SPECIFIC, Candidate, certain, content_weights, rank, speaks_of
from assistant.answering.reply import Replier, Reply
from assistant.answering.signs import THIN, Signs, chooses
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import OVERALL, TIE
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.weights import Weights, row_of

LOOKED_AT = {"bare": 4, "entry": 4, "asked": 3, "pointed": 3, "subject": 2}
"""Ways in which a matter is looked for, by what is put beside the question's own words, and how many each brings:
nothing, the name of the entry told last, what was asked before, the subject in a pronoun's place, the subject."""

RECENT = 3
"""Turns whose matter may be meant."""

LITTLE, SOME, MUCH = THIN, 0.8, 1.5
"""Weights of a question's own content that part what has none, little, some and much of it."""

MOST = 4
"""Words of content that are counted at most."""

FORMS = frozenset(("why", "who", "maker", "when", "where", "how-many", "define", "list"))
"""Forms that an entry may answer, as signs of it."""

NEVER_CHOSEN = SPECIFIC | {"choose", "why", "define"}
"""Forms of question that ask for no choice, or for one already."""

WEIGHED = frozenset(
    (
        *("bare match", "bare score", "bare gap", "entry score", "entry gap", "asked score", "pointed score"),
        *("subject score", "subject gap", "strange", "strange share", "judged strange", "told", "form"),
    )
)
"""Evidence that counts more or less by the signs below."""

BY = frozenset(
    (
        *("is last", "is near", "is away", "is ruling", "is whole", "asks yes", "asks choice"),
        *("own none", "own little", "own some", "own much", "pronoun", "points", "linked", "yes-no", "which"),
        *("named 0", "named 1", "plural"),
    )
)
"""Those signs, of the question and of the reading."""

CHOOSING = frozenset(("choose", "which", "verdict", "versus"))
"""Forms of question that ask for one of several."""

CLEAR = 0.75
"""Chance of the likeliest entry from which on a question is taken to mean it.

Of 1,225 turns by five writers that the table had not learnt from, 832 were right without it and 59 false; with it 845
and 60, from 0.5 on 850 and 65.
"""

ALONE, ENTRY = "alone", "tells"
"""What the signs of the reading begin with that stands alone, and those of the forms that an entry answers."""


class Reading(NamedTuple):
    """What a question may mean: it with its holes filled and the entry, or the reply to it as it stands.

    `signs` are what is weighed with those of the question, `evidence` numbers, most of them from 0 to 1.
    """

    question: Question
    best: Candidate | None
    reply: Reply | None
    signs: tuple[str, ...]
    evidence: dict[str, float]


class Filler:
    """Finds what follow-ups mean in talks about what a library holds."""

    def __init__(
        self, library: Library, weights: Weights, signs: Signs, replier: Replier, counterparts: Counterparts
    ) -> None:
        english = library.english
        self._library, self._weights, self._signs, self._replier = library, weights, signs, replier
        self._counterparts = counterparts
        self._reader, self._everyone = library.reader, tuple(each.id for each in library.base.subjects)
        self._pointers = signs.pronouns | signs.demonstratives
        self._known = library.fillers | library.common | signs.question_words | self._pointers | signs.persons
        self._known = self._known.union(english.plurals, english.openers, english.interjections, english.negations)
        self._known = self._known.union(english.alternatives, english.copulas)

    def reply(self, question: Question, turns: Sequence[Turn], spoken: str | None) -> Reply | None:
        """Return the reply to what a question means after some turns; None where that is not clear, or it stands alone.

        `spoken` is the subject spoken of last.
        """
        readings = self.readings(question, turns, spoken)
        best, share = self.likeliest(self.signs_of(question, turns[-1], spoken), readings)
        return self.told(best) if best.best and share >= CLEAR else None

    def likeliest(self, asked: Sequence[str], readings: Sequence[Reading]) -> tuple[Reading, float]:
        """Return the likeliest reading of a question that has some signs, and the chance of its entry, 0 to 1."""
        values = list(map(Model(self._weights, asked).value, readings))
        most = max(values)
        odds = [math.exp(value - most) for value in values]
        best = readings[values.index(most)]
        item = best.best.item if best.best else None
        same = (each for each, one in zip(odds, readings, strict=True) if one.best and one.best.item is item)
        return best, sum(same) / sum(odds)

    def told(self, reading: Reading) -> Reply:
        """Return the reply to what a question means."""
        if reading.reply or reading.best is None:
            return reading.reply or self._replier.unknown(reading.question, ())
        return self._replier.single(reading.question, reading.best)

    def readings(self, question: Question, turns: Sequence[Turn], spoken: str | None) -> list[Reading]:
        """Return all that a question may mean after some turns; that it stands alone comes first."""
        found = {name: self._found(name, question, turns[-1]) for name in LOOKED_AT}
        readings = [self._alone(question, found["bare"], turns[-1])]
        told = frozenset(self._reader.canonical(self._library.lexicon.words(turns[-1].told)))
        acts, whom = dict(self._acts(question, turns[-1])), dict(self._whom(question, spoken))
        people = self._signs.asks_of_people(question)
        whose, last = question.subjects, turns[-1]
        other = self._counterparts.entry(whose[0], last.item, last.told) if len(whose) == 1 else None
        for item in self._matters(found, turns, other):
            if people and not self._signs.may_mean(question, item):
                continue
            near, evidence = self._evidence(question, item, found, told if item is turns[-1].item else ())
            signs = self._signs_of_matter(item, turns, told) + (["is counterpart"] if item is other else [])
            for act, asked in acts.items():
                for who, subjects in whom.items():
                    named = subjects or asked.mentioned
                    carried = act != "said" or not question.subjects
                    filled = asked._replace(subjects=subjects, mentioned=named, carried=carried)
                    more = self._signs_of_act(filled, item)
                    form = len(filled.forms & item.forms) / len(filled.forms) if filled.forms else 0.5
                    kinds = (*signs, *more, f"act {act}", f"of {who}")
                    readings.append(Reading(filled, near, None, tuple(sorted(kinds)), evidence | {"form": form}))
        return readings

    def _found(self, name: str, question: Question, last: Turn) -> list[Candidate]:
        """The entries that a matter may be, looked for in one way."""
        library, content = self._library, question.content
        if name == "bare":
            return self._replier.readings(question)
        if name == "entry":
            called = self._reader.canonical(library.lexicon.phrase(last.item.entry.name).split())
            content = (*(word for word in called if word != SUBJECT), *content)
        elif name == "asked":
            before = (word for word in last.question.content if word not in self._signs.question_words)
            content = (*content, *before)
        elif name == "pointed":
            content = tuple(SUBJECT if word in self._pointers else word for word in content)
        elif SUBJECT not in content:
            content = (*content, SUBJECT)
        return rank(question._replace(content=content), library)

    def _alone(self, question: Question, found: list[Candidate], last: Turn) -> Reading:
        """The reading that takes nothing from the talk."""
        reply = self._replier.answer(question, found)
        signs, evidence = {ALONE, f"alone {reply.status}"}, {"alone confidence": reply.confidence}
        if found:
            best = found[0]
            evidence |= {"alone score": best.score, "alone match": best.match, "alone exact": float(best.exact)}
        signs |= {"alone leads"} if reply.affirms is not None else set()
        signs |= {"alone picks"} if reply.pick else set()
        if reply.answers:
            same, near = (reply.answers[0].id == last.item.entry.id), reply.answers[0].topic == last.item.entry.topic
            signs.add("alone last" if same else "alone near" if near else "alone away")
        return Reading(question, None, reply, tuple(sorted(signs)), evidence)

    def _matters(
        self, found: Mapping[str, Sequence[Candidate]], turns: Sequence[Turn], other: Item | None
    ) -> Iterable[Item]:
        """The entries that a question may be about: those found, those told and what one `other` subject has in their
        place, and what rules or sums up their topic.
        """
        library, topic = self._library, turns[-1].item.entry.topic
        items = [each.item for name, most in LOOKED_AT.items() for each in found[name][:most]]
        items += [each.item for each in turns[-RECENT:]]
        whole = library.items.get(topic), library.catalogue.overview(topic)
        besides = (*whole, other, library.catalogue.overall)
        return {each.entry.id: each for each in (*items, *filter(None, besides))}.values()

    def _acts(self, question: Question, last: Turn) -> Iterator[tuple[str, Question]]:
        """Yield what may be asked: as said, as before, whether it is so, which one, or all that was asked before."""
        forms, before, specific = question.forms, last.question, question.forms & SPECIFIC
        yield "said", question
        if (before.forms != forms or before.yes_no != question.yes_no) and not specific:
            turned = chooses(before) and not question.comparing and self._replier.is_turned(before, last.item)
            asked = question._replace(forms=before.forms, yes_no=before.yes_no, either_or=before.either_or)
            yield "before", asked._replace(turned=turned)
        if not (question.yes_no or specific or self._signs.asks_which(question)):
            yield "whether", question._replace(yes_no=True)
        if not forms & NEVER_CHOSEN:
            yield "choice", question._replace(forms=forms | {"choose"}, yes_no=False, either_or=True)
        if self._signs.own_weight(question) < SOME and not specific:
            again, chose = before._replace(text=question.text), before.either_or or bool(before.forms & CHOOSING)
            if not chose or len(question.subjects) != 1:
                yield "again", again
            if chose:
                told = again._replace(either_or=False, forms=before.forms - CHOOSING)
                yield "again told", told._replace(yes_no=not last.item.is_ruling)

    def _whom(self, question: Question, spoken: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield of whom it may be asked: of those named, else of nobody, all, the one spoken of, or another."""
        if question.subjects:
            yield "named", question.subjects
            compares = question.comparing or self._reader.likens(question.asked)
            if compares and spoken in self._everyone and (spoken,) != question.subjects != self._everyone:
                yield "spoken and named", (spoken, *question.subjects)
            return
        known = spoken in self._everyone
        for each in self._everyone if known else ():
            if each == spoken or len(self._everyone) == 2:
                yield ("spoken" if each == spoken else "other"), (each,)
        yield "nobody", ()
        yield "all", self._everyone
        for each in () if known else self._everyone:
            yield f"any {each}", (each,)

    def _evidence(
        self, question: Question, item: Item, found: Mapping[str, Sequence[Candidate]], told: Collection[str]
    ) -> tuple[Candidate, dict[str, float]]:
        """The best reading of an entry, and what the words say for it, some of which were `told` of it."""
        library, evidence = self._library, dict[str, float]()
        candidates = []
        for name, near in found.items():
            best = next((each for each in near if each.item is item), None)
            if best is None:
                evidence[f"{name} gap"] = -1.0
                continue
            candidates.append(best)
            evidence |= {
                f"{name} has": 1.0,
                f"{name} match": best.match,
                f"{name} score": max(best.score, -0.5),
                f"{name} likeness": best.likeness,
                f"{name} first": float(best is near[0]),
                f"{name} gap": max(best.score - near[0].score, -1.0),
                f"{name} exact": float(best.exact),
            }
        weights = content_weights(question.content, library)
        whole = sum(weights.values()) + THIN
        known = item.vocabulary | library.general
        strange = sum(weight for word, weight in weights.items() if word not in known)
        evidence |= {
            "strange": min(strange, 3.0),
            "strange share": strange / whole,
            "judged strange": sum(weight for word, weight in weights.items() if word not in item.vocabulary) - strange,
            "told": sum(weight for word, weight in weights.items() if word in told) / whole,
        }
        return max(candidates, key=lambda each: each.score, default=certain(item)), evidence

    def _signs_of_matter(self, item: Item, turns: Sequence[Turn], told: Collection[str]) -> list[str]:
        """What an entry is to what was told."""
        library, entry, last = self._library, item.entry, turns[-1].item
        name = set(self._reader.canonical(library.lexicon.phrase(entry.name).split())) - self._signs.idle
        signs = {
            "is last": item is last,
            "is near": item is not last and entry.topic == last.entry.topic,
            "is away": entry.topic != last.entry.topic,
            "is ruling": entry.id == last.entry.topic,
            "is whole": item is library.catalogue.overall,
            "is overview": item is library.catalogue.overview(last.entry.topic),
            "was told": any(each.item is item for each in turns[:-1]),
            "was named": item is not last and bool(name) and name.issubset(told),
            "rules": item.is_ruling,
            "of all": entry.topic == OVERALL,
            "claims": bool(entry.holds),
            "has figures": bool(entry.figures),
        }
        return [*(sign for sign, so in signs.items() if so), *(f"{ENTRY} {each}" for each in FORMS & item.forms)]

    def _signs_of_act(self, question: Question, item: Item) -> Iterator[str]:
        """What of an entry fits or does not fit what is asked, and of whom."""
        which = "asks which" if "which" in question.forms else "asks other"
        yield "asks yes" if question.yes_no else "asks choice" if chooses(question) else which
        if question.forms & SPECIFIC - item.forms:
            yield "clashes"
        if question.yes_no and not (item.entry.holds or item.is_ruling):
            yield "claims nothing"
        for subject in question.subjects if len(question.subjects) == 1 else ():
            yield "speaks" if speaks_of(item.entry, subject) else "is silent"
            if subject in item.entry.holds:
                yield "so" if item.entry.holds[subject] else "not so"
            if item.holder:
                yield "its own" if item.holder == subject else "another's"

    def signs_of(self, question: Question, last: Turn, spoken: str | None) -> tuple[str, ...]:
        """Return the signs of a question after the turn before."""
        signs, own, before = self._signs, self._signs.own_weight(question), last.question
        words = [word for word in question.words if is_word(word)]
        amount = "none" if own < LITTLE else "little" if own < SOME else "some" if own < MUCH else "much"
        found = {
            "pronoun": not signs.pronouns.isdisjoint(question.words),
            "plural": not signs.plurals.isdisjoint(question.words),
            "points": signs.points(question),
            "of people": not signs.people.isdisjoint(question.asked),
            "linked": signs.is_linked(question, own),
            "yes-no": question.yes_no,
            "either-or": question.either_or,
            "evaluates": question.evaluating,
            "compares": question.comparing,
            "denied": question.denied,
            "formless": not question.forms,
            "which": signs.asks_which(question),
            "category": bool(signs.names(question)),
            "alien": signs.has_alien(question),
            "?": question.words[-1:] == ("?",),
            "hollow": signs.is_hollow(question),
            "supposes": signs.supposes(question),
            "tells": signs.tells(question),
            "pair": signs.pairs.occur(question.words),
            "likens": self._reader.likens(question.asked),
            "refused": signs.is_refused(question),
            "several": not signs.several.isdisjoint(question.asked),
            "level": signs.levels.occur(question.asked),
            "outside": bool(question.outside),
            "corrects": signs.corrections.occur(question.said),
            "sentences": len(question.sentences) > 1,
            "before chose": chooses(before),
            "before yes-no": before.yes_no,
            "before rules": last.item.is_ruling,
            "before of all": last.item.entry.topic == OVERALL,
            "before figures": bool(last.item.entry.figures),
            "before category": bool(last.item.category),
            "before several": len(last.reply.answers) > 1,
            "before picked": last.reply.pick in self._everyone,
            "before tied": last.reply.pick == TIE,
            "before yes": last.reply.affirms is True,
            "before no": last.reply.affirms is False,
            "nobody spoken of": not spoken,
        }
        return tuple(
            sorted(
                {sign for sign, so in found.items() if so}
                | {
                    f"named {min(len(question.subjects), 2)}",
                    f"own {amount}",
                    f"words {min(len(question.content), MOST)}",
                }
                | {f"before named {min(len(before.subjects), 2)}"}
                | {f"form {each}" for each in question.forms}
                | {f"before form {each}" for each in before.forms}
                | {f"word {word}" for word in words if word in self._known}
                | {f"first {word}" for word in words[:1] if word in self._known}
                | {f"last {word}" for word in words[-1:] if word in self._known}
            )
        )


class Model:
    """Weighs the readings of one question, which has some signs: the sum of what `features` yields, each weighed.

    What several readings share is weighed once.
    """

    def __init__(self, weights: Weights, asked: Sequence[str]) -> None:
        self._asked, self._by = asked, [each for each in asked if each in BY]
        self._weight, self._sign, self._number = cache(weights.of), cache(self._of_sign), cache(self._of_number)

    def value(self, reading: Reading) -> float:
        """Return how much speaks for a reading, a logarithm but for a constant."""
        weight, by = self._weight, [each for each in reading.signs if each in BY]
        value = sum(map(self._sign, reading.signs)) + sum(map(self._pair, combinations(reading.signs, 2)))
        for name, number in reading.evidence.items():
            value += number * self._number(name, bool(reading.reply))
            if number and (name in WEIGHED or reading.reply):
                value += number * sum(weight(f"{name}*{each}") for each in by)
        return value

    def _of_sign(self, sign: str) -> float:
        pairs = () if sign.startswith(ENTRY) else self._asked
        return self._weight(sign) + sum(self._weight(f"{each}*{sign}") for each in pairs)

    def _of_number(self, name: str, alone: bool) -> float:
        by = self._by if alone or name in WEIGHED else ()
        return self._weight(name) + sum(self._weight(f"{name}*{each}") for each in by)

    def _pair(self, signs: tuple[str, str]) -> float:
        return self._weight("&".join(signs))


def features(asked: Sequence[str], reading: Reading) -> Iterator[tuple[str, float]]:
    """Yield what is weighed of a reading of a question with some signs, each with its value."""
    for sign in reading.signs:
        yield sign, 1.0
        if not sign.startswith(ENTRY):
            yield from ((f"{each}*{sign}", 1.0) for each in asked)
    yield from ((f"{one}&{other}", 1.0) for one, other in combinations(reading.signs, 2))
    by = [each for each in (*asked, *reading.signs) if each in BY]
    for name, value in reading.evidence.items():
        yield name, value
        if name in WEIGHED or reading.reply:
            yield from ((f"{name}*{each}", value) for each in by)


def rows(asked: Sequence[str], reading: Reading, count: int) -> Iterator[tuple[int, float]]:
    """Yield the rows, of `count`, of what is weighed, each with its value."""
    return ((row_of(name, count), value) for name, value in features(asked, reading) if value)
