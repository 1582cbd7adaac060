# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML from strangers, walked without ever being held whole.

Python's own expat with document types refused: without a document type there are no entities, so neither a small file
that unfolds into gigabytes nor one that names files of this PC. (defusedxml has stood still since 2021, and lxml would
be a large native library for one format.)
"""

from collections.abc import Iterable, Mapping
from typing import Final, NoReturn, Protocol
from xml.parsers import expat

MAX_ELEMENTS: Final = 2_000_000
MAX_DEPTH: Final = 400


class UnsafeXmlError(ValueError):
    """The text declares a document type."""


class XmlTooLargeError(ValueError):
    """More elements than ``MAX_ELEMENTS``."""


class XmlHandler(Protocol):
    """What walks along. Names are ``prefix:local`` for known namespaces and ``local`` for all others."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element; the attributes' names are local ones."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text; one text may come in several pieces."""


def walk_xml(chunks: Iterable[bytes], handler: XmlHandler, prefixes: Mapping[str, str]) -> None:
    """Lead ``handler`` through the document in ``chunks``.

    Args:
        chunks: the bytes, in any pieces.
        handler: is told of every element and text in order.
        prefixes: short name by namespace address.

    Raises:
        UnsafeXmlError: there is a document type.
        XmlTooLargeError: there are too many elements.
        expat.ExpatError, ValueError, LookupError: this is no XML, or nested deeper than ``MAX_DEPTH``.
    """
    walk = _Walk(handler, prefixes)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = handler.text
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


class _Walk:
    """Shortens names and counts."""

    def __init__(self, handler: XmlHandler, prefixes: Mapping[str, str]) -> None:
        self._handler = handler
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._elements = 0
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise XmlTooLargeError
        if self._depth > MAX_DEPTH:
            raise ValueError("nested too deep")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else attributes
        self._handler.start(self._names.get(name) or self._short(name), plain)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(self._names.get(name) or self._short(name))

    def _short(self, name: str) -> str:
        address, _, local = name.rpartition(" ")
        prefix = self._prefixes.get(address)
        short = f"{prefix}:{local}" if prefix else local
        self._names[name] = short
        return short


def _refuse(*_declaration: object) -> NoReturn:
    raise UnsafeXmlError
