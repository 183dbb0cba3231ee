"""The words on screens for what files and records call by ids: plain ones, and each in one place.

`plain` is the last resort for an id of a trainer's own making.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay.domain.scorecard import CriticalId, Finding, Status

LEVELS = ("not yet", "a start", "fair", "good", "very good")
"""Levels 0 to 4."""

DIFFICULTY = ("easy", "fairly easy", "medium", "hard", "tough")
"""Difficulty 1 to 5."""

KINDS = {"angry": "an angry customer", "product-question": "a product question", "conflict": "a conflict"}

STATUS: dict[Status, str] = {
    "not_applicable": "not part of this case",
    "no_opportunity": "did not come up",
    "grader_failed": "could not be read",
    "scored": "",
}

ENDINGS = {
    "resolved": "solved",
    "partial": "partly solved",
    "escalated": "handed over",
    "walked_away": "the customer left",
    "breach": "broken off",
    "turn_cap": "out of time",
    "stopped": "stopped before the end",
}

CRITICAL: dict[CriticalId, str] = {
    "X1": "You told somebody's data without a right to it.",
    "X2": "You insulted, threatened or mocked the customer.",
    "X3": "You promised or stated something that the rules of the house don't allow.",
    "X4": "You asked for a secret: a password, a PIN or a full card number.",
    "X5": "You went past a sign of danger or of somebody in need.",
    "X6": "You treated the customer worse for who they are.",
    "X7": "You broke off the contact with a customer who gave no cause.",
    "X8": "You said that you had done something that was never done.",
}

RULES = {
    "acknowledgement": "naming how it feels",
    "right_paraphrase": "saying it back rightly",
    "wrong_paraphrase": "saying it back wrongly",
    "new_question": "asking something new",
    "repeat_question": "asking again what was said",
    "apology": "an apology",
    "second_apology": "a second apology",
    "apology_loop": "one apology too many",
    "ownership": "taking it on yourself",
    "explanation": "an explanation",
    "excuse": "blaming somebody else",
    "solution": "a solution",
    "option": "another option",
    "step": "a clear next step",
    "done": "getting it done",
    "answer": "answering the question",
    "check": "asking whether it helps",
    "thanks": "a thank you",
    "fair_no": "a fair no",
    "fair_no_unheard": "a no before feeling heard",
    "bare_no": "a bare no",
    "boilerplate": "a stock phrase",
    "more_boilerplate": "more stock phrases",
    "calm_down": "being told to calm down",
    "argue": "being argued with",
    "blame": "being blamed",
    "ignored_question": "a question left open",
    "jargon": "words nobody explained",
    "cold_transfer": "being passed on",
    "warm_transfer": "being handed over with care",
    "false_promise": "a promise that can't be kept",
    "insult": "an insult",
    "breach": "a breach of trust",
    "boundary": "a fair limit",
    "needless_boundary": "a limit without cause",
    "swallowed": "anger swallowed",
    "reply": "one more message",
    "no_progress": "nothing moved forward",
    "progress": "things moving forward",
    "limit": "no more room to move",
}
"""What moved the mood, as the director names it."""

HARD_TO_TELL = "hard to tell"
"""Stands at a level that is only a range."""

MISSING = {
    "acknowledges nothing in the first reply": "no word on it in reply 1",
    "asks nothing, and the customer has to say it again": "asks nothing",
    "asks nothing, though a fact that matters is missing": "asks nothing",
    "brushes the cue off": "brushes off what lies behind",
    "goes past the cue": "passes over what lies behind",
    "neutral and cold": "takes no side",
    "no sign of the need in the plan": "the plan leaves out what was told",
    "offers something while a fact that matters is missing": "offers before it asks",
}
"""What a grader's rule says was missing, where a trainee would read it differently."""

FEELINGS = {"anger": "anger", "heard": "feeling heard", "trust": "trust"}


def plain(id: str) -> str:
    """An id as words, where nobody has given it any."""
    return id.replace("_", " ").replace("-", " ").lower()


def origin(source: str, overrides: Sequence[str]) -> str:
    """Where a case is from, and the ones of the same name that it hides: `DIR, in place of the shipped one`."""

    def place(one: str) -> str:
        return "your own folder" if one == "yours" else one

    hidden = ["the shipped one" if one == "shipped" else f"the one from {place(one)}" for one in overrides]
    return f"{place(source)}, in place of {' and '.join(hidden)}" if hidden else place(source)


def level_words(finding: Finding) -> str:
    """A level as a trainee reads it; an unsure one is a range, because it is no more than that."""
    if finding.status != "scored" or finding.level is None:
        return STATUS[finding.status] or STATUS["grader_failed"]
    if finding.confidence == "high":
        return LEVELS[finding.level]
    low, high = max(0, finding.level - 1), min(4, finding.level + 1)
    return f"{LEVELS[low]} to {LEVELS[high]} ({HARD_TO_TELL})"


STOOD_IN = "built-in customer"
"""Stands beside a name where the built-in customer spoke, or said the rest, for a model that was asked."""
