"""Small talk with something said besides: a remark stays small talk, a question or a matter of its own does not."""

from __future__ import annotations

from assistant import Assistant
from assistant.answering.library.places import knowledge_folder
from assistant.answering.reply import CHAT
from tests.answering import last
from tests.cases import for_each


@for_each(
    "text",
    [
        "thanks, this helped me a lot",
        "thank you, I am a happy developer",
        "cool, I will try it",
        "bye, my train leaves",
        "hello there",
        "hello, bread",
        "hello, I need help",
        "who built you and when",
        "good morning, nice weather today",
        "thank you very much, you helped me with my homework",
        "omg thanks you saved me",
        "cheers big man",
        "ok my break is over, thanks so far",
        "hello, nurse on a tea break here",
        "hey there, you awake?",
        "hello hello, can you hear me in row 14?",
    ],
)
def test_a_remark_is_small_talk_still(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status == "chat"


@for_each(
    ("text", "status"),
    [
        ("hello, what is the weather like", "unknown"),
        ("hello, can you order me a pizza?", "unknown"),
        ("fine, and can I connect it to Oracle?", "unknown"),
        ("ok explain csrf for my exam", "answered"),
        ("thanks, and the databases", "answered"),
        ("thanks, which is faster", "answered"),
        ("hi, who made flask", "answered"),
    ],
)
def test_what_is_of_another_matter_is_not(assistant: Assistant, text: str, status: str) -> None:
    assert assistant.ask(text).status == status


@for_each(
    ("said", "status"),
    [
        ("lol weird", CHAT),
        ("haha typical", CHAT),
        ("haha csrf", "answered"),
        ("haha fastapi", "unknown"),
        ("lol templates", "answered"),
        ("I am ever so grateful to you.", CHAT),
        ("I do appreciate you", CHAT),
        ("I am a total newbie", CHAT),
        ("I am a total newbie, which is easier?", "answered"),
    ],
)
def test_what_only_tells_of_who_speaks_asks_nothing(assistant, said, status):
    assert last(assistant, "who made Flask?", said).status == status


def test_a_remark_elsewhere_may_be_the_matter_of_an_author(tmp_path):
    faq = "faq:\n  - {q: When can I take the test?, a: In May.}\n  - {q: Must I bring a passport?, a: Do.}\n"
    (tmp_path / "driving.yaml").write_text(f"title: Driving school\ncite: false\n{faq}", encoding="utf-8")
    school = Assistant(tmp_path / "driving.yaml")
    told = [school.ask(said).text for said in ("test", "lol passport", "lol weird")]
    assert (told[:2], "on whenever you like" in told[2]) == (["In May.", "Do."], True)


@for_each("said", ["hm ok", "well, hello there", "so, thanks"])
def test_an_interjection_before_small_talk_asks_nothing(assistant, said):
    assert assistant.ask(said).status == CHAT


def test_what_can_be_asked_is_told_of_few_questions_too():
    assert Assistant(knowledge_folder() / "faq-starter").ask("what can I ask").status == CHAT


@for_each(
    "text",
    [
        "Good day, I am the Jürgen",
        "hello, my name is Heinz",
        "Good morning! I'm planning a unit on web frameworks.",
        "I am writing an essay about Python frameworks. Could you assist me?",
        "hey there, I'm new to all this",
        "Good evening to you, young man.",
        "heyyy whats up",
        "helloooo",
    ],
)
def test_who_says_who_he_is_or_greets_in_his_own_way_asks_nothing(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status == "chat"


@for_each(
    ("text", "status"),
    [
        ("I am hungry", "unknown"),
        ("hi, I am building a small shop", "answered"),
        ("I am a teacher. who made flask?", "answered"),
        ("I'm new here and need help, which one is better", "answered"),
    ],
)
def test_who_says_what_he_needs_does(assistant: Assistant, text: str, status: str) -> None:
    assert assistant.ask(text).status == status


@for_each(
    "text",
    ["lol", "wtf", "meh", "oh no", "omg lol", "scratch that", "just curious", "hahaha!", "not bad", "nope", "no idea"],
)
def test_who_only_says_his_mood_asks_nothing(assistant: Assistant, text: str) -> None:
    talk = assistant.conversation()
    talk.ask("which is more secure?")
    assert assistant.ask(text).status == talk.ask(text).status == CHAT


@for_each(
    ("text", "status"),
    [("lol. so which one is better then", "answered"), ("meh, is flask safe", "answered"), ("?!", "unknown")],
)
def test_what_is_asked_beside_a_mood_is_asked(assistant: Assistant, text: str, status: str) -> None:
    assert assistant.ask(text).status == status


@for_each(
    ("text", "told"),
    [("thanks, bye", "Goodbye"), ("hey, what can you do?", "I answer from"), ("are you there", "I'm Verdict")],
)
def test_of_several_things_said_the_last_is_met(assistant: Assistant, text: str, told: str) -> None:
    assert assistant.ask(text).text.startswith(told)


@for_each(
    "formula", ["Dear Sir or Madam,", "Many thanks in advance.", "Yours sincerely", "Yours faithfully, Margaret Hill"]
)
def test_what_frames_a_letter_is_small_talk(assistant: Assistant, formula: str) -> None:
    assert assistant.ask(formula).status == CHAT
