"""A second judge for conversations that are over: a language model looks at what the rules have graded.

Synchronous like the rest of the review, for commands and for a thread of its own. Whoever runs an event loop
awaits `roleplay.grader.judge.judged` itself.
"""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.grader.judge import judged
from roleplay.llm import Endpoint, Model, opened


class SecondJudge:
    """A model that is asked about one conversation after the other: `with SecondJudge(endpoint) as judge`."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._runner = asyncio.Runner()
        self._model: Model | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._model is not None:
            self._runner.run(self._model.close())
        self._runner.close()

    def __call__(
        self, rubrics: Sequence[Rubric], transcript: Transcript, scenario: Scenario | None, card: Scorecard
    ) -> Scorecard:
        """The scorecard as the model sees it, from the one by rules; a ModelFault if it fails."""
        return self._runner.run(self._judged(rubrics, transcript, scenario, card))

    async def _judged(
        self, rubrics: Sequence[Rubric], transcript: Transcript, scenario: Scenario | None, card: Scorecard
    ) -> Scorecard:
        if self._model is None:
            self._model = await opened(self.endpoint)
        return await judged(self._model, rubrics, transcript, scenario, card)
