"""Apps enter each other by the front door: public.py and events.py only."""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp
from django.apps import apps
from django.db.models import Model

DOORS = {"public", "events"}


def test_no_app_climbs_in_through_a_window() -> None:
    graph = grimp.build_graph("samsyn")
    windows = []
    for module in graph.modules:
        for target in graph.find_modules_directly_imported_by(module):
            here, there = module.split("."), target.split(".")
            both_are_apps = here[:2] == there[:2] == ["samsyn", "apps"]
            if both_are_apps and here[2:3] != there[2:3] and not DOORS & set(there[3:4]):
                windows.append(f"{module} -> {target}")

    assert windows == []


def _street() -> list[str]:
    linter = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]
    (rooms,) = (contract for contract in linter["contracts"] if contract["id"] == "rooms")
    return list(reversed(rooms["layers"]))


def test_foreign_keys_point_down_the_street() -> None:
    street = _street()
    upwards = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = field.related_model
            if field.concrete and isinstance(other, type) and issubclass(other, Model):
                ends = [model._meta.app_label, other._meta.app_label]
                if set(ends) <= set(street) and street.index(ends[1]) > street.index(ends[0]):
                    upwards.append(f"{model._meta.label}.{field.name}")

    assert upwards == []


def test_every_room_stands_on_the_street() -> None:
    folders = {path.parent.name for path in Path("src/samsyn/apps").glob("*/apps.py")}

    assert folders <= set(_street())
