# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages themselves: the list of sessions and one session's sales per SKU."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.domain.money import amount_digits
from app.server.doubles import possible_doubles
from app.server.pages.access import CHALLENGE, may_read
from app.server.pages.queries import Sums, is_verified, session_line, session_lines, sku_lines
from app.server.pages.texts import LANGUAGES, TEXTS, choose_language
from app.server.services import services_of

router: Final = APIRouter()
_TEMPLATES: Final = Path(__file__).parent.parent / "templates"
_PER_PAGE: Final = 100
_MAX_PAGE: Final = 10_000
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["yuan"] = amount_digits
    environment.filters["path"] = lambda text: quote(text, safe="")
    return environment


_ENVIRONMENT: Final = _environment()
Lang = Annotated[str | None, Query(max_length=20)]


@router.get("/")
def sessions(request: Request, lang: Lang = None, page: Annotated[int, Query(ge=1, le=_MAX_PAGE)] = 1) -> Response:
    """Show the sessions."""
    services = services_of(request)
    if not may_read(request, services):
        return _locked(request, lang)
    with services.database.read() as connection:
        found = session_lines(connection, limit=_PER_PAGE + 1, offset=(page - 1) * _PER_PAGE)
    lines = found[:_PER_PAGE]
    total = sum((line.sums for line in lines if not line.rehearsal), Sums())
    return _render(request, "sessions.html", lang, lines=lines, total=total, page=page, has_more=len(found) > _PER_PAGE)


@router.get("/sessions/{session_id}")
def session(request: Request, session_id: str, lang: Lang = None) -> Response:
    """Show one session's sales per SKU."""
    services = services_of(request)
    if not may_read(request, services):
        return _locked(request, lang)
    with services.database.read() as connection:
        line = session_line(connection, session_id)
        skus = sku_lines(connection, session_id) if line is not None else []
        verified = is_verified(connection, session_id)
        doubles = Counter(pair.sku_id for pair in possible_doubles(connection, session_id))
    if line is None:
        return _render(request, "message.html", lang, status=404, heading="missing", sentence=None)
    return _render(request, "session.html", lang, line=line, skus=skus, verified=verified, doubles=doubles)


@router.get("/pages.css")
def style() -> Response:
    """Return the style sheet."""
    return Response((_TEMPLATES / "pages.css").read_text(encoding="utf-8"), media_type="text/css", headers=_HEADERS)


def _locked(request: Request, lang: str | None) -> Response:
    page = _render(request, "message.html", lang, status=401, heading="locked", sentence="locked_how")
    page.headers["WWW-Authenticate"] = CHALLENGE
    return page


def _render(request: Request, template: str, lang: str | None, *, status: int = 200, **values: object) -> HTMLResponse:
    language = choose_language(lang, request.headers.get("accept-language", ""))
    other = next(name for name in LANGUAGES if name != language)
    html = _ENVIRONMENT.get_template(template).render(
        t=TEXTS[language], lang=language, other=other, path=request.url.path, **values
    )
    return HTMLResponse(html, status_code=status, headers=_HEADERS | {"Content-Language": language})
