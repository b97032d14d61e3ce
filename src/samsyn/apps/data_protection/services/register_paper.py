"""The Article 30 register as a paper: what a supervisory authority asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.apps.data_protection.models import ControllerDetails, ProcessingActivity
from samsyn.apps.data_protection.queries.known import Known, grounds_of
from samsyn.apps.data_protection.queries.register import Part
from samsyn.domain.data_protection.grounds import written
from samsyn.domain.papers.paper import Block, Facts, Heading, NewPage, Paper, Table, Text
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.showing import text_of


def register_paper(organisation: Organisation, parts: Iterable[Part], *, kind: str = "") -> Paper:
    """Return the register by controller, every activity with what Article 30 demands of it."""
    found = list(parts)
    count = sum(len(part.activities) for part in found)
    articles = {"30_1": "30(1)", "30_2": "30(2)"}.get(kind, "30")
    return Paper(
        title=_("Register of processing activities"),
        subtitle=_("Article %(article)s of the General Data Protection Regulation")
        % {"article": articles},
        language=get_language() or "en",
        author=organisation.name,
        day=clock.today(),
        facts=[
            (_("Organisation"), organisation.name),
            (_("Organisation number"), organisation.org_number),
            (_("As of"), text_of(clock.today())),
            (_("Processing activities"), text_of(count)),
        ],
        blocks=list(_blocks(found)) or [Text(_("No processing activities are recorded."))],
    )


def controller_facts(details: ControllerDetails | None) -> list[tuple[str, str]]:
    """Return how to reach a controller, its representative and its officer (30(1)(a))."""
    if details is None:
        return []
    officer = ", ".join(filter(None, (details.dpo_name, details.dpo_email, details.dpo_phone)))
    reach = ", ".join(filter(None, (details.address, details.email, details.phone)))
    pairs = [
        (_("Organisation number"), details.number),
        (_("How to reach it"), reach),
        (_("Representative"), details.representative),
        (_("Data protection officer"), officer),
    ]
    return [pair for pair in pairs if pair[1]]


def activity_facts(known: Known) -> list[tuple[str, str]]:
    """Return one activity as Article 30 asks, in its order; what is not said says so."""
    facts = _as_processor(known) if _is_processor(known) else _as_controller(known)
    return [(label, value or _("Not stated.")) for label, value in facts]


def _is_processor(known: Known) -> bool:
    return known.activity.kind == ProcessingActivity.Kind.PROCESSOR


def _blocks(parts: list[Part]) -> Iterator[Block]:
    for number, part in enumerate(parts):
        if number:
            yield NewPage()
        yield Heading(part.name)
        if facts := controller_facts(part.details):
            yield Facts(facts)
        for known in part.activities:
            yield from _activity(known)


def _activity(known: Known) -> Iterator[Block]:
    yield Heading(known.activity.name, 2)
    yield Facts(activity_facts(known))
    if known.purposes:
        columns = [_("Purpose"), _("Legal basis")]
        rows = [[p.text, written(grounds_of(p)) or _("Not stated.")] for p in known.purposes]
        yield Table(columns, rows, (3, 2))
    if known.subjects:
        columns = [_("Whom it is about"), _("Kinds of personal data"), _("Special categories")]
        yield Table(columns, [[s.name, s.categories, s.special_categories] for s in known.subjects])


def _as_controller(known: Known) -> list[tuple[str, str]]:
    row = known.activity
    screening = known.screening
    return [
        (_("Kind"), str(row.get_kind_display())),
        *([(_("Joint controllers"), row.joint_controllers)] if row.joint_controllers else []),
        *_own_officer(known),
        (_("Recipients"), row.recipients),
        (_("Leaves the EU and EEA"), leaving(known)),
        (_("Kept for"), row.storage),
        (_("Security measures"), measures(known)),
        (_("Processors"), processors(known)),
        (_("Systems"), ", ".join(link.name for link in known.systems)),
        (
            _("Impact assessment"),
            str(screening.get_verdict_display()) if screening else "",
        ),
    ]


def _as_processor(known: Known) -> list[tuple[str, str]]:
    served = "\n".join(
        ", ".join(filter(None, (s.name, s.number, s.contact, s.representative, s.dpo)))
        for s in known.served
    )
    return [
        (_("Kind"), str(known.activity.get_kind_display())),
        (_("Processed on behalf of"), served),
        *_own_officer(known),
        (_("Categories of processing"), known.activity.description),
        (_("Leaves the EU and EEA"), leaving(known)),
        (_("Security measures"), measures(known)),
    ]


def _own_officer(known: Known) -> list[tuple[str, str]]:
    row = known.activity
    pairs = [(_("Representative"), row.representative), (_("Data protection officer"), row.dpo)]
    return [pair for pair in pairs if pair[1]]


def leaving(known: Known) -> str:
    """Say whether the data leaves the EEA, to where, and what allows it."""
    row = known.activity
    said = str(row.get_third_country_display())
    basis = str(row.get_transfer_basis_display())
    return ", ".join(part for part in (said, row.third_countries, basis) if part)


def measures(known: Known) -> str:
    """Return technical and organisational measures together."""
    row = known.activity
    return "\n".join(filter(None, (row.technical_measures, row.organisational_measures)))


def processors(known: Known) -> str:
    """Name the processors by the agreements with them."""
    return ", ".join(dict.fromkeys(link.fact or link.name for link in known.agreements))
