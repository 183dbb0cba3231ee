"""The customer's words from a model, a sentence at a time, each after its guards.

It takes the built-in line as a given and gives back what was said instead; where a model fails, the built-in
words say whatever has not been said yet. So the customer always answers, and always in the case.
"""

from contextlib import aclosing
from dataclasses import dataclass, field

from roleplay.domain.text import clean
from roleplay.llm import Ask, Model, ModelFault
from roleplay.voice.carried import unsaid
from roleplay.voice.guards import objection
from roleplay.voice.moment import Moment
from roleplay.voice.prompts import Style, again, prompt
from roleplay.voice.scene import Hearing, Scene, Show, Voiced
from roleplay.voice.sentences import Sentences

LEFT_OUT = "something was left out"
"""Why the built-in words had to add something, where nothing else was wrong."""
QUOTES = '"\u201c\u201d\u00ab\u00bb'


async def voiced(model: Model, scene: Scene, hearing: Hearing, style: Style, show: Show) -> Voiced:
    """What the customer says in this scene; `show` gets each sentence as soon as it may be seen.

    A ModelFault where the model failed, whatever was shown by then: `finished` says how the customer goes on.
    """
    moment = Moment(scene, hearing, style == "guided")
    moment.prepare()
    ask = prompt(scene, style)
    take = Take(moment, show)
    await take.shoot(model, ask)
    if not take.shown and take.objection:
        ask, take = again(ask, take.dropped, take.objection), Take(moment, show)
        await take.shoot(model, ask)
    if take.fault:
        raise take.fault
    if not take.shown:
        raise ModelFault("unfit", take.objection or "it said nothing")
    missing = unsaid(take.text, moment)
    why = take.objection or LEFT_OUT
    return Voiced(" ".join((take.text, *missing)), bool(missing), why if missing else "")


def finished(shown: list[str], scene: Scene, hearing: Hearing, style: Style) -> str:
    """What the customer has said where a model was stopped: what was shown, and the built-in words for the rest."""
    text = " ".join(shown)
    return " ".join((text, *unsaid(text, Moment(scene, hearing, style == "guided")))) if shown else scene.line


@dataclass
class Take:
    """One try: what was shown of it, and what ended it."""

    moment: Moment
    show: Show
    shown: list[str] = field(default_factory=list)
    objection: str = ""
    dropped: str = ""
    """The sentence that was not shown."""
    fault: ModelFault | None = None

    @property
    def text(self) -> str:
        """What was shown."""
        return " ".join(self.shown)

    async def shoot(self, model: Model, ask: Ask) -> None:
        """Show sentence after sentence, until one may not be seen or the model has said everything or failed."""
        sentences = Sentences()
        try:
            async with aclosing(model.words(ask)) as words:
                async for word in words:
                    if not all(map(self._may, sentences.feed(word))):
                        return
        except ModelFault as fault:
            self.fault = fault
            return
        if rest := sentences.rest():
            self._may(rest)
        elif not self.shown:
            self.fault = ModelFault("empty")

    def _may(self, sentence: str) -> bool:
        """Show the sentence if nothing speaks against it."""
        bare = unwrapped(sentence, self.text)
        if not bare:
            return True
        why = objection(bare, self.text, self.moment)
        if why is not None:
            self.objection, self.dropped = why, bare
            return False
        self.shown.append(clean(bare))
        self.show(self.shown[-1])
        return True


def unwrapped(sentence: str, so_far: str) -> str:
    """The sentence without the marks that a model likes to put around all it says; a quote in it keeps its own."""
    own = sum(sentence.count(mark) for mark in QUOTES)
    is_open = sum(so_far.count(mark) for mark in QUOTES) % 2 == 1
    if own == 2 and sentence[0] in QUOTES and sentence[-1] in QUOTES:
        return sentence[1:-1].strip()
    if own % 2 == 0 or is_open:
        return sentence
    return (sentence[1:] if sentence[0] in QUOTES else sentence.rstrip(QUOTES)).strip()
