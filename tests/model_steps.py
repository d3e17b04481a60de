"""What each of the host's steps does to the model of an evening, once it is taken."""

from collections.abc import Callable

from tests.model import Model, Pause, Turn


def take(model: Model, step: str, stamp: int, plateau: int) -> None:
    """Take a step that is possible; `stamp` is the instant that it writes, `plateau` a launch's."""
    if step == "launch":
        launch(model, stamp, plateau)
    elif step in TAKERS:
        TAKERS[step](model, stamp)
    else:
        setattr(the_last(model), "voided" if step == "void" else f"{step}_click", stamp)


def the_last(model: Model) -> Turn:
    """The round that the step is about; it is possible only if there is one."""
    assert model.last is not None
    return model.last


def launch(model: Model, stamp: int, plateau: int) -> None:
    """Ready, once what is on was seen; a launch resumes too."""
    last = model.last
    number = 1 if last is None else last.number + 1
    launched = stamp if last is None else max(stamp, last.followed(stamp, model.pauses))
    model.turns.append(Turn(number, launched, plateau))
    model.left -= 1
    resume(model, stamp)


def cancel(model: Model, _stamp: int) -> None:
    """The number is free again, and the question next."""
    model.turns[-1].cancelled = True
    model.left += 1


def extend(model: Model, _stamp: int) -> None:
    """Ten seconds more."""
    the_last(model).extensions += 1


def again(model: Model, _stamp: int) -> None:
    """The question of the void round is next."""
    the_last(model).again = True
    model.left += 1


def interlude(model: Model, stamp: int) -> None:
    """A countdown is cancelled, what is open is void: at its opening, if that is so near."""
    last, now, begins = model.last, stamp - 500, stamp
    if last is not None and now <= last.opens - 1_000:
        cancel(model, stamp)
    elif last is not None and now < last.closes:
        begins = max(stamp, last.opens)
        last.voided = last.voided or begins
    model.pauses.append(Pause(begins))


def interlude_close(model: Model, stamp: int) -> None:
    """The question closes behind the interlude."""
    last = the_last(model)
    last.close_click = last.close_click or stamp
    model.pauses.append(Pause(stamp))


def resume(model: Model, stamp: int) -> None:
    """The end of an interlude, if one is on; it is not over before it begins."""
    if model.on_pause:
        model.pauses[-1].resumed = max(stamp, model.pauses[-1].started)


def end(model: Model, stamp: int) -> None:
    """Over, in ten seconds at least, once what is on was seen."""
    followed = 0 if model.last is None else model.last.followed(stamp, model.pauses)
    model.ended_at = max(stamp + 10_000, followed)


def undo(model: Model, _stamp: int) -> None:
    """The evening goes on."""
    model.ended_at = None


TAKERS: dict[str, Callable[[Model, int], None]] = {
    "cancel": cancel,
    "extend": extend,
    "again": again,
    "interlude": interlude,
    "interlude-close": interlude_close,
    "resume": resume,
    "end": end,
    "undo": undo,
}
