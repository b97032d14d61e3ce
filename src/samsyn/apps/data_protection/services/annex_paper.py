"""Make the annexes of a data-processing agreement from what the register knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.apps.data_protection.models import ProcessingActivity, ProcessorTerms, SubProcessor
from samsyn.apps.data_protection.queries.known import Known, known_of
from samsyn.apps.data_protection.queries.oversights import sub_processors_of
from samsyn.apps.data_protection.queries.templates import version_of
from samsyn.apps.register.public import AgreementSystem, SystemInformation, TemplateVersion
from samsyn.domain.access.actor import Actor
from samsyn.domain.papers.markdown import blocks_of
from samsyn.domain.papers.paper import (
    Block,
    Bullets,
    Facts,
    Heading,
    Locked,
    NewPage,
    Paper,
    Table,
    Text,
)
from samsyn.kernel import clock
from samsyn.kernel.records.showing import text_of

_INSTRUCTION = (
    "purpose",
    "processing_type",
    "data_categories",
    "data_subjects",
    "place",
    "retention",
    "logging",
    "security",
    "special_conditions",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the annexes are made of."""

    terms: ProcessorTerms
    body: TemplateVersion | None
    activities: Sequence[Known]
    systems: Sequence[str]
    assets: Sequence[tuple[str, str, str]]
    sub_processors: Sequence[SubProcessor]

    @property
    def missing(self) -> list[str]:
        """The parts of the instruction that nobody has written and no record tells."""
        names = [*_INSTRUCTION[:-1]]
        return [label_of(name) for name in names if not _said(self, name)]


def sources_of(actor: Actor, terms: ProcessorTerms) -> Sources:
    """Return what the register knows for the annexes of one agreement."""
    agreement = terms.agreement
    activities = ProcessingActivity.owned_by(actor).filter(agreements=agreement)
    systems = AgreementSystem.owned_by(actor).filter(agreement=agreement)
    held = SystemInformation.owned_by(actor).filter(system__in=systems.values("system_id"))
    assets = held.order_by("asset__sort_key").values_list(
        "asset__name", "asset__categories", "asset__data_subjects"
    )
    names = systems.order_by("system__sort_key").values_list("system__name", flat=True)
    known = known_of(actor, activities.order_by("sort_key", "pk"))
    return Sources(
        terms=terms,
        body=version_of(actor, agreement),
        activities=list(known.values()),
        systems=list(names),
        assets=list(dict.fromkeys(assets)),
        sub_processors=list(sub_processors_of(actor, agreement.pk)),
    )


def annex_paper(sources: Sources, *, day: date | None = None) -> Paper:
    """Return the agreement as it is handed out: its locked text, then the annexes."""
    terms = sources.terms
    return Paper(
        title=terms.agreement.name,
        subtitle=_("Data-processing agreement"),
        language=get_language() or "en",
        author=terms.organisation.name,
        day=day or clock.today(),
        facts=[pair for pair in _parties(sources) if pair[1]],
        blocks=list(_blocks(sources)),
    )


def label_of(name: str) -> str:
    """Return what a field of the terms is called, with a capital first letter."""
    label = str(ProcessorTerms._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _parties(sources: Sources) -> Iterator[tuple[str, str]]:
    terms, agreement = sources.terms, sources.terms.agreement
    supplier = agreement.supplier
    them = (supplier.processor_name or supplier.legal_name or supplier.name) if supplier else ""
    we_process = terms.our_part == ProcessorTerms.OurPart.PROCESSOR
    unit = terms.controller_unit
    own = terms.controller_name or (unit.name if unit else "") or terms.organisation.name
    yield _("Controller"), terms.controller_name if we_process else own
    yield _("Processor"), terms.organisation.name if we_process else them
    yield _("Number"), agreement.number
    if agreement.template:
        yield _("Template"), f"{agreement.template.name} {agreement.template_version}".strip()
    yield _("Signed on"), text_of(agreement.signed_on)
    yield label_of("signed_by"), " · ".join(p for p in (terms.signed_by, terms.delegation) if p)


def _blocks(sources: Sources) -> Iterator[Block]:
    if sources.body and sources.body.body:
        yield Locked(blocks_of(sources.body.body))
        yield NewPage()
    if sources.terms.deviation:
        yield Heading(_("Departures from the template"))
        yield from blocks_of(sources.terms.deviation, below=1)
    yield from _instruction(sources)
    yield from _sub_processors(sources)


def _instruction(sources: Sources) -> Iterator[Block]:
    yield Heading(_("Annex 1: Instruction"))
    for name in _INSTRUCTION:
        said = _said(sources, name)
        if said or name != "special_conditions":
            yield Heading(label_of(name), 2)
            yield from said or [Text(_("Not stated."))]
    yield Heading(_("Transfers, breaches, audit and ending"), 2)
    yield Facts(list(_settled(sources.terms)))
    if sources.systems:
        yield Heading(_("Systems covered"), 2)
        yield Bullets(sources.systems)
    if sources.assets:
        yield Heading(_("Information processed"), 2)
        columns = [_("Information"), _("Kinds of personal data"), _("Whom it is about")]
        yield Table(columns, [list(row) for row in sources.assets])


def _settled(terms: ProcessorTerms) -> Iterator[tuple[str, str]]:
    none = _("Not stated.")
    leaves = str(terms.get_leaves_eea_display())
    basis = str(terms.get_transfer_basis_display())
    where = ", ".join(part for part in (leaves, terms.countries, basis) if part)
    yield label_of("leaves_eea"), where or none
    yield label_of("sensitive"), str(terms.get_sensitive_display()) or none
    yield label_of("breach_hours"), text_of(terms.breach_hours) or none
    yield label_of("audit_rights"), terms.audit_rights or none
    yield label_of("at_end"), str(terms.get_at_end_display()) or none


def _said(sources: Sources, name: str) -> list[Block]:
    """Return what the terms say, or where they are silent what the linked records say."""
    if typed := getattr(sources.terms, name):
        return blocks_of(str(typed), below=2)
    found = list(dict.fromkeys(_from_records(sources, name)))
    return [Bullets(found)] if found else []


def _from_records(sources: Sources, name: str) -> Iterator[str]:
    tell = _TOLD_BY_ACTIVITIES.get(name)
    for known in sources.activities if tell else ():
        yield from tell(known)  # type: ignore[misc] # asked for above
    for asset, kinds, who in sources.assets:
        if name == "data_categories" and kinds:
            yield f"{asset}: {kinds}"
        elif name == "data_subjects" and who:
            yield who


def _kept(known: Known) -> list[str]:
    storage = known.activity.storage
    return [f"{known.activity.name}: {storage}"] if storage else []


def _measures(known: Known) -> list[str]:
    return [known.activity.technical_measures] if known.activity.technical_measures else []


_TOLD_BY_ACTIVITIES: Mapping[str, Callable[[Known], Sequence[str]]] = {
    "purpose": lambda known: [purpose.text for purpose in known.purposes],
    "data_categories": lambda known: [f"{s.name}: {s.categories}" for s in known.subjects],
    "data_subjects": lambda known: [s.name for s in known.subjects],
    "retention": _kept,
    "security": _measures,
}


def _sub_processors(sources: Sources) -> Iterator[Block]:
    yield NewPage()
    yield Heading(_("Annex 2: Sub-processors"))
    if not sources.sub_processors:
        yield Text(_("The processor engages no sub-processors."))
        return
    columns = [
        _("Name"),
        _("Company number"),
        _("Country"),
        _("What it does"),
        _("Basis of the transfer"),
        _("Approved on"),
    ]
    yield Table(columns, [_sub(row) for row in sources.sub_processors], (3, 2, 1, 3, 2, 2))


def _sub(row: SubProcessor) -> list[str]:
    basis = str(row.get_transfer_basis_display())
    if row.insecure_country == "yes":
        basis = f"{basis} ({_('insecure country')})".strip()
    approved = text_of(row.approved_on)
    return [row.name, row.number, row.country, row.service, basis, approved]
