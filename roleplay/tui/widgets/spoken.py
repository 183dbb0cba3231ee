"""One thing in a transcript; customer and trainee differ by bar and by name, never by colour alone."""

from textual.content import Content
from textual.widgets import Static

from roleplay.tui.view import Spoken

LIT = "bold reverse"


def shown(one: Spoken) -> Static:
    """The widget for it."""
    if not one.who:
        return Static(told(one), classes="event")
    return Static(told(one), classes=f"spoken {'me' if one.mine else 'them'}")


def told(one: Spoken) -> Content:
    """Its words, as text, the ones that are spoken of lit."""
    words = Content(one.text)
    for start, end in one.lit:
        words = words.stylize(LIT, start, end)
    return Content.assemble((one.who, "bold"), "  ", words) if one.who else words
