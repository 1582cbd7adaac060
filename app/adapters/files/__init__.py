# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that people have: xlsx, csv, md in; csv, jsonl out."""
