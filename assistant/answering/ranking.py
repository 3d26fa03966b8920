"""The fine decision: which of the matcher's candidates a question means, and how sure that is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import dropwhile
from operator import mul

from rapidfuzz import fuzz

from assistant.answering.figures import is_dated, is_of_sort
from assistant.answering.library import Item, Library
from assistant.answering.library.library import MATCHES
from assistant.asking.marks import PREDICATE, Mark, any_of
from assistant.asking.marks import SUBJECT as NAME
from assistant.asking.question import AROUND, SUBJECT, Question, Uncovered
from assistant.asking.sentences import cut
from assistant.knowledge.base import BOTH, OVERALL, Entry
from assistant.knowledge.values import is_year, numbers
from assistant.tuples import NamedTuple

SHORTLIST = 12
"""Candidates looked at closely; all matches are where examples are few, and the language knows more than the author."""

REST = 0.7
"""Weight of other content up to which a question with the word for the whole is about the whole."""

THIN = 0.3
"""Weight of content below which coverage says little."""

ONCE = 0.5
"""How much less a word explains in the order of readings that one example of an entry has, of many: it may be chance.

Of 17,378 labelled turns nine more are answered rightly and ten fewer assert what is not so.
"""

LANGUAGE = 5.7
"""What is taken off the value of an entry whose examples are the language's; fitted with those of the matcher."""

WEIGHTS = {"match": 0.4, "likeness": 0.2, "coverage": 0.2, "form": 0.08, "topic": 0.12}
"""What each kind of evidence counts for; they add up to 1."""


class Candidate(NamedTuple):
    """One reading of a question: an entry with its evidence, numbers from 0 to 1 where nothing else is said.

    `match` is the matcher's score, `likeness` the nearest example's by rapidfuzz, `coverage` the share of the
    question's content words that the entry explains; `form`, `topic` and `subject` tell whether it answers that form of
    question, belongs to a category that the question mentions, and speaks of the subject named; `unfit` is what is
    taken off where it cannot give the kind of answer asked for. `exact` tells that the question is, word for word, an
    example of an entry that speaks of its subject. `few` tells how few examples there are, `value` (any number) is all
    that speaks for it in the matcher, `told` and `aligned` tell how close it is to all that is known of the entry
    (`matching/closeness.py`), -1 to 1, 0 where there are examples enough. `once` is the share of `coverage` by words
    that one example of many has.
    """

    item: Item
    match: float
    likeness: float
    coverage: float
    form: float
    topic: float
    subject: float
    unfit: float
    example: str
    exact: bool = False
    value: float = 0.0
    told: float = 0.0
    aligned: float = 0.0
    few: float = 0.0
    once: float = 0.0

    @property
    def standing(self) -> float:
        """What readings of a question are ordered by: where examples are few, the matcher's own value."""
        return self.value - LANGUAGE * (self.item.entry.topic == OVERALL) if self.few else self.score

    @property
    def score(self) -> float:
        """The evidence weighed into one number, 0 to 1."""
        found: tuple[float, ...] = (self.match, self.likeness, self.coverage, self.form, self.topic)
        weighed: float = sum(map(mul, WEIGHTS.values(), found))
        return weighed - 0.2 * (1 - self.subject) - self.unfit


FAINT = 0.18
"""Matcher's score up to which a question of none but everyday words asks nothing that is known: "what?", "I am new"."""


def certain(item: Item) -> Candidate:
    """Return a reading that does not hang on how near the words are."""
    return Candidate(item, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, unfit=0.0, example="")


def order(candidate: Candidate) -> tuple[bool, float]:
    """Sort key, best first: an entry that has the question word for word comes before whatever is only near."""
    return not candidate.exact, ONCE * WEIGHTS["coverage"] * candidate.once - candidate.standing


def rank(question: Question, library: Library, words: Sequence[str] | None = None) -> list[Candidate]:
    """Return the readings of a question, best first; `words` replace its own content, for a part or a follow-up."""
    content = tuple(question.content if words is None else words)
    text = " ".join(content)
    weights = content_weights(content, library)
    whole = content == question.content
    mentioned = frozenset(library.categories_in(content, poles=question.yes_no or "choose" in question.forms))
    judges = question.evaluating or question.forms & {"choose", "verdict"}
    if judges and not mentioned and OVERALL in content:
        rest = weight_beside(content, library.general | {OVERALL}, library)
        mentioned = frozenset((OVERALL,) if rest < REST else ())
    counted = library.english.numbers
    numbered = any(word[0].isdigit() or counted.get(word, 0) > 1 for word in question.content)
    total, found = sum(weights.values()), list[Candidate]()
    for match in library.matches(text, MATCHES if library.few else SHORTLIST, as_said(question)):
        if not match.own:
            continue
        item, example = library.items[match.intent], match.example
        entry, known, subject = item.entry, item.vocabulary, _subject_fit(question, item)
        explained = sum(weight for word, weight in weights.items() if word in known or is_of_sort(entry, word))
        once = sum(weights[word] for word in weights.keys() & item.known_once)
        candidate = Candidate(
            item=item,
            match=match.score,
            likeness=(fuzz.token_set_ratio(text, example) + fuzz.ratio(text, example)) / 200,
            coverage=(explained + THIN / 2) / (total + THIN),
            form=len(question.forms & item.forms) / len(question.forms) if question.forms else 0.5,
            topic=_topic_fit(mentioned, item),
            subject=subject,
            unfit=_unfit(question, item, bool(entry.holds or (entry.figures and numbered))),
            example=example,
            exact=whole and example == text and subject == 1.0,
            value=match.value,
            told=match.told,
            aligned=match.aligned,
            few=library.few,
            once=once / (total + THIN),
        )
        found.append(candidate)
    return sorted(found, key=order)


def as_said(question: Question) -> tuple[str, ...]:
    """The words of a question as they are said, and after them what a conversation filled in."""
    if question.content == question.plain:
        return question.words
    return (*question.words, *(word for word in question.content if word not in question.plain and word != SUBJECT))


def content_weights(words: Iterable[str], library: Library) -> dict[str, float]:
    """Return each content word's weight, 0 to 1: rare and unknown words weigh most, everyday words little."""
    weights = {}
    for word in words:
        if word == SUBJECT or word in library.fillers:
            continue
        weights[word] = 0.15 if word in library.common else max(library.rarity.get(word, 1.0), 0.2)
    return weights


def weight_beside(words: Iterable[str], known: Set[str], library: Library) -> float:
    """Return the weight of all content words but the known ones."""
    return sum(weight for word, weight in content_weights(words, library).items() if word not in known)


def _unfit(question: Question, item: Item, states: bool) -> float:
    """What is taken off an entry that cannot give the kind of answer asked for.

    `states` tells whether a question may state what it claims, or a number of what it knows the number of.
    """
    comparing = question.comparing or bool(question.forms & {"choose", "verdict"})
    if item.is_ruling and question.yes_no and not comparing:
        return 0.1
    if question.evaluating and item.category and not item.is_ruling:
        return 0.06 if len(set(item.entry.holds.values())) > 1 else 0.15
    if states:
        return 0.0
    if question.comparing if question.yes_no else "choose" in question.forms:
        return 0.08
    bare = question.asked[-1:] == ("?",) and not question.forms
    return 0.0 if not question.subjects else 0.1 if question.yes_no else 0.04 if bare else 0.0


def _topic_fit(mentioned: frozenset[str], item: Item) -> float:
    """1 for an entry of a mentioned topic, 0 for one of another category, in between for the other topics."""
    if not mentioned:
        return 0.5
    if item.entry.topic in mentioned:
        return 1.0
    if item.category:
        return 0.0
    return 0.2 if item.entry.topic == OVERALL else 0.5


def _of_one(item: Item) -> bool:
    """Tell whether an entry speaks of one subject only."""
    entry = item.entry
    return (
        (bool(entry.subject) and not entry.holds)
        or len(entry.holds) == 1
        or (isinstance(entry.answer, dict) and len(entry.answer) == 1)
    )


def _subject_fit(question: Question, item: Item) -> float:
    """1 where the entry speaks of the subject asked about, 0 where it speaks of another."""
    entry, named = item.entry, question.subjects
    if len(named) == 1 and entry.topic == OVERALL and not isinstance(entry.answer, dict) and not entry.holds:
        return 1.0 if question.carried else 0.5
    if len(named) > 1 and _of_one(item):
        return 0.6
    if len(named) != 1 or entry.holds:
        return 1.0
    return float(speaks_of(entry, named[0]))


def speaks_of(entry: Entry, subject: str) -> bool:
    """Tell whether an entry has something to say of a subject."""
    if isinstance(entry.answer, dict):
        return subject in entry.answer or BOTH in entry.answer
    return subject in entry.holds if entry.holds else entry.subject in ("", subject)


def tells_of(item: Item, subject: str) -> bool:
    """Tell whether an entry tells of a subject, and not only that its claim is not so of it."""
    answer, holds = item.entry.answer, item.entry.holds
    return item.is_ruling or (isinstance(answer, dict) and subject in answer) or holds.get(subject, True)


CONFIDENCE = {
    "bias": -3.53,
    "score": 1.24,
    "match": 0.42,
    "likeness": 2.93,
    "coverage": 1.63,
    "alien": -1.16,
    "unexplained": -0.97,
    "refusal": -3.38,
    "rivalry": -4.39,
    "named": 0.82,
    "choose": 1.09,
    "clash": -3.00,
    "topic": 1.14,
    "theme": -2.95,
    "code": -3.60,
    "ruling": 1.05,
    "number": -2.15,
    "words": 2.47,
    "bare": 0.85,
}
"""Logistic regression of "the knowledge base answers this" on the evidence (`python -m tests.evaluation --fit`)."""

REMARK = {
    "bias": 7.55,
    "match": -3.84,
    "likeness": -6.71,
    "coverage": -4.18,
    "named": -2.90,
    "topic": -2.47,
    "words": -1.53,
    "talk": 5.69,
    "states": 2.50,
}
"""The same of "this asks nothing", fitted on remarks and on what the knowledge base answers."""

NOTHING = 0.45
"""Chance from which on what is said asks nothing: of 10,200 questions that are answered one in 230 is as likely, of 115
remarks that are near to what is known 58."""

NAMED = 0.5
"""What a refusal still counts against an entry of a category that the question names."""

TOLD = 0.82
"""Likeness to a refusal from which on what stands before a colon is an instruction."""

EXACT = 0.8
"""Confidence at least in an entry that has the question, word for word, among its examples."""

CLOSE = {"bias": -5.25, "lead": 0.55, "told": 2.56, "aligned": 2.7, "words": 2.61, "strange": 0.55, "lacks": -3.0}
"""The same where examples are few: "the first candidate is the right one", a regression that knows no kind of question.
Fitted on seven first drafts; bias, `strange` (letters are never as near) and `lacks` set on five of them."""

ENOUGH, FULL = 0.3, 0.05
"""How much surer the other regression has to be, in a list with examples enough, to answer where this one does not, and
how much surer this one: of 450 questions to six such lists 407 are answered rightly (by the other one alone 260)."""

MOST_WORDS = 12
"""Words of a question that count there at most: the more are said, the less like anything known is the whole."""

SHARPNESS, LEAST = 1.2, 0.003
"""How the values of readings are made odds, and the least that all others have: to be the only one says little."""

SPECIFIC = frozenset(("who", "maker", "when", "where", "how-many"))
"""Forms of question that an entry answers only if one of its examples has that form."""


def evidence(
    question: Question, candidates: Sequence[Candidate], library: Library, marks: Sequence[Mark]
) -> dict[str, float]:
    """Return what speaks for or against answering with the first candidate at all, for which the words are marked."""
    best = candidates[0]
    focus, entry = _focus(question, library, marks), best.item.entry
    dates = _dates(question, library) if is_dated(entry) else frozenset()
    weights = {word: each for word, each in focus.items() if not (is_of_sort(entry, word) or word in dates)}
    alien = sum(weight for word, weight in weights.items() if word not in library.rarity)
    unexplained = sum(weight for word, weight in weights.items() if word not in best.item.vocabulary)
    refusal, talk = _spoken(question, library)
    refusal *= NAMED if best.topic == 1.0 else 1.0
    named = bool(question.subjects) or not library.base.subjects or any_of(marks, "both")
    if best.match > refusal:  # an author's examples outrank what the program refuses
        refusal *= 1 - best.likeness * best.coverage
    return {
        "score": best.score,
        "match": best.match,
        "likeness": best.likeness,
        "coverage": best.coverage,
        "alien": min(alien, 4.0),
        "unexplained": min(unexplained - alien, 4.0),
        "refusal": refusal,
        "rivalry": refusal / (refusal + best.match + 0.05),
        "named": float(named),
        "choose": float("choose" in question.forms),
        "clash": float(bool((question.forms & SPECIFIC) - best.item.forms)),
        "topic": best.topic,
        "theme": float(any(each.theme for each in outside(question, best, library))),
        "code": min(_code(question.text), 3) / 3,
        "ruling": float(best.item.is_ruling and best.topic == 1.0 and "choose" in question.forms),
        "number": float(any(len(word) > 2 and word[0].isdigit() for word in weights.keys() - best.item.vocabulary)),
        "words": min(len(set(question.plain)), 30) / 10,
        "bare": float(len(question.content) < 2 and best.topic < 1 and not question.subjects),
        "talk": talk,
        "states": float(not (named or question.forms or question.yes_no or "?" in question.words)),
    }


def _dates(question: Question, library: Library) -> frozenset[str]:
    """The years and months that a question states, where it asks for nothing: they can be held against those told."""
    if not (question.yes_no or frozenset(library.english.question_words).isdisjoint(question.asked)):
        return frozenset()
    years = frozenset(word for word in question.content if any(map(is_year, numbers(word))))
    return years.union(library.english.months) if years else years


def _spoken(question: Question, library: Library) -> tuple[float, float]:
    """Return how much it is like a kind of question that is never answered, and like small talk, both 0 to 1."""
    refused, talk = map(max, zip(*(_said(text, library) for text in {question.content, question.plain}), strict=True))
    words = question.words
    before = library.reader.canonical(words[: words.index(":")]) if ":" in words else ()
    told, _ = _said(before, library)  # "repeat after me: …" is an instruction whatever follows
    return max(refused, told) if told >= TOLD else refused, talk


def _said(content: Sequence[str], library: Library) -> tuple[float, float]:
    found, speech = library.matches(" ".join(content), SHORTLIST), library.speech
    refused = max((each.score for each in found if speech.refusal(each)), default=0.0)
    return refused, max((each.score for each in found if speech.small_talk(each)), default=0.0)


def _focus(question: Question, library: Library, marks: Sequence[Mark]) -> dict[str, float]:
    """The content that must be explained: of the clauses that state something of the entry.

    Where none does, of the asking sentence, or of all where it has next to none. What is said around the matter needs
    no explanation.
    """
    stated = content_weights(library.reader.canonical(_stating(marks)), library)
    if sum(stated.values()) >= THIN:
        return stated
    asked = library.reader.canonical(question.asked) if len(question.sentences) > 1 else ()
    for words in (asked, question.matter):
        weights = content_weights(words, library)
        if sum(weights.values()) >= 0.5:
            return weights
    return content_weights(question.content, library)


def _stating(marks: Sequence[Mark]) -> list[str]:
    """The words from the clause that names a subject or the matter to the end of its sentence, but for the names.

    None where no clause names both.
    """
    sentences = [_clauses(each) for each in cut(marks)]
    if not any(any_of(clause, PREDICATE) and any_of(clause, NAME) for each in sentences for clause in each):
        return []
    kept = [clause for each in sentences for clause in dropwhile(lambda part: not any_of(part, PREDICATE, NAME), each)]
    return [word for each in kept for mark in each if not mark.is_a(NAME, *AROUND) for word in mark.text.split()]


def _clauses(sentence: Sequence[Mark]) -> list[list[Mark]]:
    clauses: list[list[Mark]] = [[]]
    for mark in sentence:
        clauses[-1].append(mark)
        if mark.is_a("comma", "colon", "complement"):
            clauses.append([])
    return clauses


def outside(question: Question, best: Candidate, library: Library) -> list[Uncovered]:
    """Return what the question mentions and the source does not cover.

    Themes that the entry speaks of are left out, and names that it lists as the opposite of its claim.
    """
    if not question.outside:
        return []
    lexicon = library.lexicon
    contrary = {word for text in best.item.entry.less for word in lexicon.canonical(lexicon.phrase(text).split())}
    explained = {True: best.item.vocabulary, False: contrary}
    return [each for each in question.outside if not set(lexicon.canonical(each.words)) <= explained[each.theme]]


def confidence(question: Question, candidates: Sequence[Candidate], library: Library, marks: Sequence[Mark]) -> float:
    """Return how likely, 0 to 1, the knowledge base answers the question with the first candidate.

    `marks` are its words marked for that candidate.
    """
    exact, full = _is_exact(question, candidates[0]), library.is_full_list
    telling = not (library.few or exact)
    if telling and _is_empty(question, candidates[0], library):
        return 0.0
    found = evidence(question, candidates, library, marks) if full or not library.few else {}
    if telling and chance(REMARK, found) > NOTHING:
        return 0.0
    fitted = chance(CONFIDENCE, found) if found else 0.0
    if library.few:
        close = chance(CLOSE, closeness(question, candidates, library))
        fitted = max(close - FULL, fitted - ENOUGH, 0.0) if full else close
    return max(fitted, EXACT) if exact else fitted


def is_remark(question: Question, candidates: Sequence[Candidate], library: Library, marks: Sequence[Mark]) -> bool:
    """Tell whether what is said asks nothing, where examples are enough to tell; parameters as of `confidence`."""
    best = candidates[0]
    if library.few or _is_exact(question, best):
        return False
    if _is_empty(question, best, library):
        return True
    return chance(REMARK, evidence(question, candidates, library, marks)) > NOTHING


def _is_empty(question: Question, best: Candidate, library: Library) -> bool:
    """Tell whether it names nobody and no category, asks for no choice and has but everyday words, like no entry's."""
    named = question.mentioned or best.topic == 1.0
    asks = best.match > FAINT or named or question.forms & {"choose", "which"}
    return not asks and sum(content_weights(question.content, library).values()) < THIN


def _is_exact(question: Question, best: Candidate) -> bool:
    return best.exact or (best.likeness > 0.99 and not _code(question.text))


def closeness(question: Question, candidates: Sequence[Candidate], library: Library) -> dict[str, float]:
    """Return what speaks for the first candidate where examples are few; `lead` is the logarithm of its odds."""
    best, *others = candidates
    rivals = sum(math.exp(SHARPNESS * (each.standing - best.standing)) for each in others)
    return {
        "lead": -math.log(max(rivals, LEAST)),
        "told": best.told,
        "aligned": best.aligned,
        "words": min(len(question.content), MOST_WORDS) / 10,
        "strange": float(library.strange),
        "lacks": float(library.expected.lacks(question.asked, best.item)),
    }


def chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return the chance, 0 to 1, that a logistic regression gives to evidence."""
    value = weights["bias"] + sum(weights.get(name, 0.0) * each for name, each in found.items())
    return 1 / (1 + math.exp(-value))


_CODE = r"\w\.\w+\.\w|[^\W_]_[^\W_]|[a-z]{2}[A-Z][a-z]|[{}<=`$\\]|::|\(\)|://|(?i:\w{3}error\b)"
"""Traces of code: dotted names, underscores, camel case, operators, error names."""

_OF_CODE = frozenset("._{}<=`$\\:(")
"""Characters of which any of these but camel case and an error's name has one."""


_QUOTED = r"`(\w+)`|(?<=\w)`(?=\w{1,2}\b)"
"""A word in backticks, and a backtick for an apostrophe."""


def _code(text: str) -> int:
    """Count the traces of code in a text; most have no character of one, and the pattern is not asked."""
    if text[1:].islower() and "error" not in text and _OF_CODE.isdisjoint(text):
        return 0
    return sum(1 for _ in re.finditer(_CODE, re.sub(_QUOTED, r"\1", text)))
