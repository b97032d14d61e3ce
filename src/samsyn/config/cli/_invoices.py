"""Read e-invoices outside the web server, with the page's own steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import translation

from samsyn.apps.spend.public import (
    Counts,
    DryRun,
    InvoiceRefusal,
    read_invoices,
    sentence,
)
from samsyn.config.cli._importing import WrongWords
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.invoices.packing import Packed, unpack
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.tenancy.session import acting_for


def read(slug: str, email: str, paths: Iterable[Path], *, dry: bool) -> dict[str, Any]:
    """Return what became of every document. Raises WrongWords and NotAllowed."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise WrongWords(f"There is no organisation at {slug!r}.")
    actor = _actor(organisation, email)
    with translation.override(organisation.language), acting_for(actor):
        try:
            reading = read_invoices(actor, files=_documents(paths), dry_run=dry)
        except DryRun as told:
            return _answer(told.counts, told.refusals, written=False)
        counts = Counts(**{name: getattr(reading, name) for name in asdict(Counts())})
        refusals = InvoiceRefusal.owned_by(actor).filter(reading=reading).order_by("pk")
        return _answer(counts, refusals, written=True)


def _actor(organisation: Organisation, email: str) -> Actor:
    """Return the person acting, Samsyn itself where nobody is named."""
    if not email:
        return samsyn_for(organisation.pk)
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    actor = actor_for(user, organisation) if user else None
    if actor is None:
        raise WrongWords(f"{email} has no access to {organisation.slug}.")
    return actor


def _documents(paths: Iterable[Path]) -> Iterator[Packed]:
    for path in paths:
        yield from unpack(path.name, path.read_bytes())


def _answer(counts: Counts, refusals: Iterable[InvoiceRefusal], *, written: bool) -> dict[str, Any]:
    told = [
        {
            "file": one.name,
            "sender": one.supplier_name,
            "number": one.number,
            "rules": [fault["rule"] for fault in one.faults],
            "why": " ".join(sentence(fault) for fault in one.faults),
        }
        for one in refusals
    ]
    return {**asdict(counts), "written": written, "refusals": told}
