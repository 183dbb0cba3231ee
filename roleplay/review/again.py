"""A conversation that is over, graded once more: with other rubrics, by today's grader, or read anew.

What the customer said and felt stays as it was; only what the replies were worth is asked again.
"""

from collections.abc import Sequence
from dataclasses import replace

from roleplay.domain.customer import State
from roleplay.domain.scenario import Scenario
from roleplay.formats.event import Body, GradedAgain, Played, Reply, turns_of
from roleplay.reader import READER_VERSION, read
from roleplay.review import graded, state_of


def again(
    played: Played, seed: int, line: Sequence[Body], state: State, ending_id: str, read_again: bool = False
) -> GradedAgain:
    """The grade by the rubrics of `played` today, from the stored readings unless asked otherwise.

    A better wording has to pass the same proof as in a first grade: by these rubrics, in the place of the reply.
    """
    known = reread(played.scenario, line) if read_again else line
    found = graded(played, seed, known, state, ending_id)
    return GradedAgain(found.outcome, found.scorecard, played.rubrics, READER_VERSION if read_again else None)


def reread(scenario: Scenario, line: Sequence[Body]) -> list[Body]:
    """The line with every reply read by today's reader, where the customer stood when it was said."""
    done: list[Body] = []
    for body in line:
        state = state_of(done)
        if isinstance(body, Reply) and state is not None:
            reading = read(body.text, scenario, state, turns_of(done))
            body = replace(body, reading=reading, reader=READER_VERSION)
        done.append(body)
    return done
