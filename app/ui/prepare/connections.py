# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the two forms do, off the UI thread, and what came of it in plain sentences."""

from functools import partial

from PySide6.QtCore import QObject

from app.domain.obs.state import ObsState
from app.domain.ports import BaseRefused, BaseUnreachable, BaseUntrusted
from app.ui.base_texts import refusal_sentence, tls_sentence, trouble_sentence
from app.ui.prepare.forms import BaseForm, ObsForm
from app.ui.prepare.ports import ObsChoice, PrepareActions, PreparePageServices


class Connections(QObject):
    """Keeps OBS's address and password, and joins the base. A password lives here only until the job is queued."""

    def __init__(
        self,
        services: PreparePageServices,
        actions: PrepareActions,
        obs_form: ObsForm,
        base_form: BaseForm,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._actions = actions
        self._obs_form = obs_form
        self._base_form = base_form
        obs_form.submitted.connect(self._on_obs_submitted)
        base_form.submitted.connect(self._on_base_submitted)
        services.obs.state_changed.connect(self._on_obs_changed)
        self._on_obs_changed(services.obs.state)

    def _on_obs_changed(self, state: ObsState) -> None:
        if state.connected:
            self._obs_form.set_scenes(state.scene_names)

    def _on_obs_submitted(self, chosen: ObsChoice, password: str) -> None:
        save = partial(self._save_obs, chosen, password, self._obs_form.safe_scene)
        self._services.worker.run(save, self._on_obs_saved, self._on_obs_failed)

    def _save_obs(self, chosen: ObsChoice, password: str, safe_scene: str) -> None:
        if password:
            self._actions.save_obs_password(chosen.name, password)
        self._actions.save_obs_place(chosen.name, chosen.host, chosen.port)
        self._actions.save_safe_scene(safe_scene)

    def _on_obs_saved(self, _nothing: None) -> None:
        self._obs_form.show_result(self.tr("Saved. Connecting to OBS."), tone="good")
        self._services.obs.retry_now()

    def _on_obs_failed(self, error: Exception) -> None:
        sentence = self.tr("Not saved, the old connection stands: {reason}").format(reason=trouble_sentence(error))
        self._obs_form.show_result(sentence, tone="bad")

    def _on_base_submitted(self, url: str, code: str) -> None:
        join = partial(self._actions.enroll, url, code)
        self._services.worker.run(join, self._on_joined, self._on_join_failed)

    def _on_joined(self, _nothing: None) -> None:
        self._base_form.show_result(self.tr("This PC has joined the base. Its content follows."), tone="good")
        self._services.sync.retry_now()

    def _on_join_failed(self, error: Exception) -> None:
        self._base_form.show_result(self._why(error), tone="bad")

    def _why(self, error: Exception) -> str:
        if isinstance(error, BaseUntrusted):
            return tls_sentence(error.fault)
        if isinstance(error, BaseUnreachable):
            return self.tr("The base does not answer. Check the address and the network, then try again.")
        if isinstance(error, BaseRefused):
            return refusal_sentence(error.code, str(error))
        return self.tr("This PC could not join: {reason}").format(reason=trouble_sentence(error))
