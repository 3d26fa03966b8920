"""A conversation: each question read in the light of those before it.

A follow-up is a question with holes: it may leave open what is asked (its act), of whom (its subjects), and of what
(its matter). Each hole is filled with the latest of the talk that is of its kind (`holes.py`).
Where the words are a matter too, but may lean on the turn before, both readings are made and the better supported one
wins. A question that stands well alone stays as it is, and what asks nothing is met as at the start of a conversation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.asides import Asides
from assistant.answering.follow_ups import FollowUps
from assistant.answering.library import Item, Library
from assistant.answering.library.store import open_kept
from assistant.answering.pointers import RECALLED, Pointers, Turn, named_for
from assistant.answering.ranking import SPECIFIC, Candidate, certain, content_weights, tells_of
from assistant.answering.replier import Replier
from assistant.answering.reply import ANSWERED, UNKNOWN, Reply
from assistant.answering.signs import CARRIED, FULL, SCANT, SLIGHT, SURE, THIN, Signs, chooses
from assistant.answering.suggestions import Said, plain
from assistant.asking.question import SUBJECT, Question
from assistant.knowledge.base import BOTH
from assistant.knowledge.values import is_year, numbers
from assistant.tuples import NamedTuple
from assistant.words.lexicon import is_word

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering.again import Again
    from assistant.answering.counterparts import Counterparts
    from assistant.answering.holes import Holes
    from assistant.answering.kin import Kin
    from assistant.answering.library.building import Tell

LEADING_ROLES = ("leader", "loser")
"""Roles of who is ahead and who is not, which a question may be after."""

ROLE_ALONE = "role-alone"
"""The form of a question that says no more than such a role."""

DOUBTED = 0.75
"""Confidence up to which an answer to next to no words of its own gives way to what was told last."""

TIME, MEASURES = "time", frozenset(("duration", "number"))
"""Kinds of thing asked for: when something is, and those that are told by a number."""

MOST = 4
"""Questions of one line that are answered at most."""

ACTS = SPECIFIC | {"which", "list", "choose", "verdict", "versus", "why"}
"""Forms that ask something of whatever was spoken of last."""


class Later(NamedTuple):
    """What a talk needs from its second turn on."""

    again: Again
    counterparts: Counterparts
    holes: Holes
    kin: Kin


class Assistant:
    """Answers questions about one knowledge base (the shipped one, a folder, or a library).

    `tell` hears how far it is, 0 to 1, where the knowledge base was changed and has to be made ready first.

    Raises DataError: the knowledge base cannot be used.
    """

    def __init__(self, knowledge: Path | str | Library | None = None, tell: Tell | None = None) -> None:
        self.library = knowledge if isinstance(knowledge, Library) else open_kept(knowledge, tell, Assistant.ready)
        self.replier, self.signs = Replier(self.library), Signs(self.library)
        self.follow_ups, self.pointers = FollowUps(self.library, self.signs), Pointers(self.library)
        self.asides = Asides(self.library, self.replier, self.signs)
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
        from assistant.answering.holes import Holes
        from assistant.answering.kin import Kin

        counterparts = Counterparts(self.library)
        holes = Holes(self.library, self.replier, self.signs, counterparts)
        return Later(Again(self.library, self.replier.words), counterparts, holes, Kin(self.library, self.signs))


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
        self._describing = english.judging[0]
        self._saying = frozenset(english.asking["say"])
        self._said = Said()

    def apart(self) -> Conversation:
        """Return a conversation that goes on apart from this one."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def go_on_from(self, earlier: Conversation) -> None:
        """Go on from where this one stood earlier; what was asked and offered since is not offered again."""
        self._turns, self._spoken = earlier._turns, earlier._spoken

    def showed(self, text: str) -> None:
        """Let no more than a text have been told last."""
        self._turns = (*self._turns[:-1], *(each._replace(told=text) for each in self._turns[-1:]))

    def ask(self, text: str, offered: Iterable[str] = ()) -> Reply:
        """Answer one question in the light of those before it; one that was `offered` is what it is alone."""
        self._said = self._said._replace(offered=self._said.offered.union(map(plain, offered)))
        question = self._read_with_roles(text)
        if not self._turns and self._spoken and not question.subjects and self._signs.pronouns & set(question.words):
            question = named_for(question._replace(subjects=(self._spoken,), carried=True), self._signs.pronouns)
        several = self._several(question)
        follow_up, read = (None, several) if several else self._read(question)
        own = self._replier.own(question, read)
        reply = own or self._replier.supposed(read)
        if not own and not follow_up and self._lacks_measure(question, reply):
            reply = self._replier.unknown(question, reply.candidates)
        reply = reply._replace(question=question.text)
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
            return None, self._alone(question)
        question = self._with_described(question)
        text = "" if self._follow_ups.asks_less(question) else self._pointers.spelt_out(question, self._turns)
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
        if not follow_up and (spelt := self._spelt(question, reply, own)):
            return None, spelt
        if self._only_repeats(question, reply):
            return None, self._alone(question)
        carried = reply.reading is not None and reply.reading.carried and not question.yes_no
        names = self._signs.says_no_more(question) if not self._turns else self._only_reports(question, own)
        if reply.lead and (names or (carried and self._signs.tells(question))):
            reply = reply.unled  # "B", "tell me about B" asks not whether B is ahead, too
        if not follow_up and self._measures_another(question, reply):
            return None, self._replier.unknown(question, reply.candidates)
        if not follow_up and self._leaves_open(question, reply):
            return None, self._told_again("whose", question, self._turns[-1])
        unsure = own < SLIGHT and reply.pick is None and reply.confidence < DOUBTED
        doubtful = unsure or reply.is_refusal
        if follow_up or not doubtful:
            return follow_up, reply
        follow_up = self._recalled(question)
        return follow_up, follow_up or reply

    def _alone(self, question: Question) -> Reply:
        """The reply to a question as though nothing was said before it."""
        talk = self.apart()
        talk._turns, talk._spoken, talk._said = (), None, Said()
        return talk._read(question)[1]

    def _only_repeats(self, question: Question, reply: Reply) -> bool:
        """Tell whether a name and nothing else would get once more what was told last: it asks for what that is."""
        words = [*filter(is_word, question.words)]
        named = [end - start for start, end, _ in self._reader.names.find(words)] == [len(words)]
        return named and not reply.lead and any(each.reply.body == reply.body for each in self._turns[-1:])

    def _only_reports(self, question: Question, own: float) -> bool:
        """Tell whether it only tells whom somebody is for, which asks nothing: "but everyone says A"."""
        signs, asks = self._signs, question.forms or question.yes_no or question.comparing or question.evaluating
        says = len(question.subjects) == 1 and not self._saying.isdisjoint(question.asked)
        return bool(says and not asks and own < SLIGHT and len(question.sentences) == 1 and not signs.drawn(question))

    def _with_described(self, question: Question) -> Question:
        """The question with the name of what "the taxi one" or "the older one" means in its place."""
        gapped, word, thing = self._pointers.described(question, self._turns)
        if word and not gapped:
            return self._reader.read(self._describing.format(word=word))._replace(text=question.text)
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
        keywords = self._keywords(question)
        texts = self._replier.questions(question) or keywords
        if not texts:
            return None
        talk, replies = self._in_turn(texts[:MOST], self._turns)
        if keywords and self._turns:
            alone = self._in_turn(texts, ())
            talk, replies = (talk, replies) if self._are_of_last(replies, alone[1]) else alone
        named = len(question.sentences) == 1 and question.outside  # what is not covered, which one of them has to ask
        whole = not named or any(each.is_refusal for each in replies)
        joined = self._replier.joined(question, replies) if whole else None
        if joined is None and whole and self._answers_half(question, replies):
            joined = self._replier.joined(question, replies, least=1)
        if joined:
            self._turns, self._spoken = talk._turns, talk._spoken
        if joined and texts[MOST:]:
            joined = joined._replace(note=self._library.english.say["first"].format(count=MOST))
        return joined.unled if joined and keywords else joined

    def _answers_half(self, question: Question, replies: Sequence[Reply]) -> bool:
        """Tell whether but some of the questions of a line are answered, and what is not is no mere remark.

        It names what is not covered, or the whole line would be refused for the second of two.
        """
        refused = [i for i, each in enumerate(replies) if each.is_refusal]
        later = [each.reading for each in replies[refused[0] + 1 :] if each.answers and each.reading] if refused else []
        opening = replies[refused[0]].reading if refused else None
        brings = opening and self._reader.links.at(opening.words, 0)  # "what about C? Which one is faster?"
        leans = any(self._signs.has_pronoun(each) or (brings and not each.subjects) for each in later)
        named = all((reading := replies[i].reading) and reading.outside for i in refused)
        if refused and named and not leans:
            return any(each.answers for each in replies)
        return len(replies) == 2 and bool(replies[0].answers) and self._read(question)[1].is_refusal

    def _in_turn(self, texts: Iterable[str], turns: tuple[Turn, ...]) -> tuple[Conversation, list[Reply]]:
        """The talk in which questions were asked one after another, after some turns, and the replies to them."""
        talk, replies = self.apart(), []
        talk._turns = turns
        for text in texts:
            follow_up, reply = talk._read(talk._read_with_roles(text))
            talk._remember(reply, reply is follow_up)
            replies.append(reply)
        return talk, replies

    def _are_of_last(self, replies: Iterable[Reply], alone: Iterable[Reply]) -> bool:
        """Tell whether replies are of the category told last, or tell of one subject what is told `alone`.

        "Pros" after "who wins?" are none of the ruling's.
        """
        last, topics = self._turns[-1], [{each.topic for each in one.answers} for one in replies]
        ids, own = ([[each.id for each in one.answers] for one in some] for some in (replies, alone))
        of_category = last.item.category is not None and all(each == {last.item.entry.topic} for each in topics)
        return not last.chose and (of_category or ids == own)

    def _keywords(self, question: Question) -> list[str]:
        """The two keywords that a line consists of, each as a question: "pros and cons", "pros/cons"."""
        signs, first, joint, second, *more = (self._signs, *question.words, "", "", "")
        if joint not in (self._library.english.say["and"], ",", "/") or any(map(is_word, more)):
            return []
        parts = [self._reader.read(word) for word in (first, second)]
        asks = all(signs.is_scant(each, signs.own_weight(each)) and signs.is_keyword(each) for each in parts)
        return [f"{first}?", f"{second}?"] if asks else []

    def _small_talk(self, question: Question) -> Reply | None:
        """The reply to small talk; in a talk a question with a pronoun is none unless it is known word for word."""
        talk, asks = self._replier.small_talk(question), question.yes_no or question.words[-1:] == ("?",)
        leans = bool(self._turns) and asks and self._signs.has_pronoun(question)
        leans = leans or (talk is not None and self._recalled(question) is not None)
        return None if talk and leans and talk.confidence < 1 else talk

    def _read_with_roles(self, text: str) -> Question:
        """A text with the subjects that its words mean in their place; "the winner, please" asks who that is."""
        roles = self._roles()
        question = self._assistant.asides.without(self._reader.read(text, roles))
        if not question.subjects or not self._signs.says_no_more(question):
            return question
        bare = self._reader.read(text, {role: each for role, each in roles.items() if role not in LEADING_ROLES})
        return question if bare.subjects else bare._replace(forms=bare.forms | {"choose", ROLE_ALONE})

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
        kind = kind or ("choose" if ROLE_ALONE in question.forms else None)
        if last is None:
            ranks = ROLE_ALONE in question.forms or (question.forms & {"verdict"} and self._signs.asks_which(question))
            if kind == "choose" and (ranks or self._follow_ups.picks(question)) and self._library.catalogue.overall:
                return self._replier.single(question._replace(forms=choice), certain(self._library.catalogue.overall))
            return self._replier.unknown(question, ()) if kind not in (None, "choose") else None
        if kind == "choose" and "how-many" in last.question.forms:
            kind = "what"  # which of those that were counted
        if sought := self._sought(kind, question, last):
            return sought
        holes = self._assistant.later.holes
        if kind == "choose":
            asked = question._replace(forms=choice, yes_no=False, subjects=())
            return self._replier.single(asked, certain(holes.ruling(last.item.entry.topic, last.item)))
        if kind == "others":
            subjects = tuple(filter(None, (last.item.holder or self._spoken,)))
            asked = question._replace(forms=frozenset({"list"}), yes_no=False, subjects=subjects)
            catalogue = self._library.catalogue
            whole = catalogue.overall if last.item.is_ruling else catalogue.overview(last.item.entry.topic)
            item = holes.worded(question._replace(subjects=subjects)) or whole
            return self._replier.single(asked, certain(item)) if item else None
        return self._told_again(kind, question, self._turns[0] if kind == "first" else last) if kind else None

    def _sought(self, kind: str | None, question: Question, last: Turn) -> Reply | None:
        """What a bare question word seeks: told last, or by what is near to that; None where it is none."""
        kin, subject = self._assistant.later.kin, last.item.holder or self._spoken
        if kind is None and kin.names_told(question, last):
            return self._told_again("what", question, last)
        seeks = "why" if kind == "why" else kin.kind(question, last)
        if seeks is None or (kind is not None and kind != "why" and seeks != "when"):
            return None
        if kin.told(seeks, last):
            return None if seeks == "why" else self._told_again("what", question, last)
        if seeks == "why":
            again = not subject or last.told != last.reply.text or kin.rules(last.item)
            if again or self._assistant.later.again.adds(last.item, last.reply, last.told):
                return None
        item = kin.entry(seeks, last, subject)
        if item is None:
            lost = seeks == "when" and kin.apart(last.item)
            return self._replier.unknown(question, ()) if lost else None
        subjects = (subject,) if subject else ()
        asked = question._replace(forms=frozenset({seeks}), yes_no=False, subjects=subjects, carried=bool(subjects))
        return self._replier.single(asked, certain(item))

    def _answer(self, question: Question, own: float) -> Reply:
        if defined := self._replier.defined(question):
            return defined
        signs, last = self._signs, self._turns[-1] if self._turns else None
        bare, linked = self._replier.readings(question), signs.is_linked(question, own)
        exact = bool(bare) and bare[0].exact
        question = question._replace(yes_no=question.yes_no or bool(last and signs.concludes(question)))
        if choice := self._replier.bare_choice(question, bare):
            return self._replier.answer(choice, self._replier.readings(choice))
        remarks = not (linked or question.subjects or question.forms or signs.has_pronoun(question))
        remarks = remarks and self._replier.is_remark(question, bare)
        if last is None or remarks or not self._leans(question, linked, own):
            if exact or not signs.is_scant(question, own):
                return self._replier.answer(*self._fitting(question, bare))
            if signs.is_keyword(question):
                return self._replier.guessed(*self._fitting(question, bare))
            return self._replier.answer(question, [])
        counterparts, holes = self._assistant.later.counterparts, self._assistant.later.holes
        beside = counterparts.beside(question)
        thin = beside is not None and signs.own_weight(question._replace(content=beside), last.item) < THIN
        other = counterparts.entry(question.subjects[0], last.item, last.told) if thin else None
        if other and not (question.yes_no and other is self._library.catalogue.overview(other.entry.topic)):
            return self._replier.single(counterparts.question(question, other), certain(other))
        of_both = holes.of_both(question, own)
        again = holes.again(of_both, self._turns, linked, own)
        filled, last = again or (holes.filled(of_both, self._turns, self._spoken, linked, own), last)
        claims = exact and bool(question.subjects) and not bare[0].item.is_ruling  # "drawbacks of A"
        says = (own > 0 and not linked) or (claims and (signs.said_of(question) or signs.tells(question)))
        own_matter = signs.supposes(question) or bool(exact and says)
        item = holes.apart(question, self._turns) if linked and not (question.subjects or question.yes_no) else None
        if not (item or own_matter):
            item = holes.of_others(filled, last) if again else holes.matter(filled, last, bare, own)
        item = item or (holes.worded(filled) if "who" in filled.forms else None)
        if told := certain(item) if item else holes.within(question, last, bare, linked):
            reply = (again and self._renamed(question, last)) or self._replier.single(filled, told)
            if not again or not self._pointers.is_same(question, reply, last):
                return reply
            return reply._replace(affirms=True, lead=self._replier.words.lead(True, None, reply.body))
        readings = []
        if not (question.subjects and not linked and not signs.has_pronoun(question)):
            readings = [
                (*self._fitting(asked, found), less)
                for asked, found, less in holes.leaning(filled, last, self._spoken, own)
            ]
        best = max((each for each in readings if each[1]), key=lambda each: each[1][0].score - each[2], default=None)
        asked, found = best[:2] if best else self._fitting(question, bare)
        if self._spoken and found and found[0].item.tells_each and not signs.pronouns.isdisjoint(question.asked):
            asked = asked._replace(subjects=asked.subjects or (self._spoken,))  # "what is it worse at?"
        leans = (linked or signs.has_pronoun(question)) and not self._pointers.terms.occur(asked.asked)
        near = (holes.near(asked, found, last) or self._assistant.later.kin.nearest(found, last)) if leans else []
        reply = self._replier.answer(asked, near or found)
        return reply if reply.answers or not near else self._replier.answer(asked, found)

    def _spelt(self, question: Question, reply: Reply, own: float) -> Reply | None:
        """The reply to a question with the subject spoken of named for "it", "that one"; None where it is no surer."""
        last = self._turns[-1] if self._turns else None
        names = last and last.question.subjects == (self._spoken,) and not (last.item.category or last.item.holder)
        if not (self._spoken and names) or question.subjects or own < THIN:
            return None
        text = self._pointers.spelt_for(question, self._spoken)
        spelt = self._alone(self._reader.read(text)) if text else None
        if spelt is None or not spelt.answers:
            return None
        same = bool(reply.answers) and reply.answers[0].id == spelt.answers[0].id
        return spelt if same or spelt.confidence > reply.confidence else None

    def _renamed(self, question: Question, last: Turn) -> Reply | None:
        """The reply to the question before of the one named now, asked alone; None where that tells something else."""
        text = "" if self._signs.judges(question) else self._pointers.renamed(question, last)
        reply = self._alone(self._reader.read(text)) if text else None
        told = reply and (reply.lead or tells_of(last.item, question.subjects[0]))
        return reply if reply and told and [each.id for each in reply.answers[:1]] == [last.item.entry.id] else None

    def _lacks_measure(self, question: Question, reply: Reply) -> bool:
        """Tell whether a reply tells no time, number or year of the things named to who asks for one."""
        if not reply.answers or "choose" in question.forms:
            return False
        told = reply.answers[:1] if reply.supposes else reply.answers  # what is told beside was hardly asked
        expected, items = self._library.expected, [self._library.items[each.id] for each in told]
        kinds, opens = expected.kinds(question.asked), self._signs.prepositions.issuperset(question.asked[:1])
        sought = () if self._library.few or opens else kinds & MEASURES  # "by how long?"
        lacks = any(not any(expected.is_told(kind, item) for item in items) for kind in sought)
        return lacks or (TIME in kinds and self._is_of_others(question, reply))

    def _is_of_others(self, question: Question, reply: Reply) -> bool:
        """Tell whether a reply to who asks when has no year of the things named: "when did X begin to …?"."""
        opens = not self._signs.question_words.isdisjoint(question.asked[:2])  # "since when …"
        things = self._pointers.things_in(question.said) if opens and reply.affirms is not False else ()
        words = self._library.lexicon.words(reply.text) if things else ()
        dated = any(is_year(number) for word in words for number in numbers(word))
        return bool(things) and not (dated and self._pointers.things_in(words).issuperset(things))

    def _measures_another(self, question: Question, reply: Reply) -> bool:
        """Tell whether a reply tells a year or number of a subject to who asks for one of another thing told of."""
        last = self._turns[-1] if self._turns else None
        asks = question.forms & {"when", "how-many", "choose"} in ({"when"}, {"how-many"}) and not question.subjects
        told = self._library.items[reply.answers[0].id] if reply.answers else None
        if not asks or last is None or told is None or self._signs.pronouns.isdisjoint(question.asked):
            return False
        opening = self._library.lexicon.words(last.reply.answers[0].body)
        other = self._reader.names.at(opening, 0) is None and told.entry.topic != last.item.entry.topic
        dated = "when" not in question.forms or self._assistant.later.kin.tells("when", told, reply.text)
        return other and not last.item.category and dated

    def _leaves_open(self, question: Question, reply: Reply) -> bool:
        """Tell whether a reply names none of the subjects to who asks which of them follows what was told of one."""
        signs, last = self._signs, self._turns[-1].item if self._turns else None
        which = question.forms >= {"which", "choose"} and not question.forms & {"why", *SPECIFIC}
        asks = which and signs.has_pronoun(question) and signs.plurals.isdisjoint(question.words)
        asks = asks and not (question.comparing or question.evaluating or question.subjects or question.either_or)
        open_ = reply.pick is None and reply.status != UNKNOWN and signs.people.isdisjoint(question.asked)
        return bool(asks and open_ and last and last.holder and not last.category)

    def _recalled(self, question: Question) -> Reply | None:
        """The reply where what leans on the talk asks for something in the very words that were told, or in none.

        "Where did they work?" is in what was told of them; "with what?" asks for no more than that, "by what factor?"
        and "why so coy?" are about what was told last.
        """
        signs, said, asked, forms = self._signs, self._signs.said_of(question), question.asked, question.forms
        opens = question.yes_no and not self._reader.openers.isdisjoint(asked[:1])  # not "to do what?"
        silent = opens or question.outside or question.subjects or forms & {"how-many", "choose"}
        if silent or not self._turns or signs.is_refused(question) or signs.asks_whence_named(question):
            return None
        own, pronoun, words = signs.own_weight(question), signs.has_pronoun(question), signs.asks_which(question)
        several = len(question.content) > 1  # "what?" asks nothing
        thing = {*self._reader.canonical([noun])} if (noun := signs.thing_asked(question)) else set()
        leans = several and words and (pronoun or not said or thing)
        for turn in self._turns[: -RECALLED - 1 : -1] if leans else ():
            told = {*self._reader.canonical(self._library.lexicon.words(turn.told))}
            dated = "when" not in forms or self._assistant.later.kin.tells("when", turn.item, turn.told)
            near = thing and thing <= told and len(said - told) < 2  # "for which paper did they toil?"
            if dated and (near or said.issubset(told)):
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
        later, asked = self._assistant.later, turn.question._replace(text=question.text)
        item = later.holes.place(turn) if kind == "why" else turn.item
        return later.again.reply(kind, asked, item, turn.reply, turn.told)

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
            near = [each for each in found if each.score > least and self._signs.may_mean(each.item)]
            asked = content_weights(question.content, self._library)
            found = [each for each in near if sum(asked[word] for word in asked.keys() - each.item.vocabulary) < SLIGHT]
        if len(question.subjects) == 1 and question.carried and not (question.yes_no or chooses(question)):
            kept = {name for *_, name in self._library.catalogue.named.find(question.asked)}
            kept |= {each.item.entry.id for each in self._turns[-1:]}
            sure = 1.0 if self._signs.has_pronoun(question) else SURE  # else its own matter is understood without him
            fit = (each.match > sure or tells_of(each.item, question.subjects[0]) for each in found)
            found = [each for each, fits in zip(found, fit, strict=True) if fits or each.item.entry.id in kept]
        answers = (question.carried and question.yes_no) or (question.either_or and not question.subjects)
        if found and answers and not found[0].item.entry.holds:
            near = [each for each in found if each.item.entry.holds and each.score > found[0].score - CARRIED]
            found = [*near[:1], *(each for each in found if each not in near[:1])]
        return question, found

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
        again = again and not (last and last.question.yes_no and chooses(asked))  # "is it?" – "so who wins that one?"
        same = last._replace(told=told, reply=last.reply._replace(rest=reply.rest)) if last and again else None
        self._turns = (*self._turns[:-1], same) if same else (*self._turns, Turn(asked, item, reply, told))
