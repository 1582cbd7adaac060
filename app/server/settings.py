# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a base server is started with."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Settings of one server process.

    ``db_url`` is ``sqlite:///PATH`` or ``postgresql+psycopg://...`` and may hold a password, so it stays out of the
    repr. ``open_pages``: who reaches the server by a loopback address reads the pages without a key, as long as no
    page key was made; ``serve`` allows that only where it listens on loopback alone.
    """

    db_url: str = field(repr=False)
    open_pages: bool = True
