"""From a question and its readings to a reply: the direct answer, the reason, the source, or an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.compound import Mention, Splitter, weigh, whole
from assistant.answering.confidence import FORMED, LEAD, PROMISED, RIGHT, SEVERAL, of_answer, of_reading
from assistant.answering.definitions import Definitions
from assistant.answering.judgement import Judge, Judgement
from assistant.answering.library import Item, Library
from assistant.answering.ranking import (
    THIN,
    Candidate,
    as_said,
    certain,
    chance,
    confidence,
    content_weights,
    order,
    outside,
    rank,
    speaks_of,
)
from assistant.answering.relations import Related, Relations
from assistant.answering.suggestions import SUGGESTED, Said, asked_of, next_questions
from assistant.answering.talk import SmallTalk
from assistant.answering.tally import Tally
from assistant.asking.ask import CHOICE, TRUTH
from assistant.asking.question import Question, parts
from assistant.knowledge.base import BOTH, OVERALL, TIE, KnowledgeBase, headings
from assistant.knowledge.markup import closed
from assistant.knowledge.scoreboard import begun
from assistant.tuples import NamedTuple

ANSWERED, UNSURE, UNKNOWN, CHAT = "answered", "unsure", "unknown", "chat"

THRESHOLD = 0.79
"""Confidence from which a question is answered."""

FEW_THRESHOLD, FEW_DOUBTFUL = 0.6, 0.15
"""The same where examples are few, and from which on the nearest readings are offered; see `ranking.CLOSE`.

On seven drafts by others, 62 of 100 questions are answered rightly, 5 wrongly, and one in seven that has no answer.
"""

COMPOUND_THRESHOLD = 0.3
"""The same where it names two categories or more, which is evidence that no single entry shows."""

PART_THRESHOLD, PART_MATCH = 0.6, 0.35
"""Score, and matcher's score, that each part of a question needs to be answered on its own."""

LONGEST_REPLY = 1200
"""Characters in a reply at most, where the knowledge base sets no other limit."""

TRAILING, RIVAL = 0.3, 0.25
"""How far behind a ruling a claim of its category may be, and the matcher's score it needs, to be asked for instead."""

SURE = 0.5
"""Matcher's score from which on a question is about an entry and not about how many categories are won."""

DOUBTFUL = 0.4
"""Confidence from which a question that is not answered is met with the nearest readings to choose from."""

REFUSED = 0.45
"""Matcher's score from which on a kind of question that is never answered is named."""

NEW = 0.35
"""Share of its content from which on a text tells something that was not told yet."""

ALIKE = 0.9
"""Likeness from which on a question is asked as its author asks it."""

BESIDE = 0.15
"""How far behind the best reading one may be that speaks of the subject asked about where the best does not."""


class Answer(NamedTuple):
    """One answered part of a question. `winner` is the ruling of its category, `section` the source's heading."""

    id: str
    topic: str
    subject: str | None
    winner: str | None
    text: str
    section: str


class Reply(NamedTuple):
    """What is said to a question; the fields are those of the JSON contract. `confidence` is 0 to 1.

    `rest` is what a long answer did not tell yet.
    """

    question: str
    status: str
    text: str
    pick: str | None = None
    affirms: bool | None = None
    answers: tuple[Answer, ...] = ()
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reading: Question | None = None
    evidence: tuple[tuple[str, float], ...] = ()
    rest: str = ""


class Replier:
    """Answers questions from a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._base = library.base
        self._say = library.english.say
        self._judge = Judge(library)
        self._polarity = self._judge.polarity
        self._splitter = Splitter(library)
        self._tally = Tally(library)
        self._relations = Relations(library, self._judge.masker)
        self._definitions = Definitions(library)
        self._sure = 1.0
        self._threshold = THRESHOLD + library.few * (FEW_THRESHOLD - THRESHOLD)
        self._doubtful = DOUBTFUL + library.few * (FEW_DOUBTFUL - DOUBTFUL)
        self._told_apart = [each for each in library.items.values() if self._judge.masker.tells_apart(each)]
        self._because = library.reader.phrases(library.english.asking["because"])
        self._beside = library.reader.phrases(library.english.beside)
        self._talk = SmallTalk(library, self._splitter)

    def apart(self) -> Replier:
        """Return one that is sure of its own replies alone."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def finished(self, reply: Reply, said: Said, *, cut: bool) -> Reply:
        """Return a reply with what belongs to every one: where it comes from, and what can be asked next or instead.

        `said` is the talk with this reply; `cut` tells that the question was not read to its end, which is said then.
        """
        if cut:
            whole, note = self.finished(reply, said, cut=False), self._say["cut"]
            return whole._replace(text=f"{whole.text[: LONGEST_REPLY - len(note) - 1].rstrip()} {note}")
        if reply.status == CHAT:
            return reply
        suggestions = reply.suggestions or next_questions(
            self._library, said, reply.candidates, refused=not reply.answers
        )
        if reply.answers:
            source = source_line([each.section for each in reply.answers], self._base, self._say)
            long = " ".join(self._longer(each) for each in reply.answers).strip()
            text, rest = closed(reply.text, source, self._say["more"], self._base.limit, bool(long))
            return reply._replace(text=text, rest=rest or long, suggestions=suggestions)
        listed = " · ".join(suggestions)
        offer = self._say["offer"].format(suggestions=listed) if reply.status == UNKNOWN else listed
        return reply._replace(text=f"{reply.text} {offer}" if suggestions else reply.text, suggestions=suggestions)

    def _longer(self, answer: Answer) -> str:
        """The whole of what an answer is the short form of, "" where it is none."""
        entry = self._library.items[answer.id].entry
        return " ".join(entry.texts) if entry.short and answer.text.endswith(entry.short) else ""

    def readings(self, question: Question) -> list[Candidate]:
        """Return the readings of a question, of the whole and of each of its sentences, best first."""
        best: dict[str, Candidate] = {}
        for content in self._contents(question):
            for found in rank(question, self._library, content):
                if found.item.entry.id not in best or order(found) < order(best[found.item.entry.id]):
                    best[found.item.entry.id] = found
        return self._figured(question, sorted(best.values(), key=order))

    def _figured(self, question: Question, found: list[Candidate]) -> list[Candidate]:
        """Readings in which one that knows a figure like the stated one comes before those near that know none."""
        figures = self._judge.masker.figures
        best = found[0] if found else None
        if best is None or best.exact or figures.stated(question, best.item):
            return found
        own = {word for word in question.content if word[0].isdigit() and word in best.item.vocabulary}
        near = [each for each in found if each.score > best.score - BESIDE and own <= each.item.vocabulary]
        first = next((each for each in near if figures.stated(question, each.item)), best)
        return [first, *(each for each in found if each is not first)]

    def _contents(self, question: Question) -> list[tuple[str, ...]]:
        """All that is looked for an answer to: what is asked, the meaning of what, and what is stated."""
        return list(
            dict.fromkeys([*self._as_asked(question), *self._definitions.contents(question), *self._stated(question)])
        )

    def _stated(self, question: Question) -> list[tuple[str, ...]]:
        """What is stated of a subject, without what leads up to it."""
        stated = tuple(self._library.reader.canonical(self._library.reader.stated(question)))
        return [stated] if self._weight(stated) > THIN else []

    def _as_asked(self, question: Question) -> list[tuple[str, ...]]:
        """The whole and each sentence; without the asking one where that has no content ("…. Which one, A or B?")."""
        if len(question.sentences) < 2:
            return [question.content, *([question.matter] if question.matter and not question.carried else [])]
        canonical = {sentence: tuple(self._library.reader.canonical(sentence)) for sentence in question.sentences}
        asked = canonical[question.asked]
        before = [content for sentence, content in canonical.items() if sentence != question.asked]
        known = [word for each in before for word in each if self._library.rarity.get(word, 0.0) > 0.6]
        if self._weight(asked) < 0.3 and any(self._weight(each) > 0.5 for each in before):
            return [tuple(word for each in before for word in each), *before, (*known, *asked)]
        return [
            question.content,
            *canonical.values(),
            (*known, *asked),
            *([question.matter] if question.matter and not question.carried else []),
        ]

    def _weight(self, content: Sequence[str]) -> float:
        return sum(content_weights(content, self._library).values())

    def is_own(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks for what an entry claims, or the opposite, in the entry's own words."""
        return bool(item.entry.holds) and self._polarity.is_own(question.asked, item.entry)

    def own(self, question: Question, read: Reply) -> Reply | None:
        """Return the reply to what the author has word for word; None where that is nothing, or what was `read` is it.

        Whatever else the words may be taken for, small talk, a refusal, a follow-up, several questions, is set aside.
        """
        item = self._library.catalogue.worded(question.text)
        if item is None:
            said = self._talk.own(question)
            return Reply(question.text, CHAT, said, confidence=1.0, reading=question) if said else None
        if {each.id for each in read.answers} == {item.entry.id}:
            return None
        found = self.readings(question)
        best = next((each for each in found if each.item is item), certain(item))._replace(exact=True)
        candidates = [best, *(each for each in found if each.item is not item)]
        self._sure = self._sureness(question, candidates)
        return self._told(question, best, candidates)

    def small_talk(self, question: Question) -> Reply | None:
        """Return the reply to small talk, None where the question is none."""
        heard = self._talk.hear(question)
        if heard and heard[1] < 1 and self._library.few and self._is_known(question):
            return None  # what an author wrote comes before what the program brings
        return Reply(question.text, CHAT, heard[0], confidence=heard[1], reading=question) if heard else None

    def _is_known(self, question: Question) -> bool:
        """Tell whether the knowledge answers a question."""
        candidates = self.readings(question)
        return bool(candidates) and self._sureness(question, candidates) >= self._threshold

    def _sureness(self, question: Question, candidates: Sequence[Candidate]) -> float:
        """How likely the knowledge answers a question with the first of its readings, 0 to 1."""
        marks = self._judge.masker.marks(question, candidates[0].item)
        return confidence(question, candidates, self._library, marks)

    def answer(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Answer a question from its readings, or refuse."""
        best = candidates[0] if candidates else None
        whole = best is None or best.item.entry.topic == OVERALL or best.item.is_ruling or best.match < SURE
        asserted = self._judge.asserts(question) and not self._splitter.mixes(question)
        related = self._relations.told(question, candidates, asserted) if best and not best.exact else None
        if related:
            return self._related(question, related, candidates)
        counted = self._tally.counted(question) if whole and (asserted or self._tally.states(question)) else None
        if counted:
            subject = counted.subject or BOTH
            text = self._lead(counted.affirms, None, self._body(question, counted.item, counted.subject))
            answer = self._answer(counted.item, subject, text)
            return self._settled(question, text, [answer], candidates, affirms=counted.affirms)
        if not candidates or any(not each.theme for each in outside(question, candidates[0], self._library)):
            return self.unknown(question, candidates)
        joined, claims = self._listed(question) if asserted else ("and", self._judge.likened(question))
        if claims:
            return self._conjoined(question, joined, claims, candidates)
        sure = self._sure = self._sureness(question, candidates)
        if sure < (self._threshold if len(self._splitter.mentions(question)) < 2 else COMPOUND_THRESHOLD):
            refusal = self.unsure if sure >= self._doubtful else self.unknown
            return refusal(question, candidates)._replace(confidence=sure)
        if self._is_silent(question, candidates[0].item):
            telling = self._telling(question, candidates)
            if telling:
                return self._answered(question, telling)
            silent = self._say["silent"].format(subject=self._base.in_text(question.subjects[0]))
            return self.unknown(question, candidates)._replace(text=begun(silent, self._base))
        joined, claims = self._claims(question, candidates) if asserted else ("", [])
        if claims:
            return self._conjoined(question, joined, claims, candidates)
        return self._answered(question, candidates)

    def _related(self, question: Question, related: Related, candidates: Sequence[Candidate]) -> Reply:
        """Answer what is asked of the figures of several subjects, by the best reading where it tells of them too."""
        best = candidates[0].item
        near = best.entry.figures and best.entry.topic == related.item.entry.topic
        item = best if near else related.item
        text = self._lead(related.affirms, related.pick, self._body(question, item, BOTH))
        answers = [self._answer(item, BOTH, text)]
        return self._settled(question, text, answers, candidates, affirms=related.affirms, pick=related.pick)

    def _settled(
        self,
        question: Question,
        text: str,
        answers: Sequence[Answer],
        candidates: Sequence[Candidate] = (),
        affirms: bool | None = None,
        pick: str | None = None,
    ) -> Reply:
        """A reply that follows from several facts, or from what was told: as sure as such replies were measured."""
        return Reply(
            question.text,
            ANSWERED,
            text,
            pick=pick,
            affirms=affirms,
            answers=tuple(answers),
            confidence=SEVERAL,
            candidates=tuple(candidates),
            reading=question,
        )

    def defined(self, question: Question) -> Reply | None:
        """Tell the meaning that a question asks, whatever is said around it; None where it asks none that is known."""
        asked = self._definitions.asked(question)
        of_roles = self._told_of_roles(question)
        told = self._meant(question) if self._judge.asserts(question) else None
        if of_roles and not (told and told.affirms is of_roles.affirms):  # else the entry on the term alone tells it
            return of_roles
        if told:
            return told
        if not asked or asked == question.text:
            return None
        plain = self._library.reader.read(asked)
        reply = self.answer(plain, self.readings(plain))
        return reply._replace(question=question.text) if reply.status == ANSWERED else None

    def _told_of_roles(self, question: Question) -> Reply | None:
        """Answer whether what a statement says of things that one entry tells apart is so; None where it is no such."""
        near = [each for each in self._told_apart if self._judge.masker.relates(question, each)]
        if not near or (self._judge.asserts(question) and self._listed(question)[1]):
            return None
        candidates = self.readings(question)
        best = next((each for each in candidates if each.item in near), certain(near[0]))
        if not self._judge.by_roles(question, best.item):
            return None
        self._sure = self._sureness(question, [best, *candidates])
        return self._told(question, best, candidates)

    def _meant(self, question: Question) -> Reply | None:
        """Answer whether a term means what is stated of it; None where that is not known, or several are spoken of."""
        asked = map(self._library.reader.read, self._definitions.stated(question))
        items = {found[0].item.entry.id: found[0].item for plain in asked if (found := self.readings(plain))}
        candidates = self.readings(question) if items else []
        item = next(iter(items.values())) if len(items) == 1 else None
        if len(items) > 1 and candidates:  # of several terms, where one entry tells of all
            item = candidates[0].item if candidates[0].item.entry.states else None
        if item is None or not self._judge.tells(question, item):
            return None
        other = candidates[0].item if candidates else item
        if other is not item and not self._judge.masker.is_term(other) and self._judge.masker.is_own(question, other):
            return None
        best = next((each for each in candidates if each.item is item), certain(item))
        self._sure = self._sureness(question, [best, *candidates])
        told = self._told(question, best, candidates)
        return told if told.affirms is not None else None

    def _whole(self, question: Question) -> Item | None:
        """The overall ruling, where all that asks is which one: "nothing works today, which one is better"."""
        *before, asking = parts(question.asked, ",")
        content, judging = self._library.reader.canonical(asking), {OVERALL, *self._library.general}
        alone = not question.mentioned or len(question.mentioned) == len(self._base.subjects)
        if not before or not alone or self._weight([each for each in content if each not in judging]) > THIN:
            return None
        return self._library.catalogue.overall

    def _ruling(self, mention: Mention, candidates: Sequence[Candidate]) -> Candidate:
        """The reading of a question as asking for the ruling of a category that it names."""
        item = self._library.items[mention.category.id]
        return next((each for each in candidates if each.item is item), candidates[0]._replace(item=item))

    def _claims(self, question: Question, candidates: Sequence[Candidate]) -> tuple[str, list[tuple[Item, Judgement]]]:
        """How a statement about several matters joins them, and each judged; none where it is about one."""
        found: dict[str, tuple[Item, Judgement]] = {}
        joined, clauses = self._splitter.claims(question)
        for words in clauses:
            part = self._library.reader.read(" ".join(words))
            best = next(iter(rank(part, self._library)), None)
            if best is None or best.score < PART_THRESHOLD or best.match < PART_MATCH:
                return "", []
            found[best.item.entry.id] = best.item, self._judge.judge(part, best.item, TRUTH)
        ruled = all(item.is_ruling for item, _ in found.values()) and len(question.subjects) == 1
        return (joined, list(found.values())) if len(found) > 1 and not ruled else ("", [])

    def _listed(self, question: Question) -> tuple[str, list[tuple[Item, Judgement]]]:
        """How a statement joins several things of one kind, and it judged for each; none where it is about others.

        Where they are likened, each is as all of them are.
        """
        likened = self._judge.likened(question)
        if likened:
            return "and", likened
        joined, clauses = self._splitter.listed(question)
        found: list[tuple[Item, Judgement]] = []
        for name, words in clauses:
            item, part = self._library.items[name], self._library.reader.read(" ".join(words))
            best = next(iter(rank(part, self._library)), None)
            if best is None or best.item is not item or best.score < PART_THRESHOLD or best.match < PART_MATCH:
                return "", []
            judged = self._judge.judge(part, item, TRUTH)
            found.append((item, judged if not found else judged.plainly))  # a denial of the whole counts once
        return (joined, found) if question.subjects else ("", [])

    def _conjoined(
        self, question: Question, joined: str, claims: Sequence[tuple[Item, Judgement]], candidates: Sequence[Candidate]
    ) -> Reply:
        """Answer a statement about several matters: whether all are so, or one is (`or`), or none (`nor`)."""
        asks = [judged.ask for _, judged in claims]
        so = [
            None if judged.affirms is None else judged.affirms != bool(judged.ask and judged.ask.denied)
            for _, judged in claims
        ]
        denied = sum(bool(ask and ask.denied) for ask in asks) % 2 == 1
        known = whole(joined, so)
        affirms = None if known is None else known != denied
        answers = []
        for item, judged in claims:
            subject = judged.ask.of[0].subject if judged.ask and len(judged.ask.of) == 1 else BOTH
            answers.append(self._answer(item, subject, self._body(question, item, subject)))
        texts = [
            item.category.verdict if item.is_ruling and item.category else answer.text
            for (item, _), answer in zip(claims, answers, strict=True)
        ]
        text = self._lead(affirms, None, " ".join(texts))
        return self._settled(question, text, answers[:4], candidates, affirms=affirms)

    def _telling(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The readings near the best and of its topic that speak of the subject asked about."""
        best = candidates[0]
        near = (each for each in candidates if each.score > best.score - BESIDE)
        same = (each for each in near if each.item.entry.topic == best.item.entry.topic)
        return [each for each in same if not self._is_silent(question, each.item)]

    def _is_silent(self, question: Question, item: Item) -> bool:
        """Tell whether the source speaks of the matter, but not of the one subject asked about."""
        if (
            len(question.mentioned) != 1
            or not question.subjects
            or question.carried
            or "choose" in question.forms
            or item.is_ruling
        ):
            return False
        subject = question.subjects[0]
        claimed = subject in item.entry.holds and self._judge.asserts(question)
        return not (claimed or speaks_of(item.entry, subject))

    def _of_parts(self, question: Question, several: Sequence[tuple[Question, Candidate]]) -> Reply:
        """Answer the parts of a question; of what a "why" takes for granted only that it is not so is worth a word."""
        replies = [self.single(*each) for each in several]
        if "why" in question.forms:
            texts = (each.text if each.affirms is False else self._without_lead(each.text) for each in replies)
            replies = [
                each._replace(affirms=None, pick=None, text=text) for each, text in zip(replies, texts, strict=True)
            ]
        return self.joined(question, replies) or replies[0]

    def _answered(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        mixed = self._part_readings(question) if self._splitter.mixes(question) else []
        if mixed:
            return self._of_parts(question, mixed)
        mentions = self._splitter.mentions(question)
        if any(each.weight > 1 for each in self._splitter.before(question)) and not question.subjects:
            mentions = [*self._splitter.before(question), *self._splitter.named(question)]
        generic = not self._splitter.named(question) and bool(question.forms & {"choose", "verdict"})
        if generic and not mentions:
            topic = candidates[0].item.entry.topic
            mentions = [each for each in self._splitter.before(question, poles=True) if each.category.id == topic]
        if generic and len(mentions) == 1:
            return self.single(question, self._ruling(mentions[0], candidates), candidates)
        several = len(mentions) > 1 and (generic or not question.forms & {"when", "where"})
        if several and (self._splitter.shared(question)[1] or not self._judge.asserts(question)):
            return self._rulings(question, mentions[:4], candidates)
        whole = self._whole(question) if generic and not mentions and candidates[0].match < SURE / 2 else None
        if whole:
            return self.single(question, certain(whole), candidates)
        apart = self._part_readings(question)
        if apart:
            return self._of_parts(question, apart)
        return self.single(question, candidates[0], candidates)

    def unknown(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Say that the source does not tell, naming what it does not cover or cannot help with where that is known."""
        kind = next(iter(self._library.matches(" ".join(question.content), 1, as_said(question))), None)
        found = outside(question, candidates[0], self._library) if candidates else question.outside
        text = self._say["unknown"]
        if found:
            text = self._say["other_half" if question.subjects else "outside"].format(name=found[0].name)
        elif self._base.subjects and kind and kind.score > REFUSED and (refusal := self._library.speech.refusal(kind)):
            text = self._say["refused"].format(name=refusal.name, title=self._base.title)
        return Reply(
            question.text,
            UNKNOWN,
            text,
            candidates=tuple(candidates),
            reading=question,
        )

    def unsure(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Offer the nearest readings instead of guessing, put for the one subject that is named."""
        subject = question.subjects[0] if len(question.subjects) == 1 else ""
        return Reply(
            question.text,
            UNSURE,
            self._say["unsure"],
            candidates=tuple(candidates),
            reading=question,
            suggestions=tuple(asked_of(self._library, each.item, subject) for each in candidates[:SUGGESTED]),
        )

    def single(self, question: Question, best: Candidate, candidates: Sequence[Candidate] = ()) -> Reply:
        """Answer a question with one entry."""
        return self._told(question, best._replace(item=self._resolved(question, best, candidates)), candidates)

    def _told(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Reply:
        """Answer a question with what the best reading tells."""
        item = best.item
        judged = self._judge.judge(question, item)
        subject = self._subject(question, item)
        found = of_reading(question, best, candidates or [best], self._library, self._judge, self._sure)
        found |= of_answer(question, best, self._judge, judged)
        if not judged.answer or (not judged.settled and chance(LEAD, found) < PROMISED):
            judged = self._judge.formed(question, item, FORMED)
            found |= of_answer(question, best, self._judge, judged)
        told = self._text(question, item, subject, judged)
        if not (judged.answer or best.exact or best.likeness > ALIKE):
            told = self._without_own_lead(told)
        answers = [self._answer(item, subject, told)]
        only = self._only_win(item, subject)
        if only:
            answers.append(self._answer(only, subject, self._body(question, only, None)))
        text = " ".join(each.text for each in answers)
        return Reply(
            question.text,
            ANSWERED,
            text,
            pick=judged.pick,
            affirms=judged.affirms,
            answers=tuple(answers),
            confidence=chance(RIGHT, found),
            candidates=tuple(candidates),
            reading=question,
            evidence=tuple(found.items()),
        )

    def _resolved(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Item:
        """The entry that a question is about: a category's ruling where it compares, a claim where it does not."""
        item, named = best.item, self._splitter.named(question)
        if self._judge.masker.figures.stated(question, item):
            return item
        if not item.category and len(named) == 1 and best.match < SURE and not self.is_own(question, item):
            ruling = self._library.items[named[0].category.id]
            return ruling if self._judge.masker.compares(question, ruling) else item
        if not item.category:
            return item
        ruling = self._library.items[item.category.id]
        if item.entry.can_be and question.yes_no and not self._judge.is_of_what_can_be(question):
            return ruling
        compares = self._judge.masker.compares(question, ruling)
        if item is ruling:
            asks = (
                compares or not question.subjects or question.forms & {"verdict", "versus", "why"} or question.carried
            )
            claim = item if asks else self._claim_of(question, best, candidates)
            ranked = self._polarity.is_own(question.asked, ruling.entry)  # "is A faster?"
            return ruling if ranked and not self._judge.masker.is_own(question, claim) else claim
        plain = "versus" in question.forms and not question.comparing and not question.forms & {"choose", "which"}
        own = self._polarity.is_own(question.words, item.entry)
        ruled = question.evaluating and compares and ("choose" in question.forms or (named and question.yes_no))
        near = any(each.item is ruling and each.score > best.score - BESIDE for each in candidates)
        ruled = ruled or (compares and bool(named) and len(question.subjects) > 1 and near)
        judged = "choose" in question.forms and self._polarity.is_own(question.asked, ruling.entry)
        return ruling if plain or "verdict" in question.forms or (not own and (ruled or judged)) else item

    def _claim_of(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Item:
        """The claim of the same category that a question without a comparison is about, else the ruling itself."""
        near = (each for each in candidates if each.score > best.score - TRAILING and each.item.entry.holds)
        claims = [each for each in near if each.item.category is best.item.category and each.item is not best.item]
        told = [each for each in claims if self._judge.masker.is_own(question, each.item) or each.match > RIVAL]
        return told[0].item if told else best.item

    def follow_up(self, kind: str, question: Question, item: Item, last: Reply, told: str) -> Reply:
        """Answer "why?", "which ones?", "tell me more", "are you sure?", "shorter" or "source?" about the entry that
        answered last.

        `last` is the reply to the question, `told` all that was told of it: that is not told again as a reason, but
        said to be all there is.
        """
        subject = last.answers[0].subject
        asked = question._replace(forms=frozenset({"why"}), yes_no=False) if kind == "why" else question
        said, sure = self._without_lead(last.answers[0].text), self._say["sure"]
        new = self._new(item, subject, told)
        fresh = " ".join(new)
        sentences = _sentences(self._body(question, item, subject))
        pick = None
        if kind == "more" and last.rest:
            text = last.rest
        elif kind in ("why", "more"):
            reasons = [each for each in sentences if self._because.occur(self._library.lexicon.words(each))]
            picked = self._base.subject_name(last.pick) if last.pick and last.pick != TIE else ""
            of = [each for each in sentences if picked in each]  # the reason for one is told of that one
            text = fresh or self._all(told, " ".join(reasons) or (of or sentences)[-1])
        elif kind == "figures":
            figures = [each for each in sentences if _has_figure(each)]
            text = " ".join(filter(_has_figure, new)) or (self._all(told, " ".join(figures)) if figures else fresh)
            text = text or self._all(told, "")
        elif kind in ("sure", "doubt", "source"):
            text = f"{sure} {said}" if sure not in told else f"{sure} {fresh or sentences[0]}"
        elif kind == "whose":
            pick, text = item.holder, said
            text = self._lead(None, pick, text)
        else:
            text = {"short": sentences[0], "what": f"{said} {fresh}".rstrip()}.get(kind, said)
        even = kind == "much" and self._library.winners.get(item.entry.topic) == TIE
        text = self._lead(False, None, text) if even else text
        if kind == "source" and not self._base.cite:
            text = f"{text} {_named_source([last.answers[0].section], self._base, self._say)}"
        answer = self._answer(item, subject, text)
        sure_of = kind == "sure" and last.affirms is not False  # after a no "really?" may mean either
        affirms = False if even else True if sure_of else None
        return Reply(
            question.text,
            ANSWERED,
            text,
            pick=pick,
            affirms=affirms,
            answers=(answer,),
            confidence=last.confidence,
            reading=asked,
        )

    def is_turned(self, question: Question, item: Item) -> bool:
        """Tell whether a question asks of an entry for the one of whom it is not so: "which is less secure?"."""
        ask = self._judge.judge(question, item).ask
        return ask is not None and ask.act == CHOICE and ask.sign < 0

    def states_figures(self, question: Question, item: Item) -> bool:
        """Tell whether a question states figures of the sort that an entry knows."""
        return bool(self._judge.masker.figures.stated(question, item))

    def upheld(self, question: Question, item: Item, affirms: bool) -> Reply:
        """Answer a question with an entry by which it is known to be so, or not to be."""
        subject = self._subject(question, item)
        text = self._lead(affirms, None, self._body(question._replace(yes_no=True), item, subject))
        return self._settled(question, text, [self._answer(item, subject, text)], affirms=affirms)

    def unled(self, reply: Reply) -> Reply:
        """Return a reply without its direct answer."""
        return reply._replace(text=self._without_lead(reply.text), affirms=None, pick=None)

    def _all(self, told: str, last: str) -> str:
        """That there is no more of it, with what it was `last`; alone where that was said before."""
        said = self._say["all"]
        return f"{said}." if said in told or not last else f"{said}: {last}"

    def _without_lead(self, text: str) -> str:
        """A text without the direct answer before it."""
        leads = [self._say[each] for each in ("yes", "no", "slightly", "tie")]
        leads += [each.name for each in self._base.subjects]
        return next((text[len(each) + 2 :] for each in leads if text.startswith(f"{each}: ")), text)

    def _without_own_lead(self, text: str) -> str:
        """A text without the yes or no that its author begins it with: it is true of that question alone."""
        lead, _, rest = text.partition(" ")
        direct = {self._say[each].casefold() for each in ("yes", "no")}
        told = bool(rest) and lead[-1:] in ".,:;!" and lead[:-1].casefold() in direct
        return rest[:1].upper() + rest[1:] if told else text

    def _new(self, item: Item, subject: str | None, told: str) -> list[str]:
        """The sentences on an entry that say something that was not told yet, each with those that hang on it."""
        canonical, words = self._library.reader.canonical, self._library.lexicon.words
        known, found = set(canonical(words(told))), []
        for text in self._everything(item, subject):
            if text in told:
                continue
            weights = content_weights(canonical(words(text)), self._library)
            new = sum(weight for word, weight in weights.items() if word not in known)
            if new >= NEW * sum(weights.values()):
                found += [each for each in _sentences(text) if each not in told]
                known |= weights.keys()
        return found

    def _everything(self, item: Item, subject: str | None) -> list[str]:
        """All that an entry holds on a subject, and the reasons of its category."""
        answer, category = item.entry.answer, item.category
        texts = list(answer.values()) if isinstance(answer, dict) else [answer]
        if isinstance(answer, dict) and subject in answer:
            texts = [answer[subject]]
        texts.append(item.entry.why)
        if category:
            stances = category.answer
            texts += [category.why, *([stances[subject]] if subject in stances else stances.values())]
        return list(dict.fromkeys(text for text in texts if text))

    def _answer(self, item: Item, subject: str | None, text: str) -> Answer:
        entry = item.entry
        winner = self._library.winners.get(entry.topic)
        return Answer(entry.id, entry.topic, subject, winner, text, entry.section_for(subject))

    def _only_win(self, item: Item, subject: str | None) -> Item | None:
        """The ruling that a subject won, where it won just one and its wins are asked for."""
        if item.entry.topic != OVERALL or item.entry.counts != "wins" or subject in (None, BOTH):
            return None
        won = [each.id for each in self._base.categories if each.winner == subject]
        return self._library.items[won[0]] if len(won) == 1 else None

    def _part_readings(self, question: Question) -> list[tuple[Question, Candidate]]:
        asked = self._splitter.parts(question)
        if len(asked) < 2:
            return []
        found: dict[str, tuple[Question, Candidate]] = {}
        for part in asked:
            reading = self._library.reader.part(question, part)
            best = next(iter(rank(reading, self._library)), None)
            if best and best.score >= PART_THRESHOLD and best.match > PART_MATCH:
                found.setdefault(best.item.entry.id, (reading, best))
        kept = [each for each in found.values() if each[1].item.entry.topic != OVERALL] or list(found.values())
        return kept[:4] if len(kept) > 1 else []

    def questions(self, question: Question) -> list[str]:
        """Return the questions that a line holds where it holds several; see `Splitter.questions`."""
        return self._splitter.questions(question)

    def joined(self, question: Question, replies: Sequence[Reply]) -> Reply | None:
        """Return the replies to the parts of a question as one, None where they do not answer at least two matters."""
        answers = {(answer.id, answer.subject): answer for each in replies for answer in each.answers}
        known = [each for each in replies if each.answers]
        if len({(each.answers[0].id, each.answers[0].subject) for each in known}) < 2 or (
            len(replies) == 2 and len(known) < 2
        ):
            return None
        picks, claims = {each.pick for each in known if each.pick}, [each for each in known if each.affirms is not None]
        return self._settled(
            question,
            " ".join(dict.fromkeys(each.text for each in replies)),
            tuple(answers.values())[:4],
            known[0].candidates,
            affirms=claims[0].affirms if len(claims) == 1 else None,
            pick=picks.pop() if len(picks) == 1 else None,
        )

    def _rulings(self, question: Question, mentions: Sequence[Mention], candidates: Sequence[Candidate]) -> Reply:
        items = [self._library.items[each.category.id] for each in mentions]
        choosing = tuple(self._polarity.choosing(question))
        signed, sign = [], 1
        for mention, item in zip(mentions, items, strict=True):
            if not set(mention.words) <= set(question.asked):
                sign = self._polarity.sign(choosing, item.entry)
            elif self._polarity.is_polar(mention.words, item.entry):
                sign = self._polarity.sign(mention.words, item.entry)
            elif not set(mention.words) <= set(choosing):
                sign = self._polarity.sign(choosing, item.entry)
            signed.append((mention, sign))
        affirms, pick = None, None
        votes = [(mention.category, sign * mention.weight) for mention, sign in signed]
        if self._is_asserted(question):
            affirms = self._of_each(question)
        elif not self._splitter.asks_each(question) or len({weigh([each]) for each in votes}) == 1:
            pick = weigh(votes)
        texts = [item.category.verdict for item in items if item.category]
        whys = [f"{item.category.verdict} {item.category.why}".strip() for item in items if item.category]
        if sum(len(each) + 1 for each in whys) <= self._base.limit - 200:
            texts = whys
        answers = tuple(self._answer(item, BOTH, text) for item, text in zip(items, texts, strict=True))
        text = self._lead(affirms, pick, " ".join(texts))
        return self._settled(question, text, answers, candidates, affirms=affirms, pick=pick)

    def _is_asserted(self, question: Question) -> bool:
        """Tell whether something is asserted of several categories, to be answered with yes or no."""
        asserts = self._judge.asserts(question) and bool(question.subjects or question.yes_no)
        return asserts or self._splitter.share(question) is not None or self._splitter.ties(question)

    def _of_each(self, question: Question) -> bool | None:
        """Whether what is asserted of several categories is so, None where that is not known."""
        share = self._splitter.share(question)
        if share is not None:
            return share != question.denied
        joined, parts = self._splitter.shared(question)
        so, denied = [], False
        for number, (category, text, negated) in enumerate(parts):
            judged = self._judge.judge(self._library.reader.read(text), self._library.items[category.id], TRUTH)
            denied = denied or (number == 0 and bool(judged.ask and judged.ask.denied))
            affirms = judged.plainly.affirms if denied else judged.affirms
            so.append(None if affirms is None else (affirms and not judged.slightly) != negated)
        known = whole(joined, so) if so else None
        return None if known is None else known != (denied != question.denied)

    def _subject(self, question: Question, item: Item) -> str | None:
        if len(question.subjects) == 1:
            return question.subjects[0]
        if len(question.subjects) > 1 or item.is_ruling:
            return BOTH
        return item.entry.subject or None

    def _text(self, question: Question, item: Item, subject: str | None, judged: Judgement) -> str:
        answer, pick = item.entry.answer, judged.pick
        own = not item.is_ruling and isinstance(answer, dict) and pick in answer
        lacking = pick is not None and item.entry.holds.get(pick) is False
        told_of = pick if own and (lacking or (question.carried and "which" in question.forms)) else subject
        return self._lead(judged.affirms, pick, self._body(question, item, told_of, pick), judged.slightly)

    def _lead(self, affirms: bool | None, pick: str | None, body: str, slightly: bool = False) -> str:
        """The direct answer, then the text, unless that begins with the direct answer itself."""
        if affirms is not None:
            lead = self._say["slightly" if affirms and slightly else "yes" if affirms else "no"]
        elif pick is not None:
            lead = self._say["tie"] if pick == TIE else self._base.subject_name(pick)
        else:
            return body
        named = pick is not None and body.casefold().startswith(self._base.in_text(pick).casefold())
        return body if named or body.startswith(lead) else f"{lead}: {body}"

    def _body(self, question: Question, item: Item, subject: str | None, pick: str | None = None) -> str:
        entry, category = item.entry, item.category
        if item.is_ruling and category:
            asks = question.yes_no or question.forms & {"choose", "which", "why"}
            if subject in (None, BOTH) and not asks and self._beside.occur(question.said):
                return " ".join((category.verdict, *category.answer.values()))
            if (
                subject
                and subject in category.answer
                and not question.forms & {"choose", "why"}
                and not question.yes_no
            ):
                return f"{category.answer[subject]} {category.verdict}"
            return f"{category.verdict} {category.why}".strip()
        answer = entry.short or entry.answer
        if isinstance(answer, dict):
            first = sorted(answer, key=lambda each: each != pick)  # what is told of the one picked
            text = answer.get(subject or BOTH) or answer.get(BOTH) or " ".join(answer[each] for each in first)
        else:
            text = answer
        return f"{text} {entry.why}".strip() if entry.why and "why" in question.forms else text


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)


def _has_figure(text: str) -> bool:
    """Tell whether a text has a number in it."""
    return any(map(str.isdigit, text))


def source_line(sections: Sequence[str], base: KnowledgeBase, say: Mapping[str, str]) -> str:
    """Return the line that names where answers come from: the source, and its headings where they are known.

    "" where the author wants none.
    """
    return _named_source(sections, base, say) if base.cite else ""


def _named_source(sections: Sequence[str], base: KnowledgeBase, say: Mapping[str, str]) -> str:
    known = "”, “".join(dict.fromkeys(part for each in sections for part in headings(each)))
    title = base.source.title or base.title
    return say["source"].format(title=title, section=known) if known else say["source_alone"].format(title=title)
