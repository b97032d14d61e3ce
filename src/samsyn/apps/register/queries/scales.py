"""The scales people may classify on, and what their levels mean in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.apps.register.models import ClassificationScale, ScaleStep
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import DEFAULT_SCALE, SCALES, Aspect, Perspective, Scale
from samsyn.kernel.models import Organisation

_FOUR_STEPS = "four_steps"
_USES_FOUR_STEPS = "DK"
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class ScaleInWords:
    """A scale and its sentences by aspect ("" is for all), perspective and level."""

    rules: Scale
    name: str
    words: Mapping[Place, str]

    def says(self, aspect: Aspect, perspective: Perspective, level: int) -> str:
        """Return what the level means, or an empty text where the scale has no words."""
        own = self.words.get((aspect, perspective, level))
        return own or self.words.get(("", perspective, level), "")


def scale_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the code and the name of each scale in the catalogue."""
    rows = ClassificationScale.visible_to(actor).order_by("sort_key", "pk")
    return list(rows.values_list("code", "name")) or [(DEFAULT_SCALE, DEFAULT_SCALE)]


def usual_scale(actor: Actor) -> str:
    """Return the code of the scale that is used in the organisation's country."""
    country = Organisation.objects.values_list("country", flat=True).get(pk=actor.organisation_id)
    return _FOUR_STEPS if country == _USES_FOUR_STEPS else DEFAULT_SCALE


def scale_with(actor: Actor, code: str) -> Scale | None:
    """Return the rules of the scale with this code: the catalogue's, else a built-in one."""
    row = ClassificationScale.visible_to(actor).filter(code=code).first()
    return _rules(row) if row else SCALES.get(code)


def scale_in_words(actor: Actor, code: str, language: str) -> ScaleInWords:
    """Return the scale with its words in this language, else in any that it has. Two queries.

    A scale that somebody deleted still has its levels: decisions made on it can be read.
    """
    row = ClassificationScale.visible_to(actor).filter(code=code).first()
    if row is None:
        return ScaleInWords(SCALES.get(code, SCALES[DEFAULT_SCALE]), code, {})
    steps = ScaleStep.visible_to(actor).filter(scale=row)
    told = steps.values_list("aspect", "perspective", "level", "language", "words")
    by_liking = sorted(told, key=lambda step: _liking(step[3], language), reverse=True)
    words = {(aspect, who, level): said for aspect, who, level, _language, said in by_liking}
    return ScaleInWords(_rules(row), row.name, words)


def _liking(language: str, wanted: str) -> tuple[int, str]:
    """Order the languages of one sentence: the reader's first, then none, English, any."""
    order = {wanted: 0, "": 1, "en": 2}
    return order.get(language, 3), language


def _rules(row: ClassificationScale) -> Scale:
    return Scale(row.code, row.lowest, row.highest, row.reason_from)
