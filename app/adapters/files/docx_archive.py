# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Word document as a zip of parts: which part is which, and no part larger than any script needs."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Final
from xml.parsers import expat

from app.adapters.files.safe_xml import XmlHandler, walk_xml

MAX_UNPACKED: Final = 60 * 1_048_576
DAMAGED: Final = (OSError, EOFError, ValueError, KeyError, LookupError, NotImplementedError, RuntimeError,
                  zipfile.BadZipFile, zipfile.LargeZipFile, expat.ExpatError)  # fmt: skip
_CHUNK: Final = 262_144
_ENCRYPTED_FLAG: Final = 0x1
_MAIN_KIND: Final = "/officeDocument"
_PREFIXES: Final[Mapping[str, str]] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}


class NotADocumentError(ValueError):
    """A zip file, but no Word document."""


class DocumentPasswordError(ValueError):
    """The parts are encrypted."""


class DocumentTooLargeError(ValueError):
    """The parts that are read unpack to more than ``MAX_UNPACKED`` bytes."""


class DocxArchive:
    """The parts of one document.

    Raises:
        NotADocumentError, DocumentPasswordError: on opening.
        DocumentTooLargeError: on reading a part.
        OSError, zipfile.BadZipFile, expat.ExpatError, ...: damaged; see ``DAMAGED``.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream)
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._left = MAX_UNPACKED
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in self._zip.infolist()):
            raise DocumentPasswordError
        main = next((target for kind, target in self._links("").values() if kind.endswith(_MAIN_KIND)), "")
        self.main = main if main.casefold() in self._names else "word/document.xml"
        if self.main.casefold() not in self._names or posixpath.splitext(self.main)[1] != ".xml":
            raise NotADocumentError
        self._targets = self._links(self.main)

    def part_of_kind(self, kind: str) -> str:
        """Return the part that the main part calls its ``styles``, ``numbering`` and so on; empty where it has none."""
        return next((target for name, target in self._targets.values() if name.endswith(f"/{kind}")), "")

    def part_by_id(self, link_id: str) -> str:
        """Return the part that the main part refers to as ``link_id``; empty where there is none."""
        return self._targets.get(link_id, ("", ""))[1]

    def walk(self, part: str, handler: XmlHandler) -> None:
        """Lead ``handler`` through ``part``; a part that is not there is empty."""
        name = self._names.get(part.casefold())
        if name is not None:
            walk_xml(self._chunks(name), handler, _PREFIXES)

    def _chunks(self, name: str) -> Iterator[bytes]:
        # A part never gives more than the archive says of it, so a bomb is told before it is unpacked.
        if self._zip.getinfo(name).file_size > self._left:
            raise DocumentTooLargeError
        with self._zip.open(name) as part:
            while chunk := part.read(_CHUNK):
                self._left -= len(chunk)
                yield chunk

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """Return kind and target of what ``part`` refers to, by id; of the document itself for an empty name."""
        folder, file = posixpath.split(part)
        links = _Links(folder)
        self.walk(posixpath.join(folder, "_rels", f"{file}.rels"), links)
        return links.found


class _Links:
    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            self.found[attributes.get("Id", "")] = (attributes.get("Type", ""), posixpath.normpath(path))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass
