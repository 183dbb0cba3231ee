"""A first rubric and a first replay: small, with comments, and good for use as they are."""

from roleplay.formats.drafting import LONGEST_ID
from roleplay.formats.toml import quoted


def rubric_draft(id: str, title: str, schema: str) -> str:
    """A rubric of two criteria that grades at once."""
    return _RUBRIC.format(schema=schema, id=id, title=quoted(title), part=id[: LONGEST_ID - len("-feeling")])


def replay_draft(scenario: str, seed: int, schema: str) -> str:
    """A replay with one reply to reword, and expectations that any decent reply meets."""
    return _REPLAY.format(schema=schema, scenario=scenario, seed=seed)


_RUBRIC = """\
#:schema {schema}
# A skill of your own: criteria in your words, each with one of the program's measures. The weights add up to 100.
id = "{id}"
title = {title}
summary = "Sees what it is like for the customer, and says what happens next."

[[criteria]]
id = "{part}-feeling"
title = "Names the feeling or the impact"
weight = 50
aggregate = "first"
measure = "feeling-named"
# From 0: harmful, absent, partly there, good, and fitted to this customer.
levels = [
  "Brushes it off.",
  "Says nothing of it.",
  "A stock phrase, or a feeling without its cause.",
  "Names what it means for the customer.",
  "Names it in this customer's own case, briefly.",
]
opportunity = "The customer has told what it means for them."
why = "Who feels seen can listen to what comes next."
# What to do where it is missing, and where it is partly there; {{quote}} is the trainee's words.
advice = ["Say what it means for this customer, in one sentence.", "“{{quote}}” is a beginning. Say what it is about."]
praise = "“{{quote}}” shows that you have seen it."

[[criteria]]
id = "{part}-next"
title = "Says what happens next"
weight = 50
aggregate = "best"
measure = "moves"
moves = ["commit_next_step"]
thresholds = {{ fair = 1, good = 2, very_good = 3 }}
levels = [
  "Leaves the customer with less than before.",
  "Says no next step.",
  "Says one.",
  "Says two.",
  "Says three or more.",
]
opportunity = "Every conversation."
why = "A customer who knows what happens next need not ask."
advice = ["Say what you will do, and by when.", "“{{quote}}” is one step. Say what comes after it."]
praise = "“{{quote}}” says what happens next."
"""

_REPLAY = """\
#:schema {schema}
# A conversation as a test: what is said, and what must come of it. Turns go on with [[turns]], as many as you like.
scenario = "{scenario}"
seed = {seed}

[[turns]]
say = "Thank you for telling me. What do you need most right now?"

# What must be so at the end; [turns.expect] after a turn says what must be so by then.
[expect]
not_ending = ["breach", "walked_away"]
critical = []
"""
