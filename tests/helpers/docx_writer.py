# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tiny writer of Word documents, for what no word processor would write the same way twice."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_KINDS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def document_xml(body: str, *, before: str = "") -> str:
    """Return ``word/document.xml`` around ``body``; ``before`` stands ahead of the first element."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>'
    )


def docx(body: str, parts: Mapping[str, str] | None = None, *, before: str = "", main: str = "document") -> bytes:
    """Return a document; ``parts`` are further parts by their name without folder and ending (``styles``)."""
    given = dict(parts or {})
    links = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in given
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _relations(f'<Relationship Id="r" Type="{_KINDS}/officeDocument" '
                                                   f'Target="word/{main}.xml"/>'))  # fmt: skip
        archive.writestr(f"word/_rels/{main}.xml.rels", _relations(links))
        archive.writestr(f"word/{main}.xml", document_xml(body, before=before))
        for name, xml in given.items():
            archive.writestr(f"word/{name}.xml", xml.replace("<w:root>", f"<w:root {_NAMESPACES}>"))
    return stream.getvalue()


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    formats = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formats}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def written(paragraphs: Iterable[str]) -> bytes:
    """Return a document of plain paragraphs, each cut into runs as a word processor cuts them."""
    pieces = (("".join(run(text[at : at + 7]) for at in range(0, len(text), 7))) for text in paragraphs)
    return docx("".join(paragraph(runs) for runs in pieces))


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_LINKS}">{inner}</Relationships>'
