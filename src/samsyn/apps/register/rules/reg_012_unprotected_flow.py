"""REG-012: find information that is sent unprotected, or out of the EEA without a basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import FlowAsset, InformationAsset, InformationFlow, OutsideParty
from samsyn.apps.register.models.answer import Answer
from samsyn.apps.register.models.flow import ENDS
from samsyn.apps.register.queries.impact import SOURCES, end_of, landscape_of
from samsyn.apps.register.rules import addresses
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.register.map import is_outside
from samsyn.kernel.rules import Hit, Law, Parameter, Question, Severity, rule

_BARE = {Answer.NO, Answer.PARTLY}
_LEAVES = {Answer.YES, Answer.PARTLY}
_SOURCE = [f"source_{end}_id" for end in ENDS]
_FIELDS = (
    "pk",
    "name",
    "encrypted",
    "leaves_eea",
    "to_country",
    "transfer_basis",
    "target_party__country",
    "source_system__owner_id",
    "target_system__owner_id",
)


def says(facts: Mapping[str, Any]) -> str:
    """Say which of the two is wrong, or both."""
    told = []
    if facts["level"] is not None:
        told.append(
            _("It carries information of confidentiality %(level)s, and is not encrypted.")
            % {"level": facts["level"]}
        )
    if facts["leaves"]:
        told.append(
            _("Personal data leaves the EU and EEA by it, and nobody has said on what basis.")
        )
    return " ".join(told)


@rule(
    code="REG-012",
    title=gettext_lazy("A flow is unprotected, or leaves the EEA without a basis"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "What is sent in the clear can be read on the way. Personal data may leave the EU and EEA"
        " only on one of the grounds that the law knows."
    ),
    basis=[Law("GDPR", "32(1)(a)"), Law("GDPR", "44")],
    fix=gettext_lazy(
        "Encrypt the flow, or send it another way. Say on what basis personal data leaves the EU"
        " and EEA, or end the transfer."
    ),
    watches=[*SOURCES, InformationAsset, OutsideParty],
    parameters=[
        Parameter("level", gettext_lazy("confidentiality from which flows are encrypted"), 3)
    ],
    says=says,
    fix_url=addresses.edit("flows"),
    minds_the_date=False,
)
def unprotected_flow(question: Question) -> Iterable[Hit]:
    """Hit flows that are said not to be encrypted, and transfers that nobody has said a basis of.

    A flow that names no information is taken to carry all that its source has.
    """
    secrecy, personal = _secrecy(question.actor), _with_personal_data(question.actor)
    for (
        pk,
        name,
        encrypted,
        leaves,
        country,
        basis,
        at,
        sender,
        receiver,
    ) in InformationFlow.owned_by(question.actor).values_list(*_FIELDS):
        level = secrecy.get(pk)
        secret = level is not None and level >= question.threshold("level")
        bare = level if secret and encrypted in _BARE else None
        outside = leaves in _LEAVES or is_outside(country) or is_outside(at or "")
        lost = outside and pk in personal and not basis
        if bare is not None or lost:
            yield Hit(
                model=InformationFlow,
                pk=pk,
                title=name,
                facts={"level": bare, "leaves": lost},
                responsible=sender or receiver,
            )


def _secrecy(actor: Actor) -> dict[int, int]:
    """Return by flow the confidentiality of what it carries."""
    land = landscape_of(actor)
    found: dict[int, int] = {}
    for flow, thing in _carried(actor):
        level = land.level(thing, Aspect.CONFIDENTIALITY)
        if level is not None:
            found[flow] = max(level, found.get(flow, level))
    return found


def _carried(actor: Actor) -> Iterator[tuple[int, Thing]]:
    """Yield each flow with each asset it names, or else with its source."""
    named = set()
    for flow, asset in FlowAsset.owned_by(actor).values_list("flow_id", "asset_id"):
        named.add(flow)
        yield flow, Thing(Kind.ASSET, asset)
    for flow, *ends in InformationFlow.owned_by(actor).values_list("pk", *_SOURCE):
        if flow not in named:
            yield flow, end_of(ends)


def _with_personal_data(actor: Actor) -> set[int]:
    """Return the flows that carry personal data, as far as it is known what they carry."""
    tells = InformationAsset.owned_by(actor).filter(
        personal_data__in=[
            InformationAsset.PersonalData.ORDINARY,
            InformationAsset.PersonalData.SENSITIVE,
        ]
    )
    flows = InformationFlow.owned_by(actor)
    named = flows.filter(assets__in=tells).values_list("pk", flat=True)
    whole = flows.filter(assets=None, source_system__assets__in=tells)
    return {*named, *whole.values_list("pk", flat=True)}
