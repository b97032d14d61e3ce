"""The parts of the register's pages that are worked out, with what they were worked out from."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.register.models import Product, System
from samsyn.apps.register.queries.systems import systems_elsewhere
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import record_url

_SHOWN = 8


def product_elsewhere(actor: Actor, product: Product) -> Asking[Mapping[str, object]]:
    """Ask for the first of the systems that others build on this product."""
    systems: list[System]
    (systems,) = yield [systems_elsewhere(actor, product)[: _SHOWN + 1]]
    return {
        "systems": [
            {"name": system.name, "who": system.organisation.name, "url": record_url(system)}
            for system in systems[:_SHOWN]
        ],
        "more": len(systems) > _SHOWN,
        "url": reverse("register:product_users", args=[product.pk]),
    }
