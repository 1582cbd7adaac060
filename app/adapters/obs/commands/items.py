# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What shows in scenes: items and filters."""

from dataclasses import replace

from app.adapters.obs.commands.done import Context, Done, refusal, unconfirmed
from app.adapters.obs.reads import data_of
from app.adapters.obs.wire import Request
from app.domain.obs.commands import SetFilterEnabled, SetItemVisible


def set_item_visible(context: Context, command: SetItemVisible) -> Done:
    """Show or hide an item and read it back."""
    key = {"sceneName": command.container, "sceneItemId": command.item_id}
    requests = [
        Request("SetSceneItemEnabled", key | {"sceneItemEnabled": command.visible}),
        Request("GetSceneItemEnabled", key),
    ]
    known = tuple(
        item for item in context.state.items if (item.container, item.item_id) == (command.container, command.item_id)
    )
    asked, read = context.wire.batch(requests)
    if not asked.ok:
        return refusal(asked, known[0].source if known else command.container)
    visible = bool(data_of(read)["sceneItemEnabled"])
    items = tuple(replace(item, visible=visible) for item in known)
    if visible is command.visible:
        return Done(items=items)
    done = unconfirmed("OBS took the change, but the source is not as asked.")
    return Done(done.failure, done.detail, items=items)


def set_filter_enabled(context: Context, command: SetFilterEnabled) -> Done:
    """Switch a filter and read it back."""
    key = {"sourceName": command.source, "filterName": command.filter_name}
    requests = [
        Request("SetSourceFilterEnabled", key | {"filterEnabled": command.enabled}),
        Request("GetSourceFilter", key),
    ]
    asked, read = context.wire.batch(requests)
    if not asked.ok:
        return refusal(asked, command.filter_name)
    enabled = bool(data_of(read)["filterEnabled"])
    filters = tuple(
        replace(one, enabled=enabled)
        for one in context.state.filters
        if (one.source, one.name) == (command.source, command.filter_name)
    )
    if enabled is command.enabled:
        return Done(filters=filters)
    done = unconfirmed("OBS took the change, but the filter is not as asked.")
    return Done(done.failure, done.detail, filters=filters)
