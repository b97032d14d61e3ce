"""Show what of ours a supplier's incident may hit: on our incident, and on a neighbour's notice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from samsyn.apps.register.models import InformationAsset, Supplier, System
from samsyn.apps.register.queries.incidents import Hits
from samsyn.kernel.records.declaration import record_url


def shown_hits(hits: Hits, supplier: Supplier) -> dict[str, object]:
    """Return the hits as links, for the page."""
    return {
        "any": hits.any,
        "systems": [_system(one) for one in hits.systems],
        "leaning": _links(hits.leaning),
        "agreements": [
            {"text": one.name, "url": record_url(one), "hours": hits.promised.get(one.pk)}
            for one in hits.agreements
        ],
        "sites": _links(hits.sites),
        "parties": _links(hits.parties),
        "units": hits.units,
        "countries": hits.countries,
        "information": [_asset(one) for one in hits.information],
        "calls": [
            {
                "name": call.name,
                "phone": call.phone,
                "email": call.email,
                "about": [{"role": role, "what": what} for role, what in call.about],
            }
            for call in hits.calls
        ],
        "impact_url": reverse("register:supplier_impact", args=[supplier.pk]),
        "supplier": {"text": supplier.name, "url": record_url(supplier)},
    }


def _links(rows: Iterable[Any]) -> list[dict[str, str]]:
    return [{"text": str(row), "url": record_url(row)} for row in rows]


def _system(system: System) -> dict[str, object]:
    return {
        "text": system.name,
        "url": record_url(system),
        "criticality": system.get_criticality_display() if system.criticality else "",
        "country": system.hosting_country,
    }


def _asset(asset: InformationAsset) -> dict[str, object]:
    return {
        "text": asset.name,
        "url": record_url(asset),
        "personal_data": asset.get_personal_data_display(),
    }
