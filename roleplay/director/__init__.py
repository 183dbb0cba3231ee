"""State and Reading in, State and Directive out: the customer's mind, pure.

`begin` gives the state before the first reply; `direct` takes a reply's reading to the next state and
says what the customer does. Moods move by the numbers in `effects`, needs and endings by the scenario.
"""

from roleplay.director.policy import begin, direct

__all__ = ["begin", "direct"]
