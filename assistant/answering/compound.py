"""Questions about several categories at once, and questions of several parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.answering.evaluate import all_so, any_so, not_so
from assistant.answering.library import Library
from assistant.answering.ranking import content_weights, weight_beside
from assistant.asking.question import Question
from assistant.knowledge.base import TIE, Category
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word
from assistant.words.phrases import Phrases, covered

STRESSED, MINOR = 3.0, 0.5
"""What a category counts that is said to matter more, and one that matters less."""

OWN = 0.19
"""Weight of content from which on a clause, or a question that judges "always" or "never", has a matter of its own."""

LONGEST = 4
"""Words of the name of a category at most."""

BREAKS = tuple(",;:?!.>")
"""Marks between the pieces of an utterance."""


class Mention(NamedTuple):
    """A category named in a question, the `words` of the part it stands in, and its `weight` (1: it plainly counts)."""

    category: Category
    words: tuple[str, ...]
    weight: float = 1.0


class Splitter:
    """Finds the categories and the parts of a question."""

    def __init__(self, library: Library) -> None:
        english = library.english
        self._library, phrases = library, library.lexicon.cut
        self._categories = {each.id: each for each in library.base.categories}
        self._stresses = phrases(english.stresses)
        self._minors = phrases(english.minors)
        self._pairs, self._ties = phrases(english.pairs), phrases(english.ties)
        joins = (*english.conjunctions, *english.alternatives, *english.joins_none)
        self._clauses = phrases((*BREAKS, *joins, *english.contrasts))
        self._joints = phrases((*BREAKS, *joins, *english.contrasts, *english.compares))
        self._joins = {"nor": phrases(english.neither), "or": phrases(english.alternatives)}
        self._and = frozenset(english.conjunctions)
        self._nots = frozenset(english.asking["bare-not"])
        self._besides = self._words_of((*joins, *english.prepositions))
        self._besides |= self._words_of((*english.asking["determiner"], *english.pairs, *english.either)) | set(",/:")
        self._also = self._words_of((*english.asking["also"], *english.asking["bare-not"], *english.contrasts))
        self._choosers, self._severally = frozenset(english.choosers), phrases(english.severally)
        self._wins, self._persons = phrases(english.tally["wins"]), frozenset(english.persons)
        either = (*english.either, *english.asking["either"])
        self._any, self._anybody = phrases(either), phrases(english.anybody)
        self._joined_things = phrases((*english.pairs, *either, *english.neither))
        self._joining = self._and.union(english.alternatives, english.joins_none, english.bounds["articles"], ",/")
        self._sets_apart = phrases(english.asking["unlike"])
        self._mentioned = lru_cache(maxsize=8)(self._in)  # the same is asked several times of one question
        self.shared = lru_cache(maxsize=8)(self._shared)
        self._listing, self._articles = self._and.union(","), frozenset(english.bounds["articles"])
        self._starts = library.reader.starts

    def mentions(self, question: Question) -> list[Mention]:
        """Return the categories that the asking sentence names, else those before it; dismissed ones not."""
        return self.named(question) or self.before(question)

    def named(self, question: Question) -> list[Mention]:
        """Return the categories that the asking sentence names."""
        return self._mentioned((question.asked,), True)

    def before(self, question: Question, poles: bool = False) -> list[Mention]:
        """Return the categories that the sentences before the asking one name; with `poles` by their adjectives too."""
        return self._mentioned(tuple(each for each in question.sentences if each != question.asked), poles)

    def _in(self, sentences: tuple[tuple[str, ...], ...], poles: bool) -> list[Mention]:
        found: dict[str, Mention] = {}
        for sentence in sentences:
            for part in self._joints.cut(sentence):
                for name in self._library.categories_in(self._library.reader.canonical(part), poles)[:1]:
                    found.setdefault(name, Mention(self._categories[name], tuple(part), self._weight(part)))
        return list(found.values())

    def claims(self, question: Question) -> tuple[str, list[list[str]]]:
        """Return the clauses of a statement about two matters, and how they are joined: `and`, `or` or `nor`.

        A clause that names no subject is about that of the clause before: "does A have this or that?". None where the
        statement is about one matter.
        """
        reader = self._library.reader
        found: list[list[str]] = []
        names: list[list[str]] = []
        waiting: list[str] = []  # what names no subject belongs to the clause that follows, or else to the one before
        for clause in self._clauses.cut(question.words):
            words = [word for word in clause if is_word(word)]
            own = weight_beside(reader.canonical(words), self._library.general, self._library)
            named = [words[start:end] for start, end, _ in reader.names.find(words)]
            if named and waiting:
                words, waiting = [*waiting, *words], []
            if not named and own > OWN and names:
                waiting = [*waiting, *words]
            elif named and own > OWN:
                found.append(words)
            names = named or names
        if waiting:
            found.append([*names[0], *waiting])
        return self._joined_by(question.said), found if len(found) > 1 else []

    def listed(self, question: Question) -> tuple[str, list[tuple[str, list[str]]]]:
        """Return how a statement joins several things of one kind, and it once for each, with the id of its claim.

        "" and nothing where it is about one thing, or where other words than those that join stand between them.
        """
        words = question.said
        found = list(self._library.catalogue.named.find(words))
        ids = dict.fromkeys(name for *_, name in found)
        if len(ids) < 2 or len({self._library.items[each].entry.topic for each in ids}) > 1:
            return "", []
        between = [word for (_, end, _), (start, _, _) in pairwise(found) for word in words[end:start]]
        if not self._joining.issuperset(between) or self._sets_apart.occur(words):
            return "", []
        joined = self._joined_by(words)
        joints = [*self._pairs.find(words), *(self._joins[joined].find(words) if joined in self._joins else ())]
        clauses = []
        for each in ids:
            left = covered(hit for hit in (*found, *joints) if hit[2] != each)
            clauses.append((each, [word for i, word in enumerate(words) if i not in left]))
        return joined, clauses

    def _joined_by(self, words: Sequence[str]) -> str:
        return next((name for name, cues in self._joins.items() if cues.occur(words)), "and")

    def _weight(self, part: Sequence[str]) -> float:
        return STRESSED if self._stresses.occur(part) else MINOR if self._minors.occur(part) else 1.0

    def parts(self, question: Question) -> list[list[str]]:
        """Return the parts that ask on their own: sentences, and what follows "and" with a question word."""
        parts: list[list[str]] = []
        for sentence in question.sentences:
            parts.append([])
            for i, word in enumerate(sentence):
                following = sentence[i + 1] if i + 1 < len(sentence) else ""
                if (word in self._and or word in BREAKS) and following in self._starts and parts[-1]:
                    parts.append([])
                elif is_word(word):
                    parts[-1].append(word)
        given = self._library.reader.conditionals if "why" in question.forms else None  # "since A has it, why …?"
        return [part for part in parts if not self._starts.isdisjoint(part) or (given and part and given.at(part, 0))]

    def mixes(self, question: Question) -> bool:
        """Tell whether one part of a question asks something else than another: if it is so, which one, or why.

        Why is asked of what is taken for granted: "since A has it, why …?".
        """
        parts = self.parts(question)
        if "why" in question.forms:
            return len(parts) > 1 and self._library.reader.conditionals.at(parts[0], 0) is not None
        return len({self._choosers.isdisjoint(part) for part in parts if part[0] in self._starts}) > 1

    def questions(self, question: Question) -> list[str]:
        """Return the questions that a line holds, each to be asked on its own, in order; none where it holds but one.

        Those are sentences that ask, or parts of one with question words of their own.
        """
        found: list[list[str]] = [[]]
        asking = 0
        for sentence in question.sentences:
            opens = sentence[0] in self._starts
            states = not opens and self._library.reader.names.at(sentence, 0) and self._starts.intersection(sentence)
            asks = not states if sentence[-1] == "?" else opens and sentence[-1] != "."
            found[-1] += sentence
            if asks:
                asking += 1
                found.append([])
        if asking > 1:
            *asked, last, rest = found
            return [" ".join(each) for each in (*asked, [*last, *rest])]
        if len(question.sentences) != 1:
            return []
        words = [word for word in question.asked if word not in "?!."]
        return self._open_parts(question) or self._unlike_parts(question, words) or self._listed_parts(question, words)

    def _open_parts(self, question: Question) -> list[str]:
        """The questions of one sentence, each with its question word, that ask no choice: "who made it and when"."""
        parts = self.parts(question)
        asks = all(part[0] in self._starts for part in parts) and not question.forms & {"which", "choose", "verdict"}
        asks = asks and self._library.reader.openers.isdisjoint(question.asked[:1])  # "would you …, who …?" asks once
        asks = asks and not (question.outside or question.yes_no)
        return [" ".join(part) for part in parts] if asks and len(parts) > 1 else []

    def _unlike_parts(self, question: Question, words: Sequence[str]) -> list[str]:
        """The questions that "and" joins in one sentence: "is it fast and what is it for".

        Those that all ask for a choice, or for yes or no, are one question unless one names what is not covered.
        """
        joints = [i for i, (one, two) in enumerate(pairwise(words)) if one in self._and and two in self._starts]
        cuts = zip((-1, *joints), (*joints, len(words)), strict=True)
        texts = [" ".join(words[start + 1 : end]).rstrip(" ,") for start, end in cuts]
        if not joints or words[0] not in self._starts or self._library.reader.is_request(words):
            return []
        return texts if question.outside or not all(map(self._is_closed, texts)) else []

    def _listed_parts(self, question: Question, words: Sequence[str]) -> list[str]:
        """The questions for each of a list: what several terms mean, or what is so of some things not covered, too."""
        spans = self._listed(words, question) if not self._listing.isdisjoint(words) else []
        if not spans:
            return []
        texts = [" ".join(words[start:end]) for start, end, _ in spans]
        before, after = words[: spans[0][0]], words[spans[-1][1] :]
        said = content_weights(self._library.reader.canonical((*before, *after)), self._library)
        if "define" in question.forms and not (after or said):
            return [self._library.english.defining[0].format(term=each) for each in texts]
        some = len({known for *_, known in spans}) > 1
        return [" ".join((*before, each, *after)) for each in texts] if some else []

    def _listed(self, words: Sequence[str], question: Question) -> list[tuple[int, int, bool]]:
        """Where things are named that but stand in a list, and whether each is known; none where it is one or none."""
        uncovered = Phrases((" ".join(each.words), "") for each in question.outside)
        kinds = (uncovered, False), (self._library.catalogue.named, True), (self._terms, True)
        found = sorted((start, -end, known) for things, known in kinds for start, end, _ in things.find(words))
        spans: list[tuple[int, int, bool]] = []
        for start, end, known in found:
            if not spans or start >= spans[-1][1]:
                spans.append((start, -end, known))
        between = [{*words[end:start]} for (_, end, _), (start, _, _) in pairwise(spans)]
        joined = all(each & self._listing and each <= self._listing | self._articles for each in between)
        return spans if between and joined else []

    @cached_property
    def _terms(self) -> Phrases:
        """The terms, but for the subjects, of which it is told what they mean."""
        names = self._library.reader.names
        return Phrases((each, each) for each in self._library.catalogue.defined if not names.occur(each.split()))

    def _is_closed(self, text: str) -> bool:
        """Tell whether a part of a question asks for yes, no or a choice."""
        part = self._library.reader.read(text)
        return part.yes_no or not part.forms.isdisjoint(("which", "choose", "verdict"))

    def at_once(self, question: Question) -> bool | None:
        """Whether all categories that a question names end level, or have one winner; None where it asks neither."""
        asked, ruled = question.asked, {each.category.winner for each in self.mentions(question)}
        alike, one = self._library.reader.equals.occur(asked), self._anybody.occur(asked) and self._wins.occur(asked)
        level = self._ties.occur(asked)
        put = asked[-1] == "?" or not self._library.reader.is_request(asked)
        if question.subjects or not (level or alike or one) or not put or self._joined_by(asked) != "and":
            return None
        return ruled == {TIE} if level else len(ruled) == 1 and (alike or TIE not in ruled)

    def asks_each(self, question: Question) -> bool:
        """Tell whether a choice is asked for each category by itself: "who wins X and Y?", "X, Y: winners?"."""
        asks = sum(word in self._choosers for word in question.said)
        needed = not self._persons.isdisjoint(question.asked)  # what one needs is weighed
        return asks > 1 or (self._wins.occur(question.asked) and not needed) or self._severally.occur(question.asked)

    def _shared(self, question: Question) -> tuple[str, list[tuple[Category, str, bool]]]:
        """Return how a statement about several categories joins them, and it once for each, with whether it is denied.

        What is said of a list is said of each of it ("X, Y and Z all go to A"), and a clause that says nothing of its
        own is about what another says ("A wins X, but not Y").
        """
        words = [word for word in question.said if word not in "?!."] if self.mentions(question)[1:] else []
        listed = self._lists(words, self._names_in(words, question))
        told = next(((before, after) for _, before, after in listed if not self._is_bare(before, after)), None)
        found: list[tuple[Category, str, bool]] = []
        for names, before, after in listed:
            bare = told is not None and self._is_bare(before, after)
            denied = bare and not self._nots.isdisjoint((*before, *after))
            before, after = told = told if told and bare else (before, after)
            for start, end, category in names:
                found.append((category, self._alone([*before, *words[start:end], *after], question), denied))
        if self._joins["nor"].occur(words):
            return "nor", found
        return "or" if self._any.occur(words) else "and", found

    def _lists(
        self, words: Sequence[str], names: Sequence[tuple[int, int, Category]]
    ) -> list[tuple[list[tuple[int, int, Category]], Sequence[str], Sequence[str]]]:
        """Cut a statement into clauses, each with a list of categories and the words before and after that.

        None where there is but one category, or one is said of another.
        """
        lists, starts, stops = [[*names[:1]]], [0], []
        for (_, end, _), name in pairwise(names):
            joints = [(i, at[0]) for i in range(end, name[0]) if (at := self._clauses.at(words, i))]
            if self._besides.issuperset(words[end : name[0]]):
                lists[-1].append(name)
            elif joints:
                lists.append([name])
                starts.append(joints[-1][1])
                stops.append(next((start for start, stop in joints if stop == joints[-1][0]), joints[-1][0]))
            else:
                return []
        cut = zip(lists, starts, (*stops, len(words)), strict=True)
        return [(each, words[start : each[0][0]], words[each[-1][1] : stop]) for each, start, stop in cut if names[1:]]

    def _is_bare(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Tell whether the words around a list say nothing of it, but that it too is meant, or is not."""
        return (self._besides | self._also).issuperset((*before, *after))

    def _alone(self, words: Sequence[str], question: Question) -> str:
        """What is said of one category, without what joins it to others; it is of whom the question names first."""
        kept, names = self._joined_things.without(words), self._library.reader.names
        named = next(names.find(question.said), None) if not names.occur(kept) else None
        return " ".join([*(question.said[named[0] : named[1]] if named else ()), *kept, "?"])

    @staticmethod
    def _words_of(phrases: Iterable[str]) -> frozenset[str]:
        return frozenset(word for phrase in phrases for word in phrase.split())

    def _names_in(self, words: Sequence[str], question: Question) -> list[tuple[int, int, Category]]:
        """Where the categories that a question names are named, by their adjectives too, from first to last."""
        named = {each.category.id: each.category for each in self.mentions(question)}
        found: dict[str, tuple[int, int, Category]] = {}
        start = 0
        while start < len(words):
            name, end = self._name_at(words, start)
            if name in named:
                found.setdefault(name, (start, end, named[name]))
            start = end
        return list(found.values())

    def _name_at(self, words: Sequence[str], start: int) -> tuple[str, int]:
        """The category whose name, or else adjective, begins at a place, and where that ends; "" and the next place."""
        canonical, named = self._library.reader.canonical, self._library.categories_in
        for poles in (False, True):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1) if is_word(words[start]) else ():
                found = named(canonical(words[start:end]), poles)
                if found and not named(canonical(words[start + 1 : end]), poles):
                    longer = (i for i in range(end + 1, end + LONGEST) if len(canonical(words[start:i])) == 1)
                    return found[0], max(longer, default=end)
        return "", start + 1


def whole(joined: str, parts: Sequence[bool | None]) -> bool | None:
    """Return whether a statement is so whose parts are, are not, or are not known to be, joined by one of `claims`."""
    so = any_so(parts) if joined in ("or", "nor") else all_so(parts)
    return not_so(so) if joined == "nor" else so


def weigh(mentions: Sequence[tuple[Category, float]]) -> str | None:
    """Return the subject that most rulings speak for, `tie` where none speaks, None where they split evenly.

    Each category comes with its weight, negative where its loser is asked for.
    """
    votes: Counter[str] = Counter()
    for category, sign in mentions:
        for subject in category.answer if category.winner != TIE else ():
            if (subject == category.winner) == (sign > 0):
                votes[subject] += abs(sign)  # type: ignore[assignment]
    ranked = votes.most_common(2)
    if not ranked:
        return TIE
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]
