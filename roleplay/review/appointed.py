"""Who was appointed for a job that a language model can do: settings on one side, the door to models on the other."""

from roleplay.config import Job, Settings, variable
from roleplay.errors import BadInput
from roleplay.llm import Endpoint, endpoint, presets


def endpoint_for(settings: Settings, job: Job) -> Endpoint:
    """The model that the settings name for this job; BadInput if its address or its name is missing or wrong."""
    at = settings.model_for(job)
    if not at.base_url:
        known = f"an address as in http://localhost:8080/v1, or one of: {', '.join(presets())}"
        raise _missing("address of a language model", "base_url", known)
    if not at.model:
        raise _missing("name of a language model", "model", "the name that the model has at that address")
    given = {name: getattr(at, name) for name in ("temperature", "first_word", "between_words")}
    told = {name: value for name, value in given.items() if value is not None}
    return endpoint(at.base_url, at.model, at.api_key or "", **told)


def _missing(what: str, name: str, known: str) -> BadInput:
    return BadInput(f"no {what} is set", hint=f"Set {name} in the settings file, or {variable(name)}: {known}.")
