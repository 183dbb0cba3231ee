"""The closed vocabulary of what an agent's reply can do (dialogue acts), each named once.

The reader finds them, the director reacts to them, the grader counts them and the debrief quotes
them, so that score and customer can never disagree. To add a move, add a row here and its cues in
`reader/cues`; a test names any move without cues.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from roleplay.domain.value import offered

Polarity = Literal["helps", "neutral", "harms"]


@dataclass(frozen=True, slots=True)
class MoveKind:
    """One row of the codebook: `id` is the contract, `name` is what a trainee reads on screen."""

    id: str
    name: str
    polarity: Polarity
    gloss: str
    example: str


def _kinds(polarity: Polarity, *rows: tuple[str, str, str, str]) -> list[MoveKind]:
    return [MoveKind(id, name, polarity, gloss, example) for id, name, gloss, example in rows]


_ROWS = [
    *_kinds(
        "neutral",
        ("greet", "greeting", "opens the contact", "Hello Maya, this is Tom."),
        ("thank", "thanks", "thanks the customer for something", "Thanks for telling me."),
        ("close", "goodbye", "ends the contact", "Goodbye, and have a good trip."),
        (
            "verify_identity",
            "identity check",
            "asks for or does an account check",
            "Which e-mail is the account under?",
        ),
        ("off_topic", "off topic", "has nothing to do with the case", "Did you see the match last night?"),
        (
            "closed_question",
            "closed question",
            "asks a yes/no or single-slot question about the case",
            "Is it the size 41?",
        ),
    ),
    *_kinds(
        "helps",
        (
            "acknowledge",
            "names the feeling",
            "names or validates the feeling, or the impact",
            "Three weeks without heating with a newborn is rough.",
        ),
        ("apologise", "apology", "a sincere apology for what happened", "I'm sorry we sent it to the wrong address."),
        ("restate", "says it back", "says back what the customer said or wants", "So you changed it on 3 March."),
        ("open_question", "open question", "asks something with many possible answers", "What do you need it for?"),
        ("explain", "explanation", "gives information or a reason relevant to the case", "It prints two days ahead."),
        ("answer", "answer", "answers the customer's direct question", "Yes, the old one is blocked."),
        ("offer_solution", "solution", "offers a concrete fix, option or recommendation", "I can send it by courier."),
        ("offer_option", "a further option", "offers one more way", "Or you use a virtual card today."),
        (
            "commit_next_step",
            "next step",
            "commits to an action: what, and who or when",
            "I'll call you by 17:00 today.",
        ),
        ("take_ownership", "ownership", "takes first-person responsibility", "That's on us. I'll see this through."),
        ("reassure", "reassurance", "lowers worry in a credible way", "You won't lose your place."),
        (
            "set_limit",
            "a fair no",
            "a calm no with a reason or an alternative",
            "I can't refund it, but repair is covered.",
        ),
        (
            "boundary",
            "boundary",
            "a calm limit to abuse, door left open",
            "If the insults go on I'll have to end the chat.",
        ),
        (
            "check_satisfaction",
            "checks it helps",
            "asks whether this works for the customer",
            "Does Thursday work for you?",
        ),
        (
            "teach_back",
            "checks understanding",
            "asks the customer to say or show it back",
            "What do you see on the screen now?",
        ),
        (
            "warm_handover",
            "warm handover",
            "hands over with context, name and time",
            "Ana has your notes and calls at 3.",
        ),
    ),
    *_kinds(
        "harms",
        ("dismiss", "brushes off", "minimises, mocks or invalidates", "It's only a card."),
        ("calm_down", "tells to calm down", "tells the customer how to feel", "Please calm down."),
        ("argue", "argues", "disputes what the customer says", "That's not what our records say."),
        ("blame_customer", "blames the customer", "puts the fault on the customer", "You forgot to press save."),
        (
            "blame_others",
            "blames others",
            "blames a colleague or the system, without own action",
            "IT messed up again.",
        ),
        ("bare_no", "bare no", "a refusal with neither reason nor alternative", "We can't do that."),
        (
            "boilerplate",
            "stock phrase",
            "a stock courtesy with nothing of this case in it",
            "We apologise for any inconvenience.",
        ),
        ("jargon", "jargon", "technical terms not explained", "The PAN is tokenised in the HSM."),
        (
            "cold_transfer",
            "cold transfer",
            "hands over or parks without context",
            "You need to call another department.",
        ),
        ("interrogate", "interrogation", "more than three questions at once", "When? Where? Which? Who? Why?"),
        ("repeat_question", "asks again", "asks what the customer already said", "When did you change it?"),
        ("ignore_question", "question ignored", "leaves a direct question unanswered", "(no answer)"),
        (
            "conditional_apology",
            "apology with an if",
            "an apology with a condition in it",
            "I'm sorry if you feel that way.",
        ),
        (
            "false_promise",
            "false promise",
            "guarantees what can't be or may not be guaranteed",
            "It's there tomorrow at 9.",
        ),
        ("insult", "insult", "abuse, a slur, a threat or mockery", "You idiot."),
        ("data_leak", "discloses data", "gives out someone's data without a right to it", "His number is 0171..."),
        ("ask_secret", "asks a secret", "asks for a password, PIN or full card number", "Please send me your PIN."),
        ("ignore_safety", "misses a danger", "goes past a safety or vulnerability cue", "First your meter number."),
    ),
]

MOVES: dict[str, MoveKind] = {kind.id: kind for kind in _ROWS}
"""Every move by id, in the order of the codebook."""

MoveName = Annotated[str, offered(MOVES)]
"""A move as a file names it."""
