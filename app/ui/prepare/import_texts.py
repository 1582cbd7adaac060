# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import found, in the interface's language: the sentences of the domain, marked for translation."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.import_outcome import ImportProblem, Place
from app.ui.prepare.script_texts import SCRIPT_SENTENCES

_FILES: Final[Mapping[str, object]] = {
    "nothing_given": QT_TRANSLATE_NOOP(
        "Import",
        "There is no table and no script in the given files, so nothing was imported. Name the files.",
    ),
    "file_missing": QT_TRANSLATE_NOOP("Import", "There is no such file. Check its name and folder."),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "Import",
        "The file cannot be read ({reason}). Check that you may open it and that it is not in use.",
    ),
    "file_too_large": QT_TRANSLATE_NOOP(
        "Import",
        "The file has {size} MB; {limit} MB is the most. Split it, or take the pictures out.",
    ),
    "file_empty": QT_TRANSLATE_NOOP("Import", "The file is empty. Save it again from the spreadsheet."),
    "file_twice": QT_TRANSLATE_NOOP("Import", "This file was named twice; it was read once."),
    "folder": QT_TRANSLATE_NOOP(
        "Import",
        "This is a folder; its files were not read. Name them, for example {name}/*.",
    ),
    "lock_file": QT_TRANSLATE_NOOP(
        "Import",
        "This is the mark of a spreadsheet that is open elsewhere; it was left out.",
    ),
    "wrong_type": QT_TRANSLATE_NOOP(
        "Import",
        "{name} is no file that can be imported. Use .xlsx, .xls or .csv for tables and .docx, .md or .txt "
        "for scripts.",
    ),
    "not_a_workbook": QT_TRANSLATE_NOOP(
        "Import",
        "The file's name ends in {suffix}, but it is no Excel workbook. Open it in a spreadsheet program and "
        "save it as .xlsx.",
    ),
    "workbook_password": QT_TRANSLATE_NOOP(
        "Import",
        "The workbook is protected by a password, so it cannot be read. Save a copy without a password.",
    ),
    "workbook_broken": QT_TRANSLATE_NOOP(
        "Import",
        "The workbook is damaged and cannot be read ({reason}). Open it in a spreadsheet program and save it "
        "again as .xlsx.",
    ),
    "workbook_bomb": QT_TRANSLATE_NOOP(
        "Import",
        "The workbook unpacks to more than {limit} MB, which no real table does. Copy the table into a new workbook.",
    ),
    "sheet_too_large": QT_TRANSLATE_NOOP(
        "Import",
        "The sheet spans {rows} rows and {columns} columns, up to cell {cell}; {limit} cells are the most. "
        "Delete what stands far from the table.",
    ),
    "too_many_rows": QT_TRANSLATE_NOOP("Import", "The sheet has {rows} rows; {limit} are the most. Split it."),
    "broken_encoding": QT_TRANSLATE_NOOP(
        "Import",
        "Byte {offset} of the file (line {line}) is not valid {encoding}, so the text is damaged there. Save "
        "the file again as CSV UTF-8.",
    ),
    "damaged_text": QT_TRANSLATE_NOOP(
        "Import",
        "The text holds “�”: it was damaged when the file was saved earlier. Type this cell again.",
    ),
    "open_quote": QT_TRANSLATE_NOOP(
        "Import",
        "A quotation mark opens here and never closes, so the rest of the file cannot be told apart. Close "
        "it, or double quotation marks inside a text.",
    ),
    "script_too_long": QT_TRANSLATE_NOOP(
        "Import",
        "The script has {length} characters; {limit} are the most. Split it into several files.",
    ),
    "script_name_too_long": QT_TRANSLATE_NOOP(
        "Import",
        "The file's name is longer than {limit} characters. Shorten it.",
    ),
    "script_empty": QT_TRANSLATE_NOOP("Import", "The script has no text. Write it, or leave the file out."),
    "unknown_token": QT_TRANSLATE_NOOP(
        "Import",
        "The token “{value}” is not known, so it will show as a gap. Known are: {known}.",
    ),
    "more": QT_TRANSLATE_NOOP("Import", "And {count} more. Mend the ones above and import again."),
}

_TABLES: Final[Mapping[str, object]] = {
    "no_table": QT_TRANSLATE_NOOP(
        "Import",
        "No table was recognised: none of the first {rows} rows holds the headers of shops, products, skus, "
        "lineup, policy_points, term_rules or scripts. Check the header row.",
    ),
    "sheet_skipped": QT_TRANSLATE_NOOP("Import", "The sheet has no headers that are known; it was left out."),
    "sheet_unreadable": QT_TRANSLATE_NOOP(
        "Import",
        "The sheet is called “{name}”, but none of its first {rows} rows holds the headers of {table}. Write "
        "the header row: {headers}.",
    ),
    "header_missing": QT_TRANSLATE_NOOP(
        "Import",
        "The column “{header}” ({key}) is missing from the header row. Add it.",
    ),
    "header_like": QT_TRANSLATE_NOOP(
        "Import",
        "The header “{found}” is not known. Did you mean “{header}” ({key})? Correct it, or delete the column.",
    ),
    "header_instead": QT_TRANSLATE_NOOP(
        "Import",
        "The header “{found}” is not known, and “{header}” ({key}) is missing. Correct the header, or delete "
        "the column.",
    ),
    "header_conflict": QT_TRANSLATE_NOOP(
        "Import",
        "The two header rows disagree: “{first}” above “{second}”. Make both name one column.",
    ),
    "header_twice": QT_TRANSLATE_NOOP(
        "Import",
        "The column “{header}” ({key}) is there twice, in {first} and here. Delete one.",
    ),
    "header_unknown": QT_TRANSLATE_NOOP("Import", "The column “{found}” is not known; it was left out."),
    "value_without_header": QT_TRANSLATE_NOOP(
        "Import",
        "There is a value here, but the column has no header. Name the column or delete the value.",
    ),
    "no_rows": QT_TRANSLATE_NOOP("Import", "The table has headers but no rows."),
    "missing_sheet": QT_TRANSLATE_NOOP(
        "Import",
        "The rows need {table} ({values}), but no given file has that table and this PC does not know them. "
        "Add the sheet “{sheet}”, or import the file that has it together with this one.",
    ),
    "unknown_reference": QT_TRANSLATE_NOOP(
        "Import",
        "{what} “{value}” is in no given file and not known on this PC. Correct it, or import its row too.",
    ),
    "duplicate": QT_TRANSLATE_NOOP(
        "Import",
        "{what} “{value}” is already used in {first}. Give each row a code of its own.",
    ),
    "similar_code": QT_TRANSLATE_NOOP(
        "Import",
        "{what} “{value}” differs from “{other}” in {first} only by upper and lower case.",
    ),
    "same_place": QT_TRANSLATE_NOOP(
        "Import",
        "Lineup “{lineup}” already has a row {seq}, in {first}. Number the rows without repeats.",
    ),
    "no_skus": QT_TRANSLATE_NOOP("Import", "The product “{value}” has no variants (skus), so it cannot be sold yet."),
    "no_script": QT_TRANSLATE_NOOP(
        "Import",
        "The script “{value}” is in no given file and not known on this PC; the row will have no script.",
    ),
    "unknown_successor": QT_TRANSLATE_NOOP(
        "Import",
        "The policy point “{value}” that takes this one's place is not known yet.",
    ),
}

_CELLS: Final[Mapping[str, object]] = {
    "empty": QT_TRANSLATE_NOOP("Import", "The cell is empty, but “{header}” ({key}) is needed in every row. Fill it."),
    "cell_too_large": QT_TRANSLATE_NOOP(
        "Import",
        "The cell holds {length} characters; {limit} are the most. Shorten the text.",
    ),
    "too_long": QT_TRANSLATE_NOOP("Import", "The text has {length} characters; {limit} are the most here. Shorten it."),
    "control_character": QT_TRANSLATE_NOOP(
        "Import",
        "The text holds a character that cannot be shown (U+{character}). Type this cell again.",
    ),
    "formula_error": QT_TRANSLATE_NOOP(
        "Import",
        "The formula in this cell has no result. Correct it, or write the value.",
    ),
    "digits_lost": QT_TRANSLATE_NOOP(
        "Import",
        "Excel kept only the first 15 digits of this number ({value}). Format the column as text and type it again.",
    ),
    "bad_code": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” cannot be a code: spaces and braces are not allowed. Use letters, digits and hyphens.",
    ),
    "bad_price": QT_TRANSLATE_NOOP("Import", "“{value}” is not a price. Write yuan as digits, for example 15.90."),
    "negative_price": QT_TRANSLATE_NOOP("Import", "The price {value} is below zero. Write a price of 0 or more."),
    "price_decimals": QT_TRANSLATE_NOOP("Import", "The price {value} is finer than one fen. Write at most 2 decimals."),
    "price_too_high": QT_TRANSLATE_NOOP("Import", "The price {value} is above {limit} yuan. Check the digits."),
    "bad_number": QT_TRANSLATE_NOOP("Import", "“{value}” is not a whole number. Write digits only."),
    "number_range": QT_TRANSLATE_NOOP("Import", "{value} is out of range: {low} to {high} is possible. Check it."),
    "bad_date": QT_TRANSLATE_NOOP("Import", "“{value}” is not a date. Write it like 2025-01-31."),
    "bad_duration": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” is not a duration. Write seconds (600), minutes (10分钟) or 10:00.",
    ),
    "bad_yes_no": QT_TRANSLATE_NOOP("Import", "“{value}” is neither yes nor no. Write 是 or 否."),
    "bad_choice": QT_TRANSLATE_NOOP("Import", "“{value}” is not possible here. Use one of: {choices}."),
    "bad_faq": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” is not a question with its answer. Write question::answer, and | between several.",
    ),
    "bad_pattern": QT_TRANSLATE_NOOP(
        "Import",
        "The pattern does not work ({reason}). Correct it, or set match to phrase.",
    ),
    "bad_value": QT_TRANSLATE_NOOP("Import", "The value does not fit here ({reason}). Check it."),
    "evidence_without_type": QT_TRANSLATE_NOOP(
        "Import",
        "There is a certificate number or date but no certificate type. Fill “{header}”.",
    ),
    "evidence_count": QT_TRANSLATE_NOOP(
        "Import",
        "There are {found} values here but {types} certificate types. Give one for each, with | between.",
    ),
    "dates_reversed": QT_TRANSLATE_NOOP(
        "Import",
        "The last day {to} is before the first day {start}. Correct the dates.",
    ),
    "policy_needs_point": QT_TRANSLATE_NOOP("Import", "A policy row needs a policy point. Fill “{header}”."),
    "policy_with_product": QT_TRANSLATE_NOOP(
        "Import",
        "A policy row must not carry a product or a link number: policy talk and selling are kept apart. "
        "Clear the cell.",
    ),
    "policy_elsewhere": QT_TRANSLATE_NOOP(
        "Import",
        "Only a policy row may carry a policy point. Set the kind to policy, or clear the cell.",
    ),
    "product_needed": QT_TRANSLATE_NOOP("Import", "A product row needs a product. Fill “{header}”."),
    "price_above_struck": QT_TRANSLATE_NOOP(
        "Import",
        "The live price {live} is above the struck price {struck}. Check both.",
    ),
    "basis_missing": QT_TRANSLATE_NOOP(
        "Import", "A struck price needs its basis (比较依据); write where it comes from."
    ),
    "duration_short": QT_TRANSLATE_NOOP(
        "Import",
        "{value} seconds is short for a segment. If minutes were meant, write {value}分钟.",
    ),
    "short_term": QT_TRANSLATE_NOOP(
        "Import",
        "A rule for one single character hits too many harmless words. Use a longer term.",
    ),
    "wide_pattern": QT_TRANSLATE_NOOP(
        "Import",
        "The pattern also matches a single character or nothing at all, so it would hit everywhere. Make it longer.",
    ),
    "uscc_shape": QT_TRANSLATE_NOOP(
        "Import",
        "“{value}” does not look like a credit code: 18 digits and capital letters are usual.",
    ),
}

_KINDS: Final[Mapping[str, object]] = {
    "Shop": QT_TRANSLATE_NOOP("Import", "Shop"),
    "Product": QT_TRANSLATE_NOOP("Import", "Product"),
    "Variant": QT_TRANSLATE_NOOP("Import", "Variant"),
    "Lineup row": QT_TRANSLATE_NOOP("Import", "Lineup row"),
    "Policy point": QT_TRANSLATE_NOOP("Import", "Policy point"),
    "Term": QT_TRANSLATE_NOOP("Import", "Term"),
    "Script": QT_TRANSLATE_NOOP("Import", "Script"),
}
IMPORT_SENTENCES: Final[Mapping[str, object]] = {
    **_FILES,
    **SCRIPT_SENTENCES,
    **_TABLES,
    **_CELLS,
}


def import_sentence(problem: ImportProblem) -> str:
    """Return what is wrong and what to do; the domain's own words where there is no other sentence."""
    source = IMPORT_SENTENCES.get(problem.code)
    if source is None:
        return problem.message
    sentence = QCoreApplication.translate("Import", str(source))
    return sentence.format(**{name: _value(name, value) for name, value in problem.values.items()})


def place_text(place: Place) -> str:
    """Return where something stands, from the file to the column."""
    parts = [place.file] if place.file else []
    if place.sheet:
        parts.append(QCoreApplication.translate("Import", "sheet “{sheet}”").format(sheet=place.sheet))
    if place.row:
        parts.append(QCoreApplication.translate("Import", "row {row}").format(row=place.row))
    if place.column:
        parts.append(QCoreApplication.translate("Import", "column {column}").format(column=place.column))
    return QCoreApplication.translate("Import", ", ").join(parts)


def _value(name: str, value: str | Place) -> str:
    if isinstance(value, Place):
        return place_text(value)
    if name == "what" and value in _KINDS:
        return QCoreApplication.translate("Import", str(_KINDS[value]))
    return value
