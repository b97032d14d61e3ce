"""Preview and write an import outside the web server, with the wizard's own steps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.tabular.folding import fold_heading
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.imports import encoding
from samsyn.kernel.imports.applying import apply_import
from samsyn.kernel.imports.previewing import preview
from samsyn.kernel.imports.services import Offer, missing_from, offer, receive
from samsyn.kernel.imports.wording import explain
from samsyn.kernel.models import Import, ImportRow, Organisation, User
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.tenancy.session import acting_for

_MOST_TOLD = 200


class WrongWords(Exception):
    """Something on the command line names nothing that is there."""


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    organisation: str
    email: str
    into: str
    file: Path
    sheet: str
    columns: dict[str, str]
    tolerate: tuple[str, ...]
    all_near: str
    apply: bool


def imported(wanted: Wanted) -> dict[str, Any]:
    """Return what the file would do, or has done.

    Raises WrongWords, NotAllowed, and Refused for a file that can't be read.
    """
    organisation = Organisation.objects.filter(slug=wanted.organisation).first()
    if organisation is None:
        raise WrongWords(f"There is no organisation at {wanted.organisation!r}.")
    record = _importable(wanted.into)
    actor = _actor(organisation, wanted.email)
    with translation.override(organisation.language), acting_for(actor):
        run = receive(actor, record, wanted.file.read_bytes(), wanted.file.name)
        run.sheet = wanted.sheet or run.sheet
        offered = offer(run, record, actor)
        return _done(run, record, actor, offered, wanted)


def _done(
    run: Import, record: Record, actor: Actor, offered: Offer, wanted: Wanted
) -> dict[str, Any]:
    mapping = _mapping(offered, wanted.columns)
    if missing := missing_from(record, offered.targets, mapping):
        raise WrongWords(f"No column is {', '.join(missing)}. Say it with --map.")
    run.mapping = {str(index): name for index, name in mapping.items()}
    run.settings = {"tolerate": list(wanted.tolerate), "near": wanted.all_near}
    run.save(update_fields=["sheet", "mapping", "settings"])
    preview(run, record, actor, _say_nothing)
    written = apply_import(run.pk, record, actor, _say_nothing) if wanted.apply else None
    return {
        "file": wanted.file.name,
        "sheet": run.sheet,
        "columns": {offered.table.columns[i].heading: name for i, name in mapping.items()},
        "rows": run.facts["rows"],
        "counts": run.counts,
        "refused": _refused(run, actor),
        "written": written,
    }


def _say_nothing(_done: int, _total: int) -> None:
    """Work without a page that watches."""


def _actor(organisation: Organisation, email: str) -> Actor:
    """Return the person acting, Samsyn itself where nobody is named."""
    if not email:
        return samsyn_for(organisation.pk)
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    actor = actor_for(user, organisation) if user else None
    if actor is None:
        raise WrongWords(f"{email} has no access to {organisation.slug}.")
    return actor


def _importable(kind: str) -> Record:
    nouns = {record.slug: record for record in all_records() if record.importable}
    wanted = kind.casefold().replace("_", "-")
    for record in nouns.values():
        singular = str(record.model._meta.model_name)
        if wanted in (record.slug, singular, _slug_of_one(record)):
            return record
    raise WrongWords(f"Nothing can be imported into {kind!r}. Choose: {', '.join(nouns)}.")


def _slug_of_one(record: Record) -> str:
    """Return what one of them is called, as an address would: processing-activity."""
    with translation.override("en"):
        return slugify(record.title)


def _mapping(offered: Offer, said: dict[str, str]) -> dict[int, str]:
    """Return the proposal, but for what was said by heading."""
    mapping = dict(offered.proposal.mapping)
    fields = {target.name for target in offered.targets}
    places = {column.key: index for index, column in enumerate(offered.table.columns)}
    for heading, name in said.items():
        key = fold_heading(heading).key
        if key not in places:
            raise WrongWords(f"There is no column {heading!r}.")
        if name and name not in fields:
            raise WrongWords(f"There is no field {name!r}. Choose: {', '.join(sorted(fields))}.")
        mapping = {i: n for i, n in mapping.items() if n != name and i != places[key]}
        if name:
            mapping[places[key]] = name
    return mapping


def _refused(run: Import, actor: Actor) -> list[dict[str, object]]:
    rows = ImportRow.owned_by(actor).filter(run=run, outcome="refused").order_by("number")
    return [
        {
            "cell": _("%(sheet)s, cell %(cell)s") % {"sheet": run.sheet, "cell": problem[1]},
            "title": row.title,
            "why": explain(encoding.objection_of(problem)),
        }
        for row in rows[:_MOST_TOLD]
        for problem in row.detail.get("problems", ())
    ]
