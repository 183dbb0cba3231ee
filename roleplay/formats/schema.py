"""The shape of each kind of file as JSON Schema, so that an editor completes and checks while somebody writes."""

import json

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from roleplay.domain.replay import Replay
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.formats.transcript import TranscriptFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """The schema of one of `MODELS`, as a file."""
    model, shape = MODELS[kind]
    schema = model.model_json_schema(by_alias=True, schema_generator=shape)
    return json.dumps({"$schema": _DIALECT, "title": f"A {kind}", **schema}, ensure_ascii=False, indent=2) + "\n"


class _Shape(GenerateJsonSchema):
    """Without titles, which would only say each key again, and with no default but those an author would write."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        found.pop("title", None)
        return found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        if not isinstance(found.get("default"), str | int | float):
            found.pop("default", None)
        return found


class _Toml(_Shape):
    """TOML has no null: what may be left out is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


MODELS: dict[str, tuple[type[BaseModel], type[GenerateJsonSchema]]] = {
    "scenario": (Scenario, _Toml),
    "rubric": (Rubric, _Toml),
    "replay": (Replay, _Toml),
    "transcript": (TranscriptFile, _Shape),
}
"""Every kind of file that has a schema, and how it is written."""
