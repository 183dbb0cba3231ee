"""Directive in, the customer's words out. A voice renders; it decides nothing."""

from roleplay.voice.scripted import Spoken, is_authored, speak

__all__ = ["Spoken", "is_authored", "speak"]
