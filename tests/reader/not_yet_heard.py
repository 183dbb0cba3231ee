"""Known limits of the rules: what they miss, mistake or take amiss today, each with its reason."""

from __future__ import annotations

MISSED: dict[str, str] = {}
MISTAKEN: dict[str, str] = {}
UNFAIR: dict[str, str] = {}
