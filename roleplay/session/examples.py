"""The examples that a language model is tried with: they come with the program, and nothing of anybody's is in them."""

from functools import cache
from importlib.resources import files

import tomli

from roleplay.domain.customer import Act, Band, Directive, Part, Tone
from roleplay.domain.meta import Text
from roleplay.domain.moves import MoveName
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Role, Transcript, Turn
from roleplay.domain.value import Value
from roleplay.voice.scene import Scene

Said = tuple[Role, Text]


class Does(Value):
    """One thing that the customer does, with the built-in words for it."""

    act: Act
    line: Text
    about: str | None = None
    tone: Tone | None = None


class ToPlay(Value):
    """A moment in which a customer speaks; what was said before begins with the opening of the case."""

    case: str
    mood: Band
    reply: Text
    parts: tuple[Does, ...]
    before: tuple[Said, ...] = ()
    facts: tuple[str, ...] = ()


class ToRead(Value):
    """A reply, and all that it does."""

    customer: Text
    reply: Text
    moves: tuple[MoveName, ...]

    @property
    def history(self) -> tuple[Turn, ...]:
        """What was said before it."""
        return (Turn(0, "customer", self.customer),)


class ToJudge(Value):
    """The same conversation twice: with an agent who does well, and with one who does not."""

    situation: Text
    good: tuple[Said, ...]
    poor: tuple[Said, ...]

    @property
    def both(self) -> tuple[Transcript, Transcript]:
        """The good one, then the poor one."""
        good, poor = (Transcript(_turns(one), situation=self.situation) for one in (self.good, self.poor))
        return good, poor


class Examples(Value):
    """All of them."""

    hello: Text
    """To see how fast words come."""
    shape: Text
    """To see whether an answer comes in a given shape."""
    cases: tuple[Scenario, ...]
    moments: tuple[ToPlay, ...]
    replies: tuple[ToRead, ...]
    pairs: tuple[ToJudge, ...]

    def scene(self, moment: ToPlay) -> Scene:
        """The moment as a voice takes it."""
        case = next(one for one in self.cases if one.meta.id == moment.case)
        lines = tuple((Part(one.act, one.about, one.tone), one.line) for one in moment.parts)
        directive = Directive(tuple(part for part, _ in lines), moment.mood, moment.facts)
        said: tuple[Said, ...] = (("customer", case.lines[0].text[0]), *moment.before, ("agent", moment.reply))
        return Scene(case, directive, lines, _turns(said))


def _turns(said: tuple[Said, ...]) -> tuple[Turn, ...]:
    return tuple(Turn(number, role, text) for number, (role, text) in enumerate(said))


@cache
def examples() -> Examples:
    """Read once."""
    return Examples.model_validate(tomli.loads(files(__package__).joinpath("trial.toml").read_text("utf-8")))
