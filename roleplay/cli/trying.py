"""Models tried out before the eyes of whoever has set them, line by line as each step is done."""

import asyncio
from datetime import date

from roleplay.cli import streams
from roleplay.cli.doctor import JOBS
from roleplay.cli.saving import keep
from roleplay.config import BUILT_IN, Job, Settings
from roleplay.errors import BadInput, RoleplayError
from roleplay.formats.fitness import Fit, Fitness, load_fitness
from roleplay.formats.page import Section, as_text, wrapped
from roleplay.formats.problem import printable
from roleplay.llm import Endpoint, Model, ModelFault, opened, preset_at
from roleplay.review.appointed import endpoint_for
from roleplay.review.fitness import prompts
from roleplay.session.measured import Tried
from roleplay.session.trial import shaped, streamed, tried, untried
from roleplay.session.verdicts import SHAPES, SKILLS, came_to, entry, listed, paced, verdict

NO_LIST = frozenset(("no_model", "refused", "broken", "garbled", "empty"))
"""What a server may answer that has no list of its models, and speaks all the same."""
WHERE = (
    "Texts go to {place}: only examples that come with this program, and nothing that you or anybody has written. "
    "A slow model takes some minutes."
)
KEPT = "This is remembered: a conversation with this model goes the way that it is fit for, unless you set another."


def try_models(chosen: Settings, quick: bool) -> RoleplayError | None:
    """Try every model that is set, once each, and remember what it is fit for; the first fault, if there was any."""
    first: RoleplayError | None = None
    known: dict[tuple[str, str], tuple[Endpoint, list[Job]]] = {}
    for job in filter(chosen.has_model, BUILT_IN):
        try:
            found = endpoint_for(chosen, job)
        except BadInput as error:
            first = first or error
        else:
            known.setdefault((found.base_url, found.model), (found, []))[1].append(job)
    with asyncio.Runner() as runner:
        for found, jobs in known.values():
            fault = runner.run(_try(chosen, found, jobs, quick))
            first = first or fault
    return first


async def _try(chosen: Settings, at: Endpoint, jobs: list[Job], quick: bool) -> ModelFault | None:
    """One model, for the jobs that it has been set for."""
    who = " and ".join(filter(None, (", ".join(JOBS[job] for job in jobs[:-1]), JOBS[jobs[-1]])))
    preset = preset_at(at.base_url)
    notes = (f"{preset.title}: {preset.note}",) if preset and preset.note else ()
    heading = f"Trying {printable(at.model)}, for {who}"
    streams.show("\n" + as_text((Section(heading, (WHERE.format(place=at.place), *notes)),)).rstrip("\n"))
    model = await opened(at)
    try:
        found = await _steps(model, jobs, quick)
    except ModelFault as fault:
        _say(f"It can't be used: {fault.what}. {fault.hint}")
        return fault
    finally:
        await model.close()
    if quick:
        _say("The examples were left out, so that it is not known what this model is fit for.")
        return None
    streams.show("\n" + as_text((Section("What it is fit for", items=tuple(map(verdict, found))),)).rstrip("\n"))
    streams.show("\n" + wrapped(_kept(chosen, at, found)))
    return next((one.fault for one in found if one.broke_off), None)


async def _steps(model: Model, jobs: list[Job], quick: bool) -> list[Tried]:
    """One thing after the other; a ModelFault where the model can't be used at all."""
    try:
        _say(listed(await model.names(), model.endpoint.model))
    except ModelFault as fault:
        if fault.kind not in NO_LIST:
            raise
        _say("It has no list of its models.")
    _say(paced(await streamed(model)))
    unshaped = ""
    try:
        _say(f"Answers in a given shape: {SHAPES[await shaped(model)]}.")
    except ModelFault as fault:
        unshaped = "it gives no answers in a given shape" if fault.kind == "unfit" else fault.what
        _say(f"Answers in a given shape, as a reader and a judge must give them: none ({unshaped}).")
    found: list[Tried] = []
    for skill in (skill for job in jobs for skill in SKILLS[job] if not quick):
        if unshaped and skill in ("reader", "judge"):
            found.append(untried(skill, unshaped))
        else:
            found.append(await tried(model, skill))
            _say(came_to(found[-1]))
    return found


def _kept(chosen: Settings, at: Endpoint, found: list[Tried]) -> str:
    """Remember it; says so, or why not."""
    try:
        known = load_fitness(chosen.fitness)
    except BadInput:
        known = Fitness()
    new: Fit = entry(at, found, known.of(at.base_url, at.model), prompts(), date.today())
    try:
        keep(chosen.fitness, known.with_one(new).as_bytes())
    except BadInput as error:
        return f"This could not be remembered: {error.what}."
    return KEPT


def _say(text: str) -> None:
    streams.show(wrapped(text, first="- ", rest="  "))
