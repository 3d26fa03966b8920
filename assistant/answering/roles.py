"""Statements that give one of several things what another is or does, held against what an entry tells apart.

An entry names such things, and what each alone is or does (`Entry.roles`). Where a statement says one of the latter,
it is read as a claim about the things that it names, as any is about subjects. Where it says several, each is of the
thing beside it, and all of it is one claim. Where it says none but likens two things, that is a claim as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache, partial
from itertools import groupby
from typing import TypeAlias

from assistant.answering.library import Library
from assistant.answering.library.tables import placed
from assistant.asking.marks import PREDICATE, SUBJECT, Mark, Spans, marked, spread
from assistant.knowledge.base import Entry
from assistant.knowledge.facts import Facts
from assistant.tuples import NamedTuple
from assistant.words.lexicon import MARKS
from assistant.words.phrases import Phrases, covered

WHOLE = "whole"
"""Stands for all that a statement says, where that is one claim."""

KEPT = 256
"""Statements that are kept, each for every entry: several rooms look at the same."""

_JOINING = ("and", "or", "nor", "but", "comma", "unlike", "not")
"""Kinds of cue that set one thing beside another of which something is said."""

_TURNING = ("not", "lack", "unlike", "deny", "reject", "nobody", "neither")
"""Kinds of cue that turn what is said of a thing."""


class Mention(NamedTuple):
    """Words `start` to `end` that name things, or say what things are or do: their places in the list of an entry."""

    start: int
    end: int
    who: frozenset[str] = frozenset()
    what: frozenset[str] = frozenset()


class Statement(NamedTuple):
    """A statement as a claim about things: its words marked, what is so of which, and the places of what is known.

    `of_subjects` tells that it names a subject, of which much is told besides.
    """

    marks: tuple[Mark, ...]
    facts: Facts
    said: frozenset[int]
    of_subjects: bool


Kinds: TypeAlias = "dict[Mention, tuple[str, str]]"
"""What is marked: the kind of mark, and the thing that it names."""


class Roles:
    """Finds what statements say of the things that entries of one library tell apart."""

    def __init__(self, library: Library) -> None:
        english, self._reader, self._lexicon = library.english, library.reader, library.lexicon
        self._linking = frozenset((*english.slight, *english.copulas, *english.spells_out_too))
        self._articles = frozenset((*english.asking["determiner"], "'s"))
        self._one, self._two = library.lexicon.cut(english.one_thing), library.lexicon.cut(english.two_things)
        self._plain, self._names = library.lexicon.cut(english.does), self._reader.names
        self._bearers, self._stops = library.lexicon.cut(english.bearers), MARKS.union(english.conditionals)
        self._numbers = frozenset(english.numbers)
        self._tables: dict[str, tuple[Phrases, Phrases]] = {}
        self._placed = partial(placed, articles=self._articles, lexicon=library.lexicon)
        self._slots = lru_cache(None)(library.lexicon.cut)
        self.found, self._bared = lru_cache(KEPT)(self._found), lru_cache(1)(self._without_endings)

    def _found(self, words: tuple[str, ...], entry: Entry, names: frozenset[str]) -> Statement | None:
        """Return a statement as a claim about what an entry tells apart, None where it says nothing of that.

        `names` are words that are written as names, or known as such.
        """
        given = self._mentions(words, entry) if entry.roles else []
        for _, end, _ in self._slots(entry.slots).find(words) if given else ():
            given = self._with_named(words, end, given, names)
        mentions = _settled(given)
        named = [each for each in mentions if each.who]
        roles = {each.what for each in mentions if each.what}
        if len(mentions) < 2 or not named or all(self._is_subject(words, each) for each in named):
            return None
        if not roles:
            kinds, so = ({}, {}) if entry.holds else self._likened(words, mentions)
        elif len(roles) == 1:
            kinds, so = self._of_one_role(words, mentions)
        else:
            kinds, so = self._of_several(words, mentions)
        return self._as_claim(words, mentions, kinds, so) if kinds else None

    def spelt_out(self, words: tuple[str, ...], hit: tuple[int, int], so: bool) -> Statement:
        """Return a statement of what an abbreviation stands for as a claim."""
        what = Mention(*hit)
        who = Mention(what.start - 1, what.start)
        found = self._as_claim(words, (who, what), {who: (SUBJECT, WHOLE), what: (PREDICATE, "")}, {WHOLE: so})
        return found._replace(said=found.said.union(range(what.start)))

    def bare(self, words: tuple[str, ...]) -> list[str]:
        """Return words but for articles, without their endings."""
        return self._bared(words)[1]

    def firsts(self, entry: Entry) -> Set[str]:
        """Return what must be said of what an entry tells apart: the first words, without endings, of any of it."""
        return self.table(entry)[bool(entry.slots)].firsts

    def _mentions(self, words: tuple[str, ...], entry: Entry) -> list[Mention]:
        """What a statement names and says, the longest phrases first, articles and endings aside."""
        kept, bare = self._bared(words)
        found: list[Mention] = []
        if not self.table(entry)[bool(entry.slots)].occur(bare):
            return found
        place = 0
        while place < len(bare):
            hits = [table.at(bare, place) or (0, "") for table in self.table(entry)]
            end = max(end for end, _ in hits)
            if end:
                who, what = (frozenset(value.split() if last == end else ()) for last, value in hits)
                found.append(Mention(kept[place], kept[end - 1] + 1, who, what))
            place = end or place + 1
        return found

    def _with_named(
        self, words: Sequence[str], start: int, given: Sequence[Mention], names: frozenset[str]
    ) -> list[Mention]:
        """Mentions with what stands where one of the things is named: that of which it is told, else another thing."""
        end = next((i for i in range(start, len(words)) if words[i] in self._stops), len(words))
        named = words[start:end]
        inside = [each for each in given if start <= each.start < end]
        told = covered((each.start - start, each.end - start) for each in inside)
        apart = any(told.isdisjoint(range(*hit[:2])) for hit in self._bearers.find(named))  # "a jazz pianist"
        other = bool(inside) or not names.isdisjoint(named) or self._bearers.occur(named)
        if not other or any(each.who for each in given) or not self._numbers.isdisjoint(named):
            return [*given]
        who = frozenset(inside[0].what if inside and not apart else ("other",))
        rest = (each._replace(end=each.end - (each.end == start)) for each in given if each not in inside)  # no "from"
        said = (each for each in rest if each.end > each.start)
        return sorted((*said, Mention(start, end, who)), key=lambda each: each.start)

    def _without_endings(self, words: tuple[str, ...]) -> tuple[list[int], list[str]]:
        """The places of words that are no articles, and these words without their endings."""
        kept = [i for i, word in enumerate(words) if word not in self._articles]
        return kept, [self._lexicon.base(words[i]) for i in kept]

    def table(self, entry: Entry) -> tuple[Phrases, Phrases]:
        """What things are called, and what they are or do, each with the places of those of which it is so."""
        if entry.id not in self._tables:
            names, roles = [each.who for each in entry.roles], [each.what for each in entry.roles]
            self._tables[entry.id] = self._placed(names), self._placed(roles)
        return self._tables[entry.id]

    def _is_subject(self, words: Sequence[str], each: Mention) -> bool:
        """Tell whether a subject is named, of which much is told besides."""
        hit = self._names.at(words, each.start)
        return hit is not None and hit[0] >= each.end - (words[each.end - 1] == "'s")

    def _of_one_role(self, words: Sequence[str], mentions: Sequence[Mention]) -> tuple[Kinds, dict[str, bool]]:
        """A statement that says one thing, of what it names; what it names besides, joined by nothing, is an object."""
        kinds: Kinds = {}
        so: dict[str, bool] = {}
        before = Mention(0, 0)
        for each in mentions:
            between = words[before.end : each.start]
            follows = bool(before.what) and self._articles.issuperset(between)
            if each.what:
                kinds[each] = PREDICATE, ""
            elif not follows and (not so or self._joins(between)):
                thing = " ".join(sorted(each.who))
                so[thing] = any(each.who & other.what for other in mentions)
                kinds[each] = SUBJECT, thing
            elif before.who:
                return {}, {}
            else:
                kinds[each] = "neutral", ""
            before = each
        return (kinds, so) if so else ({}, {})

    def _joins(self, words: Sequence[str]) -> bool:
        """Tell whether words between two names join them, or set the one against the other."""
        return any(mark.is_a(*_JOINING) for mark in self._marks(words))

    def _likened(self, words: Sequence[str], mentions: Sequence[Mention]) -> tuple[Kinds, dict[str, bool]]:
        """A statement that two things are one, or are not."""
        first, second = mentions[0], mentions[-1]
        if len(mentions) > 2 or first.who & second.who:
            return {}, {}
        cues = [
            (Mention(*hit[:2]), same)
            for table, same in ((self._one, True), (self._two, False))
            for hit in table.find(words)
        ]
        linked = words[first.end : second.start]
        if cues:
            cue, same = max(cues, key=lambda each: each[0].end)
            return {first: (SUBJECT, WHOLE), second: ("neutral", ""), cue: (PREDICATE, "")}, {WHOLE: not same}
        if linked and self._linking.issuperset(linked):
            return {first: (SUBJECT, WHOLE), second: (PREDICATE, "")}, {WHOLE: False}
        return {}, {}

    def _of_several(self, words: Sequence[str], mentions: Sequence[Mention]) -> tuple[Kinds, dict[str, bool]]:
        """A statement that says several things, each of what is named beside it; none where one of them is denied."""
        first, last = mentions[0], mentions[-1]
        if any(mark.is_a(*_TURNING) for mark in self._marks(words[first.start : last.end])):
            return {}, {}
        whole, so = Mention(first.start, last.start), all(_pairs(mentions))
        return {whole: (SUBJECT, WHOLE), last: (PREDICATE, "")}, {WHOLE: so}

    def _as_claim(
        self, words: Sequence[str], mentions: Sequence[Mention], kinds: Kinds, so: dict[str, bool]
    ) -> Statement:
        """The words with what is said of things marked."""
        given: Spans = {}
        for each, (kind, value) in kinds.items():
            given |= marked(words, [(each.start, each.end, value)], kind)
        said = self._plain.places(words) | covered((each.start, each.end) for each in (*mentions, *kinds))
        facts = Facts({thing: 1.0 if each else -1.0 for thing, each in so.items()})
        subjects = any(self._is_subject(words, each) for each in mentions)
        return Statement(tuple(self._marks(list(spread(words, given)))), facts, frozenset(said), subjects)

    def _marks(self, words: Sequence[str | Mark]) -> list[Mark]:
        """Words marked, but for those of making, which deny nothing here, "A invented it", and what but leads on."""
        found: list[Mark] = []
        for each in self._reader.mark(words, ranks=False):
            made = each.is_a("deny") and self._plain.occur(each.text.split())
            relative = each.is_a("who") and found[-1:] and found[-1].is_a(SUBJECT)  # "it was A who …"
            found.append(Mark(each.text) if made or relative else each)
        return found


def _settled(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions each either of things or of what things are or do, where words may be both.

    Of two, the way in which it is so comes before the one in which it is not: "the view is the template".
    """
    if len(mentions) == 2:
        one, other = mentions
        ways = [(a, b) for a, b in ((one, other), (other, one)) if a.who and b.what]
        if ways:
            who, what = next((way for way in ways if way[0].who & way[1].what), ways[0])
            return sorted((who._replace(what=frozenset()), what._replace(who=frozenset())), key=lambda each: each.start)
    return [each._replace(what=frozenset()) if each.who else each for each in mentions]


def _pairs(mentions: Sequence[Mention]) -> Iterator[bool]:
    """Yield whether each thing is what is said beside it: after it, or else before it."""
    runs = [list(run) for _, run in groupby(mentions, key=lambda each: bool(each.who))]
    things: Sequence[Mention] = ()
    while runs:
        one, other = runs.pop(0), runs.pop(0) if runs else []
        if one[0].what:
            things, other = other, one
        elif other:
            things = one
        yield from (bool(thing.who & each.what) for thing in things for each in other)
