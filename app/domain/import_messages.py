# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that an import can say, by code: what is wrong, and what to do. Placeholders are filled by name."""

from collections.abc import Mapping
from typing import Final

_FILES: Final[Mapping[str, str]] = {
    "nothing_given": "There is no table and no script in the given files, so nothing was imported. Name the files.",
    "file_missing": "There is no such file. Check its name and folder.",
    "file_unreadable": "The file cannot be read ({reason}). Check that you may open it and that it is not in use.",
    "file_too_large": "The file has {size} MB; {limit} MB is the most. Split it, or take the pictures out.",
    "file_empty": "The file is empty. Save it again from the spreadsheet.",
    "file_twice": "This file was named twice; it was read once.",
    "folder": "This is a folder; its files were not read. Name them, for example {name}/*.",
    "lock_file": "This is the mark of a spreadsheet that is open elsewhere; it was left out.",
    "wrong_type": "{name} is no file that can be imported. Use .xlsx, .xls or .csv for tables and .docx, .md or .txt "
    "for scripts.",
    "not_a_workbook": "The file's name ends in {suffix}, but it is no Excel workbook. Open it in a spreadsheet program "
    "and save it as .xlsx.",
    "workbook_password": "The workbook is protected by a password, so it cannot be read. Save a copy without a "
    "password.",
    "workbook_broken": "The workbook is damaged and cannot be read ({reason}). Open it in a spreadsheet program and "
    "save it again as .xlsx.",
    "workbook_bomb": "The workbook unpacks to more than {limit} MB, which no real table does. Copy the table into a "
    "new workbook.",
    "sheet_too_large": "The sheet spans {rows} rows and {columns} columns, up to cell {cell}; {limit} cells are the "
    "most. Delete what stands far from the table.",
    "too_many_rows": "The sheet has {rows} rows; {limit} are the most. Split it.",
    "broken_encoding": "Byte {offset} of the file (line {line}) is not valid {encoding}, so the text is damaged there. "
    "Save the file again as CSV UTF-8.",
    "damaged_text": "The text holds “�”: it was damaged when the file was saved earlier. Type this cell again.",
    "open_quote": "A quotation mark opens here and never closes, so the rest of the file cannot be told apart. Close "
    "it, or double quotation marks inside a text.",
    "script_too_long": "The script has {length} characters; {limit} are the most. Split it into several files.",
    "script_name_too_long": "The file's name is longer than {limit} characters. Shorten it.",
    "script_empty": "The script has no text. Write it, or leave the file out.",
    "unknown_token": "The token “{value}” is not known, so it will show as a gap. Known are: {known}.",
    "more": "And {count} more. Mend the ones above and import again.",
}

_DOCUMENTS: Final[Mapping[str, str]] = {
    "not_a_document": "The file's name ends in {suffix}, but it is no Word document. Open it in Word or WPS and save "
    "it as .docx.",
    "docx_old": "This is a document in the old .doc format, whatever its name says. Open it in Word or WPS and save it "
    "as .docx.",
    "docx_password": "The document is protected by a password, so it cannot be read. Save a copy without a password.",
    "docx_broken": "The document is damaged and cannot be read ({reason}). Open it in Word or WPS and save it again as "
    ".docx.",
    "docx_bomb": "The document unpacks to more than {limit} MB of text, which no script does. Copy the script into a "
    "new document.",
    "docx_entities": "The document declares entities, which no word processor writes, so it was not read. Copy the "
    "script into a new document.",
    "docx_pictures": "{count} pictures or drawings were left out: a script is text.",
    "docx_deletions": "{count} tracked deletions were left out, as if they were accepted.",
    "docx_insertions": "{count} tracked insertions were taken in, as if they were accepted.",
    "docx_comments": "{count} comments were left out.",
    "docx_notes": "{count} footnotes or endnotes were left out.",
    "docx_margins": "The text of {count} page headers or footers was left out.",
    "docx_hidden": "{count} pieces of hidden text were left out, the first of them “{value}”.",
    "docx_boxes": "{count} text boxes stand after the paragraph that they belong to. Check the order.",
    "docx_ruby": "{count} readings above words (such as pinyin) were left out; the words are there.",
    "docx_symbols": "{count} symbols of a picture font were left out, because no other font has them.",
    "docx_placeholders": "{count} form fields that nobody filled in were left out.",
    "docx_embedded": "{count} documents inside the document were left out. Import them by themselves.",
    "docx_fields": "{count} texts inside field codes were left out.",
}

_SCRIPTS: Final[Mapping[str, str]] = {
    "script_replaces": "It takes the place of “{value}” and keeps that name, so that lineup rows still find it.",
    "script_placed": "It is the script of {what} “{value}”: {count} lineup rows that had none will read it.",
    "script_unclear": "No lineup row names this script, and it fits several: {values}. Write the file's name into the "
    "column 话术文件 (script_ref) of the row that reads it.",
    "script_taken": "No lineup row names this script. It seems to be for {what} “{value}”, whose rows read “{other}”. "
    "Write the file's name into the column 话术文件 (script_ref) of the row that shall read it.",
    "script_unused": "No lineup row names this script, and neither its name nor its first heading is a product or "
    "policy point. Write the file's name into the column 话术文件 (script_ref) of the row that reads it.",
    "typed_scarcity": "“{value}” has a typed number ({number}): it is wrong as soon as somebody buys. Write "
    "the token stock (库存) in two braces instead.",
    "bad_target": "“{value}” at the end of the heading is no target time. Write minutes and seconds, for example "
    "(1:30).",
    "rare_character": "{value} ({count} times) is a rare character that many fonts do not have. Check that the "
    "prompter shows it.",
    "strange_character": "{value} ({count} times) is no character that other PCs know. Type it anew.",
    "unseen_character": "{value} ({count} times) cannot be seen. Delete it if nobody put it there on purpose.",
    "direction_character": "{value} ({count} times) turns the direction of the text and cannot be seen. A language "
    "line does that better.",
    "unknown_glyph": "No font on this PC shows {value}. Replace the character, or install a font that has it.",
}

_TABLES: Final[Mapping[str, str]] = {
    "no_table": "No table was recognised: none of the first {rows} rows holds the headers of shops, products, skus, "
    "lineup, policy_points, term_rules or scripts. Check the header row.",
    "sheet_skipped": "The sheet has no headers that are known; it was left out.",
    "sheet_unreadable": "The sheet is called “{name}”, but none of its first {rows} rows holds the headers of {table}. "
    "Write the header row: {headers}.",
    "header_missing": "The column “{header}” ({key}) is missing from the header row. Add it.",
    "header_like": "The header “{found}” is not known. Did you mean “{header}” ({key})? Correct it, or delete the "
    "column.",
    "header_instead": "The header “{found}” is not known, and “{header}” ({key}) is missing. Correct the header, or "
    "delete the column.",
    "header_conflict": "The two header rows disagree: “{first}” above “{second}”. Make both name one column.",
    "header_twice": "The column “{header}” ({key}) is there twice, in {first} and here. Delete one.",
    "header_unknown": "The column “{found}” is not known; it was left out.",
    "value_without_header": "There is a value here, but the column has no header. Name the column or delete the value.",
    "no_rows": "The table has headers but no rows.",
    "missing_sheet": "The rows need {table} ({values}), but no given file has that table and this PC does not know "
    "them. Add the sheet “{sheet}”, or import the file that has it together with this one.",
    "unknown_reference": "{what} “{value}” is in no given file and not known on this PC. Correct it, or import its row "
    "too.",
    "duplicate": "{what} “{value}” is already used in {first}. Give each row a code of its own.",
    "similar_code": "{what} “{value}” differs from “{other}” in {first} only by upper and lower case.",
    "same_place": "Lineup “{lineup}” already has a row {seq}, in {first}. Number the rows without repeats.",
    "no_skus": "The product “{value}” has no variants (skus), so it cannot be sold yet.",
    "no_script": "The script “{value}” is in no given file and not known on this PC; the row will have no script.",
    "unknown_successor": "The policy point “{value}” that takes this one's place is not known yet.",
}

_CELLS: Final[Mapping[str, str]] = {
    "empty": "The cell is empty, but “{header}” ({key}) is needed in every row. Fill it.",
    "cell_too_large": "The cell holds {length} characters; {limit} are the most. Shorten the text.",
    "too_long": "The text has {length} characters; {limit} are the most here. Shorten it.",
    "control_character": "The text holds a character that cannot be shown (U+{character}). Type this cell again.",
    "formula_error": "The formula in this cell has no result. Correct it, or write the value.",
    "digits_lost": "Excel kept only the first 15 digits of this number ({value}). Format the column as text and type "
    "it again.",
    "bad_code": "“{value}” cannot be a code: spaces and braces are not allowed. Use letters, digits and hyphens.",
    "bad_price": "“{value}” is not a price. Write yuan as digits, for example 15.90.",
    "negative_price": "The price {value} is below zero. Write a price of 0 or more.",
    "price_decimals": "The price {value} is finer than one fen. Write at most 2 decimals.",
    "price_too_high": "The price {value} is above {limit} yuan. Check the digits.",
    "bad_number": "“{value}” is not a whole number. Write digits only.",
    "number_range": "{value} is out of range: {low} to {high} is possible. Check it.",
    "bad_date": "“{value}” is not a date. Write it like 2025-01-31.",
    "bad_duration": "“{value}” is not a duration. Write seconds (600), minutes (10分钟) or 10:00.",
    "bad_yes_no": "“{value}” is neither yes nor no. Write 是 or 否.",
    "bad_choice": "“{value}” is not possible here. Use one of: {choices}.",
    "bad_faq": "“{value}” is not a question with its answer. Write question::answer, and | between several.",
    "bad_pattern": "The pattern does not work ({reason}). Correct it, or set match to phrase.",
    "bad_value": "The value does not fit here ({reason}). Check it.",
    "evidence_without_type": "There is a certificate number or date but no certificate type. Fill “{header}”.",
    "evidence_count": "There are {found} values here but {types} certificate types. Give one for each, with | between.",
    "dates_reversed": "The last day {to} is before the first day {start}. Correct the dates.",
    "policy_needs_point": "A policy row needs a policy point. Fill “{header}”.",
    "policy_with_product": "A policy row must not carry a product or a link number: policy talk and selling are kept "
    "apart. Clear the cell.",
    "policy_elsewhere": "Only a policy row may carry a policy point. Set the kind to policy, or clear the cell.",
    "product_needed": "A product row needs a product. Fill “{header}”.",
    "price_above_struck": "The live price {live} is above the struck price {struck}. Check both.",
    "basis_missing": "A struck price needs its basis (比较依据); write where it comes from.",
    "duration_short": "{value} seconds is short for a segment. If minutes were meant, write {value}分钟.",
    "short_term": "A rule for one single character hits too many harmless words. Use a longer term.",
    "wide_pattern": "The pattern also matches a single character or nothing at all, so it would hit everywhere. Make "
    "it longer.",
    "uscc_shape": "“{value}” does not look like a credit code: 18 digits and capital letters are usual.",
}

MESSAGES: Final[Mapping[str, str]] = {**_FILES, **_DOCUMENTS, **_SCRIPTS, **_TABLES, **_CELLS}
