"""The bare instances: the models' base, the database, translations, forms' protection."""

from typing import Any

from flask_babel import Babel
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import JSON, BigInteger, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, registry

from quiz.i18n.column import LocalizedText, LocalizedTexts
from quiz.i18n.localized import Localized

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every model's base: typed columns, named constraints, instants as 64-bit milliseconds."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            Localized: LocalizedText(),
            tuple[Localized, ...]: LocalizedTexts(),
            dict[str, Any]: JSON(none_as_null=True),
            list[str]: JSON(none_as_null=True),
            int: BigInteger().with_variant(Integer(), "sqlite"),
        },
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
babel = Babel()
csrf = CSRFProtect()
