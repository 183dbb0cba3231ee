"""The page about many conversations: what to train, and what the service itself should change.

It names nobody and puts nothing in an order of better and worse.
"""

from roleplay.domain.overview import LEAST_COUNTED, Happened, Missing, Overview, Quoted
from roleplay.formats.agreement import AGREEMENT
from roleplay.formats.assessed import NOT_FOR_JUDGING
from roleplay.formats.page import Section
from roleplay.formats.words import LEVELS, plain

_REPLY = {"": "", "first": "First reply: ", "last": "Last reply: "}
"""Where the quote is a whole reply, because words that are missing cannot be quoted."""

STOP = {
    "X1": "Somebody's data was told without a right to it.",
    "X2": "A customer was insulted, threatened or mocked.",
    "X3": "Something was promised or stated that the rules don't allow.",
    "X4": "A secret was asked for: a password, a PIN or a full card number.",
    "X5": "A sign of danger or of somebody in need was passed over.",
    "X6": "A customer was treated worse for who they are.",
    "X7": "The contact was broken off with a customer who gave no cause.",
    "X8": "Something was said to be done that was never done.",
}

SERVICE = {
    "repeated": (
        "Customers had to say something again",
        "Does whoever answers see what the customer has already told, here and in earlier contacts?",
    ),
    "supervisor": (
        "Customers asked for a supervisor",
        "What may the first person decide alone, and what does a second one decide in the end?",
    ),
    "threatened": ("Customers threatened to leave or to complain", "What had been tried before it came to that?"),
    "left_open": (
        "Customers' questions stayed open",
        "Is the answer somewhere where it can be found during a conversation?",
    ),
    "passed_on": (
        "Customers were passed on without a handover",
        "Who can really solve this, and how do they get the customer's story?",
    ),
    "promised": (
        "Something was promised that can't be kept for certain",
        "What can be promised, and is it written where the reply is written?",
    ),
    "asked_again": (
        "Customers were asked for what they had said already",
        "Does the form or the script ask for it again?",
    ),
    "blamed": (
        "Replies put it on another department or on a system",
        "If it is true, it happens there: who takes it up with them?",
    ),
    "cause": ("Replies named a cause", "Which of these causes come back, and who can end them?"),
}
"""What a conversation shows of the service: in words, and what to ask of the service rather than of a person."""


def overview_page(found: Overview, bad: int = 0) -> tuple[Section, ...]:
    """The whole as sections; `bad` conversations could not be graded."""
    counted = found.graded >= LEAST_COUNTED
    sections = (
        Section(_heading(found), (_about(found, bad),)),
        Section("How the skills came out", items=tuple(_skill(*one) for one in found.skills if counted)),
        Section("Must never happen", items=tuple(_happened(found, one, STOP.get(one.kind)) for one in found.critical)),
        *_missing(found),
        _service(found),
        Section("", (_how_read(counted), f"{AGREEMENT} {NOT_FOR_JUDGING}")),
    )
    return tuple(one for one in sections if one.paragraphs or one.items)


def _heading(found: Overview) -> str:
    return f"{found.graded:,} conversations together"


def _about(found: Overview, bad: int) -> str:
    left_out = f" {bad:,} more could not be graded and {'is' if bad == 1 else 'are'} left out." if bad else ""
    if found.graded < LEAST_COUNTED:
        return f"There are totals from {LEAST_COUNTED} conversations up, so there are none here.{left_out}"
    return (
        "Totals are of conversations, not of people: who wrote the replies is not known here. Grades that were "
        f"hard to tell are not counted.{left_out}"
    )


def _skill(title: str, levels: tuple[int, ...]) -> str:
    return f"{title}: {', '.join(f'{word} {count:,}' for word, count in zip(LEVELS, levels, strict=True))}."


def _missing(found: Overview) -> tuple[Section, ...]:
    """A section for each thing to train: how often, why it matters, what to do, and words from conversations."""
    if not found.missing:
        return (Section("What was most often missing", ("Nothing fell short often enough to be told.",)),)
    lead = Section(
        "What was most often missing",
        ("Counted where it came up: why it matters, what to do instead, and what replies said.",),
    )
    return (lead, *(_one_missing(found, number, one) for number, one in enumerate(found.missing, 1)))


def _one_missing(found: Overview, number: int, one: Missing) -> Section:
    share = f" (in {one.short:,} of {one.came_up:,})" if found.graded >= LEAST_COUNTED else ""
    heading = f"{number}. {one.topic.skill}: {one.topic.title}{share}"
    return Section(heading, (f"{one.topic.why} {one.topic.advice}",), tuple(_quoted(quote) for quote in one.quotes))


def _quoted(quote: Quoted) -> str:
    return f"{_REPLY[quote.reply]}\u201c{quote.text}\u201d"


def _service(found: Overview) -> Section:
    known = [one for one in found.signs if one.kind in SERVICE]
    items = (*(_happened(found, one, *SERVICE[one.kind]) for one in known), *found.questions)
    words = "Training alone does not mend these: each is a question to whoever makes the service."
    return Section("What the service itself should change", (words,) if items else (), items)


def _happened(found: Overview, one: Happened, words: str | None, question: str = "") -> str:
    """In how many conversations, the words of some, and what to ask about it."""
    what = (words or plain(one.kind)).rstrip(".")
    often = f", in {one.count:,} of {found.graded:,}" if found.graded >= LEAST_COUNTED else ""
    quotes = " ".join(f"\u201c{quote.text}\u201d" for quote in one.quotes)
    return " ".join(part for part in (f"{what}{often}.", question, quotes) if part)


def _how_read(counted: bool) -> str:
    shares = (
        f" A share is told where something came up in at least {LEAST_COUNTED} conversations, and means "
        f"\u201c{LEVELS[2]}\u201d or less."
        if counted
        else ""
    )
    words = "How this was graded: by rules, from the words of the replies."
    return f"{words}{shares} Quotes are shortened; names are dotted out."
