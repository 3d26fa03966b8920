"""What is asked: the subjects, form and polarity of a question, read apart from its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from assistant.asking.marks import Mark, Marker, gathered
from assistant.asking.names import called
from assistant.asking.normalisation import Normaliser
from assistant.asking.sentences import offers_both
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.english import English
from assistant.tuples import NamedTuple
from assistant.words.lexicon import MARKS, Lexicon, is_word, parts, pieces
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

MOST_CHARACTERS, MOST_WORDS = 2_000, 160
"""What is read of a question, characters and then words and marks: the rest of a longer one is left out."""

LEADS_WITHIN = 2
"""Words at most from "that" to the name of which it tells something."""

LIKENED = 5
"""Words, less one, from the first "as" to the second where what stands between likens two."""


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
    ("leaving speed aside"), `beside` those around it that ask nothing ("I am a nurse."). `cut` tells that the question
    was too long to be read to its end, `turned` that a choice carried over asks of whom it is not so, `requests` that
    it ends in a wish to be told something.
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
    beside: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    turned: bool = False
    requests: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words and marks of all sentences."""
        return tuple(chain.from_iterable(self.sentences))

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
        self._english, self._lexicon, self._speller = english, lexicon, speller
        phrases = lexicon.cut
        self.anaphors, self._verbs = frozenset(english.anaphors), frozenset(english.verbs)
        self.themselves = frozenset((*english.persons, *english.speakers)) - self.anaphors
        self._pronouns = frozenset((*english.pronouns, *english.demonstratives, *english.persons))
        self.openers, self._question_words = frozenset(english.openers), frozenset(english.question_words)
        self.starts = self.openers | self._question_words
        self._emphasis, self._interjections = frozenset(english.emphasis), frozenset(english.interjections)
        self._kind = frozenset(word for noun in base.kind for word in lexicon.canonical(lexicon.phrase(noun).split()))
        self.conditionals, self._whether = phrases(english.conditionals), phrases(english.asking["conditional"])
        self._or, self._or_not = frozenset(english.alternatives), frozenset((*english.negations, *english.openers))
        self._either, self._inclusive = phrases(english.either), frozenset(english.inclusive)
        self._bounds = phrases(phrase for name in english.bounds for phrase in english.bounds[name])
        self._requests, self._addressed = frozenset(english.requests), frozenset(english.addressed)
        self._reasons = frozenset(english.reasons)
        self._riding = self._reasons.union(english.riders, MARKS)
        self._poles = phrases((*english.more, *english.less, *english.compares, *english.ties))
        self._quantities, self._choosers = frozenset(english.quantities), frozenset(english.choosers)
        self._complementizers, self._correlatives = frozenset(english.complementizers), frozenset(english.correlatives)
        self.links, self.compares = phrases(english.links), phrases(english.compares)
        self.idle = phrases(english.idioms).places  # of words that ask nothing
        self.equals, self._conjunctions = phrases(english.equals), phrases(english.conjunctions)
        self.signals = {form: phrases(cues) for form, cues in english.forms.items()}
        names = called(base, english, lexicon)
        implied = ((lexicon.phrase(text), each.id) for each in base.subjects for text in each.implies)
        self.names, self.implied = Phrases(names), Phrases([*names, *implied])
        self._masks = Phrases((name, SUBJECT) for name, _ in names)
        self.normaliser = Normaliser(english, base, lexicon, self.names)
        self._uncovered = base.outside
        self._outside = lexicon.cut_as({str(i): each.terms for i, each in enumerate(base.outside)})
        alike = {each: words[0] for words in (english.anyone, english.whose) for each in words}
        self._canonical = lru_cache(maxsize=1_000)(self._canonical_of)
        self.marker = Marker(cues_of(english, lexicon) if cues is None else cues, lexicon.base, alike)

    def mark(self, words: Sequence[str | Mark], ranks: bool) -> list[Mark]:
        """Return words marked by what they do in a question about a ruling (`ranks`) or a claim."""
        return self.marker.mark(words, frozenset() if ranks else RANKING)

    def read(self, text: str, roles: Mapping[str, str] | None = None) -> Question:
        """Read one question. Never fails: what is not understood is content, what is too long is cut.

        `roles` tells which subject a phrase such as "the other one" means: `leader`, `loser`, `other`, `former`,
        `latter`.
        """
        cut, text = len(text) > MOST_CHARACTERS, text[:MOST_CHARACTERS]
        raw = self._lexicon.said(text)
        cut, raw = cut or len(raw) > MOST_WORDS, raw[:MOST_WORDS]
        mended = self._speller.mend(raw)
        words, dismissed = self.normaliser.plain(mended, roles or {})
        kept, tags = self.normaliser.sentences(self.normaliser.unframed(words))
        if len(kept) > 1 and offers_both(self.mark(kept[-1], ranks=False)):
            words = words[: -len(kept[-1])]
            tags.add(" ".join(kept.pop()))
        unridden = self._without_rider(kept)
        sentences = tuple(map(tuple, unridden))
        flat = [word for sentence in sentences for word in sentence]
        asked = _asking(sentences)
        alternatives = self._alternatives(asked)
        requests = unridden is kept and self._wishes(mended)
        content = tuple(self.canonical(flat))
        return Question(
            text=text,
            sentences=sentences,
            content=content,
            plain=content,
            subjects=_found(self.names, asked) or _found(self.names, flat),
            mentioned=_found(self.implied, asked if self.names.occur(asked) else flat),
            forms=self._forms_of(words),
            yes_no=not (alternatives or requests or self._choosers.intersection(asked[:2]))  # "which, if any, …"
            and not self._adds_of_askers(sentences, asked)
            and (self._is_yes_no(asked) or (bool(tags) and self._question_words.isdisjoint(asked))),
            denied=not tags.isdisjoint(self._english.denials),
            either_or=alternatives,
            comparing=self._poles.occur(asked),
            evaluating=any(phrase not in self._quantities for _, _, phrase in self._poles.find(asked)),
            outside=self._not_covered(self._without_background(sentences)),
            said=tuple(self.normaliser.without_courtesy(words)),
            matter=tuple(self.canonical(self.matter(flat))),
            dismissed=tuple(dismissed),
            mended=tuple(_changes(raw, mended)),
            cut=cut,
            requests=requests,
        )

    def _without_rider(self, sentences: list[list[str]]) -> list[list[str]]:
        """The sentences without wishes at the end for the reason of a yes or no: "is it safe? Explain.", "…, why?"."""
        *before, last = sentences or [[]]
        pause = max((i for i, word in enumerate(last) if word in ",:"), default=0)
        for rider, rest in (last, before), (last[pause:], [*before, last[:pause]]):
            if self._riding.issuperset(rider) and not self._reasons.isdisjoint(rider):
                rest = self._without_rider(rest)
                return rest if self._is_yes_no(_asking(tuple(map(tuple, rest)))) else sentences
        return sentences

    def _adds_of_askers(self, sentences: Sequence[Sequence[str]], asked: Sequence[str]) -> bool:
        """Tell whether what is marked only adds of askers to a choice before it: "which is safer? we are two?"."""
        start = next((i for i, word in enumerate(asked) if word in self.themselves), len(asked))
        speaks = self.names.occur(asked) or self.compares.occur(asked) or not self.anaphors.isdisjoint(asked)
        chooses = any(self._choosers.intersection(each[:2]) for each in sentences[:-1])
        return chooses and start < len(asked) and self.starts.isdisjoint(asked[:start]) and not speaks

    def _wishes(self, words: Sequence[str]) -> bool:
        """Tell whether the last part wishes to be told something: "give me …", not "tell me is it so"."""
        *_, last = parts(words, MARKS) or [[]]
        asks = self.openers.union(self._or).isdisjoint(last[1:4])
        return words[-1:] != ["?"] and asks and self.is_request(last)

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

    def likens(self, words: Sequence[str], half: bool = False) -> bool:
        """Tell whether two are said to be alike: "as configurable as", "just as many".

        Where `half` of it is enough, also "is it as powerful?".
        """
        joined = self._conjunctions.places(words)
        places = [i for i, word in enumerate(words) if word in self._correlatives and i not in joined]
        open_ = half and any(not i or words[i - 1] in self._pronouns or words[i - 1] in self._emphasis for i in places)
        return open_ or any(1 < b - a < LIKENED for a, b in pairwise(places)) or self.equals.occur(words)

    @staticmethod
    def named(text: str) -> str:
        """Return an example with the mask where it has its placeholder."""
        return text.replace("{subject}", SUBJECT)

    def example(self, text: str) -> str:
        """Return an example of the knowledge base as `content` is: canonical, subjects masked, courtesy cut off."""
        words = self._lexicon.words(self.named(text))
        sentences, _ = self.normaliser.sentences(words)
        return " ".join(self.canonical([word for sentence in sentences for word in sentence]) or self.canonical(words))

    def unnamed(self, words: Sequence[str]) -> str:
        """Return words as they are said in one string, without marks and names of subjects."""
        return " ".join(filter(is_word, self.names.without(words)))

    def canonical(self, words: Sequence[str]) -> list[str]:
        """Return canonical words, subjects masked."""
        return [*self._canonical(tuple(words))]

    def _canonical_of(self, words: tuple[str, ...]) -> list[str]:
        masked = [word for word in self._masks.replaced(words) if word != "'s"]
        content = [word for word in self._lexicon.canonical(masked) if word not in self._emphasis]
        if not self._kind.isdisjoint(content):
            content = self._lexicon.canonical([word for word in content if word not in self._kind])
        return content

    def forms_of_example(self, text: str) -> frozenset[str]:
        """Return the forms that an example signals."""
        return self._forms_of(self._lexicon.words(self.named(text)))

    def _forms_of(self, words: Sequence[str]) -> frozenset[str]:
        idle = self.idle(words) | self._conditioned(words)
        asking = [word for i, word in enumerate(words) if i not in idle] if idle else words
        likely = {form for word in self._opening.keys() & asking for form in self._opening[word]}
        return frozenset(form for form in likely if self.signals[form].occur(asking))

    @cached_property
    def _opening(self) -> dict[str, list[str]]:
        """The words that cues of forms begin with, each with these forms."""
        found: dict[str, list[str]] = {}
        for form, cues in self.signals.items():
            for first in cues.firsts:
                found.setdefault(first, []).append(form)
        return found

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
        clauses = parts(asked, ",:")
        for part in clauses:
            words = [word for word in part if is_word(word)]
            while words and (found := self.links.at(words, 0)) and found[0] < len(words):
                words = words[found[0] :]
            given = next((start for start, _, _ in self.conditionals.find(words)), len(words))
            if words and given > 0:
                asks = self._asks(words[:given], marked)
                told = verdict and part is not clauses[-1]  # "is A, which I use, slow?"
                verdict = verdict if asks is None or told else asks
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
        clauses = [clause for sentence in sentences for clause in pieces(sentence)]
        start = max((i for i, clause in enumerate(clauses) if clause[0] in self.starts and len(clause) > 2), default=0)
        asked = [word for clause in clauses[start:] for word in clause]
        own = self.names.occur(asked) or not self._choosers.isdisjoint(asked)
        told = [clause for clause in clauses[:start] if not (own and self._is_background(clause))]
        means = not self.anaphors.isdisjoint(asked)
        return [word for clause in (clauses if means else [*told, *clauses[start:]]) for word in clause]

    def _is_background(self, clause: Sequence[str]) -> bool:
        asks = clause[-1] == "?" or self.compares.occur(clause) or self.names.occur(clause)
        return not asks and not self.themselves.isdisjoint(clause)

    def _not_covered(self, words: Sequence[str]) -> tuple[Uncovered, ...]:
        bare = [word for word in words if word != "'s"]
        hits = ((self._uncovered[int(place)], tuple(bare[start:end])) for start, end, place in self._outside.find(bare))
        return tuple(Uncovered(each.name, words, each.theme) for each, words in hits)


def cues_of(english: English, lexicon: Lexicon) -> dict[str, str]:
    """Return all cues of a language, gathered for a marker."""
    cues = {kind: [lexicon.phrase(each) for each in phrases] for kind, phrases in english.asking.items()}
    cues["more"] += map(lexicon.phrase, english.more)
    cues["less"] += map(lexicon.phrase, english.less)
    cues[UNPOLAR] = [lexicon.phrase(each) for each in english.neutral if each not in english.privatives]
    return gathered(cues)


def _found(phrases: Phrases, words: Sequence[str]) -> tuple[str, ...]:
    """Return what phrases in `words` mean, each once, in order."""
    return tuple(dict.fromkeys(value for *_, value in phrases.find(words)))


def _asking(sentences: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the sentence that asks: the last one with a question mark, else the last."""
    asking = (each for each in reversed(sentences) if each[-1:] == ("?",))
    return next(asking, sentences[-1] if sentences else ())


def _changes(raw: Sequence[str], mended: Sequence[str]) -> list[tuple[str, str]]:
    if len(raw) == len(mended):
        return [(old, new) for old, new in zip(raw, mended, strict=True) if old != new]
    gone, come = [word for word in raw if word not in mended], [word for word in mended if word not in raw]
    return [(" ".join(gone), " ".join(come))]
