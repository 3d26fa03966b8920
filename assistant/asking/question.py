"""What is asked: the words of a question mended, and its subjects, form and polarity read apart from its content."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.asking.marks import Mark, Marker, gathered
from assistant.knowledge.base import KnowledgeBase, Subject
from assistant.knowledge.english import English
from assistant.tuples import NamedTuple
from assistant.words.lexicon import Lexicon, is_word
from assistant.words.phrases import Phrases
from assistant.words.spelling import Speller

SUBJECT = "xsubjectx"
"""The word that stands where a subject was named, in questions and examples alike."""

RANKING = frozenset(("more", "equal", "at-least", "at-most"))
"""Kinds of cue that set subjects in an order, which a claim knows nothing of."""

UNPOLAR = "unpolar"
"""Kind of cue that asks for neither the greater nor the lesser, though a word of it would."""

TURNING = ("not", "reject", "unwanted")
"""Kinds of cue that turn what is asked round."""

AROUND = ("idle", "pairs", "deny", "confirm", "attitude", "say", "person")
"""Kinds of cue that stand around the matter of a question."""

MARKS = frozenset(",:;.?!")
"""Marks that end a part of a sentence, or a sentence."""

MOST_CHARACTERS, MOST_WORDS = 2_000, 160
"""What is read of a question, characters and then words and marks: the rest of a longer one is left out."""

LEADS_WITHIN = 2
"""Words at most from "that" to the name of which it tells something."""

CONCORD = 4
"""Words within which what is denied twice is denied once."""

LIKENED = 5
"""Words, less one, from the first "as" to the second where what stands between likens two."""

FRAMED = 6
"""Words at most from "to" or "for" to those for whom something is told, or from "I need" to what is."""

MOST_LAYERS = 8
"""Courtesies and tags that are cut off the end of a sentence."""

_STOPS = frozenset("?!.;")


class Uncovered(NamedTuple):
    """Something named that the knowledge does not cover: its shown name, the words, and whether it is but a theme."""

    name: str
    words: tuple[str, ...]
    theme: bool


class Question(NamedTuple):
    """A question as read.

    `sentences` hold mended words, courtesy cut off, subjects still named; `content` is the canonical form that is
    matched, subjects masked, `plain` the same before a conversation filled anything in. `subjects` are those named (or
    `carried` over from before), `mentioned` also those that something named implies, in order. `comparing` tells of a
    word such as "more" or "worse" in the asking sentence, `evaluating` of one that judges, `denied` that it asks
    whether something is not so. `forms` are those signalled (`why`, `who`, `choose`, …); `outside` is what it names
    that the knowledge does not cover; `said` are all its words, mended, but for courtesy and the `dismissed` ones
    ("leaving speed aside"). `cut` tells that the question was too long to be read to its end, `turned` that a choice
    carried over asks of whom it is not so.
    """

    text: str
    sentences: tuple[tuple[str, ...], ...]
    content: tuple[str, ...]
    plain: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    carried: bool = False
    forms: frozenset[str] = frozenset()
    yes_no: bool = False
    denied: bool = False
    either_or: bool = False
    comparing: bool = False
    evaluating: bool = False
    outside: tuple[Uncovered, ...] = ()
    said: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    turned: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words and marks of all sentences."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @property
    def asked(self) -> tuple[str, ...]:
        """The words of the sentence that asks: the last one with a question mark, else the last."""
        return _asking(self.sentences)


class Reader:
    """Reads questions in one language about one knowledge base."""

    def __init__(
        self,
        english: English,
        base: KnowledgeBase,
        lexicon: Lexicon,
        speller: Speller,
        cues: Mapping[str, str] | None = None,
    ) -> None:
        self._english = english
        self._lexicon = lexicon
        self._speller = speller
        self.openers = frozenset(english.openers)
        self._anaphors, self._verbs = frozenset(english.anaphors), frozenset(english.verbs)
        self._themselves = frozenset((*english.persons, *english.speakers)) - self._anaphors
        self._pronouns = frozenset((*english.pronouns, *english.demonstratives, *english.persons))
        self._question_words = frozenset(english.question_words)
        self._expletives = self.phrases(english.expletives)
        self._tellings, self._needing = self.phrases(english.tellings), self.phrases(english.needing)
        self._texts, self._framing = self.phrases(english.texts), self.phrases((*english.texts, *english.hearers))
        self._towards, self._saying = self.phrases(english.towards), self.phrases(english.saying)
        self._emphasis = frozenset(english.emphasis)
        self._kind = frozenset(word for noun in base.kind for word in lexicon.canonical(lexicon.phrase(noun).split()))
        self.conditionals = self.phrases(english.conditionals)
        self._or, self._or_not = frozenset(english.alternatives), frozenset((*english.negations, *english.openers))
        self._bounds = self.phrases(phrase for name in english.bounds for phrase in english.bounds[name])
        self._whether = self.phrases(english.asking["conditional"])
        self._requests, self._addressed = frozenset(english.requests), frozenset(english.addressed)
        self._either = self.phrases(english.either)
        self._inclusive = frozenset(english.inclusive)
        self._poles = self.phrases((*english.more, *english.less, *english.compares, *english.ties))
        self._quantities = frozenset(english.quantities)
        self._complementizers = frozenset(english.complementizers)
        self._nots = frozenset(english.asking["bare-not"])
        joints = (*english.complementizers, *english.conjunctions, *english.contrasts, *english.conditionals)
        self._joints = frozenset((*joints, *english.question_words, *english.alternatives))
        self._interjections = frozenset(english.interjections)
        self._end_tags = self.phrases(english.end_tags)
        self._courtesy = self.phrases(english.courtesy)
        self._tags = self.phrases(english.tags)
        self._indirect = self.phrases(english.indirect)
        self.links, self.compares = self.phrases(english.links), self.phrases(english.compares)
        self.idle = self.phrases(english.idioms).places  # of words that ask nothing
        self.equals, self._conjunctions = self.phrases(english.equals), self.phrases(english.conjunctions)
        self._correlatives = frozenset(english.correlatives)
        self._aside_before = self.phrases(english.aside_before)
        self._aside_after = self.phrases(english.aside_after)
        self._asking = frozenset(english.openers) - frozenset(english.auxiliaries)
        self.signals = {form: self.phrases(cues) for form, cues in english.forms.items()}
        called = [*self._called_by(base.subjects)]
        implied = ((lexicon.phrase(text), each.id) for each in base.subjects for text in each.implies)
        self.names, self.implied = Phrases(called), Phrases([*called, *implied])
        self._masks = Phrases((name, SUBJECT) for name, _ in called)
        self._called = {each.id: lexicon.phrase(each.name).split() for each in base.subjects}
        self._choosers = frozenset(english.choosers)
        self._themes = frozenset(each.name for each in base.outside if each.theme)
        self._uncovered = [each.name for each in base.outside]
        places = [str(place) for place, each in enumerate(base.outside) for _ in each.terms]
        self._outside = lexicon.cut([term for each in base.outside for term in each.terms], places)
        alike = {each: words[0] for words in (english.anyone, english.whose) for each in words}
        self.marker = Marker(cues_of(english, lexicon) if cues is None else cues, lexicon.base, alike)
        self.roles = {
            "leader": self.phrases(english.leaders),
            "loser": self.phrases(english.losers),
            "other": self.phrases(english.others),
            "latter": self.phrases(english.latter),
            "former": self.phrases(english.former),
        }

    def _called_by(self, subjects: Iterable[Subject]) -> Iterator[tuple[str, str]]:
        """Yield what subjects are called, with their ids: all given names before what is made of any of them."""
        given = [(self._lexicon.phrase(name), each.id) for each in subjects for name in (each.name, *each.aliases)]
        yield from given
        for forms in (self._plurals, self._deeds):
            yield from ((form, subject) for name, subject in given for form in forms(name))

    def _plurals(self, name: str) -> Iterator[str]:
        """Yield the plurals of a name."""
        before, _, last = name.rpartition(" ")
        for form in self._lexicon.inflected(last, self._english.name_plurals):
            yield f"{before} {form}".lstrip()

    def _deeds(self, name: str) -> Iterator[str]:
        """Yield of what one does ("renting") who does it and that it is done."""
        if " " not in name and name.endswith(self._english.name_doing):
            for stem in sorted(self._lexicon.stems(name)):
                yield from self._lexicon.inflected(stem, self._english.name_deeds)

    def mark(self, words: Sequence[str | Mark], ranks: bool) -> list[Mark]:
        """Return words marked by what they do in a question about a ruling (`ranks`) or a claim."""
        return self.marker.mark(words, frozenset() if ranks else RANKING)

    def phrases(self, texts: Iterable[str]) -> Phrases:
        """Return texts as phrases to be found in the words of a question."""
        return self._lexicon.cut(tuple(texts))

    def read(self, text: str, roles: Mapping[str, str] | None = None) -> Question:
        """Read one question. Never fails: what is not understood is content, what is too long is cut.

        `roles` tells which subject a phrase such as "the other one" means: `leader`, `loser`, `other`, `former`,
        `latter`.
        """
        cut, text = len(text) > MOST_CHARACTERS, text[:MOST_CHARACTERS]
        raw = self._lexicon.words(text)
        cut, raw = cut or len(raw) > MOST_WORDS, raw[:MOST_WORDS]
        words = self._speller.mend(raw)
        mended = tuple(_changes(raw, words))
        words = self._with_roles(self._denied_once(self._equated(self._unstressed(words))), roles or {})
        words, dismissed = self._set_aside(words)
        kept, tags = self._sentences(self._unframed(words))
        sentences = tuple(tuple(each) for each in kept)
        flat = [word for sentence in sentences for word in sentence]
        asked = _asking(sentences)
        forms = self._forms_of(words)
        alternatives = self._alternatives(asked)
        content = tuple(self.canonical(flat))
        matter = tuple(self.canonical(self.matter(flat)))
        return Question(
            text=text,
            sentences=sentences,
            content=content,
            plain=content,
            subjects=self._named(self.names, asked) or self._named(self.names, flat),
            mentioned=self._named(self.implied, asked if self._named(self.names, asked) else flat),
            forms=forms,
            yes_no=not alternatives
            and (self._is_yes_no(asked) or (bool(tags) and self._question_words.isdisjoint(asked))),
            denied=not tags.isdisjoint(self._english.denials),
            either_or=alternatives,
            comparing=self._poles.occur(asked),
            evaluating=any(phrase not in self._quantities for _, _, phrase in self._poles.find(asked)),
            outside=self._not_covered(self._without_background(sentences)),
            said=tuple(self._without_courtesy(words)),
            matter=matter,
            dismissed=tuple(dismissed),
            mended=mended,
            cut=cut,
        )

    def matter(self, words: Sequence[str]) -> list[str]:
        """The words without what is said around the matter: who says it, whether it is right, what the asker feels."""
        return [word for mark in self.mark(words, ranks=False) if not mark.is_a(*AROUND) for word in mark.text.split()]

    def stated(self, question: Question) -> list[str]:
        """The words from the clause that names a subject on, sentence by sentence: not what leads up to them."""
        kept: list[str] = []
        for sentence in question.sentences:
            named = next((start for start, _, _ in self.names.find(sentence)), None)
            if named is not None:
                leads = (i + 1 for i in range(named) if self._leads(sentence[i], named - i))
                kept += sentence[max(leads, default=0) :]
        return kept

    def _leads(self, word: str, distance: int) -> bool:
        """Tell whether a word so far before a name leads up to what is stated of it: "that A …", not "that has A"."""
        return word in MARKS or (word in self._complementizers and distance <= LEADS_WITHIN)

    def _without_courtesy(self, words: Sequence[str]) -> list[str]:
        """The words without what is but polite at the beginning and the end of each sentence."""
        found: list[str] = []
        for part in _with_marks(words):  # each ends in its mark
            mark = part[-1] if part[-1] in MARKS else ""
            start, end = 0, len(part) - len(mark)
            while start < end and (hit := self._courtesy.at(part, start)) and hit[0] <= end:
                start = hit[0]
            hits = [*self._courtesy.find(part[:end])]
            while hits and hits[-1][0] >= start and hits[-1][1] == end:
                end = hits.pop()[0]
            if start < end:
                found += [*part[start:end], *([mark] if mark and mark not in _STOPS else [])]
            elif found and found[-1] == ",":
                found.pop()
            if mark in _STOPS and found and found[-1] not in _STOPS:
                found.append(mark)
        return found or list(words)

    def _set_aside(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Part words into those that ask and those set aside, as in "never mind the speed, which is safer?"."""
        kept: list[str] = []
        gone: list[str] = []
        for part in _with_marks(words):
            found = self._aside_before.find(part)
            asked = part[0] in self._asking or part[0] in self._question_words  # "is leaving it open bad?"
            least = 1 if asked else 2
            before = next(((start, end) for start, end, _ in found if start < least or end - start > 1), None)
            after = next((end for start, end, _ in self._aside_after.find(part) if start), None)
            start, stop = len(part), len(part)
            if after is not None and (before is None or before[0] < 2):
                start, stop = 0, after
            elif before is not None:
                opens = range(before[1] + 1, len(part))
                start = before[0]
                stop = next((i for i in opens if part[i] in self._question_words or part[i] in self._asking), len(part))
            rest = [*part[:start], *part[stop:]]
            if start == 0 and stop >= len(part) - 1 and part[-1:] == ["?"]:
                rest = part
            kept += rest
            gone += part[start:stop] if len(rest) < len(part) else []
        return (kept, gone) if any(is_word(word) for word in kept) else (words, [])

    def _equated(self, words: Sequence[str]) -> list[str]:
        """Read "A = safer" as "A is safer" and "A = B" as "A equals B"; at the end, the sign leaves something open."""
        signs = self._english.equations
        if signs.keys().isdisjoint(words):
            return [*words]
        ends = {end for _, end, _ in self.names.find(words)}
        found = []
        for i, word in enumerate(words):
            if word in signs and is_word(words[i + 1] if i + 1 < len(words) else ""):
                likens = i in ends and self.names.at(words, i + 1)
                word = "" if words[i + 1] in self._question_words else signs[word][bool(likens)]
            found.append(word)
        return [word for word in found if word]

    def _unstressed(self, words: list[str]) -> list[str]:
        """The words without what only stresses the question word before it: "what on earth is …"."""
        found = [(a, b) for a, b, _ in self._expletives.find(words) if a and words[a - 1] in self._question_words]
        return [word for i, word in enumerate(words) if not any(a <= i < b for a, b in found)] if found else words

    def _unframed(self, words: list[str]) -> list[str]:
        """The words without in what form, and for whom, it is told: "two lines for a slide", "explain it to Ann"."""
        ends = {i for i, word in enumerate(words) if word in MARKS or word in self._question_words}
        ends.update(i for start, end, _ in self.names.find(words) for i in range(start, end))

        def reach(start: int, nouns: Phrases) -> int:
            stop = next((i for i in range(start, start + FRAMED) if i in ends), start + FRAMED)
            return max((start + end for _, end, _ in nouns.find(words[start:stop])), default=0)

        needed = [(a, end) for a, b, _ in self._needing.find(words) if (end := reach(b, self._texts))]
        needed = [(a, (self._saying.at([*words, ""], b) or (b,))[0]) for a, b in needed]
        around = [(a, b) for a, end, _ in self._towards.find(words) if (b := reach(end, self._framing))]
        if not needed and not self._tellings.occur(words):
            around = [(a, b + 1) for a, b in around if words[b : b + 1] in ([":"], [","]) and reach(a, self._texts)]
        gone = {i for a, b in needed + around for i in range(a, b)}
        kept = [word for i, word in enumerate(words) if i not in gone]
        return kept if any(map(is_word, kept)) else words

    def _denied_once(self, words: list[str]) -> list[str]:
        """Read "does not do nothing" as "does not do anything": who denies twice in one clause means it once."""
        found: list[str] = []
        for i, word in enumerate(words):
            before = words[max(0, i - CONCORD) : max(0, i - 1)] if word in self._english.concord else []
            denied = not self._nots.isdisjoint(before) and all(map(is_word, before))
            found.append(self._english.concord[word] if denied and self._joints.isdisjoint(before) else word)
        return found

    def _with_roles(self, words: list[str], roles: Mapping[str, str]) -> list[str]:
        """Put the name of a subject for a phrase that means it by its role, where none is named."""
        if not roles or self.names.occur(words):
            return words
        asks = not self._choosers.isdisjoint(words)
        for role, subject in roles.items():
            start, end, _ = next(self.roles[role].find(words), (0, 0, ""))
            ranks = role in ("leader", "loser")
            whole = sum(map(is_word, words)) == end - start
            if end and not (ranks and (asks or whole)):  # "who is the winner?" asks for it
                return [*words[:start], *self._called[subject], *words[end:]]
        return words

    def likens(self, words: Sequence[str], half: bool = False) -> bool:
        """Tell whether two are said to be alike: "as configurable as", "just as many".

        Where `half` of it is enough, also "is it as powerful?".
        """
        joined = self._conjunctions.places(words)
        places = [i for i, word in enumerate(words) if word in self._correlatives and i not in joined]
        open_ = half and any(not i or words[i - 1] in self._pronouns or words[i - 1] in self._emphasis for i in places)
        return open_ or any(1 < b - a < LIKENED for a, b in pairwise(places)) or self.equals.occur(words)

    def part(self, question: Question, words: Sequence[str]) -> Question:
        """Return a part of a question, read on its own; it shares the whole's subjects where it names none."""
        read = self.read(" ".join(words))
        return read if read.subjects else read._replace(subjects=question.subjects, carried=True)

    @staticmethod
    def named(text: str) -> str:
        """Return an example with the mask where it has its placeholder."""
        return text.replace("{subject}", SUBJECT)

    def example(self, text: str) -> str:
        """Return an example of the knowledge base as `content` is: canonical, subjects masked, courtesy cut off."""
        words = self._lexicon.words(self.named(text))
        sentences, _ = self._sentences(words)
        return " ".join(self.canonical([word for sentence in sentences for word in sentence]) or self.canonical(words))

    def unnamed(self, words: Sequence[str]) -> str:
        """Return words as they are said in one string, without marks and names of subjects."""
        return " ".join(filter(is_word, self.names.without(words)))

    def canonical(self, words: Sequence[str]) -> list[str]:
        """Return canonical words, subjects masked."""
        masked = [word for word in self._masks.replaced(words) if word != "'s"]
        content = [word for word in self._lexicon.canonical(masked) if word not in self._emphasis]
        if not self._kind.isdisjoint(content):
            content = self._lexicon.canonical([word for word in content if word not in self._kind])
        return content

    def forms_of_example(self, text: str) -> frozenset[str]:
        """Return the forms that an example signals."""
        return self._forms_of(self._lexicon.words(self.named(text)))

    def _sentences(self, words: Sequence[str]) -> tuple[list[list[str]], set[str]]:
        """Cut words into sentences without courtesy; return also the tags that made yes/no questions of them."""
        tags: set[str] = set()
        kept: list[list[str]] = []
        for each in _with_marks(words, _STOPS):
            alone = self._tags.at([word for word in each if is_word(word)] or [""], 0)
            if kept and alone and alone[0] == sum(map(is_word, each)):
                tags.add(alone[1])
                continue
            sentence, found = self._trim(each)
            tags |= found
            if any(map(is_word, sentence)):
                kept.append(sentence)
        opening = [
            each for each in kept[:-1] if not self._interjections.issuperset(word for word in each if is_word(word))
        ]
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
            elif len(sentence) - start > 2 and sentence[start] in self._interjections and sentence[start + 1] in ",:":
                start += 2
            elif sentence[start] in ",:" or (tags and sentence[start] in self._complementizers):
                start += 1
            else:
                break
        sentence = sentence[start:]
        end = [sentence[-1]] if sentence and sentence[-1] in _STOPS else []
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

    def _is_tag(self, words: Sequence[str]) -> bool:
        """Tell whether words are a question tag, as in "…, didn't it?"."""
        bare = [word for word in words if word not in self._or_not or word in self.openers]
        return len(bare) == 2 and bare[0] in self.openers and bare[1] in self._pronouns

    def _forms_of(self, words: Sequence[str]) -> frozenset[str]:
        idle = self.idle(words) | self._conditioned(words)
        asking = [word for i, word in enumerate(words) if i not in idle] if idle else words
        return frozenset(form for form, cues in self.signals.items() if cues.occur(asking))

    def _conditioned(self, words: Sequence[str]) -> set[int]:
        """The places of a condition before a comma: "when all is counted, who wins?" does not ask when."""
        comma = words.index(",") if "," in words else 0
        start = int(bool(words) and words[0] in self._interjections)
        given = self.conditionals.at(words, start) if start < comma else None
        asks = given is not None and words[given[0]] in self.openers
        return set(range(comma)) if given and not asks else set()

    def _is_yes_no(self, asked: Sequence[str]) -> bool:
        """Tell whether the last part that asks opens like a yes/no question, or turns verb and subject round."""
        marked = bool(asked) and asked[-1] == "?"
        verdict = marked and asked[0] in self._verbs and self._question_words.isdisjoint(asked)  # "gives it a winner?"
        for part in parts(asked, ",:"):
            words = [word for word in part if is_word(word)]
            while words and (found := self.links.at(words, 0)) and found[0] < len(words):
                words = words[found[0] :]
            given = next((start for start, _, _ in self.conditionals.find(words)), len(words))
            if words and given > 0:
                asks = self._asks(words[:given], marked)
                verdict = verdict if asks is None else asks
        return verdict

    def _asks(self, words: Sequence[str], marked: bool) -> bool | None:
        """True for a yes/no part, False for one with a question word, None for one that asks nothing."""
        if words[0] in self.openers:
            return not self.is_request(words)
        for i, word in enumerate(words):
            if word in self._question_words:
                return False
            following = words[i + 1] if i + 1 < len(words) else ""
            if word in self.openers and following and (marked or following in self._pronouns):
                return True
        return None

    def is_request(self, words: Sequence[str]) -> bool:
        """Tell whether words ask to be told something: "list …", "could you also show …", not "explain whether …"."""
        opens = not (self.openers.isdisjoint(words[:1]) or self._addressed.isdisjoint(words[1:2]))
        places = (0, 2, 3) if opens else (0,)
        asks = next((place for place in places if not self._requests.isdisjoint(words[place : place + 1])), None)
        return asks is not None and not any(self._whether.at(words, i) for i in range(asks + 1, len(words))[:2])

    def _alternatives(self, asked: Sequence[str]) -> bool:
        """ "Is it A or B?" asks for a choice; "…, or not?" does not."""
        if self._either.occur(asked):
            return False
        idle = self.idle(asked)
        joints = [i for i, word in enumerate(asked[:-1]) if word in self._or and asked[i + 1] not in self._or_not]
        joined = [i for i in joints if i not in idle and not self._bounds.at(asked, i)]
        return any(self._inclusive.isdisjoint(asked[:i]) for i in joined)

    def _without_background(self, sentences: Iterable[Sequence[str]]) -> list[str]:
        """The words without what askers tell of themselves before they ask: "we come from Rails, which is safer?".

        Nothing is left out where what asks may mean by a pronoun what was told.
        """
        clauses = [clause for sentence in sentences for clause in _with_marks(sentence)]
        asking = (self._question_words | self.openers).__contains__
        start = max((i for i, clause in enumerate(clauses) if asking(clause[0]) and len(clause) > 2), default=0)
        asked = [word for clause in clauses[start:] for word in clause]
        own = self.names.occur(asked) or not self._choosers.isdisjoint(asked)
        told = [clause for clause in clauses[:start] if not (own and self._is_background(clause))]
        means = not self._anaphors.isdisjoint(asked)
        return [word for clause in (clauses if means else [*told, *clauses[start:]]) for word in clause]

    def _is_background(self, clause: Sequence[str]) -> bool:
        asks = clause[-1] == "?" or self.compares.occur(clause) or self.names.occur(clause)
        return not asks and not self._themselves.isdisjoint(clause)

    def _not_covered(self, words: Sequence[str]) -> tuple[Uncovered, ...]:
        bare = [word for word in words if word != "'s"]
        hits = self._outside.find(bare)
        found = {self._uncovered[int(place)]: tuple(bare[start:end]) for start, end, place in hits}
        return tuple(Uncovered(name, words, name in self._themes) for name, words in found.items())

    def _named(self, names: Phrases, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(subject for _, _, subject in names.find(words)))


def cues_of(english: English, lexicon: Lexicon) -> dict[str, str]:
    """Return all cues of a language, gathered for a marker."""
    cues = {kind: [lexicon.phrase(each) for each in phrases] for kind, phrases in english.asking.items()}
    cues["more"] += map(lexicon.phrase, english.more)
    cues["less"] += map(lexicon.phrase, english.less)
    cues[UNPOLAR] = [lexicon.phrase(each) for each in english.neutral if each not in english.privatives]
    return gathered(cues)


def parts(words: Sequence[str], marks: Collection[str]) -> list[list[str]]:
    """Return the parts of a sentence that have words, cut at any of `marks`."""
    found = ([word for word in part if word not in marks] for part in _with_marks(words, marks))
    return [part for part in found if any(map(is_word, part))]


def _with_marks(words: Sequence[str], marks: Collection[str] = MARKS) -> list[list[str]]:
    """Cut words into parts, each with the mark that ends it."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word in marks:
            found.append([])
    return [part for part in found if part]


def _asking(sentences: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the sentence that asks: the last one with a question mark, else the last."""
    asking = [each for each in sentences if each and each[-1] == "?"]
    return (asking or sentences or ((),))[-1]


def _changes(raw: Sequence[str], mended: Sequence[str]) -> list[tuple[str, str]]:
    if len(raw) == len(mended):
        return [(old, new) for old, new in zip(raw, mended, strict=True) if old != new]
    gone, come = [word for word in raw if word not in mended], [word for word in mended if word not in raw]
    return [(" ".join(gone), " ".join(come))]
