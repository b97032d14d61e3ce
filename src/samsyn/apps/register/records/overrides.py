"""How overrides of classifications are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import ClassificationOverride
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Group, Record

OVERRIDES = Record(
    model=ClassificationOverride,
    slug="classification-overrides",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.ASSET_CLASSIFY,
    columns=("name", "system", "aspect", "level", "ground", "decided_on", "next_review"),
    filters=("system", "aspect", "ground"),
    groups=(
        Group(_("What is decided"), ("system", "aspect", "level")),
        Group(_("Why"), ("ground", "reason")),
        Group(_("For how long"), ("decided_on", "next_review")),
    ),
    key=("system", "aspect"),
    headers={
        "aspect": ("aspekt",),
        "level": ("nivå", "niveau"),
        "ground": ("grund", "grunn", "grundlag"),
        "reason": ("skäl", "motivering", "begrunnelse", "begrundelse"),
        "decided_on": ("beslutad", "besluttet"),
        "next_review": ("nästa översyn", "neste gjennomgang", "næste gennemgang"),
    },
    tones={"ground": {"distribution": "info", "accumulation": "warning"}},
    intro=_("Levels that people have decided against what was worked out, and on what ground."),
    empty=_("Nothing is overridden: every level is the highest of what a system has and receives."),
)
