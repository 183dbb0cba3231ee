"""Directive in, the customer's words out. A voice renders; it decides nothing."""

from roleplay.voice.scripted import Choice, Spoken, chosen, is_authored, own_line, speak

__all__ = ["Choice", "Spoken", "chosen", "is_authored", "own_line", "speak"]
