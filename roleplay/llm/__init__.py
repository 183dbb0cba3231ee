"""The one door to language models: any OpenAI-compatible address, and nothing here knows what it is asked for.

What comes back is text from outside. Whoever asks cleans it, checks it, and has an answer of its own at hand
for the day on which none comes: every failure is a `ModelFault`, within the time the endpoint allows.
"""

from roleplay.llm.ask import Ask, Message, Model
from roleplay.llm.endpoint import Endpoint
from roleplay.llm.faults import ModelFault
from roleplay.llm.ladder import rung_of, structured, whole
from roleplay.llm.memory import forget, remembered
from roleplay.llm.openai import opened
from roleplay.llm.presets import Preset, endpoint, preset_at, presets

__all__ = [
    "Ask",
    "Endpoint",
    "Message",
    "Model",
    "ModelFault",
    "Preset",
    "endpoint",
    "forget",
    "opened",
    "preset_at",
    "presets",
    "remembered",
    "rung_of",
    "structured",
    "whole",
]
