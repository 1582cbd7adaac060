# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Anchor Desk: runs beside OBS for community live-streaming bases."""

__version__ = "0.1.0"
