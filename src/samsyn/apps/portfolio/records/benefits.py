"""How benefits are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import Benefit
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE

BENEFITS = Record(
    model=Benefit,
    slug="benefits",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "initiative", "kind", "owner", "indicator", "baseline", "target"),
    filters=("kind", "owner", "initiative"),
    groups=(
        Group(_("What it is"), ("name", "initiative", "kind", "owner")),
        Group(
            _("How it is measured"),
            ("indicator", "baseline", "measured_on", "target", "expected_from", "yearly_value"),
        ),
    ),
    key=("initiative", "name"),
    headers={
        "name": ("nytta", "effekt", "gevinst", "benefit"),
        "initiative": ("insats", "initiativ", "projekt", "prosjekt", "initiative"),
        "owner": ("ägare", "nyttoägare", "gevinsteier", "gevinstejer", "owner"),
        "baseline": ("nuläge", "utgångsläge", "nullpunkt", "udgangspunkt", "baseline"),
        "target": ("mål", "målvärde", "målverdi", "målværdi", "target"),
        "indicator": ("mått", "nyckeltal", "nøkkeltall", "nøgletal", "indicator"),
        "yearly_value": ("årligt värde", "årlig verdi", "årlig værdi", "value"),
    },
    intro=_("What gets better, by how much, and who sees to it."),
    empty=_("Name what one initiative makes better, and how it was before."),
    order=30,
)
