"""The field that makes somebody answer for something, so that it can be handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from samsyn.apps.organisation.models.person import Person  # noqa: F401 - the field's type


class ResponsibleField(models.ForeignKey["Person | None", "Person | None"]):
    """The person who answers for a row: `owner = ResponsibleField(_("owner"))`.

    Every such field of every room is found by `responsibilities_of`, moved by `hand_over` and
    watched by the rules about leavers. Nullable, and protects the person from being deleted.
    """

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        defaults: dict[str, Any] = {
            "to": "organisation.Person",
            "on_delete": models.PROTECT,
            "null": True,
            "blank": True,
            "related_name": "+",
        }
        super().__init__(**{**defaults, **options, "verbose_name": verbose_name})

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's signature
        """Look like a plain foreign key to migrations: the room above needn't import this one."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def clone(self) -> ResponsibleField:
        """Stay what it is when Django copies the field."""
        _name, _path, _args, options = super().deconstruct()
        return type(self)(**options)
