"""Whether a model that has been appointed was found fit for its job, as `roleplay doctor` remembers it."""

import hashlib
from functools import cache

from roleplay.config import Job, Settings
from roleplay.errors import BadInput
from roleplay.formats.fitness import Fit, Fitness, load_fitness
from roleplay.grader.asked import FIXED
from roleplay.llm import Endpoint
from roleplay.reader.llm import passport as reads
from roleplay.voice.prompts import passport as speaks

DOES: dict[Job, str] = {"voice": "to word a customer", "reader": "to read", "judge": "to judge"}
UNFIT = "`roleplay doctor` found the model {model} not fit {does}. It is used all the same, since you asked for it."
NOT_FREE = "`roleplay doctor` found the model {model} fit to reword lines, but not to speak freely as you have set it."
IGNORED = "What `roleplay doctor` found out about models cannot be read and is ignored; run it again to have it anew."


@cache
def prompts() -> str:
    """The wording of all prompts in 12 hex digits: with another wording a model has to be tried again."""
    fixed = "\n".join((speaks("", "guided"), speaks("", "free"), reads(""), FIXED))
    return hashlib.sha256(fixed.encode()).hexdigest()[:12]


class Known:
    """What is remembered for these settings; `note` says why it is nothing, where that is a mistake."""

    def __init__(self, settings: Settings) -> None:
        self.note = ""
        try:
            self.fitness = load_fitness(settings.fitness)
        except BadInput:
            self.fitness, self.note = Fitness(), IGNORED

    def of(self, at: Endpoint) -> Fit | None:
        """What the model at this address was found to be with the prompts of today."""
        found = self.fitness.of(at.base_url, at.model)
        return found if found is not None and found.prompts == prompts() else None

    def warning(self, at: Endpoint, job: Job, style: str | None = None) -> str:
        """A sentence for whoever asks a model to do what it was found unfit for; else nothing. `style` is what was
        set."""
        found = self.of(at)
        if found is None:
            return ""
        if job in found.unfit:
            return UNFIT.format(model=at.model, does=DOES[job])
        is_too_free = job == "voice" and style == "free" and found.style == "guided"
        return NOT_FREE.format(model=at.model) if is_too_free else ""
