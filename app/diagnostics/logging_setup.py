# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log: JSON lines in rotating files, with secrets taken out on the way."""

import contextlib
import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from app.diagnostics.redaction import redact

LOG_NAME: Final = "anchor-desk.jsonl"
_HANDLER_NAME: Final = "anchor-desk"
_FILE_BYTES: Final = 2_000_000
_FILES_KEPT: Final = 5

# These log passwords (obsws_python at INFO), payloads, or a traceback for every refused connect.
_SILENCED: Final = ("obsws_python", "websocket")
# These log every request with its address at INFO.
_QUIETED: Final = ("httpx2", "httpcore2", "keyring", "uvicorn.access")


class RedactionFilter(logging.Filter):
    """Masks secrets in a record's text and traceback, whoever logged it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; never drops one."""
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = redact(record.exc_text or logging.Formatter().formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


class JsonLines(logging.Formatter):
    """One JSON object per line: ``at`` (UTC), ``level``, ``logger``, ``thread``, ``text`` and, if any, ``trace``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "thread": record.threadName,
            "text": record.getMessage(),
        }
        trace = "\n".join(part for part in (record.exc_text, record.stack_info) if part)
        if trace:
            line["trace"] = trace
        return json.dumps(line, ensure_ascii=False)


class LogFile(RotatingFileHandler):
    """Rotating log files that give up quietly: on a full disk the desk goes on, only its log has gaps."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop a line that the disk does not take; anything else is a fault of ours and is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        """Close the file; what it still held back is lost where the disk is full."""
        with contextlib.suppress(OSError):
            super().close()


def configure_logging(logs_dir: Path | None, level: int = logging.INFO) -> logging.Handler:
    """Set up the root logger and return its handler; a second call replaces the first.

    Args:
        logs_dir: Folder of the rotating files, or None to write to standard error.
        level: Records below it are dropped.

    Raises:
        OSError: when the log file cannot be opened; logging is then as it was before.
    """
    handler: logging.Handler
    if logs_dir is None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        handler = LogFile(
            logs_dir / LOG_NAME, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8", errors="replace"
        )
    handler.name = _HANDLER_NAME
    handler.addFilter(RedactionFilter())
    handler.setFormatter(JsonLines())
    release_logging()
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _SILENCED:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in _QUIETED:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def release_logging() -> None:
    """Take this module's handler off the root logger and close its file."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if one.name == _HANDLER_NAME]:
        root.removeHandler(handler)
        handler.close()
