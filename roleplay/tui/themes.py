"""How the interface looks: three themes, calm, with one accent, each of them readable.

The customer's colour is an orange, the trainee's a blue: the two that hardly anybody mixes up. Tests hold that, and
that text stands out from what is behind it at 4.5 to 1, in high contrast at 7 to 1, dimmed text included.
"""

from textual.theme import Theme

DISABLED = "auto 80%"
"""Text that cannot be chosen must be read all the same; that it can't be chosen, its words say."""


def _theme(name: str, back: str, text: str, mine: str, theirs: str, alarm: str, *, raised: str, dark: bool) -> Theme:
    """A theme of six colours: what is raised is what lies over the page."""
    return Theme(
        name=name,
        primary=mine,
        secondary=mine,
        accent=mine,
        success=mine,
        warning=theirs,
        error=alarm,
        foreground=text,
        background=back,
        surface=back,
        panel=raised,
        dark=dark,
        variables={
            "text-muted": DISABLED,
            "text-disabled": DISABLED,
            "block-cursor-foreground": back,
            "block-cursor-background": mine,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-foreground": back,
            "block-cursor-blurred-background": mine,
            "footer-key-foreground": mine,
            "border-blurred": raised,
            "scrollbar-background": raised,
        },
    )


THEMES = (
    _theme("dark", "#14181d", "#e3e6ea", "#93c3f3", "#f0a050", "#f2877f", raised="#232a32", dark=True),
    _theme("light", "#fbfaf7", "#1d2329", "#15508f", "#b35900", "#b3261e", raised="#ebe8e1", dark=False),
    _theme("high-contrast", "#000000", "#ffffff", "#8fd0ff", "#ffb000", "#ff9a94", raised="#1c1c1c", dark=True),
)
"""By the names that the setting `theme` knows."""
