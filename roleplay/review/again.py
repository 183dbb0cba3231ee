"""A conversation that is over, graded once more: with other rubrics, by today's grader, or read anew.

What the customer said and felt stays as it was; only what the replies were worth is asked again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from roleplay.domain.customer import State
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.formats.event import Body, GradedAgain, Played, Reply, turns_of
from roleplay.reader import READER_VERSION, read
from roleplay.review import graded, state_of, transcript

Judge = Callable[[Sequence[Rubric], Transcript, Scenario | None, Scorecard], Scorecard]
"""Who looks at what the rules have graded, and has the last word on it."""


def again(
    played: Played,
    seed: int,
    line: Sequence[Body],
    state: State,
    ending_id: str,
    read_again: bool = False,
    judge: Judge | None = None,
) -> GradedAgain:
    """The grade by the rubrics of `played` today, from the stored readings unless asked otherwise.

    A better wording has to pass the same proof as in a first grade: by these rubrics, in the place of the reply.
    A `judge` is asked last; whatever it raises is raised.
    """
    known = reread(played.scenario, line) if read_again else line
    found = graded(played, seed, known, state, ending_id)
    card = found.scorecard
    if judge is not None:
        card = judge(played.rubrics, transcript(played.scenario, turns_of(known), ""), played.scenario, card)
    return GradedAgain(found.outcome, card, played.rubrics, READER_VERSION if read_again else None)


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
