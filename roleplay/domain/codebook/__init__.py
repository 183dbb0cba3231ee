"""Where one move ends and the next begins: the borderline rules of the codebook, with examples.

Whoever labels a reply, writes a cue or trains the reader follows these; `docs/moves.md` is printed from them.
"""

from roleplay.domain.codebook import harms, helps, neutral
from roleplay.domain.codebook.border import Border

GENERAL = (
    "Label what the reply does to this customer, not which words it uses; every move that is really performed, each "
    "once, on the words that perform it (a clause or a sentence).",
    'What is quoted, reported, negated, only imagined or meant the other way round is not performed: "my manager '
    'said sorry", "I won\'t ask for your PIN", "if it were up to me I would refund it".',
    "Sarcasm is labelled as what it does: mocking praise or sympathy is dismiss, never thank, acknowledge or "
    "apologise.",
    "Where a finer name fits, it is used: calm_down, argue, bare_no and insult are kinds of dismiss and are marked by "
    "their finer name; conditional_apology is no apologise; boundary is no set_limit; verify_identity, "
    "check_satisfaction and teach_back are no open_question or closed_question.",
    'An offer, a promise or a greeting put as a question is that offer, promise or greeting and no question: "Shall I '
    'block it?" is offer_solution, "how are you?" is greet.',
    "Spelling, dialect, length and politeness never matter. A reply may have no move at all.",
)
"""Rules for all moves."""

BORDERS: dict[str, Border] = neutral.BORDERS | helps.BORDERS | harms.BORDERS
"""The borders of every move by its id."""
