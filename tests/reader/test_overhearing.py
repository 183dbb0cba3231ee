"""What a customer from elsewhere does in a turn: the only evidence there is of how the reply before it landed."""

from __future__ import annotations

import pytest
from heard import SHOES, said, scenario
from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.customer import BANDS, Directive
from roleplay.reader import overhear, told_in
from roleplay.reader.clauses import clauses
from roleplay.reader.overhearing import cued_acts
from roleplay.reader.words import tokens

OPENING = "My refund of 40 euros for the broken lamp has not arrived since 3 March."
REPLY = "We sent it to you on Monday. There are two options."


def hear(text: str, *before: str) -> Directive:
    return overhear(text, said(*(before or (OPENING, REPLY))))


def acts(text: str, *before: str) -> set[str]:
    return {part.act for part in hear(text, *before).parts}


def by_cues(text: str, *before: str) -> set[str]:
    """What the words show by themselves, before what was learned of such turns is asked."""
    return set(cued_acts(text, clauses(tokens(text)), said(*(before or (OPENING, REPLY)))))


def wrong(text: str, *heard_as: str, why: str):
    """A case that is heard wrongly today, and why."""
    return pytest.param(text, *heard_as, marks=pytest.mark.xfail(reason=why))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Thank you so much!", "thank"),
        ("thx", "thank"),
        ("Thanks for looking it up.", "thank"),
        ("Okay, that works for me.", "confirm"),
        ("Yes please.", "confirm"),
        ("Sounds good.", "confirm"),
        ("Great!", "confirm"),
        ("Phew, that's a relief.", "soften"),
        ("I'm sorry I snapped.", "soften"),
        ("As I said, it was a lamp.", "repeat"),
        ("I already told you that.", "repeat"),
        ("That is not what I asked.", "repeat"),
        ("Did you even read what I wrote?", "repeat"),
        ("That's wrong.", "correct_you"),
        ("I never said that.", "correct_you"),
        ("I'll take a lawyer.", "threaten"),
        ("I'm going to the ombudsman.", "threaten"),
        ("I'm switching to another bank.", "threaten"),
        ("I want to speak to your manager.", "demand_supervisor"),
        ("This is your last chance.", "ultimatum"),
        ("Forget it.", "notice"),
        ("I give up.", "notice"),
        ("This is ridiculous.", "vent"),
        ("I'm fed up.", "vent"),
        ("I'm so worried about it.", "reveal"),
        ("When does it come?", "ask"),
    ],
)
def test_a_customers_words_show_what_they_do(text: str, act: str) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Thanks for nothing.", "thank"),
        ("No thanks.", "thank"),
        ("Thank you, but where is my refund?", "thank"),
        ("Thank you. So when does it come?", "thank"),
        ("That's not great.", "confirm"),
        ("That does not work for me.", "confirm"),
        ("Great, so I wait another week.", "confirm"),
        ("Great, now I wait another week.", "confirm"),
        ("Just great.", "confirm"),
        ("Oh great.", "confirm"),
        ("Great. As I said, the lamp is broken.", "confirm"),
        ("Great service, really.", "confirm"),
        ("I'm not worried any more.", "reveal"),
        ("Don't worry.", "vent"),
        ("Can I cancel my order?", "threaten"),
        ("I'd like to switch to the yearly plan.", "threaten"),
        ("Thanks again!", "repeat"),
        ("It is a blue lamp.", "ask"),
        ("Great, this is ridiculous.", "confirm"),
        ("Perfect. You idiot.", "confirm"),
        ("No, I ordered the red one.", "confirm"),
        ("It's on the label.", "confirm"),
        ("Thank you once again.", "repeat"),
        ("I wanted to say thank you.", "repeat"),
        wrong("Please cancel my order.", "threaten", why="a plain wish is heard as a threat"),
        wrong("The police report has the number 12.", "threaten", why="a paper of the police is heard as a threat"),
        ("I'm leaving tomorrow for Spain.", "threaten"),
        wrong("I'm done, it worked!", "notice", why="being finished with it is heard as giving up"),
        ("Whatever works for you.", "notice"),
        ("I can come on Monday.", "vent"),
    ],
)
def test_what_only_looks_like_it_is_not_it(text: str, act: str) -> None:
    assert act not in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        wrong("Hello.", why="a greeting after a reply is taken for impatience"),
        wrong("It is a blue lamp.", why="after a reply that says nothing of it, it is taken for setting right"),
        "asdf qwer",
        "12",
        "...",
        "🙂",
    ],
)
def test_words_that_show_nothing_are_no_evidence(text: str) -> None:
    found = hear(text)
    assert (found.parts, found.band, found.abusive, found.ends) == ((), "calm", False, None)


@pytest.mark.parametrize(
    "text", [OPENING, OPENING.upper(), "The refund of 40 euros for my broken lamp has not arrived!"]
)
def test_most_of_it_said_before_is_repeating_it(text: str) -> None:
    assert "repeat" in acts(text)
    assert "repeat" not in by_cues(text, "Hello.", REPLY)


def test_the_agents_own_words_said_back_are_no_repeating() -> None:
    assert "repeat" not in acts("On Monday then, sent by you.", "Hello.", "It was sent by us on Monday.")


@pytest.mark.parametrize(
    ("text", "echoes"),
    [
        ("Which options?", True),
        ("What options?", True),
        ("Which lamp?", False),
        ("Which options are there for somebody who lives abroad?", False),
        ("When? Where? How?", True),
        ("When? Where?", False),
    ],
)
def test_a_question_that_only_throws_the_words_back_shows_that_they_said_nothing(text: str, echoes: bool) -> None:
    assert "ask" in by_cues(text)
    assert ("repeat" in by_cues(text)) == echoes


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("You didn't send it on Monday.", True),
        ("It wasn't Monday.", True),
        ("There were not two options.", True),
        ("The lamp is not here.", False),
        ("I was not there on Monday.", False),
        ("We did not get it on Monday.", False),
        ("It was on Monday.", False),
    ],
)
def test_denying_what_only_the_agent_has_brought_up_corrects_them(text: str, denies: bool) -> None:
    assert ("correct_you" in by_cues(text)) == denies


def test_nobody_can_be_denied_who_has_said_nothing() -> None:
    assert "correct_you" not in acts("It wasn't Monday.", OPENING)


@pytest.mark.parametrize("text", ["Where is MY MONEY", "Where is it??", "No! Not that.", "You WHAT?!", "It is late!!"])
def test_capitals_and_marks_say_it_louder(text: str) -> None:
    assert "vent" in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Where is it?",
        "It is the HTML file.",
        "No. Not that.",
        "OK",
        "I live in the USA.",
        "My SIM is locked.",
        "The IBAN is on the invoice.",
    ],
)
def test_an_abbreviation_and_a_plain_question_are_no_shouting(text: str) -> None:
    assert "vent" not in by_cues(text)


def test_a_word_in_capitals_that_the_agent_used_is_only_taken_up() -> None:
    assert "vent" not in acts("The ETA is on the page?", OPENING, "The ETA is on the page.")


def test_thanks_said_loudly_are_thanks() -> None:
    assert acts("Thank you so much!!") == {"thank"}


@pytest.mark.parametrize(
    "text", ["You idiot.", "You are all idiots!", "Are you stupid?", "Fuck you.", "You useless clerk!"]
)
def test_abuse_is_known_as_abuse(text: str) -> None:
    assert hear(text).abusive
    assert BANDS.index(hear(text).band) >= BANDS.index("angry")


@pytest.mark.parametrize(
    "text",
    [
        "This is ridiculous, do something!",
        "I feel so stupid, sorry.",
        "Sorry, stupid question: where do I click?",
        "What a bloody mess.",
        "WHERE IS MY REFUND",
        "I'll take a lawyer.",
        "He swears that it was paid.",
    ],
)
def test_anger_without_an_insult_is_no_abuse(text: str) -> None:
    assert not hear(text).abusive


@pytest.mark.parametrize(
    ("milder", "louder"),
    [
        ("I can wait for it.", "This is ridiculous."),
        ("This is ridiculous.", "I'll take a lawyer."),
        ("I'll take a lawyer.", "I'm fed up. As I said, I'll take a lawyer."),
        ("where is my refund", "WHERE IS MY REFUND"),
        ("This is ridiculous.", "You idiot."),
    ],
)
def test_anger_shows_in_what_is_done_and_in_how_loud_it_is(milder: str, louder: str) -> None:
    assert BANDS.index(hear(milder).band) < BANDS.index(hear(louder).band)


def test_whoever_shouts_at_somebody_does_not_agree_with_them() -> None:
    for text in ("Great. I'll take a lawyer.", "FINE, THAT WORKS, YOU IDIOTS", "Great, forget it."):
        assert not acts(text) & {"confirm", "soften"}, text


def test_what_the_customer_tells_is_kept_by_the_number_of_their_turn() -> None:
    first = hear("The lamp is broken and the shade is torn.")
    assert first.facts
    numbers = {fact.split(".")[0] for fact in first.facts}
    assert numbers == {"1"}
    opening = overhear("The lamp is broken.", ())
    assert {fact.split(".")[0] for fact in opening.facts} == {"0"}
    assert hear("Thank you.").facts == ()


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_words_after_any_words_are_heard_somehow_and_end_nothing(text: str, before: str) -> None:
    found = overhear(text, said(before, before))
    assert found == overhear(text, said(before, before))
    assert found.ends is None
    assert len({part.act for part in found.parts}) == len(found.parts)


def test_a_text_of_any_length_is_heard_in_its_beginning_only() -> None:
    assert acts("word " * 5000 + "You are wrong, I give up.") == acts("word " * 5000)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I run a race on Saturday.", ("race-saturday",)),
        ("I ordered green, and there is a blue pair in the box.", ("ordered-green", "got-blue")),
        ("There is a blue pair in the box, and I ordered green.", ("ordered-green", "got-blue")),
        ("It is raining here.", ()),
        ("", ()),
    ],
)
def test_facts_of_a_case_are_told_in_the_customers_own_words(text: str, facts: tuple[str, ...]) -> None:
    assert told_in(text, scenario(SHOES)) == facts


def test_nobody_tells_what_they_do_not_know_themselves() -> None:
    shoes = scenario(SHOES)
    facts = tuple(fact.model_copy(update={"status": "unknown"}) for fact in shoes.facts)
    assert told_in("I run a race on Saturday.", shoes.model_copy(update={"facts": facts})) == ()
