"""How a Localized, and lists of them, are stored: one JSON column."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from quiz.i18n.localized import Localized


class LocalizedText(TypeDecorator[Localized]):
    """A `Localized` in one JSON column."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Localized | None, dialect: Dialect) -> Any:  # noqa: ARG002 (the interface names it)
        return None if value is None else value.to_json()

    def process_result_value(self, value: Any, dialect: Dialect) -> Localized | None:  # noqa: ARG002 (the interface names it)
        return None if value is None else Localized.from_json(value)


class LocalizedTexts(TypeDecorator[tuple[Localized, ...]]):
    """A tuple of `Localized` in one JSON column."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: tuple[Localized, ...] | None, dialect: Dialect) -> Any:  # noqa: ARG002 (the interface names it)
        return None if value is None else [text.to_json() for text in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Localized, ...] | None:  # noqa: ARG002 (the interface names it)
        return None if value is None else tuple(Localized.from_json(text) for text in value)
