"""Put the scales that come with every installation into the catalogue; what is there stays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db.models import Manager

_FOLDER = Path(__file__).parents[1] / "data" / "scales"
_ANY_ASPECT = "any"
_FACTS = ("name", "lowest", "highest", "reason_from", "published_by")


def built_in_scales() -> list[Mapping[str, Any]]:
    """Return the scales as their files say: facts, and `steps[aspect][perspective][level]`."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]


def load_scales(scales: Manager[Any], steps: Manager[Any]) -> int:
    """Add what is missing inside an act, or in a migration; returns the number of new steps.

    Takes managers, because a migration has its own. Words that somebody changed stay changed.
    """
    before = steps.count()
    for said in built_in_scales():
        facts = {name: said[name] for name in _FACTS}
        scale, _made = scales.get_or_create(code=said["code"], defaults=facts)
        rows = [steps.model(scale=scale, **step) for step in _steps(said)]
        steps.bulk_create(rows, ignore_conflicts=True)
    return int(steps.count() - before)


def _steps(said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for aspect, perspectives in said["steps"].items():
        for perspective, levels in perspectives.items():
            for level, words in levels.items():
                for language, text in words.items():
                    parts = (said["name"], aspect, perspective, level, language)
                    yield {
                        "name": " · ".join(part for part in parts if part != _ANY_ASPECT),
                        "aspect": "" if aspect == _ANY_ASPECT else aspect,
                        "perspective": perspective,
                        "level": int(level),
                        "language": language,
                        "words": text,
                    }
