# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading scene templates: all of those that are asked for, or none and what is wrong with them."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from app.adapters.files.decoding import BrokenEncodingError, decode
from app.contract.content import Shop
from app.domain.obs.desired import ShopTemplate
from app.domain.obs.template import Template, TemplateError, checked, merged
from app.settings.resources import resource_path

SUFFIX: Final = ".toml"


class NoTemplateError(TemplateError):
    """No template of that name, or none for a shop's category."""


def template_folder() -> Path:
    """Return the folder of the templates that ship with the program."""
    return resource_path("obs_templates")


def template_names(folder: Path | None = None) -> list[str]:
    """Return the names of the templates in a folder, the shared ones that no shop has included."""
    return sorted(path.stem for path in (folder or template_folder()).glob(f"*{SUFFIX}"))


def load_template(name: str) -> Template:
    """Read one template whole, with what it uses. ``name``: one that ships with the program, or a file's path.

    Raises:
        NoTemplateError: there is no such file.
        TemplateError: it cannot be read or breaks a rule; each sentence names file and key or line.
    """
    path = _path_of(name)
    template = _read(path)
    if template.uses:
        template = merged(template, _read(_used_path(path, template.uses)))
    problems = checked(template)
    if problems:
        raise TemplateError(tuple(f"{path}: {problem}. Correct it; nothing was changed." for problem in problems))
    return template


def templates_for(
    shops: Sequence[Shop], name: str = "", chosen: Mapping[str, str] | None = None
) -> tuple[ShopTemplate, ...]:
    """Return each shop with its template: the named one, else the one chosen by shop id, else that of its category.

    Raises:
        NoTemplateError: a shop's category has none, or the name is unknown.
        TemplateError: any of them is wrong.
    """
    names = {shop.shop_id: name or (chosen or {}).get(shop.shop_id, "") for shop in shops}
    named = {one: load_template(one) for one in sorted(set(names.values()) - {""})}
    of_category = _of_categories([shop for shop in shops if not names[shop.shop_id]])
    return tuple(
        ShopTemplate(shop, Path(one).stem, named[one]) if (one := names[shop.shop_id]) else of_category[shop.shop_id]
        for shop in shops
    )


def _of_categories(shops: Sequence[Shop]) -> dict[str, ShopTemplate]:
    loaded = _shipped() if shops else {}
    by_category = {category.casefold(): one for one, known in loaded.items() for category in known.categories}
    lacking = [shop for shop in shops if shop.category.strip().casefold() not in by_category]
    if lacking:
        raise NoTemplateError(tuple(_no_category(shop, by_category) for shop in lacking))
    found = ((shop, by_category[shop.category.strip().casefold()]) for shop in shops)
    return {shop.shop_id: ShopTemplate(shop, one, loaded[one]) for shop, one in found}


def _shipped() -> dict[str, Template]:
    loaded: dict[str, Template] = {}
    problems: list[str] = []
    for name in template_names():
        path = _path_of(name)
        try:
            if _read(path).categories:
                loaded[name] = load_template(name)
        except TemplateError as error:
            problems.extend(error.problems)
    if problems:
        raise TemplateError(tuple(problems))
    return loaded


def _no_category(shop: Shop, known: Iterable[str]) -> str:
    return (
        f"There is no template for the category '{shop.category}' of shop {shop.shop_id}. "
        f"Known categories: {', '.join(sorted(known))}. Correct the shop, or name a template with --template."
    )


def _path_of(name: str) -> Path:
    if not any(mark in name for mark in ("/", "\\", ".")):
        path = template_folder() / f"{name}{SUFFIX}"
        if not path.is_file():
            raise NoTemplateError(
                (f"There is no template '{name}'. Known: {', '.join(template_names())}, or give a file's path.",)
            )
        return path
    path = Path(name)
    if not path.is_file():
        raise NoTemplateError((f"There is no template file {path}.",))
    return path


def _used_path(path: Path, uses: str) -> Path:
    """Return the used template: beside the file that uses it, else the shipped one."""
    beside = path.parent / f"{uses}{SUFFIX}"
    if beside.is_file():
        return beside
    shipped = template_folder() / f"{uses}{SUFFIX}"
    if not shipped.is_file():
        raise TemplateError((f"{path}: uses: there is no template '{uses}'. Correct the name.",))
    return shipped


def _read(path: Path) -> Template:
    try:
        return Template.model_validate(tomllib.loads(decode(path.read_bytes())))
    except OSError as error:
        raise TemplateError((f"{path} cannot be read: {error.strerror or error}.",)) from error
    except BrokenEncodingError as error:
        raise TemplateError((f"{path} is not readable text. Save it as UTF-8.",)) from error
    except tomllib.TOMLDecodeError as error:
        raise TemplateError((f"{path} is not valid TOML: {error}. Correct that line.",)) from error
    except ValidationError as error:
        raise TemplateError(
            tuple(
                f"{path}: {'.'.join(str(part) for part in one['loc'])}: {one['msg']}. Correct it; nothing was changed."
                for one in error.errors(include_url=False, include_input=False)
            )
        ) from error
