# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a person is told that nobody hears them."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from app.domain.obs.meters import FLOOR_DB, MeterFrame, MeterLevel, SoundCheck
from app.domain.obs.sound_watch import SoundWatch

FRAME_S = 0.05
LOUD = -15.0


def mic(raw: float = LOUD, *, muted: bool = True, name: str = "Mic") -> MeterLevel:
    peak = FLOOR_DB if muted else raw
    return MeterLevel(name, peak, peak, raw)


QUIET = mic(-55.0)
OPEN = mic(muted=False)
TALKING = mic()


class Evening:
    """A watch that is fed 20 frames a second."""

    def __init__(self, *microphones: str) -> None:
        self.watch = SoundWatch()
        self.microphones = microphones or ("Mic",)
        self.at = 100.0
        self.hear(0.0, QUIET)

    def hear(self, seconds: float, *levels: MeterLevel) -> SoundCheck:
        for _ in range(max(1, round(seconds / FRAME_S))):
            self.at += FRAME_S
            self.watch = self.watch.fold(MeterFrame(self.at, levels), self.microphones)
        return self.watch.check


def told(check: SoundCheck) -> bool:
    return check.muted_while_talking


def test_talk_into_a_muted_microphone_is_told_after_seven_tenths_of_a_second() -> None:
    evening = Evening()

    assert not told(evening.hear(0.6, TALKING))
    check = evening.hear(0.15, TALKING)
    assert (told(check), check.muted_microphone) == (True, "Mic")


def test_talk_with_pauses_adds_up_within_two_seconds() -> None:
    evening = Evening()
    for _ in range(2):
        evening.hear(0.3, TALKING)
        assert not told(evening.hear(0.4, QUIET))

    assert told(evening.hear(0.3, TALKING))


def test_single_knocks_are_no_talk() -> None:
    evening = Evening()

    assert not any(told(evening.hear(0.1, TALKING)) or told(evening.hear(0.9, QUIET)) for _ in range(10))


def test_it_is_told_until_two_seconds_after_the_last_word() -> None:
    evening = Evening()
    evening.hear(1.0, TALKING)

    assert told(evening.hear(1.9, QUIET))
    assert not told(evening.hear(0.2, QUIET))


def test_unmuting_ends_it_at_once() -> None:
    evening = Evening()
    evening.hear(1.0, TALKING)

    assert not told(evening.hear(FRAME_S, OPEN))
    assert not told(evening.hear(0.5, TALKING))


def test_a_voice_heard_by_another_microphone_is_no_fault() -> None:
    evening = Evening("Mic", "Camera")

    assert not told(evening.hear(5.0, OPEN, mic(name="Camera")))


def test_the_second_person_s_muted_microphone_is_named() -> None:
    evening = Evening("Mic", "Guest")
    silent = mic(-55.0, muted=False)

    assert evening.hear(1.0, silent, mic(name="Guest")).muted_microphone == "Guest"


def test_what_is_no_microphone_may_be_muted() -> None:
    assert not told(Evening().hear(5.0, mic(name="Music")))


def test_a_fader_pulled_down_counts_as_muted() -> None:
    assert told(Evening().hear(1.0, MeterLevel("Mic", FLOOR_DB, FLOOR_DB, LOUD)))


def test_silence_is_counted_in_whole_seconds_and_ends_with_any_sound() -> None:
    evening = Evening()
    evening.hear(FRAME_S, OPEN)

    assert evening.hear(0.9, QUIET).silent_s == 0.0
    assert evening.hear(20.0, QUIET).silent_s == 20.0
    assert evening.hear(FRAME_S, QUIET, mic(-49.0, muted=False, name="Music")).silent_s == 0.0


def test_hum_below_the_threshold_is_silence() -> None:
    assert Evening().hear(3.1, mic(-51.0, muted=False)).silent_s == 3.0


def test_after_a_gap_nothing_old_is_told() -> None:
    evening = Evening()
    evening.hear(10.0, TALKING)
    evening.at += 30.0

    assert evening.hear(FRAME_S, TALKING) == SoundCheck()


def test_a_frame_after_a_stall_speaks_for_little() -> None:
    evening = Evening()
    for _ in range(3):
        evening.at += 0.55
        assert not told(evening.hear(FRAME_S, TALKING))


def frames(draws: list[tuple[float, float, bool]]) -> Iterator[MeterFrame]:
    at = 0.0
    for step, raw, muted in draws:
        at += step
        yield MeterFrame(at, (mic(raw, muted=muted),))


@given(st.lists(st.tuples(st.floats(0.001, 3.0), st.floats(FLOOR_DB, 0.0), st.booleans()), max_size=60))
def test_a_microphone_that_is_heard_is_never_told_as_muted(draws: list[tuple[float, float, bool]]) -> None:
    watch = SoundWatch()
    for frame in frames(draws):
        watch = watch.fold(frame, ("Mic",))
        assert watch.fold(frame, ("Mic",)) is watch
        assert watch.check.silent_s >= 0.0
        if frame.levels[0].peak_db > FLOOR_DB:
            assert not told(watch.check)
