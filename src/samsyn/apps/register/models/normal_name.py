"""Recognise a name however it was spelt: `Visma  A/S` is `VISMA AS`."""

from __future__ import annotations

from django.db import models

from samsyn.domain.tabular.names import name_key

_LONGEST = 250


def normal_name(name: str) -> str:
    """Return what two spellings of one name have in common: words, legal form and version.

    A legal form tells companies apart, a version products: neither is thrown away.
    """
    key = name_key(name)
    parts = (key.core.replace(" ", ""), key.form, key.version)
    return " ".join(part for part in parts if part)[:_LONGEST]


class NormalNameField(models.CharField[str, str]):
    """Keeps the normal form of the model's name, renewed whenever the row is saved."""

    def __init__(self, **options: object) -> None:
        options |= {"editable": False, "default": "", "max_length": _LONGEST}
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Leave out what every such field has."""
        name, path, args, options = super().deconstruct()
        for said in ("editable", "default", "max_length"):
            options.pop(said, None)
        return name, path, list(args), options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's signature
        """Make it from the name as it now is."""
        made = normal_name(str(getattr(model_instance, "name", "")))
        setattr(model_instance, self.attname, made)
        return made
