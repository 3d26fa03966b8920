"""What is said brought to how it is plainly said: without asides, courtesy, tags, stress, or for whom it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.asking.discourse import Discourse
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import English
from assistant.words.lexicon import MARKS, STOPS, Lexicon, is_word, pieces
from assistant.words.phrases import Phrases, covered

CONCORD = 4
"""Words within which what is denied twice is denied once."""

FRAMED = 6
"""Words at most from "to" or "for" to those for whom something is told, or from "I need" to what is."""

MOST_LAYERS = 8
"""Courtesies and tags that are cut off the end of a sentence."""


class Normaliser:
    """Normalises the words of questions in one language, about subjects that are called by `names`.

    `roles` are the phrases that mean a subject by its part in the talk: "the winner", "the other one".
    """

    def __init__(self, english: English, base: KnowledgeBase, lexicon: Lexicon, names: Phrases) -> None:
        self._english, self._names, phrases = english, names, lexicon.cut
        self._discourse = Discourse(english, lexicon, names)
        self._called = {each.id: lexicon.phrase(each.name).split() for each in base.subjects}
        self._openers, self._question_words = frozenset(english.openers), frozenset(english.question_words)
        self._asking = self._openers.union(english.question_words).difference(english.auxiliaries)
        self._auxiliaries, self._passives = frozenset(english.auxiliaries), frozenset(english.passives)
        self._pronouns = frozenset((*english.pronouns, *english.demonstratives, *english.persons))
        self._choosers, self._interjections = frozenset(english.choosers), frozenset(english.interjections)
        self._complementizers, self._nots = frozenset(english.complementizers), frozenset(english.asking["bare-not"])
        joints = (*english.complementizers, *english.conjunctions, *english.contrasts, *english.conditionals)
        self._joints = frozenset((*joints, *english.question_words, *english.alternatives))
        self._expletives, self._indirect = phrases(english.expletives), phrases(english.indirect)
        self._tellings, self._needing = phrases(english.tellings), phrases(english.needing)
        self._texts, self._framing = phrases(english.texts), phrases((*english.texts, *english.hearers))
        self._towards, self._saying = phrases(english.towards), phrases(english.saying)
        self._courtesy, self._tags, self._end_tags = map(phrases, (english.courtesy, english.tags, english.end_tags))
        self._aside_before, self._aside_after = phrases(english.aside_before), phrases(english.aside_after)
        said = (english.leaders, english.losers, english.others, english.latter, english.former)
        self.roles = dict(zip(("leader", "loser", "other", "latter", "former"), map(phrases, said), strict=True))

    def plain(self, words: Sequence[str], roles: Mapping[str, str]) -> tuple[list[str], list[str]]:
        """Return words as they are plainly said, and apart from them those that are set aside.

        `roles` tells which subject a role means.
        """
        asked = self._unstressed(self._discourse.without(words))
        plainly = self._denied_once(self._active(self._offered(self._equated(asked))))
        return self._set_aside(self._with_roles(plainly, roles))

    def _set_aside(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Part words into those that ask and those set aside, as in "never mind the speed, which is safer?"."""
        kept: list[str] = []
        gone: list[str] = []
        for part in pieces(words):
            found = list(self._aside_before.find(part))
            least = 1 if part[0] in self._asking else 2  # "is leaving it open bad?"
            before = next(((start, end) for start, end, _ in found if start < least or end - start > 1), None)
            taken = covered(found)  # the "aside" of "setting aside" is no other
            after = next((end for start, end, _ in self._aside_after.find(part) if start and start not in taken), None)
            start, stop = len(part), len(part)
            if after is not None and before is None:
                start, stop = 0, after
            elif before is not None:
                opens = range(before[1] + 1, len(part))
                start = before[0]
                stop = next((i for i in opens if part[i] in self._asking), len(part))
            rest = [*part[:start], *part[stop:]]
            kept += rest
            gone += part[start:stop] if len(rest) < len(part) else []
        return (kept, gone) if any(map(is_word, kept)) else (words, [])

    def _equated(self, words: Sequence[str]) -> list[str]:
        """Read "A = safer" as "A is safer" and "A = B" as "A equals B"; at the end, the sign leaves something open."""
        signs = self._english.equations
        if signs.keys().isdisjoint(words):
            return [*words]
        ends = {end for _, end, _ in self._names.find(words)}
        found = []
        for i, word in enumerate(words):
            if word in signs and is_word(words[i + 1] if i + 1 < len(words) else ""):
                likens = i in ends and self._names.at(words, i + 1) is not None
                word = "" if words[i + 1] in self._question_words else signs[word][likens]
            found.append(word)
        return [word for word in found if word]

    def _offered(self, words: list[str]) -> list[str]:
        """Read "who has it? A? B?" as "who has it? A or B?": names by themselves, one after the other, are held out."""
        either, kept = self._english.alternatives[0], list[str]()
        end = 0
        for (start, a, _), (b, stop, _) in pairwise(self._names.find(words)):
            alone = start and words[start - 1] in STOPS
            if alone and words[stop : stop + 1] in ([], ["?"]) and words[a:b] in (["?"], ["?", either]):
                kept += (*words[end:a], either)
                end = b
        return [*kept, *words[end:]]

    def _unstressed(self, words: Sequence[str]) -> Sequence[str]:
        """The words without what stresses a question word, or asks for it politely: "I like A can you tell me who"."""
        asks = self._question_words
        found = [(a, b) for a, b, _ in self._expletives.find(words) if a and words[a - 1] in asks]
        polite = ((a, b) for a, b, _ in self._courtesy.find(words) if a and words[a] in self._openers)
        found += [(a, b) for a, b in polite if words[a - 1] not in asks and asks.intersection(words[b : b + 1])]
        return [word for i, word in enumerate(words) if not any(a <= i < b for a, b in found)] if found else words

    def unframed(self, words: list[str]) -> list[str]:
        """The words without in what form, and for whom, it is told: "two lines for a slide", "explain it to Ann"."""
        ends = {i for i, word in enumerate(words) if word in MARKS or word in self._question_words}
        ends |= self._names.places(words)

        def reach(start: int, nouns: Phrases) -> int:
            stop = next((i for i in range(start, start + FRAMED) if i in ends), start + FRAMED)
            return max((start + end for _, end, _ in nouns.find(words[start:stop])), default=0)

        needed = [(a, end) for a, b, _ in self._needing.find(words) if (end := reach(b, self._texts))]
        needed = [(a, (self._saying.at([*words, ""], b) or (b,))[0]) for a, b in needed]
        around = [(a, b) for a, end, _ in self._towards.find(words) if (b := reach(end, self._framing))]
        if not needed and not self._tellings.occur(words):
            around = [(a, b + 1) for a, b in around if words[b : b + 1] in ([":"], [","]) and reach(a, self._texts)]
        gone = covered(needed + around)
        kept = [word for i, word in enumerate(words) if i not in gone]
        return kept if any(map(is_word, kept)) else words

    def _denied_once(self, words: list[str]) -> list[str]:
        """Read "does not do nothing" as "does not do anything": who denies twice in one clause means it once."""
        found: list[str] = []
        for i, word in enumerate(words):
            before = words[max(0, i - CONCORD) : max(0, i - 1)] if word in self._english.concord else []
            denied = not self._nots.isdisjoint(before)
            found.append(self._english.concord[word] if denied and self._joints.isdisjoint(before) else word)
        return found

    def _active(self, words: list[str]) -> list[str]:
        """Read "has A beaten B" as "has A beats B": what somebody has done was not done to him."""
        done = self._english.done

        def does(i: int) -> bool:
            before = words[max(0, i - CONCORD) : i]
            return not self._auxiliaries.isdisjoint(before) and self._passives.isdisjoint(before)

        return [done[word] if word in done and does(i) else word for i, word in enumerate(words)]

    def _with_roles(self, words: list[str], roles: Mapping[str, str]) -> list[str]:
        """Put the name of a subject for a phrase that means it by its role, where none is named."""
        if not roles or self._names.occur(words):
            return words
        asks = not self._choosers.isdisjoint(words)
        for role, subject in roles.items():
            start, end, _ = next(self.roles[role].find(words), (0, 0, ""))
            ranks = role in ("leader", "loser")
            if end and not (ranks and asks):  # "who is the winner?" asks for it
                return [*words[:start], *self._called[subject], *words[end:]]
        return words

    def sentences(self, words: Sequence[str]) -> tuple[list[list[str]], set[str]]:
        """Cut words into sentences without courtesy; return also the tags that made yes/no questions of them."""
        tags: set[str] = set()
        kept: list[list[str]] = []
        for each in pieces(words, STOPS):
            alone = self._tags.at([*filter(is_word, each)] or [""], 0)
            if kept and alone and alone[0] == sum(map(is_word, each)):
                tags.add(alone[1])
                continue
            sentence, found = self._trim(each)
            tags |= found
            if any(map(is_word, sentence)):
                kept.append(sentence)
        opening = [each for each in kept[:-1] if not self._interjections.issuperset([*filter(is_word, each)])]
        return [*opening, *kept[-1:]], tags

    def _trim(self, sentence: list[str]) -> tuple[list[str], set[str]]:
        tags: set[str] = set()
        indirect = next(self._indirect.find(sentence[:8]), None)
        if indirect:
            tags, sentence = {indirect[2]}, sentence[indirect[1] :]
        start = 0
        while start < len(sentence):
            courtesy, tag = self._courtesy.at(sentence, start), self._tags.at(sentence, start)
            if tag and tag[0] < len(sentence):
                start = tag[0]
                tags.add(tag[1])
            elif courtesy:
                start = courtesy[0]
            elif after := self._exclaimed(sentence, start):
                start = after
            elif sentence[start] in ",:" or (tags and sentence[start] in self._complementizers):
                start += 1
            else:
                break
        sentence = sentence[start:]
        end = [sentence[-1]] if sentence and sentence[-1] in STOPS else []
        body = sentence[: len(sentence) - len(end)]
        comma = len(body) - 1 - body[::-1].index(",") if "," in body else len(body)
        if self._is_tag(body[comma + 1 :]):
            tags, body = {*tags, " ".join(body[comma + 1 :])}, body[:comma]
        for _ in range(MOST_LAYERS):
            ends = [*self._courtesy.find(body), *self._tags.find(body), *self._end_tags.find(body)]
            last = max((hit for hit in ends if hit[1] == len(body)), key=lambda hit: hit[1] - hit[0], default=None)
            if last is None or last[0] == 0:
                break
            if last[2] in self._english.tags or last[2] in self._english.end_tags:
                tags.add(last[2])
            stop = last[0]
            while stop and body[stop - 1] in ",:":
                stop -= 1
            body = body[:stop]
        return body + end, tags

    def _exclaimed(self, sentence: Sequence[str], start: int) -> int:
        """Return where what is but exclaimed before a pause ends, 0 where nothing is: "right, …", "ooh lovely, …"."""
        end = next((i for i in range(start, len(sentence)) if sentence[i] not in self._interjections), len(sentence))
        several = end > start + 1 and not self._joints.isdisjoint(sentence[start : start + 1])  # "but then again, …"
        paused = start < end < len(sentence) - 1 and sentence[end] in ",:"
        return end + 1 if paused and not several else 0

    def _is_tag(self, words: Sequence[str]) -> bool:
        """Tell whether words are a question tag, as in "…, didn't it?"."""
        bare = [word for word in words if word in self._openers or word not in self._english.negations]
        return len(bare) == 2 and bare[0] in self._openers and bare[1] in self._pronouns

    def without_courtesy(self, words: Sequence[str]) -> list[str]:
        """The words without what is but polite at the beginning and the end of each sentence."""
        found: list[str] = []
        for part in pieces(words):  # each ends in its mark
            mark = part[-1] if part[-1] in MARKS else ""
            start, end = 0, len(part) - len(mark)
            while start < end and (hit := self._courtesy.at(part, start)) and hit[0] <= end:
                start = hit[0]
            hits = [*self._courtesy.find(part[:end])]
            while hits and hits[-1][0] >= start and hits[-1][1] == end:
                end = hits.pop()[0]
            if start < end:
                found += [*part[start:end], *([mark] if mark and mark not in STOPS else [])]
            elif found and found[-1] == ",":
                found.pop()
            if mark in STOPS and found and found[-1] not in STOPS:
                found.append(mark)
        return found or list(words)
