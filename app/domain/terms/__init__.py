# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Term rules (极限词 / 违禁词): what will be spoken, checked against rules. Pure; the data comes from outside."""
