"""Model fields that know what kind of figure or text they hold, so that pages show them well."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class MoneyField(models.DecimalField[Any, Any]):
    """An amount in the organisation's currency, to the hundredth."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **{"max_digits": 14, "decimal_places": 2, **options})


class PercentField(models.PositiveSmallIntegerField[Any, Any]):
    """Whole percent; 0 to 100 unless `highest` says otherwise."""

    def __init__(self, *args: Any, highest: int = 100, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        self.highest = highest
        options.setdefault("validators", [MinValueValidator(0), MaxValueValidator(highest)])
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's signature
        """Keep migrations free of validators: they are not the database's business."""
        name, path, args, options = super().deconstruct()
        options.pop("validators", None)
        return name, path, args, options


class MarkdownField(models.TextField[Any, Any]):
    """Long text in Markdown."""
