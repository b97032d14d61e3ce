"""The words of the map: kinds, ties, groupings."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from samsyn.domain.register.map import Grouping, Kind, Personal, Tie

KINDS: Mapping[Kind, StrPromise] = {
    Kind.SYSTEM: _("System"),
    Kind.ROUTINE: _("Routine"),
    Kind.UNIT: _("Unit"),
    Kind.PARTY: _("Outside party"),
}
TIES: Mapping[Tie, StrPromise] = {
    Tie.FLOW: _("Information flow"),
    Tie.USE: _("Is used in"),
    Tie.HOST: _("Has running on it"),
}
GROUPINGS: Mapping[Grouping, StrPromise] = {
    Grouping.NONE: _("Not gathered"),
    Grouping.UNIT: _("By unit"),
    Grouping.SUPPLIER: _("By supplier"),
}
ALONE: Mapping[Grouping, StrPromise] = {
    Grouping.NONE: _("Everything"),
    Grouping.UNIT: _("No unit"),
    Grouping.SUPPLIER: _("No supplier"),
}
PERSONAL: Mapping[Personal, StrPromise] = {
    Personal.ORDINARY: _("Personal data"),
    Personal.SENSITIVE: _("Special categories only"),
}
