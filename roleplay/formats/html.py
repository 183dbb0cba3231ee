"""A report as one HTML file that needs nothing else: no script, no address, and text from outside only as text.

Made to be read and to be printed on A4 in black and white.
"""

from collections.abc import Iterator, Sequence
from html import escape

from roleplay.formats.page import Section

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.25rem 4rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1.5rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .75rem;
  border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 1.5rem 0 .35rem; }
p { margin: .4rem 0; }
ul { margin: .35rem 0 .35rem; padding-left: 1.2rem; }
li { margin: .25rem 0; }
p, li { overflow-wrap: anywhere; white-space: pre-line; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; color: #000; }
  article + article { break-before: page; }
  h2 { border-color: #000; }
  h1, h2, h3 { break-after: avoid; }
  li, p { break-inside: avoid; orphans: 3; widows: 3; }
}
""".strip()

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever slips into the page, a browser loads nothing and runs nothing for it."""

Article = tuple[str, Sequence[Section]]
"""A title, and the page under it."""


def as_html(title: str, articles: Sequence[Article]) -> Iterator[str]:
    """The file, part by part; each article begins on a sheet of its own when it is printed."""
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{_text(title)}</h1>\n"
    )
    for heading, sections in articles:
        yield f"<article>\n<h2>{_text(heading)}</h2>\n{''.join(map(_section, sections))}</article>\n"
    yield "</main>\n</body>\n</html>\n"


def _section(section: Section) -> str:
    heading = f"<h3>{_text(section.heading)}</h3>\n" if section.heading else ""
    paragraphs = "".join(f"<p>{_text(one)}</p>\n" for one in section.paragraphs)
    items = "".join(f"<li>{_text(one)}</li>\n" for one in section.items)
    return f"<section>\n{heading}{paragraphs}{f'<ul>{chr(10)}{items}</ul>{chr(10)}' if items else ''}</section>\n"


def _text(text: str) -> str:
    return escape(text, quote=True)
