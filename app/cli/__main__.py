# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m app.cli``: the same as ``anchor-desk``."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
