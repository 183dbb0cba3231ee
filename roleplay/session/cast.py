"""Who does what in a sitting: what is built in, or a model for as long as it does its job.

A model is asked here and nowhere else in a session. One that fails costs a moment and never the conversation;
one that fails for good, or twice in a row, is left alone until the trainee wants it back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from roleplay.config import Job, Settings
from roleplay.errors import BadInput
from roleplay.llm import Endpoint, Model, ModelFault, opened
from roleplay.review.appointed import endpoint_for
from roleplay.review.fitness import Known
from roleplay.voice.prompts import Style

T = TypeVar("T")

MOST_FAILURES = 2
"""Answers in a row that a model may fail to give before it is asked no more."""
MOST_UNFIT = 4
"""The same for answers that came and were of no use: they cost no waiting for nothing."""

NAMES: dict[Job, str] = {"voice": "AI customer", "reader": "AI reader", "judge": "AI judge"}
GOES: dict[Job, str] = {
    "voice": "What you write goes to {place}, to the model {model}, which words what {name} says.",
    "reader": "What you write goes to {place}, to the model {model}, which reads it beside the built-in reader.",
    "judge": "When the conversation is over it goes to {place}, to the model {model}, which judges beside the rules.",
}
GUIDED = "The lines of {name} go to {place}, to the model {model}, which puts them into other words. Yours don't."
SWITCH = "/voice changes between the AI customer and the built-in one."


@dataclass(slots=True)
class Post:
    """A job that a model has been given."""

    endpoint: Endpoint
    model: Model | None = None
    failures: int = 0
    rests: Literal["", "failed", "sent away"] = ""
    """Why it is not asked any more, until it is wanted back."""


class Cast:
    """The models of a sitting; with none, everything is done by what is built in."""

    def __init__(
        self, endpoints: Mapping[Job, Endpoint] | None = None, style: Style = "guided", notes: tuple[str, ...] = ()
    ) -> None:
        """`notes` say what keeps a model that was asked for from being there, or what speaks against it."""
        self._posts = {job: Post(one) for job, one in (endpoints or {}).items()}
        self._asking: asyncio.Task[object] | None = None
        self.style, self._notes = style, notes

    def asks(self, job: Job) -> bool:
        """Whether a model is asked to do this job now."""
        post = self._posts.get(job)
        return post is not None and not post.rests

    def has_failed(self, job: Job) -> bool:
        """Whether what is built in stands in for a model that was asked and is asked no more."""
        post = self._posts.get(job)
        return post is not None and post.rests == "failed"

    def model_of(self, job: Job) -> str:
        """The name of the model that has this job."""
        return self._posts[job].endpoint.model

    def notices(self, name: str) -> tuple[str, ...]:
        """What a trainee is told before the first word: where the text goes, or why it goes nowhere. `name` is the
        customer's."""
        told = list(self._notes)
        for job, post in self._posts.items():
            words = GUIDED if job == "voice" and self.style == "guided" else GOES[job]
            at = post.endpoint
            told.append(f"{NAMES[job]}: {words.format(place=at.place, model=at.model, name=name)}")
        return (*told, SWITCH) if "voice" in self._posts else tuple(told)

    def switch(self) -> str:
        """Give the customer's words to the model, or back to what is built in; says which it is now."""
        post = self._posts.get("voice")
        if post is None:
            raise BadInput(
                "there is no AI customer in this conversation",
                hint="Settings, or --voice llm, ask for one before a conversation begins.",
            )
        post.rests, post.failures = "" if post.rests else "sent away", 0
        return "The built-in customer answers from here on." if post.rests else "The AI customer answers from here on."

    def hurry(self) -> bool:
        """Wait no longer for the model that is being asked: what is built in answers. False if none is."""
        return self._asking is not None and self._asking.cancel()

    async def ask(self, job: Job, call: Callable[[Model], Awaitable[T]]) -> T | str:
        """What the model makes of the call, or else a note on why there is nothing, and what to do."""
        post = self._posts[job]
        self._asking = task = asyncio.ensure_future(self._asked(post, call))
        try:
            found = await task
        except asyncio.CancelledError:
            if not task.cancelled() or _is_cancelled():
                task.cancel()
                raise
            return ""
        except ModelFault as fault:
            return self._note(job, post, fault)
        finally:
            self._asking = None
        post.failures = 0
        return found

    async def _asked(self, post: Post, call: Callable[[Model], Awaitable[T]]) -> T:
        if post.model is None:
            post.model = await opened(post.endpoint)
        return await call(post.model)

    def _note(self, job: Job, post: Post, fault: ModelFault) -> str:
        post.failures += 1
        most = MOST_UNFIT if fault.kind == "unfit" else MOST_FAILURES
        post.rests = "failed" if fault.lasts or post.failures >= most else ""
        told = f"{NAMES[job]}: {fault.what}; what is built in did it instead. {fault.hint}"
        if not post.rests:
            return told
        back = " /voice asks it again." if job == "voice" else ""
        return f"{told} It is not asked any more in this conversation.{back}"

    async def close(self) -> None:
        """Let go of all connections."""
        for post in self._posts.values():
            if post.model is not None:
                await post.model.close()
                post.model = None


def cast(settings: Settings) -> Cast:
    """The models that were asked for; what is missing for one is told, and then it is done by what is built in.

    Where no style is set, a model words the customer as it was found fit for, or else in the safer way.
    """
    if not settings.asked:
        return Cast()
    known, found = Known(settings), dict[Job, Endpoint]()
    notes = [known.note] if known.note else []
    for job in settings.asked:
        try:
            found[job] = at = endpoint_for(settings, job)
        except BadInput as error:
            notes.append(f"{NAMES[job]}: {error.what}; what is built in does it instead. {error.hint}")
        else:
            warning = known.warning(at, job, settings.style.value)
            notes += [f"{NAMES[job]}: {warning}"] if warning else []
    fit = known.of(found["voice"]) if "voice" in found else None
    style = settings.style.value or (fit and fit.style) or "guided"
    return Cast(found, style, tuple(notes))  # type: ignore[arg-type]


def _is_cancelled() -> bool:
    """Whether whoever waits is to stop, and not only what is waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
