"""Directive in, the customer's words out. A voice renders; it decides nothing."""

from roleplay.voice.scripted import SLOT, Choice, Spoken, chosen, is_authored, own_line, speak

__all__ = ["SLOT", "Choice", "Spoken", "chosen", "is_authored", "own_line", "speak"]
