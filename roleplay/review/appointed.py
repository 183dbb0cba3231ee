"""The model that the settings name for a job."""

from roleplay.config import Job, Settings
from roleplay.errors import BadInput
from roleplay.llm import Endpoint, endpoint
from roleplay.llm.endpoint import BETWEEN_WORDS, FIRST_WORD, TEMPERATURE

HOW = "docs/models.md says how to set one; `roleplay doctor` tries it."


def endpoint_for(settings: Settings, job: Job) -> Endpoint:
    """Where the model for this job is; BadInput if the settings don't say, or name what can be none."""
    at = settings.model_for(job)
    if at.base_url is None or at.model is None:
        missing = "base_url" if at.base_url is None else "model"
        raise BadInput(f"no language model is set: {missing} is missing", hint=HOW)

    def given(value: float | None, default: float) -> float:
        return default if value is None else value

    return endpoint(
        at.base_url,
        at.model,
        at.api_key or "",
        given(at.temperature, TEMPERATURE),
        given(at.first_word, FIRST_WORD),
        given(at.between_words, BETWEEN_WORDS),
    )
