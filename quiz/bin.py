"""The bin: what staff delete stands in it for 30 days; a read finds it only if it says so."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, ORMExecuteState, mapped_column, with_loader_criteria

KEPT_DAYS = 30
KEPT_MS = KEPT_DAYS * 86_400_000
# The option of a statement that also finds what is in the bin.
WITH_BINNED = {"with_binned": True}


class Binnable:
    """A row that is put into the bin before it is deleted: since `binned_at`, by whom."""

    binned_at: Mapped[int | None] = mapped_column()
    binned_by: Mapped[str | None] = mapped_column(String(255))


def leave_out_binned(state: ORMExecuteState) -> None:
    """Let a read through the session find nothing that is in the bin, in joins and subqueries too.

    What is loaded with what was found follows from it: it is asked for in the same way.
    """
    is_own = state.is_select and not state.is_column_load and not state.is_relationship_load
    if is_own and not state.execution_options.get("with_binned", False):
        state.statement = state.statement.options(_STANDING)


# Made once, so that each statement is compiled once.
_STANDING = with_loader_criteria(
    Binnable, lambda cls: cls.binned_at.is_(None), include_aliases=True
)
