"""What is said besides questions: numbers of what is offered, requests to the program itself, "in short".

The words are the language's (`English.chat`); whatever is not heard here is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from assistant.answering.conversation import Conversation
from assistant.answering.library.library import Library
from assistant.answering.ranking import content_weights
from assistant.answering.reply import ANSWERED, CHAT, Answer, Reply
from assistant.asking.question import MOST_CHARACTERS, Question
from assistant.knowledge.base import OVERALL
from assistant.knowledge.english import English
from assistant.terminal.frames import Frames
from assistant.words.lexicon import is_word
from assistant.words.text import first_sentence, sentences

LIKE = 92
"""Likeness (rapidfuzz ratio, 0 to 100) from which a whole utterance is taken for a request."""

LONGEST_REQUEST = 200
"""Characters of an utterance at most that may be a request."""

UNMISTAKEN = 8
"""Characters up to which nothing is taken for a slip of a request."""

LONGEST_IN_WORDS = 12
"""Words of an utterance at most that may be a request."""

ALIEN = 0.6
"""Weight of a word (0 to 1) from which on it makes what is asked something else than a decision."""

LIGHT = 0.3
"""The same from which it makes what is said more than an occasion."""

LAST, MIDDLE = -1, -2
"""Places of what is offered that hang on how many there are."""

PLAINLY = 0.5
"""Confidence above which small talk is nothing else ("thanks for the advice" has 0.9, a boss who needs one 0.4)."""

_BY_NUMBER = ("decide", "short", "simple", "pause")
"""Requests that say a number and choose nothing: "pick one for me", "one line please", "one second"."""

_NUMBER = r"\d+|[^\W\d_]+|&"
_RANGE = r"(\d{{1,2}})\s*(?:[-–]|\.{{2,3}}|{words})\s*(\d{{1,2}})"
_PARTS = r"[,;:.!?]+(?:\s+|$)"
_BETWEEN_PARTS = r"(?<=[,;:.!?])\s+"
_PARTING = frozenset(",;:.!?")
_RUN = r"\b({words})\s+(\d{{1,2}}|{counts})\b"
_NAMED_FILE = r"((.+?)(?: \S+)?) (\S+\.\w+|[^\W\d]+\d+)"  # with and without the last word before it
_DRAWN_OUT = r"([^\W\d_])\1{2,}"
_BELOW_NONE = r"\s*[-−]\d+\s*"
_NO_CHOICE = r"\d{3}|\d[.:]\d|="


class Hearing:
    """Hears in one language what is no question."""

    def __init__(self, library: Library) -> None:
        english = library.english
        words = english.chat
        self._library = library
        self._words = words
        self._phrase = library.lexicon.phrase
        self._courtesy = library.lexicon.cut([*english.courtesy, *words.wishes])
        self._vocatives = frozenset(english.vocatives)
        self._program = {text: name for name, texts in words.program.items() for text in texts}
        self._phrases = list(self._program)
        self._longest = max(map(len, self._phrases), default=0) + 2
        self._around, self._pointing = frozenset(words.around), frozenset(words.pointing)
        self._frames = Frames(library)
        self._addressed = frozenset(english.addressed)
        self._eyes = frozenset(words.pieces.get("eyes", ()))
        self._brief = library.lexicon.cut(words.brief)
        self._undecided = library.lexicon.cut(words.undecided)
        self._occasions = frozenset(words.occasions)
        self._agreeing = frozenset(words.agreeing)
        self._nothing = frozenset(words.nothing)
        self._everything, self._pairs = frozenset(words.everything), frozenset(english.pairs)
        self._places = {word: place for place, word in enumerate(words.ordinals, 1)}
        self._lasts = frozenset(words.lasts)
        self._places |= {**dict.fromkeys(words.lasts, LAST), **dict.fromkeys(words.middles, MIDDLE)}
        self._counts = {word: count for count, word in enumerate(words.cardinals, 1)}
        self._run = _RUN.format(words="|".join([*words.ordinals[:1], *words.lasts]), counts="|".join(words.cardinals))
        self._range = _RANGE.format(words="|".join(rf"\b{re.escape(each)}\b" for each in words.ranging) or "–")
        self._lettered = rf"\b({'|'.join(words.lettered) or '–'}) ([b-h]\b|a(?=\W*$))"
        self._led_by = rf"^\s*(?:{'|'.join(re.escape(each) for each in english.links if ' ' in each)})\b"
        self._every = frozenset(words.every)
        self._limiting = frozenset(words.limiting)
        self._choosing = self._limiting.union(words.choosing)
        self._naming = self._choosing.union(words.naming)
        around = " ".join((*(each for each in english.links if " " in each), *words.ranging)).split()
        self._numbering = self._choosing.union(self._places, self._counts, around)

    def request(self, text: str) -> str | None:
        """Return what an utterance asks of the program, a key of `Chat.program`; None where it does not.

        Where it has several parts ("I don't understand, say it simpler"), all ask for the same, or those before the
        last say nothing of the matter; of a pause none may but those before it: "one moment, phone". What the author of
        the knowledge has word for word is a question, as is the bare name of a subject.
        """
        if len(text) > LONGEST_REQUEST or self._library.catalogue.worded(text):
            return None
        parts = [text] if _PARTING.isdisjoint(text) else re.split(_PARTS, text)
        *before, last = [each for each in parts if each.strip()] or [""]
        words = self.words(last)
        asked = self._request(last) if before and len(words) > 1 else None
        others = before if asked and not self._talks(words) else []
        led_to = others and all(self._request(each) == asked or not self._is_of_matter(each) for each in others)
        asked = asked if led_to else self._request(text) or self._led_to(text)
        if not asked and before and "?" not in text and self._request(before[0]) == "pause":
            asked = None if any(map(self._is_of_matter, (*before[1:], last))) else "pause"
        asked = asked or ("repeat" if self.place(text) else None)
        named = asked and " " not in self._bare(text) and self._library.reader.read(text).subjects
        return None if named else asked

    def place(self, text: str) -> int:
        """Return which answer a text asks for again ("repeat the second one"), 1 for the first; 0 where it does not."""
        words = self.words(text)
        place = next((each for word in words if (each := self._places.get(word, 0)) > 0), 0)
        repeats = place and self._request(" ".join(word for word in words if word not in self._places)) == "repeat"
        return place if repeats else 0

    def _led_to(self, text: str) -> str | None:
        """What is asked after a remark that does not end: "I am on my phone can you make it shorter"."""
        words = self.words(text)
        starts = (start for start, _, _ in self._courtesy.find(words) if start > 1)
        start = next((each for each in starts if self._addressed.intersection(words[each + 1 : each + 2])), 0)
        asks = start and not self._is_of_matter(" ".join(words[:start]))
        return self._request(" ".join(words[start:])) if asks else None

    def file_to_save(self, text: str) -> str:
        """Return the file that a request to save names, "" where it is none."""
        named = re.fullmatch(_NAMED_FILE, text)
        return named[3] if named and "save" in map(self.request, named.group(1, 2)) else ""

    def _is_of_matter(self, text: str, idle: Set[str] = frozenset()) -> bool:
        """Tell whether a text asks, or names a subject or what the author speaks of, in a word that is not `idle`."""
        english, question = self._library.english, self._library.reader.read(text)
        asks = self.words(text)[:1] and self.words(text)[0] in (*english.question_words, *english.openers)
        told = set(question.content).difference(english.fillers, english.common, idle)
        spoken_of = map(self._library.catalogue.wordings.part_with, told)
        return bool(asks or question.subjects or question.outside) or any(spoken_of)

    def _request(self, text: str) -> str | None:
        words = self.words(text)
        if not words or len(words) > LONGEST_IN_WORDS:
            return None
        ways = list(map(list, dict.fromkeys(map(tuple, self._ways(words)))))
        said = list(dict.fromkeys(" ".join(each) for each in ways))
        listed = ((text, self._program[text]) for text in said if text in self._program)
        plainly = said[0]  # what is left of a wish may be the author's: "can I cancel?"
        asked = next((name for text, name in listed if text == plainly or not self._is_of_author(name, text)), None)
        asked = asked or next(filter(None, map(self._composed, ways)), None)
        asked = asked or next(filter(None, map(self._slipped, said)), None)
        return None if asked and asked != self._program.get(said[0]) and self._talks(words) else asked

    def _is_of_author(self, name: str, text: str) -> bool:
        return self._frames.are_of_matter(name, text.split())

    def _slipped(self, said: str) -> str | None:
        """What is asked by a text that is, but for slips, one of the ways to ask it."""
        if not UNMISTAKEN < len(said) < self._longest:
            return None
        near = process.extractOne(said, self._phrases, scorer=fuzz.ratio, score_cutoff=LIKE)
        return self._program[near[0]] if near else None

    def is_small_talk(self, text: str) -> bool:
        """Tell whether a text is small talk and nothing else."""
        return self._talks(self.words(text))

    def _talks(self, words: list[str]) -> bool:
        """Tell whether words are small talk or doubt as they stand, before courtesy is cut off: "thanks again"."""
        return " ".join(words) in self._small_talk

    @cached_property
    def _small_talk(self) -> frozenset[str]:
        program = self._words.program
        english = self._library.english
        talk = (each.ask for each in english.small_talk if each.id not in program)
        doubt = (each.ask for each in english.follow_ups if each.id in ("sure", "doubt"))
        return frozenset(" ".join(self.words(text)) for asks in (*talk, *doubt, program["about"]) for text in asks)

    def _composed(self, words: Sequence[str]) -> str | None:
        """What is asked by words of one request and none but those that may stand around them, "put it in a word"."""
        if len(words) < 2:
            return None
        if found := self._frames.find(words):
            return found
        spans = list(self._brief.find(list(words)))
        inside = {place for start, end, _ in spans for place in range(start, end)}
        outside = {word for place, word in enumerate(words) if place not in inside}
        return "short" if spans and outside <= self._around and outside & self._pointing else None

    def is_undecided(self, reply: Reply) -> bool:
        """Tell whether who was replied to needs help with the decision, and nothing else: occasions are let pass.

        What was answered, or plainly small talk, was understood.
        """
        question = reply.reading
        if question is None or reply.status == ANSWERED or (reply.status == CHAT and reply.confidence > PLAINLY):
            return False
        return self._undecided.occur(self.words(question.text)) and not self.tells_matter(reply)

    def tells_matter(self, reply: Reply) -> bool:
        """Tell whether what was replied to names something: more than how, when and for whom it is asked."""
        return reply.reading is not None and self._names_matter(reply.reading)

    def _names_matter(self, question: Question, least: float = ALIEN, needs: Sequence[str] = ()) -> bool:
        """Tell whether a question has a word of some weight that is none of an occasion, or of what it `needs`."""
        if question.outside:
            return True
        weights = content_weights(question.content, self._library)
        known = self._library.reader.canonical((*self._words.occasions, *needs))
        return any(w >= least and word not in known and not word.isdecimal() for word, w in weights.items())

    def wants_brief(self, text: str) -> bool:
        """Tell whether a question asks for a short answer: before or after itself, or in three words or more."""
        words = self.words(text)
        found = list(self._brief.find(words))
        return any(start == 0 or end == len(words) or end - start > 2 for start, end, _ in found)

    def hurried(self, text: str) -> str:
        """Return the question after words that ask for a short answer, or beside a hurry that is told; else "".

        "In a hurry: A or B?", "my boss needs an answer now, A or B", "A or B, quick, the board meets at noon"
        """
        parts = re.split(_BETWEEN_PARTS, text.strip()) if len(text) <= MOST_CHARACTERS else []
        if len(parts) < 2:
            return ""
        hurry = [self._tells_hurry(each) for each in parts]
        hurry[0] = hurry[0] or self.request(parts[0]) == "short"
        if not any(hurry):
            return ""
        idle = [told or self._occasions.issuperset(self.words(each)) for told, each in zip(hurry, parts, strict=True)]
        asked = [place for place, each in enumerate(idle) if not each]
        return " ".join(parts[asked[0] : asked[-1] + 1]).strip(" ,;:") if asked and (idle[0] or idle[-1]) else ""

    def _tells_hurry(self, part: str) -> bool:
        """Tell whether a part of a text tells for whom and when something is needed, and nothing else."""
        words = self.words(part)
        occasions = self._occasions.intersection(words).difference(self._counts)
        if "?" in part or len(occasions) + self._undecided.occur(words) < 2 or self._is_of_matter(part):
            return False
        needs = " ".join(self._words.undecided).split()
        return not self._names_matter(self._library.reader.read(part), LIGHT, needs)

    def agrees(self, text: str) -> bool:
        """Tell whether a text takes what is offered: "yes", "that one please"."""
        text = text[:MOST_CHARACTERS]
        said = (text.strip().casefold(), self._bare(text))  # "y" is no "why" here
        return not self._agreeing.isdisjoint(said) and not self._library.catalogue.worded(text)

    def chooses_nothing(self, text: str) -> bool:
        """Tell whether an answer leaves open what was asked: "0", "none", "I don't care", "all the same to me"."""
        said = (" ".join(each) for each in self._ways(self.words(text)))
        open_ = self._frames.find(self.words(text)) == "open"
        return open_ or not self._nothing.isdisjoint(said) or text.strip() in ("0", "-", "")

    def chooses_everything(self, text: str, offered: int = 0) -> bool:
        """Tell whether an answer chooses all that is offered: "all of them", "everything else", "both" of two."""
        said = self._bare(text)
        return said in self._everything or (offered == 2 and said in self._pairs)

    def asks_every(self, text: str) -> bool:
        """Tell whether a text asks all the questions that are offered: "all of them"."""
        return self._bare(text) in self._every and not self._library.catalogue.worded(text)

    def chosen(self, text: str, offered: int) -> tuple[int, ...]:
        """Return the numbers that an utterance chooses, as `numbers` does, unless it asks for something by one."""
        found = self.numbers(text, offered)
        asked = self.request(text) if found else None
        in_digits = asked == "decide" and any(map(str.isdecimal, text))  # "let's take 2"
        return () if asked in _BY_NUMBER and not in_digits else found

    def numbers(self, text: str, offered: int) -> tuple[int, ...]:
        """Return the numbers (1 is the first) that an utterance chooses of `offered` things, in its order.

        Nothing where it is no choice. A number is one however few are offered: "7", "option 7", "the seventh one";
        one below none is 0, which is none of them: "-1".
        """
        text = text[:MOST_CHARACTERS]
        if re.fullmatch(_BELOW_NONE, text):
            return (0,)
        text = re.sub(self._lettered, _numbered, text, flags=re.IGNORECASE)
        plain = text.casefold()
        said = plain.split() if plain.replace(" ", "").isalpha() else re.findall(_NUMBER, plain)
        if any(each not in self._numbering and not each.isdecimal() for each in said):
            return ()
        text = re.sub(self._led_by, "", text, flags=re.IGNORECASE)  # "what about 2"
        of_last = not self._lasts.isdisjoint(self.words(text)) and self.request(text)  # "last answer"
        if of_last or self.place(text) or re.search(_NO_CHOICE, text):
            return ()
        ranged = re.sub(self._range, lambda found: _from_to(int(found[1]), int(found[2])), text.casefold())
        tokens = re.findall(_NUMBER, re.sub(self._run, lambda found: self._several(found, offered), ranged))
        words = [each for each in tokens if not each.isdecimal()]
        if any(each not in self._choosing and each not in self._places and each not in self._counts for each in words):
            return ()
        known = self._places if any(each.isdecimal() or each in self._places for each in tokens) else self._counts
        if known is self._counts and not self._limiting.isdisjoint(words):
            return ()  # "only one"
        chosen = [
            int(each) if each.isdecimal() else known[each] for each in tokens if each.isdecimal() or each in known
        ]
        middle = (offered + 1) // 2 if offered % 2 else 0  # there is none of two
        meant = {LAST: offered, MIDDLE: middle}
        found = tuple(dict.fromkeys(meant.get(each, each) for each in chosen))
        named = len(words) < len(tokens) or (known is self._places and len(words) > 1)
        return found if named or all(0 < each <= offered for each in found) else ()

    def _several(self, found: re.Match[str], offered: int) -> str:
        """The numbers of "first two" or "last three"."""
        count = self._counts.get(found[2]) or int(found[2])
        return _from_to(1, count) if self._places[found[1]] == 1 else _from_to(offered - count + 1, offered)

    def count(self, text: str) -> int:
        """Return the first number that an utterance says, in digits or words; 1 where it says none."""
        words = self.words(text)
        said = (int(each) if each.isdecimal() else self._counts.get(each, 0) for each in words)
        return next(filter(None, said), 1)

    def questions(self, text: str) -> list[str]:
        """Return the questions of a text of several lines, each on one line.

        A line begins a new one after a blank line or a sentence's end, at a bullet or number, and where it and the
        one before both open as questions do; so does a sentence between two question marks. Whom a letter is addressed
        to, and who wrote it, is none.
        """
        english = self._library.english
        openings = {*english.question_words, *english.openers}
        found: list[list[str]] = [[]]
        for line in text.splitlines():
            bullet = re.match(_BULLET, line)
            bare = line[bullet.end() if bullet else 0 :].strip()
            before = found[-1]
            opens = [self.words(each)[:1] for each in (*before[:1], bare) if each]
            both_open = len(opens) == 2 and all(word and word[0] in openings for word in opens)
            ended = bool(before) and before[-1][-1:] in "?!." and not before[-1].endswith("...")
            if before and (not bare or bullet or ended or both_open):
                found.append([])
            if bare:
                found[-1].append(bare)
        asked = [each for each in found if each]
        asked = [each for i, each in enumerate(asked) if i not in (0, len(asked) - 1) or not self._is_address(each)]
        whole = (" ".join(" ".join(lines).split()) for lines in asked or filter(None, found))
        return [each for text in whole for each in re.split(_BETWEEN_QUESTIONS, text)]

    def _is_address(self, lines: Sequence[str]) -> bool:
        """Tell whether lines begin or end a letter: "Dear Ms. Hall,", "Best regards,"; not "Security,"."""
        said = " ".join(lines).partition(",")[2]
        names = all(word[0].isupper() for word in said.split())
        addresses = names and re.fullmatch(_ADDRESS, lines[0]) is not None
        return addresses and not self._is_of_matter(" ".join(lines), self._library.general)

    def words(self, text: str) -> list[str]:
        """Return the words of an utterance as they are compared: contractions opened, marks left out, "hmmmm" as "hmm".

        Of a longer one those that are read of a question.
        """
        said = text[:MOST_CHARACTERS]
        if any(3 * each in said for each in {*said}):
            said = re.sub(_DRAWN_OUT, r"\1\1", said)
        return [word for word in self._phrase(said).split() if is_word(word) and word != "'s"]

    def blames(self, words: Sequence[str]) -> bool:
        """Tell whether words on how it looks tell of trouble with it: "too dark", "hard to see"."""
        return not self._eyes.isdisjoint(words)

    def naming(self, text: str) -> list[str]:
        """Return the words of an answer that name something: not those that stand around a choice."""
        return [each for each in self.words(text) if each not in self._naming]

    def likeness(self, said: Sequence[str], name: str) -> float:
        """Return how like the words of a name those are that were said, 0 to 1: as the one that is least like any."""
        canonical = self._library.lexicon.canonical
        words = [*self.words(name), *canonical(self.words(name))]
        alike = [
            max(_alike(one, word) for one in (each, *canonical([each])) for word in words) for each in said if words
        ]
        return min(alike, default=0.0)

    def _bare(self, text: str) -> str:
        return " ".join(self.words(text))

    def _ways(self, words: list[str]) -> list[list[str]]:
        """Words as they stand; without counts and emphasis; without each courtesy, and any; what follows a wish."""
        spans = [(start, end) for start, end, _ in self._courtesy.find(words)]
        each = [[*words[:start], *words[end:]] for start, end in spans]
        inside = {place for start, end in spans for place in range(start, end)}
        bare = [word for place, word in enumerate(words) if place not in inside and word not in self._vocatives]
        idle = self._library.english.emphasis
        uncounted = [
            word for word in words if not word.isdecimal() and self._counts.get(word, 1) == 1 and word not in idle
        ]
        uncounted = uncounted if len("".join(uncounted)) > 1 else []  # '{"q": 1}'
        return [words, *filter(None, (uncounted, *self._begun(words), *each, bare, *self._begun(bare)))]

    def _begun(self, words: list[str]) -> Iterator[list[str]]:
        """What follows the courtesies and wishes by which words begin, after one, two and so on."""
        while words and (found := self._courtesy.at(words, 0)):
            words = words[found[0] :]
            yield words


_ADDRESS = r"[^\W\d_]+(?: [^\W\d_.]+\.?){,2},(?: [^\W\d_]+){,2}"
"""How a letter begins or ends: "Dear Ms. Hall,", "Best regards,", "Regards, Jo"."""


_BETWEEN_QUESTIONS = r"(?<=\?) (?=[^?\w]*\w[^?]*\?)"


_BULLET = r"\s*(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+)"


def _numbered(found: re.Match[str]) -> str:
    """The number of "option B"."""
    return f"{found[1]} {ord(found[2].casefold()) - ord('a') + 1}"


def _from_to(first: int, last: int) -> str:
    return " ".join(map(str, range(max(first, 1), last + 1)))


def _alike(said: str, word: str) -> float:
    return float(said == word) if len(said) < 4 else JaroWinkler.normalized_similarity(said, word)


def example_of(conversation: Conversation, library: Library) -> str:
    """Return what asks for an example of what was told: for more of it, or for it again where that was all."""
    return asks_for_more(conversation, library) or library.english.chat.program["example"][0]


def asks_for_more(conversation: Conversation, library: Library) -> str:
    """Return what asks for more of what was told; "" where that was all."""
    more = more_of(library.english)
    return "" if conversation.apart().ask(more).body.startswith(library.english.say["all"]) else more


def more_of(english: English) -> str:
    """Return what asks for more of what was told, as it is said most."""
    return next(each.ask[0] for each in english.follow_ups if each.id == "more")


def supposed(reply: Reply, library: Library) -> tuple[str, ...]:
    """Return the questions that a reply answers though others may have been asked, which it names; none for others."""
    asked = (each.question(library) for each in reply.answers if reply.supposes)
    return tuple(each for each in asked if each in reply.opening)


def told_at(replies: Iterable[Reply], place: int) -> Reply | None:
    """Return the answer of a place in a talk, 1 for the first, small talk not counted; None where there are fewer."""
    return next(islice((each for each in replies if each.status != CHAT), place - 1, None), None)


def untold(body: str, say: Mapping[str, str]) -> str:
    """Return what is told after words that there is no more of it, or no other reason; else a body as it is."""
    for lead in (say["all"], say["reason"]):
        if body.startswith(lead):
            return body.removeprefix(lead).lstrip(":. ")
    return body


def shortened(reply: Reply, library: Library, before: Sequence[Reply] = ()) -> Reply:
    """Return a reply with one sentence for each part it answers, and where that comes from.

    Of a part that asks for several things by name, as "A and B", it is one for each of them. Where it tells no more
    than the replies `before` it held, it is the next sentence that those left out, if any.
    """
    if not reply.answers:
        return reply
    say, joined = library.english.say, _joined(reply, library)

    def short(answer: Answer) -> str:
        def told_in(body: str) -> str:
            return untold(body, say).removeprefix(say["sure"]).strip()

        if not (before and untold(answer.body, say) != answer.body):
            whole = told_in(answer.body) or answer.body
            rules = answer.topic in (answer.id, OVERALL)
            return first_sentence(whole) if rules else _of_each(joined, sentences(whole), library)
        held: list[str] = []
        told: list[str] = []
        for each in (*(old for one in before for old in one.answers if old.id == answer.id), answer):
            again = untold(each.body, say) != each.body
            new = sentences(told_in(each.body))
            held += filter(None, new)
            told.append(next((one for one in held if one not in told), f"{say['all']}.") if again else new[0])
        return told[-1]

    answers = tuple(each._replace(body=short(each)) for each in reply.answers)
    body = " ".join([answers[0].body, *(each.text for each in answers[1:])])
    return reply._replace(body=body, more="", answers=answers)


def _joined(reply: Reply, library: Library) -> list[str]:
    """The words on both sides of each "and" of what a reply answers."""
    words = reply.reading.words if reply.reading else ()
    joins = (place for place, word in enumerate(words) if word in library.english.conjunctions)
    return [word for place in joins for word in (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])]


def _of_each(names: Sequence[str], told: Sequence[str], library: Library) -> str:
    """The first of some sentences, and of those that follow the first for each name that none before them says."""
    found: list[str] = []
    said: set[str] = set()
    for each in told:
        words = set(library.lexicon.words(each))
        if not found or words.intersection(names) - said:
            found.append(each)
            said |= words
    return " ".join(found)
