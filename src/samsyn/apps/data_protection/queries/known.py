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
from samsyn.kernel.asking import Asking, Question, alone, ready
from samsyn.kernel.tenancy.owned import Owned

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
    """Return each activity with its parts, in one round trip however many there are."""
    return alone(asked_of(actor, activities))


def asked_of(actor: Actor, activities: Iterable[ProcessingActivity]) -> Asking[dict[int, Known]]:
    """Ask for all parts of activities."""
    known = {activity.pk: Known(activity) for activity in activities}
    questions: list[Question]
    if len(known) == 1:
        questions = [ready(_parts, actor, name, activity=pk) for pk in known for name in _PARTS]
    else:
        questions = [_parts(actor, name, activity__in=known) for name in _PARTS]
    described, links, *parts = yield [ControllerDetails.owned_by(actor), *questions]
    units = {one.unit_id: one for one in described}
    for one in known.values():
        one.controller = units.get(one.activity.controller_id)
    for name, rows in zip(list(_PARTS)[1:], parts, strict=True):
        for row in rows:
            getattr(known[row.activity_id], name).append(row)
    for row in sorted(links, key=lambda row: (bytes(row["order"] or b""), row["pk"])):
        into: list[Linked] = getattr(known[row["activity_id"]], f"{row['of']}s")
        into.append(Linked(row["pk"], row["name"], row["fact"] or ""))
    return known


_PARTS: Mapping[str, tuple[type[Owned], tuple[str, ...]]] = {
    "links": (ActivitySystem, ()),
    "purposes": (Purpose, ("pk",)),
    "subjects": (ActivitySubjects, ("sort_key", "pk")),
    "served": (ServedController, ("sort_key", "pk")),
    "screenings": (DpiaScreening, ("-screened_on", "-pk")),
}


def _parts(actor: Actor, name: str, **which: Any) -> QuerySet[Any]:  # noqa: ANN401 - a filter
    model, order = _PARTS[name]
    if name == "links":
        return _links(actor, which)
    return model.owned_by(actor).filter(**which).order_by(*order)


def _links(actor: Actor, which: Mapping[str, Any]) -> QuerySet[Any]:
    """Return the systems, assets and agreements: three tables, one question."""
    ends: tuple[tuple[Any, str, str], ...] = (
        (ActivitySystem, "system", "ai_use"),
        (ActivityAsset, "asset", "personal_data"),
        (ActivityAgreement, "agreement", "supplier__name"),
    )
    first, *others = [
        model.owned_by(actor)
        .filter(**which)
        .order_by()
        .values(
            "activity_id",
            pk=F(f"{end}_id"),
            of=Value(end),
            name=Cast(f"{end}__name", CharField()),
            fact=Cast(f"{end}__{fact}", CharField()),
            order=Cast(f"{end}__sort_key", BinaryField()),
        )
        for model, end, fact in ends
    ]
    rows: QuerySet[Any] = first.union(*others, all=True)
    return rows


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
