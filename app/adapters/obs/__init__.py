# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OBS over obs-websocket 5. The only importer of obsws_python."""
