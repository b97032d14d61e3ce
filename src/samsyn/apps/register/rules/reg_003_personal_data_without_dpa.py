"""REG-003: find systems with personal data that no data-processing agreement covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import (
    Agreement,
    AgreementSystem,
    InformationAsset,
    System,
    SystemInformation,
)
from samsyn.apps.register.queries.agreements import Cover, covers
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Law, Question, Severity, rule

_PERSONAL = InformationAsset.PersonalData


def says(facts: Mapping[str, Any]) -> str:
    """Name the information that makes it personal, and whether it is of a special category."""
    told = (
        _("It holds special categories of personal data (%(assets)s), and no data-processing"
          " agreement in force covers it.")
        if facts["sensitive"]
        else _("It holds personal data (%(assets)s), and no data-processing agreement in force"
               " covers it.")
    )  # fmt: skip
    return told % {"assets": ", ".join(facts["assets"])}


@rule(
    code="REG-003",
    title=gettext_lazy("Personal data is processed without a data-processing agreement"),
    severity=Severity.HIGH,
    why=gettext_lazy("A processor may act only under a contract that binds it to the controller."),
    basis=[Law("GDPR", "28(3)")],
    fix=gettext_lazy(
        "Link an agreement in force, or record on the system why no supplier is a processor."
    ),
    watches=[System, Agreement, AgreementSystem, InformationAsset, SystemInformation],
    says=says,
    fix_url=addresses.edit("systems"),
)
def personal_data_without_dpa(question: Question) -> Iterable[Hit]:
    """Hit systems in use that hold personal data without a DPA in force, unless said needless."""
    held: dict[int, list[tuple[str, str]]] = {}
    links = SystemInformation.owned_by(question.actor).filter(
        asset__personal_data__in=[_PERSONAL.ORDINARY, _PERSONAL.SENSITIVE]
    )
    rows = links.order_by("asset__sort_key", "asset_id")
    for pk, name, kind in rows.values_list("system_id", "asset__name", "asset__personal_data"):
        held.setdefault(pk, []).append((name, kind))
    cover = covers(question.actor, question.today, dpa=True)
    systems = systems_in_use(question.actor).filter(no_dpa_because="")
    for pk, name, *people in systems.values_list("pk", "name", "information_owner_id", "owner_id"):
        if pk in held and not cover.get(pk, Cover()).holds:
            yield Hit(
                model=System,
                pk=pk,
                title=name,
                facts={
                    "assets": [title for title, _kind in held[pk]][:3],
                    "sensitive": any(kind == _PERSONAL.SENSITIVE for _title, kind in held[pk]),
                },
                responsible=people[0] or people[1],
            )
