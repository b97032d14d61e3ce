"""How benefits, their measurements and calculations are listed, shown, imported and exported."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import (
    Benefit,
    EffectAssumption,
    EffectCalculation,
    Measurement,
)
from samsyn.apps.portfolio.queries.benefits import calculations_of, realised_of
from samsyn.apps.portfolio.wording.benefits import EFFECTS, FACTORS_IN_WORDS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.effects import Effect, Factor
from samsyn.kernel.asking import Asking
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE


def measured_panel(actor: Actor, benefit: Benefit) -> Asking[Mapping[str, object]]:
    """Ask for what was promised, is expected and was measured, and when it is to be measured."""
    told = yield from realised_of(actor, benefit)
    return {"told": told, "chain": [step for step in benefit.chain.splitlines() if step.strip()]}


def reckoned_panel(actor: Actor, benefit: Benefit) -> Asking[Mapping[str, object]]:
    """Ask for how the worth was reckoned, with every assumption."""
    return {
        "calculations": [
            {
                "row": row,
                "kind": EFFECTS[Effect(row.kind)][0] if row.kind in set(Effect) else row.kind,
                "formula": EFFECTS[Effect(row.kind)][1] if row.kind in set(Effect) else "",
                "assumptions": [{"row": one, "name": _factor(one.factor)} for one in assumed],
            }
            for row, assumed in (yield from calculations_of(actor, benefit))
        ]
    }


def _factor(factor: str) -> object:
    return FACTORS_IN_WORDS[Factor(factor)] if factor in set(Factor) else factor


BENEFITS = Record(
    model=Benefit,
    slug="benefits",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "initiative", "kind", "owner", "indicator", "baseline", "target"),
    filters=("kind", "owner", "initiative"),
    groups=(
        Group(_("What it is"), ("name", "initiative", "kind", "owner", "goal", "chain")),
        Group(
            _("How it is measured"),
            ("indicator", "baseline", "measured_on", "target", "expected_from", "yearly_value"),
        ),
        Group(
            _("What was promised"),
            ("promised_target", "promised_yearly_value", "promised_on"),
        ),
    ),
    panels=(
        Panel("portfolio/fragments/_measured_panel.html", measured_panel),
        Panel("portfolio/fragments/_reckoned_panel.html", reckoned_panel),
    ),
    actions=(
        Action(_("Measure"), "portfolio:measure", Permission.STATUS_REPORT, primary=True),
        Action(_("Reckon the effect"), "portfolio:reckon", _WRITE),
    ),
    hidden_relations=("measurements", "effect-calculations"),
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
MEASUREMENTS = Record(
    model=Measurement,
    slug="measurements",
    menu=None,
    read=_READ,
    write=Permission.STATUS_REPORT,
    columns=("benefit", "measured_on", "months_after", "value", "yearly_value", "measured_by"),
    filters=("benefit", "measured_by"),
    groups=(
        Group(
            _("What was measured"),
            ("benefit", "measured_on", "months_after", "value", "yearly_value"),
        ),
        Group(_("By whom"), ("measured_by", "note")),
    ),
    key=("benefit", "measured_on"),
    headers={
        "benefit": ("nytta", "gevinst", "benefit"),
        "measured_on": ("mätdatum", "måledato", "datum", "dato", "date"),
        "value": ("värde", "verdi", "værdi", "value"),
    },
    intro=_("What benefits turned out to be."),
    empty=_("Measure one benefit, half a year after delivery."),
    order=69,
)
CALCULATIONS = Record(
    model=EffectCalculation,
    slug="effect-calculations",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "benefit", "kind", "low", "likely", "high"),
    filters=("benefit", "kind"),
    groups=(
        Group(_("What is reckoned"), ("benefit", "kind", "note")),
        Group(_("What came out"), ("low", "likely", "high")),
    ),
    made_by_hand=False,
    importable=False,
    writable=False,
    intro=_("Effects that were reckoned, each with its assumptions."),
    empty=_("Reckon the effect on a benefit's page."),
    order=70,
)
ASSUMPTIONS = Record(
    model=EffectAssumption,
    slug="effect-assumptions",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "low", "likely", "high", "source"),
    filters=("calculation",),
    groups=(
        Group(_("What is assumed"), ("calculation", "factor", "low", "likely", "high", "source")),
    ),
    made_by_hand=False,
    importable=False,
    writable=False,
    intro=_("What calculations rest on."),
    empty=_("Reckon the effect on a benefit's page."),
    order=71,
)
BENEFIT_RECORDS = (BENEFITS, MEASUREMENTS, CALCULATIONS, ASSUMPTIONS)
