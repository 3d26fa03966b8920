"""Which entry a question is about: its readings, best first, and which of those it means."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.compound import Splitter
from assistant.answering.definitions import Definitions
from assistant.answering.judgement import Judge
from assistant.answering.library import Item, Library
from assistant.answering.own_words import AHEAD, BEHIND
from assistant.answering.ranking import THIN, Candidate, content_weights, order, rank, speaks_of
from assistant.asking.marks import STOP, SUBJECT, any_of
from assistant.asking.question import Question
from assistant.knowledge.base import OVERALL
from assistant.knowledge.values import is_year, numbers
from assistant.words.lexicon import parts

SURE, RIVAL = 0.5, 0.25
"""Matcher's score from which on a question is about an entry and not about how many categories are won, and which a
claim needs to be asked for instead of the ruling of its category."""

BARE = 0.3
"""Weight of content below which a sentence that asks has no matter of its own."""

IDLE = 0.15
"""Weight of one word that says nothing of its own ("nowadays")."""

FAINT = 0.1
"""Matcher's score from which on a remark tells of a case in which one is chosen."""

BESIDE, FIGURED = 0.15, 0.25
"""How far behind the best reading one may be that speaks of the subject asked about where the best does not, and one
whose figures are stated."""


class Resolver:
    """Finds the entries of one library that questions are about."""

    def __init__(self, library: Library, judge: Judge, splitter: Splitter, definitions: Definitions) -> None:
        self._library, self._reader = library, library.reader
        self._judge, self._masker, self._polarity = judge, judge.masker, judge.polarity
        self._splitter, self._definitions = splitter, definitions
        self._amounts = library.lexicon.cut_as(library.english.amounts)

    def readings(self, question: Question) -> list[Candidate]:
        """Return the readings of a question, of the whole and of each of its sentences, best first."""
        found = (each for content in self._contents(question) for each in rank(question, self._library, content))
        best: dict[str, Candidate] = {}
        for each in sorted(found, key=order):
            best.setdefault(each.item.entry.id, each)
        return self._figured(question, [*best.values()])

    def _figured(self, question: Question, found: list[Candidate]) -> list[Candidate]:
        """Readings in which one that knows a figure like the stated one comes before those near that know none."""
        figures = self._masker.figures
        best = found[0] if found else None
        if best is None or best.exact or figures.stated(question, best.item):
            return found
        own = {word for word in question.content if word[0].isdigit() and word in best.item.vocabulary}
        near = [each for each in found if each.score > best.score - BESIDE and own <= each.item.vocabulary]
        first = next((each for each in near if figures.stated(question, each.item)), best)
        return [first, *(each for each in found if each is not first)]

    def _contents(self, question: Question) -> list[tuple[str, ...]]:
        """All that is looked for an answer to: what is asked, the meaning of what, and what is stated of a subject."""
        stated = tuple(self._reader.canonical(self._reader.stated(question)))
        found = [*self._as_asked(question), *self._definitions.contents(question)]
        return list(dict.fromkeys([*found, stated] if self._weight(stated) > THIN else found))

    def _as_asked(self, question: Question) -> list[tuple[str, ...]]:
        """The whole and each sentence; without the asking one where that has no content ("…. Which one, A or B?")."""
        matter = [question.matter] if question.matter and not question.carried else []
        if len(question.sentences) < 2:
            return [question.content, *matter]
        canonical = {sentence: tuple(self._reader.canonical(sentence)) for sentence in question.sentences}
        asked = canonical[question.asked]
        before = [content for sentence, content in canonical.items() if sentence != question.asked]
        known = [word for each in before for word in each if self._library.rarity.get(word, 0.0) > 0.6]
        if self._weight(asked) < BARE and any(self._weight(each) > 0.5 for each in before):
            return [tuple(word for each in before for word in each), *before, (*known, *asked)]
        return [question.content, *canonical.values(), (*known, *asked), *matter]

    def _weight(self, content: Sequence[str]) -> float:
        return sum(content_weights(content, self._library).values())

    def is_own(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks for what an entry claims, or the opposite, in the entry's own words."""
        return bool(item.entry.holds) and self._polarity.is_own(question.asked, item.entry)

    def whole(self, question: Question) -> Item | None:
        """Return the overall ruling, where all that asks is which one: "nothing works today, which one is better"."""
        *before, asking = parts(question.asked, ",")
        alone = not question.mentioned or len(question.mentioned) == len(self._library.base.subjects)
        opens = not {*asking[:1]}.isdisjoint(self._library.english.choosers)
        opens = opens and len(question.sentences) == 1 and not question.carried
        asks = self._asks_which(asking) if before else opens and self._asks_which(asking, IDLE)
        return self._library.catalogue.overall if alone and asks else None

    def bare_choice(self, question: Question, candidates: Sequence[Candidate]) -> Question | None:
        """Return what asks for the bare subjects after a remark that tells of no case; None where nothing does so.

        That is "we start on monday, A or B?" and not "it is a small shop, A or B?" or "which one for speed, A or B?".
        """
        *before, asking = parts(question.asked, ",:") or [[]]
        remark = bool(before) or len(question.sentences) > 1
        case = question.comparing or bool(question.outside) or any(each.match > FAINT for each in candidates[:1])
        case = case or bool(self._library.categories_in(question.content, poles=True))
        asks = any(word in self._library.english.question_words for part in before for word in part)
        if asks or not remark or not question.either_or or case or not self._asks_which(asking):
            return None
        asked = self._reader.read(" ".join(asking))
        return asked._replace(text=question.text) if len(asked.subjects) == len(self._library.base.subjects) else None

    def _asks_which(self, asking: Sequence[str], most: float = THIN) -> bool:
        """Tell whether words ask no more than which one is better, in whatever year; others weigh at `most` so much."""
        judging = {OVERALL, *self._library.general}
        matter = [each for each in self._reader.canonical(asking) if each not in judging]
        return self._weight([each for each in matter if not any(map(is_year, numbers(each)))]) <= most

    def telling(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the readings near the best and of its topic that speak of the subject asked about."""
        best = candidates[0]
        near = (each for each in candidates if each.score > best.score - BESIDE)
        same = (each for each in near if each.item.entry.topic == best.item.entry.topic)
        return [each for each in same if not self.is_silent(question, each.item)]

    def beside(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the reading next to the best where a yes, no or name is asked for, and its own words are said too.

        Where the best but tells what terms mean, it is enough that something is claimed of the subjects named.
        """
        asks = self._judge.asserts(question) or question.either_or or question.forms & {"choose", "which"}
        near = [each for each in candidates[1:2] if asks and best is candidates[0] and each.score > best.score - BESIDE]
        found = [each._replace(item=self.resolved(question, each, candidates)) for each in near]
        defines = self._masker.is_term(best.item) or (best.item.entry.states and best.item.entry.roles)
        of = {*question.subjects} if defines else set()
        told = (each for each in found if of and of <= each.item.entry.holds.keys())
        return [*told] or [each for each in found if self._masker.is_own(question, each.item)]

    def is_silent(self, question: Question, item: Item) -> bool:
        """Tell whether the source speaks of the matter, but not of the one subject asked about."""
        named = question.subjects and len(question.mentioned) == 1 and not question.carried
        if not named or "choose" in question.forms or item.is_ruling:
            return False
        subject = question.subjects[0]
        claimed = subject in item.entry.holds and self._judge.asserts(question)
        return not (claimed or speaks_of(item.entry, subject))

    def is_of_another(self, question: Question, item: Item) -> bool:
        """Tell whether an entry is about a thing that is not named, and a word that nobody knows is: "does Qux …?"."""
        catalogue = self._library.catalogue
        said = {name for *_, name in catalogue.named.find(question.said)}
        unknown = any(word not in self._library.rarity for word in content_weights(question.content, self._library))
        unnamed = not item.entry.exclusive and item.entry.id in catalogue.things - said
        return unnamed and unknown and self._judge.asserts(question)

    def resolved(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Item:
        """Return the entry that a question is about: a category's ruling where it compares, else a claim."""
        item, named = best.item, self._splitter.named(question)
        if self._masker.figures.stated(question, item):
            return item
        if item.entry.holds and self._judge.asserts(question):  # "no earlier than 2012" is not who is older
            close = (each.item for each in candidates if each.score > best.score - FIGURED)
            alike = (each for each in close if each.entry.topic == item.entry.topic)
            figured = next((each for each in alike if self._masker.figures.stated(question, each)), None)
            if figured:
                return figured
        whole = item is self._library.catalogue.overall and OVERALL not in question.content
        if not item.category and len(named) == 1 and (whole or best.match < SURE) and not self.is_own(question, item):
            ruling = self._library.items[named[0].category.id]
            return ruling if self._masker.compares(question, ruling) else item
        if not item.category:
            overall = self._library.catalogue.overall
            return overall if overall and item.entry.counts and self._sets_against(question, overall) else item
        ruling = self._library.items[item.category.id]
        if item.entry.can_be and question.yes_no:
            if not self._judge.is_of_what_can_be(question):
                return ruling
            if best.match >= SURE:
                return item
        compares = self._masker.compares(question, ruling)
        own = self._polarity.is_own(question.words, item.entry)
        if compares and not own and self._ranks_one(question, item, ruling):
            return ruling
        near = [each for each in candidates if each.score > best.score - BESIDE]
        if item is ruling and not (compares or question.carried or question.forms & {"verdict", "versus", "why"}):
            told = [each for each in near if each.item.category is item.category and each.item.entry.holds]
            ranked = self._polarity.is_own(question.asked, item.entry)  # "is A faster?"
            claims = (each.item for each in told if each.item is not item and each.match > RIVAL and not ranked)
            return next(claims, item) if question.subjects else item
        if self.is_required(question, item) and not question.yes_no:
            return item  # "A vs B: one of them has X. Who?"
        plain = "versus" in question.forms and not question.comparing and not question.forms & {"choose", "which"}
        ruled = question.evaluating and compares and ("choose" in question.forms or (named and question.yes_no))
        ruled = ruled or (compares and named and len(question.subjects) > 1 and any(x.item is ruling for x in near))
        judged = "choose" in question.forms and self._polarity.is_own(question.asked, ruling.entry)
        claimed = question.yes_no and item is not ruling and best.match > RIVAL and not compares
        verdict = "verdict" in question.forms and not claimed
        return ruling if plain or verdict or (not own and (ruled or judged)) else item

    def is_required(self, question: Question, item: Item) -> bool:
        """Tell whether a claim is said in its own words, and what asks does not compare in a matter of its own."""
        bare = not question.comparing
        if question.either_or and not bare:  # "then better A or B"
            bare = self._weight(self._reader.canonical(question.asked)) < BARE
        return bool(item.entry.holds) and not item.is_ruling and bare and self._masker.is_own(question, item)

    def _sets_against(self, question: Question, overall: Item) -> bool:
        """Tell whether it asks if a subject is ahead or behind, and no number: "does A lose to B?", "is A behind?"."""
        marks = [mark for mark in self._masker.marks(question, overall) if not mark.is_a(STOP)]
        places = [place for place, mark in enumerate(marks) if mark.is_a(SUBJECT)]
        if not 0 < len(places) == len(question.subjects) < 3 or self._amounts.occur(question.asked):
            return False
        said = marks[places[0] + 1 : (*places, len(marks))[1]]
        if len(places) == 1 and (places[0] > 1 or len(said) > 1):  # "does A have wins?", "and the single A win?"
            return False
        return any_of(said, AHEAD, BEHIND) and not any_of(said, "and", "or", "comma") and self._judge.asserts(question)

    def _ranks_one(self, question: Question, item: Item, ruling: Item) -> bool:
        """Tell whether one subject is ranked, in a ruling's words, by what a claim tells alike of all."""
        alike = self._masker.facts(item).alike(tuple(each.id for each in self._library.base.subjects))
        return alike and len(question.subjects) == 1 and self._masker.is_own(question, ruling)
