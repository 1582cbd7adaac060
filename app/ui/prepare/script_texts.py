# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import says of documents and scripts, marked for translation: the sentences of the domain."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

_DOCUMENTS: Final[Mapping[str, object]] = {
    "not_a_document": QT_TRANSLATE_NOOP(
        "Import",
        "The file's name ends in {suffix}, but it is no Word document. Open it in Word or WPS and save it as .docx.",
    ),
    "docx_old": QT_TRANSLATE_NOOP(
        "Import",
        "This is a document in the old .doc format, whatever its name says. Open it in Word or WPS and save "
        "it as .docx.",
    ),
    "docx_password": QT_TRANSLATE_NOOP(
        "Import",
        "The document is protected by a password, so it cannot be read. Save a copy without a password.",
    ),
    "docx_broken": QT_TRANSLATE_NOOP(
        "Import",
        "The document is damaged and cannot be read ({reason}). Open it in Word or WPS and save it again as .docx.",
    ),
    "docx_bomb": QT_TRANSLATE_NOOP(
        "Import",
        "The document unpacks to more than {limit} MB of text, which no script does. Copy the script into a "
        "new document.",
    ),
    "docx_entities": QT_TRANSLATE_NOOP(
        "Import",
        "The document declares entities, which no word processor writes, so it was not read. Copy the script "
        "into a new document.",
    ),
    "docx_pictures": QT_TRANSLATE_NOOP(
        "Import",
        "{count} pictures or drawings were left out: a script is text.",
    ),
    "docx_deletions": QT_TRANSLATE_NOOP(
        "Import",
        "{count} tracked deletions were left out, as if they were accepted.",
    ),
    "docx_insertions": QT_TRANSLATE_NOOP(
        "Import",
        "{count} tracked insertions were taken in, as if they were accepted.",
    ),
    "docx_comments": QT_TRANSLATE_NOOP(
        "Import",
        "{count} comments were left out.",
    ),
    "docx_notes": QT_TRANSLATE_NOOP(
        "Import",
        "{count} footnotes or endnotes were left out.",
    ),
    "docx_margins": QT_TRANSLATE_NOOP(
        "Import",
        "The text of {count} page headers or footers was left out.",
    ),
    "docx_hidden": QT_TRANSLATE_NOOP(
        "Import",
        "{count} pieces of hidden text were left out, the first of them “{value}”.",
    ),
    "docx_boxes": QT_TRANSLATE_NOOP(
        "Import",
        "{count} text boxes stand after the paragraph that they belong to. Check the order.",
    ),
    "docx_ruby": QT_TRANSLATE_NOOP(
        "Import",
        "{count} readings above words (such as pinyin) were left out; the words are there.",
    ),
    "docx_symbols": QT_TRANSLATE_NOOP(
        "Import",
        "{count} symbols of a picture font were left out, because no other font has them.",
    ),
    "docx_placeholders": QT_TRANSLATE_NOOP(
        "Import",
        "{count} form fields that nobody filled in were left out.",
    ),
    "docx_embedded": QT_TRANSLATE_NOOP(
        "Import",
        "{count} documents inside the document were left out. Import them by themselves.",
    ),
    "docx_fields": QT_TRANSLATE_NOOP(
        "Import",
        "{count} texts inside field codes were left out.",
    ),
}

_SCRIPTS: Final[Mapping[str, object]] = {
    "script_replaces": QT_TRANSLATE_NOOP(
        "Import",
        "It takes the place of “{value}” and keeps that name, so that lineup rows still find it.",
    ),
    "script_placed": QT_TRANSLATE_NOOP(
        "Import",
        "It is the script of {what} “{value}”: {count} lineup rows that had none will read it.",
    ),
    "script_unclear": QT_TRANSLATE_NOOP(
        "Import",
        "No lineup row names this script, and it fits several: {values}. Write the file's name into the "
        "column 话术文件 (script_ref) of the row that reads it.",
    ),
    "script_taken": QT_TRANSLATE_NOOP(
        "Import",
        "No lineup row names this script. It seems to be for {what} “{value}”, whose rows read “{other}”. "
        "Write the file's name into the column 话术文件 (script_ref) of the row that shall read it.",
    ),
    "script_unused": QT_TRANSLATE_NOOP(
        "Import",
        "No lineup row names this script, and neither its name nor its first heading is a product or policy "
        "point. Write the file's name into the column 话术文件 (script_ref) of the row that reads it.",
    ),
    "typed_scarcity": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” has a typed number ({number}): it is wrong as soon as somebody buys. Write the token stock"
        " (库存) in two braces instead.",
    ),
    "bad_target": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” at the end of the heading is no target time. Write minutes and seconds, for example (1:30).",
    ),
    "rare_character": QT_TRANSLATE_NOOP(
        "Import",
        "{value} ({count} times) is a rare character that many fonts do not have. Check that the prompter shows it.",
    ),
    "strange_character": QT_TRANSLATE_NOOP(
        "Import",
        "{value} ({count} times) is no character that other PCs know. Type it anew.",
    ),
    "unseen_character": QT_TRANSLATE_NOOP(
        "Import",
        "{value} ({count} times) cannot be seen. Delete it if nobody put it there on purpose.",
    ),
    "direction_character": QT_TRANSLATE_NOOP(
        "Import",
        "{value} ({count} times) turns the direction of the text and cannot be seen. A language line does that better.",
    ),
    "unknown_glyph": QT_TRANSLATE_NOOP(
        "Import",
        "No font on this PC shows {value}. Replace the character, or install a font that has it.",
    ),
}

SCRIPT_SENTENCES: Final[Mapping[str, object]] = {**_DOCUMENTS, **_SCRIPTS}
