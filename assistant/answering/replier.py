"""From a question and its readings to a reply: the direct answer, the reason, the source, or an honest refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.compound import Mention, Splitter, whole
from assistant.answering.confidence import FORMED, LEAD, PROBABLE, PROMISED, RIGHT, SEVERAL, of_answer, of_reading
from assistant.answering.definitions import Definitions
from assistant.answering.judgement import Judge, Judgement
from assistant.answering.library import Item, Library
from assistant.answering.ranking import Candidate, as_said, certain, chance, confidence, is_remark, outside
from assistant.answering.realisation import Realiser, led
from assistant.answering.reply import ANSWERED, CHAT, UNKNOWN, UNSURE, Answer, Reply
from assistant.answering.resolve import SURE, Resolver
from assistant.answering.suggestions import OF_FEW, SUGGESTED, Said, asked_of, next_questions, offered
from assistant.answering.talk import SmallTalk
from assistant.asking.question import Question
from assistant.knowledge.base import BOTH, OVERALL
from assistant.knowledge.english import GAINS, LAGS
from assistant.knowledge.markup import ended

if TYPE_CHECKING:
    from assistant.answering.relations import Related, Relations
    from assistant.answering.several import Several
    from assistant.answering.tally import Tally

THRESHOLD = 0.79
"""Confidence from which a question is answered."""

FEW_THRESHOLD, FEW_DOUBTFUL = 0.6, 0.22
"""The same where examples are few, and from which on the nearest readings are offered; see `ranking.CLOSE`."""

SUPPOSED, FEW_SUPPOSED = 0.65, 0.58
"""Confidence from which the nearest reading is answered though another may be asked; the same where examples are few.

Of 947 questions by four writers that were not looked at, eight more are answered rightly, and of the 95 of them that
have no answer one more gets one, which says what it answers.
"""

NEARLY = 2.0
"""How far behind the first the standing of a reading may be that is told beside it, where examples are few: of 655
questions to thirteen drafts 43 get two answers so, of which for 24 the first is the right one, for 12 the other."""

WAVERING, LEVEL = 0.65, 0.85
"""Chance that a reply is right up to which the next reading is told beside it, if its standing is at least that share
of the first one's: of 17,378 labelled turns 241 get two answers so, of which for 85 the first is the right one, for 17
the other."""

CLEAR = 0.9
"""Chance that a yes or no is right from which on what is about as likely as `SUPPOSED` is answered with it, if its own
words are said: of 19 labelled questions 17 are answered rightly so, none wrongly, and two have no answer."""

WHOLLY = 0.85
"""Chance that the whole reply is right from which on that holds though they are not said: of 17,400 labelled turns six
more are answered rightly, of 3,060 filled forms four, and none wrongly."""

COMPOUND_THRESHOLD = 0.3
"""The same where it names two categories or more, which is evidence that no single entry shows."""

DOUBTFUL = 0.4
"""Confidence from which a question that is not answered is met with the nearest readings to choose from."""

REFUSED = 0.45
"""Matcher's score from which on a kind of question that is never answered is named."""

LATIN = "\u024f"
"""The last letter of the Latin script."""

ALIKE = 0.9
"""Likeness from which on a question is asked as its author asks it."""


class Replier:
    """Answers questions from a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._base = library.base
        self._say = library.english.say
        self._judge = Judge(library)
        self.is_turned = self._judge.is_turned
        self._splitter = Splitter(library)
        self._counts = library.lexicon.cut_as(library.english.tally)
        self._definitions = Definitions(library)
        self._resolver = Resolver(library, self._judge, self._splitter, self._definitions)
        self.readings, self.is_own = self._resolver.readings, self._resolver.is_own
        self.questions, self.bare_choice = self._splitter.questions, self._resolver.bare_choice
        few, usual = (FEW_THRESHOLD, FEW_SUPPOSED, FEW_DOUBTFUL), (THRESHOLD, SUPPOSED, DOUBTFUL)
        self._threshold, self._supposed, self._doubtful = few if library.few else usual
        self.words = Realiser(library)
        self._talk = SmallTalk(library)
        self._foreign = frozenset(library.english.chat.foreign)

    @cached_property
    def _several(self) -> Several:
        from assistant.answering.several import Several  # one question on one matter needs none

        return Several(self._library, self._judge, self._splitter)

    @cached_property
    def _tally(self) -> Tally:
        from assistant.answering.tally import Tally  # where nothing is counted, nor may be, it is not needed

        return Tally(self._library)

    @cached_property
    def _relations(self) -> Relations:
        from assistant.answering.relations import Relations  # what is asked in an author's words needs none

        return Relations(self._library, self._judge.masker)

    def make_ready(self) -> None:
        """Make what is else made when it is first asked for, and is worth keeping with an index."""
        masker, items = self._judge.masker, self._library.items.values()
        _ = self._relations, self._tally, self._judge.extents, masker.beginning, masker.own.of_terms
        _ = [masker.own.occur((), each.entry, bare) for each in items if each.is_ruling for bare in (True, False)]
        _ = [(masker.roles.table(each.entry), masker.is_term(each)) for each in masker.told_apart]

    def finished(self, reply: Reply, said: Said, *, cut: bool) -> Reply:
        """Return a reply with what belongs to every one: where it comes from, and what can be asked next or instead.

        `said` is the talk with this reply; `cut` tells that the question was not read to its end, which is said then.
        """
        reply = reply._replace(note=self._say["cut"] if cut else reply.note)
        if reply.status == CHAT:
            return reply
        suggestions = reply.suggestions or next_questions(
            self._library, said, reply.candidates, refused=not reply.answers
        )
        reply = reply._replace(suggestions=suggestions)
        if reply.answers:
            source = self.words.source([each.section for each in reply.answers])
            return self._within_limit(reply._replace(source=source))
        listed = " · ".join(suggestions)
        offer = self._say["offer"].format(suggestions=listed) if reply.status == UNKNOWN else listed
        return reply._replace(offer=offer if suggestions else "")

    def _within_limit(self, reply: Reply) -> Reply:
        """Return a reply of which no more is told than may be at once, and that says so where there is more."""
        more, long = self._say["more"], " ".join(self._longer(each) for each in reply.answers).strip()
        body, rest, limit = reply.body.strip(), "", self._base.limit - len(reply.source)
        if len(led(reply.lead, body)) + 1 > limit:
            body, rest = ended(body, max(limit - len(led(reply.lead, more)) - 4, 1))
        rest = rest or long
        return reply._replace(body=body, rest=rest, more=more if rest else "")

    def _longer(self, answer: Answer) -> str:
        """The whole of what an answer is the short form of, "" where it is none."""
        entry = self._library.items[answer.id].entry
        return " ".join(entry.texts) if entry.short and answer.body.endswith(entry.short) else ""

    def own(self, question: Question, read: Reply) -> Reply | None:
        """Return the reply to what the author has word for word; None where that is nothing, or what was `read` is it.

        Whatever else the words may be taken for, small talk, a refusal, a follow-up, several questions, is set aside.
        """
        item = self._library.catalogue.worded(question.text)
        if item is None:
            said = self._talk.own(question)
            told = Reply(question.text, CHAT, said, confidence=1.0, reading=question) if said else None
            return told or self._titled(question, read)
        if {each.id for each in read.answers} == {item.entry.id}:
            return None
        found = self.readings(question)
        best = next((each for each in found if each.item is item), certain(item))._replace(exact=True)
        candidates = [best, *(each for each in found if each.item is not item)]
        return self._told(question, best, candidates)

    def _titled(self, question: Question, read: Reply) -> Reply | None:
        """Return what sums up the topic whose name is said, else what of it can be asked.

        None where none is said; what was `read`, without a direct answer, where that is of it.
        """
        catalogue = self._library.catalogue
        topic = catalogue.titled(question.text)
        if read.status == CHAT or any(each.topic == topic for each in read.answers):
            return read.unled if read.lead else None
        item = catalogue.overall if topic == OVERALL else catalogue.overview(topic)
        if item:
            return self._told(question, certain(item), ())
        asked = tuple(each.question for each in catalogue.of_topic.get(topic, ()))
        offer = asked[: OF_FEW if self._library.few else SUGGESTED]
        unsure = Reply(question.text, UNSURE, self._say["unsure"], reading=question, suggestions=offer)
        return unsure if offer else None

    def small_talk(self, question: Question) -> Reply | None:
        """Return the reply to small talk, None where the question is none."""
        heard = self._talk.hear(question)
        return Reply(question.text, CHAT, heard[0], confidence=heard[1], reading=question) if heard else None

    def sureness(self, question: Question, candidates: Sequence[Candidate]) -> float:
        """How likely the knowledge answers a question with the first of its readings, 0 to 1."""
        marks = self._judge.masker.marks(question, candidates[0].item)
        return confidence(question, candidates, self._library, marks)

    def is_remark(self, question: Question, candidates: Sequence[Candidate]) -> bool:
        """Tell whether what is said asks nothing, by its own readings."""
        if not candidates:
            return False
        return is_remark(question, candidates, self._library, self._judge.masker.marks(question, candidates[0].item))

    def answer(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Answer a question from its readings, or refuse."""
        asserted = self._judge.asserts(question) and not self._splitter.mixes(question)
        if told := self._computed(question, candidates, asserted):
            return told
        if not candidates or any(not each.theme for each in outside(question, candidates[0], self._library)):
            return self.unknown(question, candidates)
        joined, claims = self._several.listed(question) if asserted else ("and", self._judge.likened(question))
        if claims:
            return self._conjoined(question, joined, claims, candidates)
        if candidates[0].item.entry.counts and (others := self._tally.others(question)):
            apart = [self.single(question, certain(each), candidates).unled for each in others]
            return self.joined(question, apart, least=1) or apart[0]
        sure = self.sureness(question, candidates)
        if sure < (self._threshold if len(self._splitter.mentions(question)) < 2 else COMPOUND_THRESHOLD):
            if told := self._clearly(question, candidates, asserted) if sure >= self._supposed else None:
                return told
            refusal = self.unsure if sure >= self._doubtful else self.unknown
            return refusal(question, candidates)._replace(confidence=sure)
        if self._resolver.is_silent(question, candidates[0].item):
            telling = self._resolver.telling(question, candidates)
            return self._answered(question, telling) if telling else self._silent(question, candidates)
        return self._stated(question, candidates) if asserted else self._answered(question, candidates)

    def _clearly(self, question: Question, candidates: Sequence[Candidate], asserted: bool) -> Reply | None:
        """Answer what asks for an entry in its own words, or likely, where yes, no or name is very likely right."""
        if question.carried:
            return None
        told = self._stated(question, candidates) if asserted else self._answered(question, candidates)
        evidence = dict(told.evidence)
        likely = self._judge.masker.is_own(question, candidates[0].item) or chance(RIGHT, evidence) > WHOLLY
        return told if told.lead and likely and chance(LEAD, evidence) > CLEAR else None

    def _computed(self, question: Question, candidates: Sequence[Candidate], asserted: bool) -> Reply | None:
        """Answer what follows from figures, or from how many categories are won; None where nothing does."""
        best = candidates[0] if candidates else None
        related = self._relations.told(question, candidates, asserted) if best and not best.exact else None
        if related:
            return self._related(question, related, candidates)
        whole = best is None or best.item.entry.topic == OVERALL or best.item.is_ruling or best.match < SURE
        said = self._library.reader.names.occur(question.asked)  # "all nine to A"
        said = said or any(kind not in (GAINS, LAGS) for *_, kind in self._counts.find(question.asked))
        counts = whole and (asserted or (said and self._tally.states(question)))
        counted = self._tally.counted(question) if counts else None
        if counted is None:
            return None
        return self._by_one(question, counted.item, counted.subject or BOTH, candidates, affirms=counted.affirms)

    def _silent(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Say that the source speaks of the matter, but not of the subject asked about."""
        from assistant.knowledge.scoreboard import begun

        silent = self._say["silent"].format(subject=self._base.in_text(question.subjects[0]))
        return self.unknown(question, candidates)._replace(body=begun(silent, self._base))

    def _stated(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Answer a statement: by the claim that is near, as other matters are but named in its words, or by several."""
        joined, claims = self._several.claims(question)
        best = candidates[0]
        near = best.match >= SURE and not best.item.is_ruling and all(item is not best.item for item, _ in claims)
        if near and (told := self.single(question, best, candidates)).lead:
            return told
        return self._conjoined(question, joined, claims, candidates) if claims else self._answered(question, candidates)

    def _related(self, question: Question, related: Related, candidates: Sequence[Candidate]) -> Reply:
        """Answer what is asked of the figures of several subjects, by the best reading where it tells of them too."""
        best = candidates[0].item
        near = best.entry.figures and best.entry.topic == related.item.entry.topic
        item = best if near else related.item
        return self._by_one(question, item, BOTH, candidates, affirms=related.affirms, pick=related.pick)

    def _by_one(
        self,
        question: Question,
        item: Item,
        subject: str | None,
        candidates: Sequence[Candidate] = (),
        affirms: bool | None = None,
        pick: str | None = None,
    ) -> Reply:
        """A reply with what one entry tells, to what is settled by several facts or by what was told."""
        body = self.words.body(question, item, subject)
        reply = self._settled(question, body, (), candidates, affirms, pick)
        return reply._replace(answers=(Answer.of(self._library, item, subject, body, reply.lead),))

    def _settled(
        self,
        question: Question,
        body: str,
        answers: Sequence[Answer],
        candidates: Sequence[Candidate],
        affirms: bool | None,
        pick: str | None = None,
    ) -> Reply:
        """A reply that follows from several facts, or from what was told: as sure as such replies were measured."""
        return Reply(
            question.text,
            ANSWERED,
            body,
            pick,
            affirms,
            tuple(answers),
            confidence=SEVERAL,
            candidates=tuple(candidates),
            reading=question,
            lead=self.words.lead(affirms, pick, body),
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
        themed = any(each.theme for each in question.outside)
        near = [] if themed else self._judge.masker.related(question)
        if not near or (self._judge.asserts(question) and self._several.listed(question)[1]):
            return None
        candidates = self.readings(question)
        item = next((each.item for each in candidates if each.item in near), near[0])
        return self._by(question, item, candidates) if self._judge.by_roles(question, item) else None

    def _meant(self, question: Question) -> Reply | None:
        """Answer whether a term means what is stated of it; None where that is not known, or several are spoken of."""
        asked = map(self._library.reader.read, self._definitions.stated(question))
        items = {found[0].item.entry.id: found[0].item for plain in asked if (found := self.readings(plain))}
        candidates = self.readings(question) if items else []
        item = next(iter(items.values())) if len(items) == 1 else None
        if item is None or not self._judge.tells(question, item):
            return None
        other = candidates[0].item if candidates else item
        if other is not item and not self._judge.masker.is_term(other) and self._judge.masker.is_own(question, other):
            return None
        told = self._by(question, item, candidates)
        return told if told.affirms is not None else None

    def _by(self, question: Question, item: Item, candidates: Sequence[Candidate]) -> Reply:
        """Answer a question with an entry that it is known to be about."""
        best = next((each for each in candidates if each.item is item), certain(item))
        return self._told(question, best, candidates)

    def _ruling(self, mention: Mention, candidates: Sequence[Candidate]) -> Candidate:
        """The reading of a question as asking for the ruling of a category that it names."""
        item = self._library.items[mention.category.id]
        return next((each for each in candidates if each.item is item), candidates[0]._replace(item=item))

    def _conjoined(
        self, question: Question, joined: str, claims: Sequence[tuple[Item, Judgement]], candidates: Sequence[Candidate]
    ) -> Reply:
        """Answer a statement about several matters: whether all are so, or one is (`or`), or none (`nor`)."""
        denied = sum(bool(judged.ask and judged.ask.denied) for _, judged in claims) % 2 == 1
        known = whole(joined, [judged.plainly.affirms for _, judged in claims])
        affirms = None if known is None else known != denied
        answers, texts = [], []
        for item, judged in claims:
            subject = judged.ask.of[0].subject if judged.ask and len(judged.ask.of) == 1 else BOTH
            body = self.words.body(question, item, subject)
            answers.append(Answer.of(self._library, item, subject, body))
            texts.append(item.category.verdict if item.is_ruling and item.category else body)
        return self._settled(question, " ".join(texts), answers[:4], candidates, affirms)

    def _answered(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        if self._splitter.mixes(question) and (mixed := self._several.parts(question)):
            return self._of_parts(question, mixed)
        named, before = self._splitter.named(question), self._splitter.before(question)
        stressed = any(each.weight > 1 for each in before) and not question.subjects
        mentions = [*before, *named] if stressed else named or before
        generic = not named and bool(question.forms & {"choose", "verdict"})
        if generic and not mentions:
            topic = candidates[0].item.entry.topic
            mentions = [each for each in self._splitter.before(question, poles=True) if each.category.id == topic]
        if generic and len(mentions) == 1 and (named or not self._requires(question, mentions[0], candidates[0])):
            return self.single(question, self._ruling(mentions[0], candidates), candidates)
        several = len(mentions) > 1 and (generic or not question.forms & {"when", "where"})
        of_all = several and (self._splitter.at_once(question) is not None or self._splitter.shared(question)[1])
        if of_all or (several and not self._judge.asserts(question)):
            return self._rulings(question, mentions[:4], candidates)
        whole = self._resolver.whole(question) if generic and not mentions and candidates[0].match < SURE / 2 else None
        if whole:
            return self.single(question, certain(whole), candidates)
        if self._splitter.asks_each(question) and (apart := self._several.parts(question)):
            return self._of_parts(question, apart)
        return self.single(question, candidates[0], candidates)

    def _requires(self, question: Question, mention: Mention, best: Candidate) -> bool:
        """Tell whether what stands before a choice requires what a claim tells, and not the category that it names."""
        entry = best.item.entry
        if not entry.holds or entry.counts or best.match < SURE:
            return False
        if best.item.category is mention.category:
            return self._resolver.is_required(question, best.item)
        return not self._judge.masker.compares(question, self._library.items[mention.category.id])

    def unknown(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Say that the source does not tell, naming what it does not cover or cannot help with where that is known."""
        if self._is_foreign(question):
            return Reply(question.text, UNKNOWN, self._say["foreign"], candidates=tuple(candidates), reading=question)
        kind = next(iter(self._library.matches(" ".join(question.content), 1, as_said(question))), None)
        found = outside(question, candidates[0], self._library) if candidates else question.outside
        text = self._say["unknown"]
        if found:
            text = self._say["other_half" if question.subjects else "outside"].format(name=found[0].name)
        elif self._base.subjects and kind and kind.score > REFUSED and (refusal := self._library.speech.refusal(kind)):
            text = self._say["refused"].format(name=refusal.name, title=self._base.title)
        return Reply(question.text, UNKNOWN, text, candidates=tuple(candidates), reading=question)

    def guessed(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Offer the nearest readings of a word that asks nothing by itself, or refuse."""
        sure = self.sureness(question, candidates) if candidates else 0.0
        reply = self.unsure(question, candidates) if sure >= self._doubtful else self.unknown(question, ())
        return reply._replace(confidence=sure)

    def unsure(self, question: Question, candidates: Sequence[Candidate]) -> Reply:
        """Offer the nearest readings instead of guessing, put for the one subject that is named."""
        if self._is_foreign(question):
            return self.unknown(question, candidates)
        subject = question.subjects[0] if len(question.subjects) == 1 else ""
        reply = Reply(question.text, UNSURE, self._say["unsure"], candidates=tuple(candidates), reading=question)
        put = dict.fromkeys(asked_of(self._library, each.item, subject) for each in offered(candidates))
        return reply._replace(suggestions=tuple(put)[: OF_FEW if self._library.few else SUGGESTED])

    def _is_foreign(self, question: Question) -> bool:
        """Tell whether half of what is said, names left out, is of another language than ours and the author's."""
        if self._library.strange:
            return False  # the author's own is another
        lexicon, names = self._library.lexicon, self._library.reader.names
        words = [word for piece in names.cut(lexicon.said(question.text)) for word in piece if word.isalpha()]
        other = [word for word in words if word in self._foreign or max(word) > LATIN]
        strange = sum(word in other or not lexicon.is_real(word) for word in words) if other else 0
        return bool(other) and 2 * strange >= len(words) and self._library.rarity.keys().isdisjoint(other)

    def supposed(self, reply: Reply) -> Reply:
        """What the nearest reading tells, and what that asks, where it is near enough; else the reply itself.

        Nothing is affirmed or chosen then. A reading about as near as the first is told beside.
        """
        question, near = reply.reading, reply.candidates
        if not question or question.carried or not near:
            return reply
        supposes = reply.status == UNSURE and reply.confidence >= self._supposed
        silent = supposes and self._resolver.is_silent(question, near[0].item)
        supposes = supposes and not (silent or self._resolver.is_of_another(question, near[0].item))
        told = self._answered(question, near).unled if supposes else reply
        alone = [each.id for each in told.answers] == [near[0].item.entry.id] and not (told.lead or near[0].exact)
        nearly = [each for each in near[1:2] if self._is_as_near(each, near[0], told)] if alone else []
        nearly = [each for each in nearly if not self._resolver.is_silent(question, each.item)]
        others = [self._told(question, each, ()).answers[0] for each in nearly]
        asked = [each.question(self._library) for each in (*told.answers[:1], *others)]
        return told._replace(
            body=" ".join((told.body, *(each.body for each in others))),
            answers=(*told.answers, *(each._replace(lead="") for each in others)),
            confidence=told.confidence * (reply.confidence if supposes else 1.0),
            opening=self._say["supposed"].format(question=" · ".join(asked)) if supposes or others else told.opening,
            suggestions=tuple(each for each in reply.suggestions if each not in asked),
        )

    def _is_as_near(self, other: Candidate, best: Candidate, told: Reply) -> bool:
        """Tell whether a reading may be meant as well as the best one, of which `told` tells."""
        if self._library.few:
            return best.standing - other.standing < NEARLY
        return told.confidence < WAVERING and other.standing > LEVEL * best.standing

    def single(self, question: Question, best: Candidate, candidates: Sequence[Candidate] = ()) -> Reply:
        """Answer a question with one entry: the next where that alone has the yes, no or name that is asked for."""
        told = self._told(question, best._replace(item=self._resolver.resolved(question, best, candidates)), candidates)
        beside = [] if told.lead else self._resolver.beside(question, best, candidates)
        others = [self._told(question, each, candidates) for each in beside]
        return next((each for each in others if each.lead and each.confidence > told.confidence), told)

    def _told(self, question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Reply:
        """Answer a question with what the best reading tells."""
        item = best.item
        judged = self._judge.judge(question, item)
        subject = self._subject(question, item)
        found = of_reading(question, best, candidates or [best], self._library, self._judge)
        found |= of_answer(question, best, self._judge, judged)
        if not judged.answer or (not judged.settled and chance(LEAD, found) < PROMISED):
            judged = self._judge.formed(question, item, FORMED)
            found |= of_answer(question, best, self._judge, judged)
        if judged.answer and not self._is_likely(item, judged, found):
            judged = Judgement(None)
            found |= of_answer(question, best, self._judge, judged)
        body = self.words.body(question, item, self._told_of(question, item, subject, judged.pick), judged.pick)
        body = self.words.edge(body) if judged.slightly else body
        lead = self.words.lead(judged.affirms, judged.pick, body, judged.slightly)
        if not (judged.answer or best.exact or best.likeness > ALIKE):
            body = self.words.without_own_lead(body)
        answers = [Answer.of(self._library, item, subject, body, lead)]
        only = self._only_win(item, subject)
        if only:
            answers.append(Answer.of(self._library, only, subject, self.words.body(question, only, None)))
        return Reply(
            question.text,
            ANSWERED,
            " ".join(each.body for each in answers),
            lead=lead,
            pick=judged.pick,
            affirms=judged.affirms,
            answers=tuple(answers),
            confidence=chance(RIGHT, found),
            candidates=tuple(candidates),
            reading=question,
            evidence=tuple(found.items()),
        )

    def _is_likely(self, item: Item, judged: Judgement, found: Mapping[str, float]) -> bool:
        """Tell whether a reply with a direct answer is likelier right than not, where its form can tell that.

        No form knows a relation of several subjects, or what is so of all alike; a short list is not what it was
        learnt from.
        """
        alike = self._judge.masker.facts(item).alike(tuple(each.id for each in self._base.subjects))
        unknown = judged.settled or alike or found["related"] or self._library.few
        return bool(unknown) or chance(RIGHT, found) >= PROBABLE

    def _only_win(self, item: Item, subject: str | None) -> Item | None:
        """The ruling that a subject won, where it won just one and its wins are asked for."""
        if item.entry.topic != OVERALL or item.entry.counts != "wins" or subject in (None, BOTH):
            return None
        won = [each.id for each in self._base.categories if each.winner == subject]
        return self._library.items[won[0]] if len(won) == 1 else None

    def _of_parts(self, question: Question, several: Sequence[tuple[Question, Candidate]]) -> Reply:
        """Answer the parts of a question."""
        replies = [self.single(*each) for each in several]
        return self.joined(question, replies) or replies[0]

    def joined(self, question: Question, replies: Sequence[Reply], least: int = 2) -> Reply | None:
        """Return the replies to separate questions as one, None where fewer than `least` matters are answered.

        That the source is silent on others is said; a yes or no is of one matter alone.
        """
        answers = {(answer.id, answer.subject): answer for each in replies for answer in each.answers}
        known = [each if each.confidence > WAVERING else each.unled for each in replies if each.answers]
        if len({(each.answers[0].id, each.answers[0].subject) for each in known}) < least:
            return None
        picks, claims = {each.pick for each in known if each.pick}, {each.affirms for each in known} - {None}
        affirms = claims.pop() if len(claims) == len({each.id for each in answers.values()}) == 1 else None
        refused = [each for each in replies if each.is_refusal]
        affirms = None if any(each.reading and each.reading.yes_no for each in refused) else affirms
        silence = " ".join(dict.fromkeys(map(self._silence, refused)))
        body = " ".join(dict.fromkeys((known[0].body, *(each.text for each in known[1:]))))
        pick, told = picks.pop() if len(picks) == 1 else None, tuple(answers.values())[:4]
        reply = self._settled(question, body, told, known[0].candidates, affirms, pick)
        return reply._replace(lead=known[0].lead, note=silence)

    def _silence(self, reply: Reply) -> str:
        """That the source does not tell what one of several questions asks, with the name of that where it is known."""
        name = next((each.name for each in reply.reading.outside), "") if reply.reading else ""
        return self._say["outside"].format(name=name) if name else self._say["silent_else"]

    def _rulings(self, question: Question, mentions: Sequence[Mention], candidates: Sequence[Candidate]) -> Reply:
        items = [self._library.items[each.category.id] for each in mentions]
        affirms, pick = self._several.ruled(question, mentions)
        texts = [item.category.verdict for item in items if item.category]
        whys = [f"{item.category.verdict} {item.category.why}".strip() for item in items if item.category]
        if sum(len(each) + 1 for each in whys) <= self._base.limit - 200:
            texts = whys
        answers = [Answer.of(self._library, item, BOTH, text) for item, text in zip(items, texts, strict=True)]
        return self._settled(question, " ".join(texts), answers, candidates, affirms, pick)

    def _subject(self, question: Question, item: Item) -> str | None:
        if len(question.subjects) == 1:
            return question.subjects[0]
        if len(question.subjects) > 1 or item.is_ruling:
            return BOTH
        return item.entry.subject or None

    def _told_of(self, question: Question, item: Item, subject: str | None, pick: str | None) -> str | None:
        """Of whom an entry is to tell: of the one picked where it has words for that one, if those are asked for."""
        own = not item.is_ruling and isinstance(item.entry.answer, dict) and pick in item.entry.answer
        lacking = pick is not None and item.entry.holds.get(pick) is False
        return pick if own and (lacking or (question.carried and "which" in question.forms)) else subject
