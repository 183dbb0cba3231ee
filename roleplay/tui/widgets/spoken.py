"""One thing in a transcript; customer and trainee differ by bar and by name, never by colour alone."""

from textual.content import Content
from textual.widgets import Static

from roleplay.tui.view import Spoken


def shown(one: Spoken) -> Static:
    """The widget for it."""
    if not one.who:
        return Static(Content(one.text), classes="event")
    words = Content.from_markup("[b]$who[/b]  $text", who=one.who, text=one.text)
    return Static(words, classes=f"spoken {'me' if one.mine else 'them'}")
