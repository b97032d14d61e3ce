"""The part of a system's page that says what it must withstand, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, QuerySet
from django.urls import reverse

from samsyn.apps.register.models import (
    Classification,
    ClassificationOverride,
    EffectiveLevel,
    InformationAsset,
    LevelReckoning,
    System,
)
from samsyn.apps.register.queries.impact_kept import kept_levels
from samsyn.apps.register.queries.impact_names import FLOW, Named, names_asked
from samsyn.apps.register.services.reckon_levels import reckon_levels
from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import REQUIRED, Aspect
from samsyn.domain.impact.landscape import By
from samsyn.kernel.asking import Asking, ready

_Names = Mapping[tuple[str, int], Named]


def system_protection(actor: Actor, system: System) -> Asking[Mapping[str, object] | None]:
    """Ask for the system's effective levels, each with its reason; worked out if need be."""
    here = ready(_kept, actor, system=system.pk)
    rows, unclassified = yield [here, ready(_unclassified, actor, system=system.pk)]
    if not rows or not rows[0].settled:
        reckon_levels(actor.organisation_id)
        (rows,) = yield [here]
    kept = rows[0] if rows else None
    if kept is None or not (kept.ways or unclassified):
        return None
    overrides: dict[str, ClassificationOverride] = {}
    if kept.worked_out:
        (ours,) = yield [ClassificationOverride.owned_by(actor).filter(system=system)]
        overrides = {row.aspect: row for row in ours}
    names = yield from names_asked(actor, _mentioned(kept))
    return {
        "levels": [
            _level(actor, kept, aspect, names, overrides.get(aspect))
            for aspect in Aspect
            if getattr(kept, aspect) is not None or aspect in REQUIRED
        ],
        "override_url": reverse("register:system_override", args=[system.pk])
        if kept.ways and actor.may(Permission.ASSET_CLASSIFY)
        else "",
        "unclassified": [{"text": name, "url": _asset_url(pk)} for pk, name in unclassified],
    }


def _kept(actor: Actor, system: int) -> QuerySet[Any]:
    """Return what is kept of the system, and whether all that has changed is reckoned in."""
    settled = LevelReckoning.owned_by(actor).filter(reckoned=F("edition"))
    rows: QuerySet[Any] = kept_levels(actor).filter(system=system)
    kept: QuerySet[Any] = rows.annotate(settled=Exists(settled))[:1]
    return kept


def _unclassified(actor: Actor, system: int) -> QuerySet[Any, Any]:
    judged = Classification.visible_to(actor).values("asset_id")
    assets = InformationAsset.visible_to(actor).filter(systems=system).exclude(pk__in=judged)
    return assets.order_by("sort_key", "pk").values_list("pk", "name")


def _mentioned(kept: EffectiveLevel) -> set[tuple[str, int]]:
    found = set()
    for way in kept.ways.values():
        for by, flow, kind, pk in way:
            found.add((kind, pk))
            if by in {By.FLOW, By.CARRIES}:
                found.add((FLOW, flow))
    return found


def _level(
    actor: Actor,
    kept: EffectiveLevel,
    aspect: Aspect,
    names: _Names,
    override: ClassificationOverride | None,
) -> dict[str, object]:
    level = getattr(kept, aspect)
    told: dict[str, object] = {
        "aspect": ASPECTS[aspect],
        "level": level,
        "words": LEVELS.get(level, "") if level is not None else "",
        "way": list(_way(kept.ways.get(aspect, ()), names)),
    }
    if override is not None:
        worked_out = kept.worked_out.get(aspect)
        told["override"] = {
            "ground": override.get_ground_display(),
            "reason": override.reason,
            "next_review": override.next_review,
            "worked_out": worked_out,
            "worked_out_words": LEVELS.get(worked_out, ""),
            "withdraw_url": reverse("register:override_withdraw", args=[kept.system_id, aspect])
            if actor.may(Permission.ASSET_CLASSIFY)
            else "",
        }
    return told


def _way(way: Sequence[list[Any]], names: _Names) -> Iterator[Named]:
    """Return the cause, and all things and flows by which the level came to the system."""
    for number, (_by, flow, kind, pk) in enumerate(way):
        if carrier := names.get((FLOW, flow)):
            yield carrier
        here = number == len(way) - 1
        if not here and (thing := names.get((kind, pk))):
            yield thing


def _asset_url(pk: int) -> str:
    return reverse("records:page", kwargs={"slug": "information-assets", "pk": pk})
