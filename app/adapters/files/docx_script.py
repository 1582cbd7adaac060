# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Word document to a script: its paragraphs as lines, no line break that the writer did not type.

The parts are read by our own small reader. A word processor in between adds breaks, and takes seconds; python-docx
shows neither text boxes, content controls nor insertions.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.adapters.files.docx_archive import (
    DAMAGED,
    MAX_UNPACKED,
    DocumentPasswordError,
    DocumentTooLargeError,
    DocxArchive,
    NotADocumentError,
)
from app.adapters.files.docx_body import Body
from app.adapters.files.docx_lines import Line
from app.adapters.files.docx_lists import Numbering, Styles
from app.adapters.files.safe_xml import UnsafeXmlError, XmlTooLargeError
from app.adapters.files.workbook import OLE_START, ZIP_START
from app.domain.import_cells import shown
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.script_marks import is_rtl, language_line, written_in

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MEGABYTE: Final = 1_048_576
_MOST_MARGINS: Final = 20
# Word makes dashes of the hyphens that somebody types around a language line.
_TYPED_LANGUAGE: Final = re.compile(r"<!\s*[-–—]+\s*lang\s*[:：]\s*([A-Za-z-]{2,20}?)\s*[-–—]+\s*>")
_TOLD: Final[Mapping[str, str]] = {
    "pictures": "docx_pictures",
    "deletions": "docx_deletions",
    "insertions": "docx_insertions",
    "comments": "docx_comments",
    "notes": "docx_notes",
    "margins": "docx_margins",
    "boxes": "docx_boxes",
    "ruby": "docx_ruby",
    "symbols": "docx_symbols",
    "placeholders": "docx_placeholders",
    "embedded": "docx_embedded",
    "fields": "docx_fields",
}


@dataclass(slots=True)
class DocumentContent:
    """What a document holds; ``problems`` say why it could not be read, ``warnings`` what was left out."""

    text: str = ""
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def read_document(file: str, data: bytes) -> DocumentContent:
    """Read the document in ``data``; ``file`` is its name for problems. Never raises on bad files."""
    place = Place(file)
    refused = _refused(place, data)
    if refused is not None:
        return DocumentContent(problems=[refused])
    try:
        body = _read(DocxArchive(io.BytesIO(data)))
    except NotADocumentError:
        return DocumentContent(problems=[explain(place, "not_a_document", suffix=posixpath.splitext(file)[1])])
    except DocumentPasswordError:
        return DocumentContent(problems=[explain(place, "docx_password")])
    except (DocumentTooLargeError, XmlTooLargeError):
        return DocumentContent(problems=[explain(place, "docx_bomb", limit=str(MAX_UNPACKED // _MEGABYTE))])
    except UnsafeXmlError:
        return DocumentContent(problems=[explain(place, "docx_entities")])
    except DAMAGED as error:
        reason = shown(str(error)) or type(error).__name__
        return DocumentContent(problems=[explain(place, "docx_broken", reason=reason)])
    return DocumentContent(_script_text(body.lines), warnings=list(_left_out(place, body)))


def _refused(place: Place, data: bytes) -> ImportProblem | None:
    """Return why ``data`` is no document of today's kind, None when it may be one."""
    if data.startswith(OLE_START):
        return explain(place, "docx_password" if _ENCRYPTED in data else "docx_old")
    if not data.startswith(ZIP_START):
        return explain(place, "not_a_document", suffix=posixpath.splitext(place.file)[1])
    return None


def _read(archive: DocxArchive) -> Body:
    styles, numbering = Styles(), Numbering()
    archive.walk(archive.part_of_kind("styles"), styles)
    archive.walk(archive.part_of_kind("numbering"), numbering)
    body = Body(styles, numbering)
    archive.walk(archive.main, body)
    margins = dict.fromkeys(archive.part_by_id(link) for link in body.margins[:_MOST_MARGINS])
    for part in margins:
        own = Body(styles, Numbering())
        archive.walk(part, own)
        body.losses.counts["margins"] += any(line.text.strip() for line in own.lines)
    return body


def _script_text(lines: Iterable[Line]) -> str:
    return "\n".join(_with_languages(lines))


def _with_languages(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the lines, and a language line wherever the direction turns: a script is told its direction, never asked.

    Word says which paragraph runs from right to left. Where somebody typed in Uyghur and did not set it, letters tell.
    """
    language = ""
    for line in lines:
        typed = _TYPED_LANGUAGE.search(line.whole)
        if typed is not None:
            language = typed[1].casefold()
            yield _TYPED_LANGUAGE.sub(lambda match: language_line(match[1]), line.whole)
            continue
        own = written_in(line.text, bidi=line.bidi)
        if own and is_rtl(own) != is_rtl(language):
            language = own
            yield language_line(own)
        yield line.whole


def _left_out(place: Place, body: Body) -> Iterator[ImportProblem]:
    hidden = body.losses.counts["hidden"]
    if hidden:
        yield explain(place, "docx_hidden", count=str(hidden), value=shown(body.losses.hidden_sample))
    for what, code in _TOLD.items():
        if body.losses.counts[what]:
            yield explain(place, code, count=str(body.losses.counts[what]))
