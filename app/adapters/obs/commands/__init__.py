# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out commands on one wire: set, read back, and undo where half of it failed.

Runs on the command thread only. Whatever the wire raises passes through: the wire is lost then.
"""
