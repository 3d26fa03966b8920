"""What English words signal, as data: `knowledge/english/english.yaml` read into one typed object."""

from __future__ import annotations

import os
import re

from assistant.knowledge.base import Entry, KnowledgeBase, Talk
from assistant.knowledge.faults import DataError, Fault, Groups, Mark, Record, field, joined


class Refusal(Record):
    """A kind of question that no knowledge base of this program answers."""

    id: str = field("short name")
    name: str = field("what the refusal calls it")
    ask: tuple[str, ...] = field("ways such questions go")


class Expected(Record):
    """A kind of thing that questions ask for, and how an answer tells it.

    In phrases `#` stands for a number and `…` for some words.
    """

    id: str = field("short name")
    asked: tuple[str, ...] = field("ways to ask for it, from the first word that is not a filler on")
    told: tuple[str, ...] = field("phrases that tell it", ())
    signs: str = field("signs that tell it", "")
    begins: tuple[str, ...] = field("words that begin a sentence that tells it", ())


class Chat(Record):
    """What is said in the chat besides questions. Its words are no words of the questions: they mend no slips there."""

    ordinals: tuple[str, ...] = field("words for the first, second … of what is offered, in order", ())
    cardinals: tuple[str, ...] = field("words for one, two …, in order", ())
    lasts: tuple[str, ...] = field("words for the last of what is offered", ())
    middles: tuple[str, ...] = field("words for the one between as many before it as after it", ())
    choosing: tuple[str, ...] = field("words that may stand around the number of what is chosen", ())
    limiting: tuple[str, ...] = field("words that may, too, but around no count: “only 2”, not “only one”", ())
    lettered: tuple[str, ...] = field("nouns by which what is offered is chosen with a letter: “option b”", ())
    naming: tuple[str, ...] = field("words that may stand around the name of what is chosen, beside those", ())
    agreeing: tuple[str, ...] = field("answers that take what alone is offered", ())
    nothing: tuple[str, ...] = field("answers that choose nothing of what is offered", ())
    everything: tuple[str, ...] = field("answers that choose all of what is offered", ())
    ranging: tuple[str, ...] = field("words between two numbers that choose all from the one to the other", ())
    every: tuple[str, ...] = field("ways to ask all the questions that are offered", ())
    program: dict[str, tuple[str, ...]] = field("what is asked of the program itself, and the ways to say it", {})
    wishes: tuple[str, ...] = field("phrases around a request", ())
    pieces: dict[str, tuple[str, ...]] = field("the words of pieces that `program` requests are made of", {})
    frames: dict[str, tuple[str, ...]] = field(
        "names of the pieces that such a request has; what is none is a word", {}
    )
    around: tuple[str, ...] = field("words that may stand around a piece", ())
    belongs: str = field("what is said to a {command} of the chat where there is none", "")
    no_command: str = field("what is said to a {command} that there is not", "")
    no_category: str = field("what is said where a {name} is compared that is no category", "")
    standing: tuple[str, ...] = field('words that stand for one of the things compared: "the simpler one"', ())
    beside: dict[str, tuple[str, ...]] = field("what more may stand around words the knowledge does not use", {})
    pointing: tuple[str, ...] = field("those of them that point to what was said", ())
    themes: dict[str, tuple[str, ...]] = field(
        "names of the themes, and words that mean them beside such a request", {}
    )
    answers: dict[str, str] = field("what is said to that outside the chat; what has none is a question", {})
    brief: tuple[str, ...] = field("phrases before or after a question that ask for a short answer", ())
    undecided: tuple[str, ...] = field("phrases that ask for help with a decision", ())
    foreign: tuple[str, ...] = field("common words of other languages that are none of this one", ())
    occasions: tuple[str, ...] = field("words for when and for whom a decision is needed, which change nothing", ())
    decide: dict[str, str] = field("the questions and sentences by which a decision is found", {})


GAINS, LAGS = "gains", "lags"
"""Of what `tally` counts that which is a win only where a word for categories stands besides, and that which is a loss
only of who is said to be so."""

_PARTS = {
    "expected": Expected,
    "small_talk": Talk,
    "follow_ups": Talk,
    "refusals": Refusal,
    "overall": Entry,
    "sourced": Entry,
    "chat": Chat,
}


class English(Record, parts=_PARTS):
    """Every English word the program needs to understand a question or to phrase a reply."""

    contractions: dict[str, str] = field("one written word to the words it stands for")
    endings: dict[str, tuple[str, ...]] = field("word ending to what may stand in its place in the base form")
    name_plurals: dict[str, tuple[str, ...]] = field("endings of more than one of a subject, as above")
    name_doing: str = field("ending of what one does, where that is a subject's name")
    name_deeds: dict[str, tuple[str, ...]] = field("endings of who does it and of that it is done, as above")
    gradable: tuple[str, ...] = field("adjectives whose -er and -est forms are comparatives")
    synonyms: tuple[tuple[str, ...], ...] = field("rows of words that mean the same, the usual one first")
    fillers: tuple[str, ...] = field("words that carry no content of their own")
    emphasis: tuple[str, ...] = field("words that are left out wherever they stand")
    common: tuple[str, ...] = field("everyday words that say little about what is asked (people, projects, opinions)")
    courtesy: tuple[str, ...] = field("phrases around a question that change nothing")
    preludes: tuple[str, ...] = field("phrases that only lead up to a sentence, before a pause")
    seeking: tuple[str, ...] = field("phrases that only lead up to a question word or an opener, without a pause")
    discourse: tuple[str, ...] = field("phrases that fill a pause or the end of a sentence and change nothing")
    tellings: tuple[str, ...] = field("words that ask to have something explained")
    texts: tuple[str, ...] = field("what is said or written of something")
    hearers: tuple[str, ...] = field("for whom something is explained")
    needing: tuple[str, ...] = field("phrases before the text that is needed")
    towards: tuple[str, ...] = field("words before such a text or hearer")
    saying: tuple[str, ...] = field("words between such a text and what it is on")
    vocatives: tuple[str, ...] = field("words by which somebody is addressed")
    capitals: tuple[str, ...] = field("words always written with a capital letter")
    interjections: tuple[str, ...] = field("words that mean nothing before a comma")
    laughs: tuple[str, ...] = field("words of laughter, after which one word more is a remark")
    remarks: tuple[str, ...] = field("what says, alone, in what mood one is, and asks nothing")
    modern: tuple[str, ...] = field("real words that the word list lacks")
    openers: tuple[str, ...] = field("words that open a yes/no question")
    question_words: tuple[str, ...] = field("words that open a question for something")
    tags: tuple[str, ...] = field("phrases that turn a statement into a yes/no question")
    complementizers: tuple[str, ...] = field("words that lead what is said after such a phrase")
    denials: tuple[str, ...] = field("those of the tags that ask whether the statement is not so")
    idioms: tuple[str, ...] = field("phrases with a question word in them that ask nothing")
    forms: dict[str, tuple[str, ...]] = field("form of question to the phrases that signal it")
    expected: tuple[Expected, ...] = field("kinds of thing that questions ask for")
    more: tuple[str, ...] = field("words that ask for the better or greater one")
    less: tuple[str, ...] = field("words that ask for the worse or lesser one")
    privatives: tuple[str, ...] = field("words for the lack of what follows")
    quantities: tuple[str, ...] = field("those of both that compare amounts and do not judge")
    costs: tuple[str, ...] = field("nouns of what one wants little of: more of it is worse, less of it better")
    portions: tuple[str, ...] = field("what stands between an amount and what it is of")
    spellings: tuple[tuple[str, ...], ...] = field("pairs of letters of which words may have either")
    opposites: dict[str, tuple[str, ...]] = field("word for what is claimed to words for the contrary")
    harms: dict[str, tuple[str, ...]] = field("what befalls people and things: more of it is worse")
    neutral: tuple[str, ...] = field("phrases with such a word in them that ask for neither")
    done: dict[str, str] = field("what was done to who is behind, and what is said of who did it")
    passives: tuple[str, ...] = field("words by which it was done to somebody")
    concord: dict[str, str] = field("words that deny again what was denied, and what they mean then")
    negations: tuple[str, ...] = field("words that turn a statement round")
    conditionals: tuple[str, ...] = field("words that open a condition, which asks nothing itself")
    conjunctions: tuple[str, ...] = field("words that join two parts")
    contrasts: tuple[str, ...] = field("words that set two parts against each other")
    faint: tuple[str, ...] = field("words that ask for any difference at all, which the edge of a tie is")
    degrees: tuple[str, ...] = field("words that ask for a big difference, which a tie or a slight edge is not")
    equals: tuple[str, ...] = field("words that ask whether two are the same")
    compares: tuple[str, ...] = field("words that set the first thing named against the next")
    beside: tuple[str, ...] = field("words that ask how each one stands, besides the ruling")
    severally: tuple[str, ...] = field("words that ask of several things which one is it for each")
    either: tuple[str, ...] = field("phrases that mean one subject or the other")
    alternatives: tuple[str, ...] = field("words that join alternatives")
    joins_none: tuple[str, ...] = field("words that join two parts of which neither is so")
    inclusive: tuple[str, ...] = field("words after which alternatives are joined, not chosen from")
    ties: tuple[str, ...] = field("words that ask whether two are level")
    thing_words: tuple[str, ...] = field("question words that ask for things and places")
    choosers: tuple[str, ...] = field("question words that ask for a choice or a person")
    correlatives: tuple[str, ...] = field("words that stand twice around what two have alike")
    indirect: tuple[str, ...] = field("phrases that lead to an indirect yes/no question")
    end_tags: tuple[str, ...] = field("words that make a yes/no question where they end one")
    pairs: tuple[str, ...] = field("phrases that mean both subjects")
    neither: tuple[str, ...] = field("phrases that mean no subject")
    leaders: tuple[str, ...] = field("phrases that mean the subject that wins overall")
    losers: tuple[str, ...] = field("phrases that mean the subject that does not")
    others: tuple[str, ...] = field("phrases that mean the subject not spoken of last")
    former: tuple[str, ...] = field("phrases that mean the subject named first")
    latter: tuple[str, ...] = field("phrases that mean the subject named last")
    pronouns: tuple[str, ...] = field("words that stand for the subject or person spoken of last")
    plurals: tuple[str, ...] = field("those of them that stand for more than one")
    introductions: tuple[str, ...] = field("phrases before a name, or before what one is or does")
    callings: tuple[str, ...] = field("what those are or work on who only tell of themselves")
    speakers: tuple[str, ...] = field("other words with which one who thanks or leaves speaks on about himself")
    people: tuple[str, ...] = field("those of them that stand for a person")
    sought: dict[str, tuple[str, ...]] = field("form of question to what asks for no more than such a thing")
    somewhere: tuple[str, ...] = field("phrases by which a text tells where it was")
    somebody: tuple[str, ...] = field("phrases by which a text tells who it was")
    corrections: tuple[str, ...] = field("phrases that say that something else was meant")
    expletives: tuple[str, ...] = field("phrases that only stress a question word")
    repeats: tuple[str, ...] = field("words that point back to what was asked before")
    demonstratives: tuple[str, ...] = field("words that stand for the matter spoken of last")
    counterparts: tuple[str, ...] = field("words for what one subject has in place of what another has")
    versions: tuple[str, ...] = field("further such words right after a subject's name")
    naming: tuple[str, ...] = field("words that ask for a name")
    taking: dict[str, str] = field("question whether a {subject} wins or loses a {thing}, or all tie: by kind")
    articles: tuple[str, ...] = field("words before a noun that was told of")
    suppositions: tuple[str, ...] = field('verbs that open a condition without "if"')
    conclusions: tuple[str, ...] = field("words by which something is concluded from what was told")
    numerals: tuple[str, ...] = field("words that ask for numbers, whatever is counted")
    prepositions: tuple[str, ...] = field("words before what something is said of")
    within: tuple[str, ...] = field("prepositions before the subject that has or calls something")
    possessing: str = field("question whether a {subject} has a {thing}")
    labels: tuple[str, ...] = field('nouns for whatever was spoken of: "in this point"')
    anaphors: tuple[str, ...] = field("pronouns that take up what was told before")
    persons: tuple[str, ...] = field("pronouns for people")
    links: tuple[str, ...] = field("words that tie a question to the one before")
    small_talk: tuple[Talk, ...] = field("what people say to the assistant itself")
    follow_ups: tuple[Talk, ...] = field("what people say about the last reply")
    refusals: tuple[Refusal, ...] = field("kinds of question that are never answered")
    asked: dict[str, tuple[str, ...]] = field("kinds of question that knowledge answers, and ways they go")
    rulings: tuple[str, ...] = field("ways to ask for any category's ruling; {category} stands for one of its terms")
    judging: tuple[str, ...] = field("ways to ask with a category's word for better or worse, {word}")
    defining: tuple[str, ...] = field("ways to ask what something means, {term}")
    stances: tuple[str, ...] = field("ways to ask how a subject does in a category; {category} and {subject} as above")
    aside_before: tuple[str, ...] = field("phrases before what is set aside")
    aside_after: tuple[str, ...] = field("phrases after what is set aside")
    efforts: tuple[str, ...] = field("words for what one adds or does oneself where nothing comes ready")
    adding: tuple[str, ...] = field("verbs of what one must do oneself then")
    supplements: tuple[str, ...] = field("nouns for what one needs then")
    stresses: tuple[str, ...] = field("phrases that say a part matters more")
    minors: tuple[str, ...] = field("phrases that say a part matters less")
    verbs: tuple[str, ...] = field("verbs that make a statement of what names a subject")
    anyone: tuple[str, ...] = field("pronouns of which any may stand for another in a phrase")
    whose: tuple[str, ...] = field("the same of possessives")
    spares: tuple[str, ...] = field('verbs that make more of a burden good: "saves more money"')
    grows: tuple[str, ...] = field("words for a greater amount")
    shrinks: tuple[str, ...] = field("words for a smaller amount")
    increases: tuple[str, ...] = field("verbs that make a greater amount of something")
    decreases: tuple[str, ...] = field("verbs that make a smaller amount of something")
    averts: tuple[str, ...] = field("words for little or nothing of something, and verbs that leave that")
    demands: tuple[str, ...] = field('verbs that make more of anything a burden: "needs more"')
    worth: tuple[int, ...] = field("what each number of a word's vector counts for in how good what it means is")
    burdens: tuple[str, ...] = field("nouns of what one wants little of: a category so named is won by having less")
    auxiliaries: tuple[str, ...] = field("openers that may be main verbs too")
    copulas: tuple[str, ...] = field("forms of the verb that links a subject to what it is")
    equations: dict[str, tuple[str, ...]] = field(
        "what signs are read as between a subject and what it is said to be, and between two subjects"
    )
    spells_out: tuple[str, ...] = field("phrases between an abbreviation and what it stands for, and nothing else")
    spells_out_too: tuple[str, ...] = field("such as may tell something else of it too")
    one_thing: tuple[str, ...] = field("phrases that say of two things that they are one")
    two_things: tuple[str, ...] = field("phrases that say of two things that they are not one")
    does: tuple[str, ...] = field("phrases that join a thing to what it is or does, and say no more of it")
    bearers: tuple[str, ...] = field("nouns of persons, firms, places, works and the like, that stand for a name")
    slight: tuple[str, ...] = field("words that add nothing to what a phrase means")
    numbers: dict[str, int] = field("words for numbers")
    tally: dict[str, tuple[str, ...]] = field(
        "words for categories: won, lost, tied, won by anyone, not lost, ahead by, all"
    )
    apiece: tuple[str, ...] = field("words for each of the subjects, where no category follows")
    together: tuple[str, ...] = field("words for the sum of what several have")
    outright: tuple[str, ...] = field("words after whose a category is")
    anybody: tuple[str, ...] = field("words for any of the subjects, whichever it is")
    sums: tuple[str, ...] = field("verbs between numbers and their sum")
    margins: tuple[str, ...] = field("words before the number by which one is ahead")
    shares: dict[str, int] = field("words for a part of all, and how many of them make the whole")
    scores: tuple[str, ...] = field('what may stand between the numbers of a score: "4 to 1"')
    frequencies: dict[str, tuple[str, ...]] = field("in how many cases something is so: all, any, none")
    ahead: str = field("question whether a {subject} is ahead, in how many cases by the {words}")
    judged: dict[str, tuple[str, ...]] = field("words that judge the whole, by what is won or lost by it: wins, losses")
    negative_prefixes: tuple[str, ...] = field("beginnings of words that turn them round")
    reasons: tuple[str, ...] = field("words of a wish for a reason, at the end of a question")
    riders: tuple[str, ...] = field("what else such a wish consists of")
    addressed: tuple[str, ...] = field("words for the one who is asked")
    requests: tuple[str, ...] = field(
        'verbs by which one asks to be told something: "can you list …" is no yes/no question'
    )
    possibilities: tuple[str, ...] = field("phrases that say that something can be")
    enablers: tuple[str, ...] = field("phrases that say what is added before something can be")
    needless: tuple[str, ...] = field("phrases that say that one must not: the effort after them is none")
    obligations: tuple[str, ...] = field("phrases that say that one must")
    amounts: dict[str, tuple[str, ...]] = field("words that say how many: all, most, none, any, at-least, …")
    figures: dict[str, dict[str, float]] = field("further words for numbers, for times and for decades")
    parts_of_decades: dict[str, tuple[float, ...]] = field("word to the first and the last year of it in a decade")
    extents: dict[str, tuple[str, ...]] = field(
        "words of answers that tell of nothing else (`alone`), or of something else, or a part (`beyond`)"
    )
    bounds: dict[str, tuple[str, ...]] = field("phrases around a figure that say whether it is that, about, more, …")
    months: dict[str, int] = field("names of the months, to their numbers")
    relations: dict[str, tuple[str, ...]] = field(
        "words that set two figures in relation: later, more, apart, for each, to …; and what may stand around them"
    )
    sourced: tuple[Entry, ...] = field("questions about the source itself, where it has what the answer is to name")
    overall: tuple[Entry, ...] = field("questions about the whole comparison, first who wins; the count fills them in")
    say: dict[str, str] = field("phrases replies are made of")
    chat: Chat = field("what is said in the chat besides questions, from a file of its own", Chat())
    asking: Groups = field("what words do to a question: kind of cue to its phrases", Groups({}))


def load_english(folder: str) -> English:
    """Read the English cues: all YAML files of a folder.

    Raises DataError: a file cannot be read or does not fit.
    """
    from assistant.knowledge.schema import read  # YAML is not needed where the knowledge is kept indexed

    english = read(os.path.join(folder, "english.yaml"), English, blanks=True)
    values = {name: getattr(english, name) for name in English.fields}
    chat = read(os.path.join(folder, "chat.yaml"), Chat)
    return English(**{**values, "chat": chat, "asking": _asking(os.path.join(folder, "asking.yaml"))})


def _asking(path: str) -> Groups:
    from assistant.knowledge.schema import read

    rows = read(path, dict[str, tuple[str | tuple[str, ...], ...]])
    return Groups(
        {
            kind: joined(each for row in found for each in ((row,) if isinstance(row, str) else row))
            for kind, found in rows.items()
        }
    )


def in_own_words(english: English, base: KnowledgeBase) -> English:
    """Return the English cues with what the author of a knowledge base says in words of his own.

    His small talk comes before the program's: where the id is the same it has his answer, and what he has word for word
    is his.

    Raises DataError: `say` has a phrase that the program never says, or one with a placeholder that is not filled in.
    """
    if not base.talk and not base.say:
        return english
    faults = list(_unsayable(base, english))
    if faults:
        raise DataError(faults)
    own = {spoken(text) for each in base.talk for text in each.ask}
    given = {each.id: each for each in base.talk}
    small_talk = []
    for each in english.small_talk:
        others = tuple(text for text in each.ask if spoken(text) not in own)
        mine = given.pop(each.id, None)
        asked, answer = (mine.ask, mine.answer) if mine else ((), each.answer)
        small_talk.append(Talk(each.id, (*asked, *others), answer, each.opens))
    values = {name: getattr(english, name) for name in english.fields}
    values |= {"small_talk": (*small_talk, *given.values()), "say": {**english.say, **base.say}}
    return English(**values)


def spoken(text: str) -> str:
    """Return the words of a text without case and marks."""
    plain = text.casefold().replace("'", "").replace("’", "")
    words = plain.split() if plain.replace(" ", "").isalnum() else re.findall(r"[^\W_]+", plain)
    return " ".join(words)


def _unsayable(base: KnowledgeBase, english: English) -> list[Fault]:
    marks = [*(each.mark for each in base.categories), *(each.mark for each in base.entries)]
    paths = dict.fromkeys(each.path for each in marks if each.path)

    from assistant.knowledge.loading import place_of  # nothing else of a question needs what reads folders

    def place(key: str) -> Mark:
        return place_of(key, paths, next(iter(paths), ""))

    faults = [
        Fault(place("say"), f"say: has no phrase {key!r}", f"known: {', '.join(english.say)}")
        for key in base.say
        if key not in english.say
    ]
    phrases = [(f"say: {key}", text, english.say[key]) for key, text in base.say.items() if key in english.say]
    phrases += [(f"talk: {each.id}", each.answer, "{title}{about}{example}") for each in base.talk]
    for what, text, original in phrases:
        try:
            strange = _placeholders(text) - _placeholders(original)
        except ValueError:
            strange = {"{"}
        if strange:
            known = ", ".join(sorted(f"{{{each}}}" for each in _placeholders(original))) or "none"
            faults.append(
                Fault(
                    place(what.partition(":")[0]), f"{what} has a placeholder that is not filled in", f"known: {known}"
                )
            )
    return faults


def _placeholders(text: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
