"""Everything the room knows of activities, for one page or the whole register, in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BinaryField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from samsyn.apps.data_protection.models import (
    ActivityAgreement,
    ActivityAsset,
    ActivitySubjects,
    ActivitySystem,
    ControllerDetails,
    DpiaScreening,
    ProcessingActivity,
    Purpose,
    ServedController,
)
from samsyn.apps.register.public import InformationAsset
from samsyn.domain.access.actor import Actor
from samsyn.domain.data_protection.completeness import Described, Lack, Use, lacks
from samsyn.domain.data_protection.grounds import Grounds, read_grounds
from samsyn.domain.data_protection.suggestions import Facts, Group

_SENSITIVE = InformationAsset.PersonalData.SENSITIVE
_YES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Linked:
    """A row of the register that an activity leans on; `fact` is what matters of it here."""

    pk: int
    name: str
    fact: str = ""


@dataclass
class Known:
    """One activity with its parts; `controller` is the described controller, if any is."""

    activity: ProcessingActivity
    controller: ControllerDetails | None = None
    purposes: list[Purpose] = field(default_factory=list)
    subjects: list[ActivitySubjects] = field(default_factory=list)
    served: list[ServedController] = field(default_factory=list)
    screenings: list[DpiaScreening] = field(default_factory=list)
    systems: list[Linked] = field(default_factory=list)
    assets: list[Linked] = field(default_factory=list)
    agreements: list[Linked] = field(default_factory=list)

    @property
    def screening(self) -> DpiaScreening | None:
        """The latest screening: the one that counts."""
        return self.screenings[0] if self.screenings else None


def known_of(actor: Actor, activities: Iterable[ProcessingActivity]) -> dict[int, Known]:
    """Return each activity with its parts, in six queries however many there are."""
    known = {activity.pk: Known(activity) for activity in activities}
    _add_controllers(actor, known)
    ours = {"activity__in": known}
    for one in Purpose.owned_by(actor).filter(**ours).order_by("pk"):
        known[one.activity_id].purposes.append(one)
    for group in ActivitySubjects.owned_by(actor).filter(**ours).order_by("sort_key", "pk"):
        known[group.activity_id].subjects.append(group)
    for served in ServedController.owned_by(actor).filter(**ours).order_by("sort_key", "pk"):
        known[served.activity_id].served.append(served)
    latest = DpiaScreening.owned_by(actor).filter(**ours).order_by("-screened_on", "-pk")
    for screening in latest:
        known[screening.activity_id].screenings.append(screening)
    _add_links(actor, known)
    return known


def _add_controllers(actor: Actor, known: Mapping[int, Known]) -> None:
    described = {c.unit_id: c for c in ControllerDetails.owned_by(actor)}
    for one in known.values():
        one.controller = described.get(one.activity.controller_id)


def _add_links(actor: Actor, known: Mapping[int, Known]) -> None:
    """Add the systems, assets and agreements: three tables, one query."""
    systems, assets, agreements = (
        _links(ActivitySystem.owned_by(actor), known, "system", "ai_use"),
        _links(ActivityAsset.owned_by(actor), known, "asset", "personal_data"),
        _links(ActivityAgreement.owned_by(actor), known, "agreement", "supplier__name"),
    )
    found = list(systems.union(assets, agreements, all=True))
    for row in sorted(found, key=lambda row: (bytes(row["order"] or b""), row["pk"])):
        into: list[Linked] = getattr(known[row["activity_id"]], f"{row['of']}s")
        into.append(Linked(row["pk"], row["name"], row["fact"] or ""))


def _links(links: QuerySet[Any], known: Mapping[int, Known], end: str, fact: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = links.filter(activity__in=known).order_by()
    return rows.values(
        "activity_id",
        pk=F(f"{end}_id"),
        of=Value(end),
        name=Cast(f"{end}__name", CharField()),
        fact=Cast(f"{end}__{fact}", CharField()),
        order=Cast(f"{end}__sort_key", BinaryField()),
    )


def grounds_of(purpose: Purpose) -> Grounds:
    """Return one purpose's grounds as the domain knows them."""
    return Grounds(
        article_6=tuple(purpose.article_6),
        article_9=tuple(purpose.article_9),
        article_10=purpose.article_10,
        laws=tuple(line.strip() for line in purpose.law.splitlines() if line.strip()),
    )


def lacks_of(known: Known) -> list[Lack]:
    """Return what the law asks for and this activity lacks."""
    row = known.activity
    return lacks(
        Described(
            as_processor=row.kind == ProcessingActivity.Kind.PROCESSOR,
            controller=known.controller is not None,
            officer=bool(row.dpo or (known.controller and known.controller.dpo_name)),
            purposes=tuple(Use(p.name, grounds_of(p)) for p in known.purposes),
            subjects=bool(known.subjects),
            has_special=_has_special(known),
            has_offences=any(s.offences == "yes" for s in known.subjects),
            recipients=row.recipients,
            third_country=row.third_country,
            countries=row.third_countries,
            transfer_basis=row.transfer_basis,
            storage=row.storage,
            measures=row.technical_measures or row.organisational_measures,
            informed=row.informed,
            consent=row.consent == "yes",
            consent_how=row.consent_how,
            automated=row.automated_decisions == "yes",
            automation=row.automation,
            served=len(known.served),
            given=read_grounds(row.grounds_given),
        )
    )


def facts_of(known: Known) -> Facts:
    """Return what the register tells of the screening's questions."""
    row = known.activity
    return Facts(
        groups=tuple(
            Group(
                name=s.name,
                sensitive=s.personal_data == _SENSITIVE,
                offences=_YES.get(s.offences),
                vulnerable=_YES.get(s.vulnerable),
            )
            for s in known.subjects
        ),
        sensitive_assets=_with_fact(known.assets, {_SENSITIVE}),
        purposes_by_article_9=tuple(p.name for p in known.purposes if p.article_9),
        purposes_by_article_10=tuple(p.name for p in known.purposes if p.article_10),
        systems_with_ai=_with_fact(known.systems, {"support", "decides"}),
        persons=row.persons,
        automated_decisions=row.automated_decisions,
        profiling=row.profiling,
        ai=row.ai,
        third_country=row.third_country,
        transfer_basis=row.transfer_basis,
    )


def _has_special(known: Known) -> bool:
    return any(s.personal_data == _SENSITIVE for s in known.subjects) or any(
        a.fact == _SENSITIVE for a in known.assets
    )


def _with_fact(rows: Sequence[Linked], wanted: set[str]) -> tuple[str, ...]:
    return tuple(row.name for row in rows if row.fact in wanted)
