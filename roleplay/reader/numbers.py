"""Numbers, dates, times and amounts: one folded word for each, however it is written."""

import re
from collections.abc import Sequence
from typing import Protocol

from roleplay.reader.tables import folds


class Worded(Protocol):
    """Anything with a folded word."""

    @property
    def word(self) -> str:
        """The folded word."""
        ...


def number(digits: str, unit: str | None) -> str:
    """A number with what stands behind it: "6pm" and "18:00" are one time, "03/03" is a date."""
    unit = (unit or "").strip().lower().replace(".", "")
    clock = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", digits)
    if unit in ("am", "pm", "h") and clock:
        hour = int(clock[1]) if unit == "h" else int(clock[1]) % 12 + (12 if unit == "pm" else 0)
        return f"time:{hour:02}:{clock[2] or '00'}"
    if re.fullmatch(r"\d{1,2}:\d\d", digits):
        return "time:" + digits.zfill(5)
    day = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?|(\d{1,2})\.(\d{1,2})\.(?:\d{2,4})?", digits)
    if day:
        first, second = int(day[1] or day[3]), int(day[2] or day[4])
        if 1 <= first <= 31 and 1 <= second <= 12:
            return f"date:{second:02}-{first:02}"
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    plain = re.sub(r"[.,]00$", "", digits)
    return f"{plain} percent" if unit == "%" else plain


def date_at(found: Sequence[Worded], index: int) -> tuple[int, str]:
    """How many words from here make a date ("3 March", "March 3rd", "the 3rd of March"), and which; 0 for none."""

    def day(at: int) -> int | None:
        word = found[at].word if at < len(found) else ""
        word = folds()["ordinals"].get(word) or folds()["numbers"].get(word, word)
        return int(word) if re.fullmatch("[0-9]{1,2}", word) and 1 <= int(word) <= 31 else None

    def month(at: int) -> str | None:
        return folds()["months"].get(found[at].word) if at < len(found) else None

    first = day(index)
    if first is not None:
        skip = 1 if index + 1 < len(found) and found[index + 1].word == "of" else 0
        if named := month(index + 1 + skip):
            return 2 + skip, f"date:{named}-{first:02}"
    if named := month(index):
        skip = 1 if index + 1 < len(found) and found[index + 1].word == "the" else 0
        if (second := day(index + 1 + skip)) is not None:
            return 2 + skip, f"date:{named}-{second:02}"
    return 0, ""


def is_typed(word: str) -> bool:
    """Whether a folded word is a date, a time or a number."""
    return word.startswith(("date:", "time:")) or word[:1].isdigit()
