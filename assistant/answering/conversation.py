"""A conversation: each question read in the light of those before it.

A follow-up is a question with holes: it may leave open what is asked (its act), of whom (its subjects), and of what
(its matter). Each hole is filled with the latest of the talk that is of its kind (`_with_act`, `_whom`, `_matter`).
Where the words are a matter too, but may lean on the turn before, both readings are made and the better supported one
wins. A question that stands well alone stays as it is, and what asks nothing is met as at the start of a conversation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.follow_ups import FollowUps
from assistant.answering.library import Item, Library
from assistant.answering.library.store import open_kept
from assistant.answering.pointers import RECALLED, Pointers, Turn
from assistant.answering.ranking import SPECIFIC, Candidate, certain, content_weights, rank, speaks_of
from assistant.answering.reply import ANSWERED, UNKNOWN, UNSURE, Replier, Reply
from assistant.answering.signs import SCANT, THIN, Signs, chooses
from assistant.answering.suggestions import Said, plain
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import BOTH, OVERALL, Category
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering.again import Again
    from assistant.answering.counterparts import Counterparts
    from assistant.answering.library.building import Tell

SURE = 0.5
"""Matcher's score from which on a question about the whole is not taken for one about the category spoken of last."""

CARRIED = 0.1
"""What a reading that borrows from the turn before must score above the bare question."""

SAME = 0.08
"""What it must score above that besides where it leads back to the entry that was just told."""

LEANING, FULL = 1.5, 2.5
"""Weight of a question's own content below which it may lean on the turn before, and the same with a pronoun."""

SLIGHT = 0.3
"""Weight up to which words that a category does not know may stand beside one that judges, and the part of another
entry's score up to which it hardly knows them."""

KNOWN = 0.4
"""Weight of content that an entry does not know from which on a question does not lean on it."""

DOUBTED = 0.7
"""Confidence up to which an answer to next to no words of its own gives way to what was told last."""

YEAR = 4
"""Digits of a year."""

WITHIN = 0.72
"""Score from which on an entry of the topic spoken of is what one word of a question means."""

MOST = 4
"""Questions of one line that are answered at most."""

ACTS = SPECIFIC | {"which", "list", "choose", "verdict", "versus", "why"}
"""Forms that ask something of whatever was spoken of last."""


class Later(NamedTuple):
    """What a talk needs from its second turn on."""

    again: Again
    counterparts: Counterparts


class Assistant:
    """Answers questions about one knowledge base (the shipped one, a folder, or a library).

    `tell` hears how far it is, 0 to 1, where the knowledge base was changed and has to be made ready first.

    Raises DataError: the knowledge base cannot be used.
    """

    def __init__(self, knowledge: Path | str | Library | None = None, tell: Tell | None = None) -> None:
        self.library = knowledge if isinstance(knowledge, Library) else open_kept(knowledge, tell, Assistant.ready)
        self.replier, self.signs = Replier(self.library), Signs(self.library)
        self.follow_ups, self.pointers = FollowUps(self.library, self.signs), Pointers(self.library)
        self._begun = Conversation(self)

    @classmethod
    def ready(cls, library: Library) -> Assistant:
        """Return one that answers from a library, with all made that is worth keeping with its index."""
        assistant = cls(library)
        assistant.replier.make_ready()
        return assistant

    def ask(self, question: str) -> Reply:
        """Answer one question on its own."""
        return self.conversation().ask(question)

    def conversation(self) -> Conversation:
        """Begin a conversation."""
        return self._begun.apart()

    @cached_property
    def later(self) -> Later:
        """What a talk goes on with."""
        from assistant.answering.again import Again
        from assistant.answering.counterparts import Counterparts

        return Later(Again(self.library, self.replier.words), Counterparts(self.library))


class Conversation:
    """A conversation with an assistant; it remembers the turns that were answered and the subject spoken of last."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._library = assistant, assistant.library
        self._follow_ups, self._replier = assistant.follow_ups, assistant.replier
        self._base = assistant.library.base
        self._everyone = tuple(each.id for each in self._base.subjects)
        english, self._reader = self._library.english, self._library.reader
        self._signs, self._pointers = assistant.signs, assistant.pointers
        self._turns: tuple[Turn, ...] = ()
        self._spoken: str | None = None
        self._describing, self._thing_words = english.judging[0], frozenset(english.thing_words)
        self._said = Said()

    def apart(self) -> Conversation:
        """Return a conversation that goes on apart from this one."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def ask(self, text: str, offered: Iterable[str] = ()) -> Reply:
        """Answer one question in the light of those before it; one that was `offered` is what it is alone."""
        self._said = self._said._replace(offered=self._said.offered.union(map(plain, offered)))
        question = self._reader.read(text, self._roles())
        if not self._turns and self._spoken and not question.subjects and self._signs.pronouns & set(question.words):
            question = self._named_for(question._replace(subjects=(self._spoken,), carried=True))
        several = self._several(question)
        follow_up, read = (None, several) if several else self._read(question)
        own = self._replier.own(question, read)
        reply = (own or self._replier.supposed(read))._replace(question=question.text)
        told, topics = [each.id for each in reply.answers], [each.topic for each in reply.answers]
        spoken, item = (reply.answers[0].subject, self._library.items[told[0]]) if told else ("", None)
        ahead = reply.pick or (item and (item.winner or item.holder))
        spoken, ahead = (each if each in self._everyone else "" for each in (spoken, ahead))
        said = self._said.after(question.text, told, topics, spoken, ahead)
        finished = self._replier.finished(reply, said, cut=question.cut)
        self._said = said._replace(offered=frozenset(map(plain, finished.suggestions)) or said.offered)
        if own or not several:
            self._remember(reply._replace(rest=finished.rest), not own and read is follow_up)
        return finished

    def _read(self, question: Question) -> tuple[Reply | None, Reply]:
        """The reply to a question as a follow-up, None where it is none; and the reply to it in any case."""
        if plain(question.text) in self._said.offered:
            alone = self.apart()
            alone._turns, alone._spoken, alone._said = (), None, Said()
            return None, alone._read(question)[1]
        question = self._with_described(question)
        text = self._pointers.spelt_out(question, self._turns)
        question = self._reader.read(text) if text else question
        if self._turns:
            labels = self._reader.canonical(self._signs.labels(question.words))
            question = question._replace(content=tuple(each for each in question.content if each not in labels))
        whose = self._asks_whose(question)
        if whose:
            asked = question._replace(forms=question.forms | {"which"})
            return None, self._replier.single(asked, certain(whose))
        own = self._signs.own_weight(question)
        follow_up = self._follow_up(question, own)
        reply = follow_up or self._small_talk(question) or self._answer(question, own)
        doubtful = reply.status in (UNKNOWN, UNSURE) or (own < SLIGHT and reply.confidence < DOUBTED)
        if follow_up or not doubtful:
            return follow_up, reply
        follow_up = self._recalled(question)
        return follow_up, follow_up or reply

    def _with_described(self, question: Question) -> Question:
        """The question with the name of what "the taxi one" or "the older one" means in its place."""
        gapped, word, thing = self._pointers.described(question, self._turns)
        named = question.subjects or "which" in question.forms or self._library.categories_in(question.content, False)
        if word and not (thing or named):
            asked = self._reader.read(self._describing.format(word=word))
            told = self._replier.answer(asked, self._replier.readings(asked))
            items = (self._library.items[each.id] for each in told.answers)
            own = asked.comparing or any(self._replier.is_own(asked, each) for each in items)
            thing = self._base.subject_name(told.pick) if own and told.pick in self._everyone else ""
        return self._reader.read(gapped.replace(SUBJECT, thing))._replace(text=question.text) if thing else question

    def _asks_whose(self, question: Question) -> Item | None:
        """The entry of a thing that is named where it only asks which subject's that is: "Netflix runs on what?"."""
        words = [word for word in question.asked if is_word(word) and word not in self._signs.interjections]
        asks = words and words[-1] in self._signs.question_words and not question.forms & SPECIFIC
        named = self._library.catalogue.named.find(words) if asks and not question.subjects else ()
        items = (self._library.items[name] for *_, name in named)
        return next((each for each in items if each.holder and self._signs.own_weight(question, each) < THIN), None)

    def _several(self, question: Question) -> Reply | None:
        """The reply to several questions of one line, each asked after the one before; None where it holds but one."""
        texts = self._replier.questions(question)[:MOST]
        if not texts:
            return None
        talk, replies = self.apart(), []
        for text in texts:
            follow_up, reply = talk._read(self._reader.read(text, talk._roles()))
            talk._remember(reply, reply is follow_up)
            replies.append(reply)
        joined = self._replier.joined(question, replies)
        half = joined is None and bool(replies[0].answers)
        if half and self._read(question)[1].status in (UNKNOWN, UNSURE):
            joined = self._replier.joined(question, replies, least=1)
        if joined:
            self._turns, self._spoken = talk._turns, talk._spoken
        return joined

    def _small_talk(self, question: Question) -> Reply | None:
        """The reply to small talk; in a talk a question with a pronoun is none unless it is known word for word."""
        talk, asks = self._replier.small_talk(question), question.yes_no or question.words[-1:] == ("?",)
        leans = bool(self._turns) and asks and self._signs.has_pronoun(question)
        leans = leans or (talk is not None and self._recalled(question) is not None)
        return None if talk and leans and talk.confidence < 1 else talk

    def _roles(self) -> dict[str, str]:
        """The subjects that "the other one", "the winner", "the latter" mean now, where there are two."""
        if len(self._everyone) != 2:
            return {}
        leader, named = self._base.leader(), self._turns[-1].question.subjects if self._turns else ()
        other = dict(zip(self._everyone, reversed(self._everyone), strict=True))
        found = {"leader": leader, "loser": other.get(leader, ""), "other": other.get(self._spoken or "", "")}
        if len(named) > 1:
            found |= {"former": named[0], "latter": named[-1]}
        return {role: subject for role, subject in found.items() if subject in self._everyone}

    def _follow_up(self, question: Question, own: float) -> Reply | None:
        """Answer "why?", "are you sure?", "who else?" from the entry spoken of last; None where it is none of these."""
        last, choice = self._turns[-1] if self._turns else None, frozenset({"choose"})
        kind = self._follow_ups.kind(question, own, last.item if last else None)
        if last is None:
            ranks = question.forms & {"verdict"} and self._signs.asks_which(question)
            if kind == "choose" and (ranks or self._follow_ups.picks(question)) and self._library.catalogue.overall:
                return self._replier.single(question._replace(forms=choice), certain(self._library.catalogue.overall))
            return self._replier.unknown(question, ()) if kind not in (None, "choose") else None
        counted = kind == "choose" and "how-many" in last.question.forms
        if counted or (kind is None and own < THIN and self._asks_year(question, last)):
            kind = "what"  # which of those that were counted, which year
        if kind == "choose":
            asked = question._replace(forms=choice, yes_no=False, subjects=())
            return self._replier.single(asked, certain(self._ruling(last.item.entry.topic)))
        if kind == "others":
            subjects = tuple(filter(None, (last.item.holder or self._spoken,)))
            asked = question._replace(forms=frozenset({"list"}), yes_no=False, subjects=subjects)
            catalogue = self._library.catalogue
            whole = catalogue.overall if last.item.is_ruling else catalogue.overview(last.item.entry.topic)
            item = self._worded(question._replace(subjects=subjects)) or whole
            return self._replier.single(asked, certain(item)) if item else None
        return self._told_again(kind, question, self._turns[0] if kind == "first" else last) if kind else None

    def _asks_year(self, question: Question, last: Turn) -> bool:
        """Tell whether it only asks for the year, and one was told: "which year?"."""
        told = {word for word in self._library.lexicon.words(last.told) if word.isdigit() and len(word) == YEAR}
        asks = question.forms & {"when"} and not (question.subjects or question.yes_no or self._signs.said_of(question))
        return bool(asks) and len(told) == 1

    def _ruling(self, topic: str) -> Item:
        """The ruling of a category, or else of the whole."""
        ruling = self._library.items[topic] if self._base.category(topic) else self._library.catalogue.overall
        return ruling or self._turns[-1].item

    def _answer(self, question: Question, own: float) -> Reply:
        if defined := self._replier.defined(question):
            return defined
        signs, last = self._signs, self._turns[-1] if self._turns else None
        bare, linked = self._replier.readings(question), signs.is_linked(question, own)
        exact = bool(bare) and bare[0].exact
        question = question._replace(yes_no=question.yes_no or bool(last and signs.concludes(question)))
        if choice := self._replier.bare_choice(question, bare):
            return self._replier.answer(choice, self._replier.readings(choice))
        if self._decides(question):
            question = question._replace(forms=question.forms | {"choose"}, either_or=True, carried=False)
            return self._replier.answer(*self._fitting(question, self._replier.readings(question)))
        whole = exact and not linked and "define" in question.forms and question.subjects  # "what is B?"
        if last is None or whole or not self._leans(question, linked, own):
            empty = not exact and signs.is_scant(question, own)
            return self._replier.answer(*self._fitting(question, [] if empty else bare))
        counterparts = self._assistant.later.counterparts
        beside = counterparts.beside(question)
        thin = beside is not None and signs.own_weight(question._replace(content=beside), last.item) < THIN
        if thin and (other := counterparts.entry(question.subjects[0], last.item, last.told)):
            return self._replier.single(counterparts.question(question, other), certain(other))
        filled = self._filled(question, last, linked, own)
        own_matter = signs.supposes(question) or (exact and own > 0 and not linked)
        item = None if own_matter else self._matter(filled, last, bare, own, linked)
        item = item or (self._worded(filled) if "who" in filled.forms else None)
        if told := certain(item) if item else self._within(question, last, linked):
            return self._replier.single(filled, told)
        readings = []
        if not (question.subjects and not linked and not signs.has_pronoun(question)):
            readings = [(*self._fitting(asked, found), less) for asked, found, less in self._leaning(filled, last, own)]
        best = max((each for each in readings if each[1]), key=lambda each: each[1][0].score - each[2], default=None)
        asked, found = best[:2] if best else self._fitting(question, bare)
        if self._spoken and found and found[0].item.tells_each and not signs.pronouns.isdisjoint(question.asked):
            asked = asked._replace(subjects=asked.subjects or (self._spoken,))  # "what is it worse at?"
        return self._replier.answer(asked, found)

    def _recalled(self, question: Question) -> Reply | None:
        """The reply where what leans on the talk asks for something in the very words that were told, or in none.

        "Where did they work?" is in what was told of them; "with what?" asks for no more than that, "by what factor?"
        and "why so coy?" are about what was told last.
        """
        signs, said, asked, forms = self._signs, self._signs.said_of(question), question.asked, question.forms
        opens = question.yes_no and not self._reader.openers.isdisjoint(asked[:1])  # not "to do what?"
        silent = opens or question.outside or question.subjects or forms & {"how-many", "choose"}
        if silent or not (self._turns and signs.persons.isdisjoint(asked)) or signs.is_refused(question):
            return None  # nor "what can you do?"
        own, pronoun, words = signs.own_weight(question), signs.has_pronoun(question), signs.asks_which(question)
        several = len(question.content) > 1  # "what?" asks nothing
        leans = several and words and len(question.sentences) == 1 and (pronoun or not said)
        for turn in self._turns[: -RECALLED - 1 : -1] if leans else ():
            told = self._reader.canonical(self._library.lexicon.words(turn.told))
            dated = "when" not in forms or any(word.isdigit() and len(word) == YEAR for word in told)
            if said.issubset(told) and dated:
                return self._told_again("what", question, turn)
        why = "why" in forms
        thin = own < (FULL if why and pronoun else SCANT) and not signs.has_alien(question)
        asks = thin and (why or (several and (words or asked[-1:] == ("?",))))
        other = question.yes_no or forms & SPECIFIC or signs.asks_of_people(question)
        if not asks or other or (signs.is_linked(question, own) and not pronoun):
            return None
        return self._told_again("why" if why else "what", question, self._turns[-1])

    def _told_again(self, kind: str, question: Question, turn: Turn) -> Reply:
        """What a turn told, in another way: its reason, more or less of it, or as it was."""
        asked, item = turn.question._replace(text=question.text), self._place(turn) if kind == "why" else turn.item
        return self._assistant.later.again.reply(kind, asked, item, turn.reply, turn.told)

    def _decides(self, question: Question) -> bool:
        """Tell whether it puts a case and asks for the choice in it: "it is small. which one then?"."""
        asked = " ".join(word for word in question.asked if is_word(word) and word not in self._signs.interjections)
        case = [word for each in question.sentences if each != question.asked for word in each]
        if len(question.sentences) < 2 or self._follow_ups.known(asked) != "choose" or question.subjects:
            return False
        weights = content_weights(self._reader.canonical(case), self._library)
        return sum(weight for word, weight in weights.items() if word in self._library.rarity) > THIN

    def _leans(self, question: Question, linked: bool, own: float) -> bool:
        """Tell whether a question may mean something by the turn before; what asks nothing does not."""
        signs, marked = self._signs, question.words[-1:] == ("?",)
        names, pronoun, alien = signs.names(question), signs.has_pronoun(question), signs.has_alien(question)
        holes = linked or bool(question.subjects) or signs.pairs.occur(question.words)
        unasked = signs.is_scant(question, own) or signs.is_refused(question)
        if unasked or (alien and not (holes or names or pronoun)):
            return False  # "what should I eat?" is no question about what was spoken of, nor is "what time is it?"
        asks = bool(question.forms or question.evaluating or marked or own >= SLIGHT)  # "I do not get it" asks nothing
        known = own > THIN and 1 < len(question.content) < 4 and not alien
        acts = question.yes_no or question.forms & ACTS or names or signs.supposes(question)
        return bool(holes or acts or known or (pronoun and asks))

    def _fitting(self, question: Question, found: list[Candidate]) -> tuple[Question, list[Candidate]]:
        """A question with those of its readings that fit it.

        One about him or her is about no subject: claims and rulings that compare the subjects are left out. Where a
        yes/no question is carried on, of two readings nearly alike the one that can answer it comes first.
        """
        if self._signs.asks_of_people(question):
            least = max((each.score for each in found), default=0.0) - CARRIED
            near = [each for each in found if each.score > least and self._signs.may_mean(question, each.item)]
            asked = content_weights(question.content, self._library)
            found = [each for each in near if sum(asked[word] for word in asked.keys() - each.item.vocabulary) < SLIGHT]
        if len(question.subjects) == 1 and question.carried and not (question.yes_no or chooses(question)):
            kept = {name for *_, name in self._library.catalogue.named.find(question.asked)}
            kept |= {each.item.entry.id for each in self._turns[-1:]}
            sure = 1.0 if self._signs.has_pronoun(question) else SURE  # else its own matter is understood without him
            fit = (each.match > sure or _is_of(each.item, question.subjects[0]) for each in found)
            found = [each for each, fits in zip(found, fit, strict=True) if fits or each.item.entry.id in kept]
        answers = (question.carried and question.yes_no) or (question.either_or and not question.subjects)
        if found and answers and not found[0].item.entry.holds:
            near = [each for each in found if each.item.entry.holds and each.score > found[0].score - CARRIED]
            found = [*near[:1], *(each for each in found if each not in near[:1])]
        return question, found

    def _filled(self, question: Question, last: Turn, linked: bool, own: float) -> Question:
        """Fill what a question leaves open, each hole with the latest of the talk that fits it.

        Where it only names subjects, all else is taken over; where it only puts another case, the choice is; else its
        act and its subjects are filled each by itself.
        """
        signs, named = self._signs, question.subjects
        which = signs.asks_which(question)
        if not (named or question.forms or which) and own < THIN and signs.pairs.occur(question.words):
            question = question._replace(subjects=self._everyone, mentioned=self._everyone, carried=True)
        if self._is_again(question, last, linked, own):
            return self._again(question, last)
        chose = next((each for each in reversed(self._turns) if each.chose), None)
        if chose and signs.supposes(question):  # "and if it grows?" asks for the choice once more
            return question._replace(forms=chose.question.forms | {"choose"}, yes_no=False, either_or=True)
        again = linked and last.question.yes_no and not (question.either_or or which or signs.tells(question))
        question = self._with_act(question, last, linked, own)
        subjects = question.subjects or self._whom(question, last.question, linked, again)
        carried, yes_no = question.carried or not question.subjects, question.yes_no or again
        spoken = (self._spoken,) if self._spoken and self._spoken not in subjects else ()
        if len(subjects) == 1 and spoken and signs.compares_to(question, subjects[0]):
            both = (*spoken, *subjects)  # "is it younger than B?"
            return question._replace(subjects=both, mentioned=both, carried=True, yes_no=yes_no)
        return question._replace(subjects=subjects, carried=carried, yes_no=yes_no)

    def _with_act(self, question: Question, last: Turn, linked: bool, own: float) -> Question:
        """The question with its act: whether it is so, where it only likens, or what was asked last.

        A choice is taken over by what adds to it, too, but "so that one wins?" asks whether it does.
        """
        signs, asked, marked = self._signs, question.asked, question.asked[-1:] == ("?",)
        which, pronoun, names = signs.asks_which(question), signs.has_pronoun(question), signs.names(question)
        alike = marked and own < FULL and not names and self._reader.likens(asked, half=True)
        if not which and (alike or (pronoun and signs.levels.occur(asked))):  # "so it is a tie"
            question = question._replace(yes_no=True, carried=True)
        before, chose, tells = last.question, last.chose, signs.tells(question)
        silent = not question.forms and (linked or len(question.content) < 4) and not tells
        adds = chooses(before) and not marked and signs.question_words.isdisjoint(asked)
        judged = chose and question.evaluating and marked and pronoun
        says = (linked or len(question.content) > 1 or names) and not question.yes_no
        if judged or not says or not (silent or adds):
            return question
        again = linked and before.yes_no and not (question.either_or or which)
        chosen = chose and not (again or question.subjects)
        turned = chosen and not question.comparing and self._replier.is_turned(before, last.item)
        return question._replace(forms=before.forms, either_or=question.either_or or chosen, turned=turned)

    def _whom(self, question: Question, before: Question, linked: bool, again: bool) -> tuple[str, ...]:
        """Whom a question that names nobody is about: whom a pronoun means, else after a link whom the last was."""
        signs = self._signs
        judges = "verdict" in question.forms and signs.pronouns.isdisjoint(question.words)
        of_it = question.yes_no and not signs.pronouns.isdisjoint(question.asked)  # "is it the faster one too?"
        chooses = question.either_or or (not (again or of_it) and (judges or "choose" in question.forms))
        if chooses or not signs.plurals.isdisjoint(question.words):
            return ()
        spoken = (self._spoken,) if self._spoken else ()
        if signs.has_pronoun(question):
            return spoken
        asks = question.forms & SPECIFIC and not question.evaluating and signs.own_weight(question) < THIN
        chose = bool(before.forms & {"choose", "verdict", "which"})
        return () if not (linked or asks) else before.subjects if chose or before.subjects else spoken

    def _matter(self, question: Question, last: Turn, bare: list[Candidate], own: float, linked: bool) -> Item | None:
        """The entry that a question is about which has no matter of its own; None where it has, or several may be.

        It is the latest of its kind: what was told, who is ahead in what was told or in all.
        """
        signs, item, thin = self._signs, last.item, own < THIN
        category, whole, ruling = item.category, self._ruling(OVERALL), self._ruling(item.entry.topic)
        alike = len(question.subjects) > 1 and self._reader.likens(question.asked)
        judges = question.evaluating or alike or bool(question.forms & {"verdict", "versus"})
        level = question.carried and question.yes_no and signs.levels.occur(question.asked)  # "so it's a draw?"
        named = bool(question.subjects) and not level
        if question.said is last.question.said:  # all but the subjects is taken over
            [subject, *others] = question.subjects
            asks = not (others or question.yes_no or _is_of(item, subject))
            instead = self._assistant.later.counterparts.entry(subject, item, last.told) if asks else None
            near = [*filter(None, [instead]), item]
            near += [each.item for each in rank(question, self._library) if category]
            same = (each for each in near if each.entry.topic == item.entry.topic)
            return next((each for each in same if all(speaks_of(each.entry, one) for one in question.subjects)), None)
        of_count = signs.idle | item.vocabulary | signs.question_words
        counts = "how-many" in question.forms & item.forms and not (judges or question.mentioned)
        why = question.forms == {"why"} and (judges or question.comparing or not question.carried)
        of_one = category and not item.is_ruling and item.holder is not None and not signs.names(question)
        like = of_one and question.yes_no and signs.has_pronoun(question)
        place = self._place(last)  # "why does B lose there?"
        known = place.is_ruling or all(speaks_of(place.entry, each) for each in question.subjects)
        by_kind = (
            (thin and self._asks_of_all(question), whole),
            (thin and counts and of_count.issuperset(question.content), item),
            (thin and named and category and self._asks_what(question), ruling),  # "what does A use?"
            (own < LEANING and OVERALL in question.content and (judges or item.is_ruling), whole),
            (thin and named and why, place if known else self._ruling(place.entry.topic)),  # "why not A?"
            (like and self._reader.likens(question.asked, half=True), ruling),  # "is that one as powerful?"
        )
        found = next((each for fits, each in by_kind if fits), None)
        of_whole = bool(bare) and named and bare[0].item.entry.topic == OVERALL and bare[0].match > SURE
        if found or not thin or not judges or (of_whole and not signs.points(question)):
            return found
        if self._replier.is_own(question, item):
            return item
        things = self._thing_words & set(question.asked)
        other = not category or things or self._judges_otherwise(ruling, bare)
        return None if other or signs.own_weight(question, ruling) >= SLIGHT else ruling

    def _asks_what(self, question: Question) -> bool:
        """Tell whether it asks what a subject has or does, in no words of its own; "what is A?" asks what it is."""
        content = set(question.content) - {SUBJECT} - self._reader.openers
        asks = question.forms <= {"define", "how"} and len(question.subjects) == 1 and not question.carried
        rest = content - self._signs.question_words
        return asks and rest != content and not (question.yes_no or self._signs.said_of(question))

    def _place(self, last: Turn) -> Item:
        """What "there" means: the ruling of the one category that was told, or else the entry spoken of last."""
        if last.item.entry.topic != OVERALL:
            return last.item
        told = self._reader.canonical(self._library.lexicon.words(last.reply.answers[0].text))
        found = self._library.categories_in(told, poles=False)
        return self._library.items[found[0]] if len(found) == 1 else last.item

    def _within(self, question: Question, last: Turn, linked: bool) -> Candidate | None:
        """The entry of the topic spoken of that knows the one word of a question that leans on it: "customizable?"."""
        library, topic = self._library, last.item.entry.topic
        said = [word for word in question.content if word in library.rarity and word not in self._signs.idle]
        named = library.reader.names.occur(library.lexicon.words(question.text))
        leans = linked or self._signs.has_pronoun(question) or bool(question.subjects)
        one = len(said) == 1 and not any(said[0] in self._title(each) for each in self._base.categories)
        if named or not (one and leans and last.item.category):
            return None
        found = rank(question._replace(content=(*self._title(last.item.category), *question.content)), library)
        knows = found and said[0] in found[0].item.vocabulary and found[0].score > WITHIN
        same = knows and found[0].item.entry.topic == topic and not found[0].item.is_ruling
        return found[0] if same and found[0].item is not last.item else None

    def _title(self, category: Category) -> list[str]:
        return self._reader.canonical(self._library.lexicon.phrase(category.name).split())

    def _asks_of_all(self, question: Question) -> bool:
        """Tell whether it names all and asks who is ahead, of nothing that was spoken of: "A or B, who wins?"."""
        named = len(question.subjects) == len(self._everyone) > 1 and not question.carried
        ranks = question.forms & {"choose", "verdict"} and not question.yes_no
        return bool(named and ranks) and not self._signs.has_pronoun(question)

    def _judges_otherwise(self, ruling: Item, bare: list[Candidate]) -> bool:
        """Tell whether it judges by what an entry on another matter than that of a ruling knows: "and cheaper?"."""
        near = (each.item.entry.topic for each in bare[:1] if each.match >= KNOWN)
        return any(topic not in (OVERALL, ruling.entry.topic) for topic in near)

    def _is_again(self, question: Question, last: Turn, linked: bool, own: float) -> bool:
        """Tell whether a question names subjects and leaves all else as it was: "and Flask?", "does A have one?"."""
        short = linked or len(question.content) <= 3
        acts = question.forms - last.question.forms or (question.yes_no and not last.question.yes_no)
        return bool(question.subjects) and not own and short and not acts and not question.comparing

    def _again(self, question: Question, last: Turn) -> Question:
        """The question before of the subjects named now; after a choice what is told of them, or if the claim holds."""
        before, named = last.question, question.subjects
        chose = before.either_or or bool(before.forms & {"choose", "which"})
        asked = before._replace(text=question.text, subjects=named, mentioned=named, carried=True)
        if chose and (last.item.is_ruling or last.item.entry.holds):
            rest = before.forms - {"choose", "which", "verdict", "versus"}
            claims = not (last.item.is_ruling or last.item.tells_each)
            return asked._replace(yes_no=claims, either_or=False, forms=rest)
        return asked

    def _leaning(self, question: Question, last: Turn, own: float) -> Iterator[tuple[Question, list[Candidate], float]]:
        """Yield what the question may mean after the turn before, each with its readings and its handicap.

        Its own matter; with the subject for the pronoun ("who made it" as "who made Flask"); with the matter of the
        entry spoken of; its question word put to the last question ("when?" after "who made it"), or to the subject
        ("by whom?").
        """
        bare = self._replier.readings(question)
        yield question, bare, 0.0
        if question.subjects and question.carried:
            asked = self._named_for(question)
            yield asked, self._replier.readings(asked), 0.0
        if self._signs.supposes(question):
            return  # another case has nothing of the entry spoken of
        spoken = (self._spoken,) if self._spoken and not question.either_or else ()  # none is carried into a choice
        asked = question._replace(subjects=question.subjects or spoken)
        named, points = question.subjects and not question.carried, self._signs.points(question)
        least = FULL if self._signs.has_pronoun(question) else LEANING
        if own < least and (named or not self._signs.has_alien(question)):
            name = self._reader.canonical(self._library.lexicon.phrase(last.item.entry.name).split())
            borrowed = asked._replace(content=(*(word for word in name if word != SUBJECT), *question.content))
            silent = named and not (question.yes_no or _is_of(last.item, question.subjects[0]))
            little = self._signs.own_weight(question, last.item) < (LEANING if points else KNOWN)
            known = not silent and (named or little)
            found = [each for each in rank(borrowed, self._library) if known or each.item is not last.item]
            back = SAME if found and found[0].item is last.item else 0.0  # what is not understood leads nowhere
            yield borrowed, found, back + (CARRIED / 2 if points else CARRIED)
        if own < THIN and question.forms & SPECIFIC:
            rest = tuple(word for word in last.question.content if word not in self._signs.question_words)
            for added, less in ((rest, 0.0), ((SUBJECT,) if asked.subjects else (), CARRIED)):
                put = asked._replace(content=(*question.content, *added))
                found = [each for each in rank(put, self._library) if each.item is not last.item]
                yield put, found if added else [], less

    def _worded(self, question: Question) -> Item | None:
        """The entry that has a question word for word, a subject in the pronoun's place: "and who uses it?"."""
        link = self._reader.links.at(question.words, 0) if question.words else None
        tie = self._reader.canonical(question.words[: link[0]]) if link else []
        plain = question._replace(content=question.content[len(tie) :])
        named = self._named_for(plain, self._signs.pronouns | self._signs.demonstratives)
        found = self._replier.readings(named) if question.subjects else []
        return found[0].item if found and found[0].exact else None

    def _named_for(self, question: Question, pronouns: frozenset[str] = frozenset()) -> Question:
        """The question with the subject in place of a pronoun: "who made it" as "who made Flask"."""
        pronouns = pronouns or self._signs.pronouns
        content = tuple(SUBJECT if word in pronouns else word for word in question.content)
        return question._replace(content=content, sentences=question.sentences[-1:])

    def _remember(self, reply: Reply, again: bool) -> None:
        asked = reply.reading
        if asked and len(asked.subjects) == 1:
            self._spoken = asked.subjects[0]
        if reply.status != ANSWERED or not reply.answers or asked is None:
            return
        answer = reply.answers[0]
        item = self._library.items[answer.id]
        kept = asked.carried and self._spoken in asked.subjects
        if len(asked.subjects) != 1 and not kept:
            holding = [each for each, holds in item.entry.holds.items() if holds and not item.is_ruling]
            only = holding[0] if len(holding) == 1 and answer.subject is None else None
            subject = reply.pick if answer.subject in (None, BOTH) and reply.pick in self._everyone else answer.subject
            self._spoken = only if subject in (None, BOTH) else subject
        last = self._turns[-1] if self._turns and self._turns[-1].item is item else None
        told = f"{last.told} {reply.text}" if last else reply.text
        asked = asked._replace(yes_no=asked.yes_no and not self._signs.concludes(asked))  # "and for B?" asks anew
        same = last._replace(told=told, reply=last.reply._replace(rest=reply.rest)) if last and again else None
        self._turns = (*self._turns[:-1], same) if same else (*self._turns, Turn(asked, item, reply, told))


def _is_of(item: Item, subject: str) -> bool:
    """Tell whether an entry tells of a subject, and not only that its claim is not so of it."""
    answer, holds = item.entry.answer, item.entry.holds
    return item.is_ruling or (isinstance(answer, dict) and subject in answer) or holds.get(subject, True)
