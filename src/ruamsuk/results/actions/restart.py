"""Take up again what was broken off when the program was last stopped or killed."""

from __future__ import annotations

from ruamsuk.results.models import Computation, Import


def take_up(*, alone: bool) -> None:
    """Put computations and checks that nobody works on back in the queue.

    What waits may be put there twice: whoever takes it first does it, the other finds it done.

    Args:
        alone: no other server works on this database, so that whatever is not done was left;
            otherwise only what has stalled.
    """
    state = Computation.State
    computations = list(Computation.objects.filter(state__in=(state.QUEUED, state.RUNNING)))
    checks = list(Import.objects.filter(state=Import.State.CHECKING))
    if not (computations or checks):
        return
    from ruamsuk.results.actions import compute, imports  # they load the engine

    for computation in computations:
        if alone or compute.is_stalled(computation):
            compute.queue_again(computation)
    for brought in checks:
        if alone or imports.is_stalled(brought):
            imports.queue_again(brought)
