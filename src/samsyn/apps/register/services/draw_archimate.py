"""Turn a register into an ArchiMate model: what is what, and how it hangs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samsyn.apps.register.models import InformationAsset, InformationFlow, Routine, System
from samsyn.apps.register.queries.architecture import Architecture, Row, architecture
from samsyn.apps.register.services.keep_map_places import places_of
from samsyn.apps.register.wording import archimate as words
from samsyn.domain.access.actor import Actor
from samsyn.domain.archimate.model import (
    Diagram,
    Element,
    Folder,
    Link,
    Model,
    Reach,
    Relation,
    Thing,
    allowed,
)
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.register.map import Edge, Grouping, Levels, Tie
from samsyn.kernel.models import Organisation

_BY_LETTER = {"s": "system", "r": "routine", "u": "unit", "p": "party"}
_READS = frozenset({"read", "hand_out", "approve"})


def archimate_of(actor: Actor, organisation: Organisation) -> Model:
    """Return the model of what the actor may see of our register.

    Ids are those of the register's own rows, so that the next export updates what a tool has.
    """
    drawing = _Drawing(architecture(actor), organisation.slug)
    drawing.draw()
    links = drawing.links
    return Model(
        id=f"samsyn-{organisation.slug}",
        name=organisation.name,
        told=str(words.told(organisation.name)),
        language=organisation.language,
        things=list(drawing.things.values()),
        links=links,
        properties=words.properties(),
        folders=list(_folders(drawing.things)),
        diagram=_diagram(actor, drawing, organisation.slug),
    )


def _folders(things: Mapping[str, Thing]) -> Iterator[Folder]:
    by_folder: dict[str, list[str]] = {}
    for thing in things.values():
        by_folder.setdefault(thing.folder[0], []).append(thing.id)
    for folder, said in words.folders().items():
        if folder in by_folder:
            yield Folder(said, by_folder[folder])


def _diagram(actor: Actor, drawing: _Drawing, slug: str) -> Diagram:
    places = places_of(actor, drawing.known.map, Grouping.NONE)
    there = {drawing.id_of(key): place for key, place in places.items()}
    left = min((x for x, _y in there.values()), default=0)
    top = min((y for _x, y in there.values()), default=0)
    return Diagram(
        id=f"samsyn-{slug}-view-map",
        words=words.view(),
        places={
            thing: (round(1.4 * (x - left)) + 40, round(1.1 * (y - top)) + 40)
            for thing, (x, y) in there.items()
            if thing in drawing.things
        },
    )


@dataclass
class _Drawing:
    """One model in the making."""

    known: Architecture
    slug: str
    things: dict[str, Thing] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def id_of(self, key: str) -> str:
        """Return the model's id of a node of the map."""
        return self.id(_BY_LETTER[key[0]], key[1:])

    def id(self, kind: str, pk: object) -> str:
        """Return the id of a row: the same today, tomorrow and in every language."""
        return f"samsyn-{self.slug}-{kind}-{pk}"

    def draw(self) -> None:
        """Fill in everything."""
        self._actors()
        self._places()
        self._systems()
        self._routines()
        self._information()
        self._flows()

    def _add(
        self, kind: str, row: Row, element: Element, told: str = "", **properties: object
    ) -> None:
        said = {key: str(value) for key, value in properties.items() if value not in (None, "")}
        made = self.id(kind, row["pk"])
        self.things[made] = Thing(made, element, row["name"], told, said, (kind,))

    def _link(  # noqa: PLR0913 - what a relation is
        self,
        name: str,
        relation: Relation,
        source: str,
        target: str,
        *,
        said: str = "",
        reach: Reach | None = None,
        properties: Mapping[str, str] | None = None,
    ) -> None:
        """Add a relation, as an association where the rules allow no closer one."""
        if source not in self.things or target not in self.things:
            return
        fits = allowed(relation, self.things[source].kind, self.things[target].kind)
        kind = relation if fits else Relation.ASSOCIATION
        made = f"samsyn-{self.slug}-{name}"
        self.links.append(
            Link(made, kind, source, target, said, reach if fits else None, properties or {})
        )

    def _levels(self, key: str) -> dict[str, object]:
        node = self.known.map.nodes.get(key)
        return _told_levels(node.levels) if node else {}

    def _actors(self) -> None:
        for row in self.known.units:
            self._add("unit", row, Element.BUSINESS_ACTOR, "", **self._levels(f"u{row['pk']}"))
        for row in self.known.units:
            ends = self.id("unit", row["parent_id"]), self.id("unit", row["pk"])
            self._link(f"unit-{row['pk']}-in", Relation.COMPOSITION, *ends)
        for row in self.known.parties:
            self._add("party", row, Element.BUSINESS_ACTOR, row["notes"])
        for row in self.known.suppliers:
            number = {"org_number": row["org_number"], "country": row["country"]}
            self._add("supplier", row, Element.BUSINESS_ACTOR, **number)
        for row in self.known.parties:
            ends = self.id("supplier", row["supplier_id"]), self.id("party", row["pk"])
            self._link(f"party-{row['pk']}-is", Relation.ASSOCIATION, *ends)

    def _systems(self) -> None:
        platforms = {row["hosted_on_id"] for row in self.known.systems}
        for row in self.known.systems:
            hosts = row["pk"] in platforms
            self._add(
                "system",
                row,
                Element.SYSTEM_SOFTWARE if hosts else Element.APPLICATION_COMPONENT,
                row["purpose"],
                stage=System.Stage(row["stage"]).label,
                criticality=_label(System.Criticality, row["criticality"]),
                owner=self.known.roles.get(row["owner_id"]),
                product=row["product__name"],
                version=row["version"],
                local_id=row["local_id"],
                country=row["hosting_country"],
                rto=row["rto_hours"],
                mtpd=row["mtpd_hours"],
                **self._levels(f"s{row['pk']}"),
            )
        for row in self.known.systems:
            self._around(row)
        for system, unit in self.known.served:
            ends = self.id("system", system), self.id("unit", unit)
            self._link(f"system-{system}-serves-{unit}", Relation.SERVING, *ends)

    def _around(self, row: Row) -> None:
        """Tell what a system stands on, who answers for it and who delivers it."""
        me, pk = self.id("system", row["pk"]), row["pk"]
        unit, supplier = row["unit_id"], row["product__supplier_id"]
        self._link(f"system-{pk}-unit", Relation.ASSOCIATION, self.id("unit", unit), me)
        self._link(f"system-{pk}-by", Relation.ASSOCIATION, self.id("supplier", supplier), me)
        platform = self.id("system", row["hosted_on_id"])
        above = self.things.get(me)
        same = above is not None and above.kind is Element.SYSTEM_SOFTWARE
        hosting = Relation.COMPOSITION if same else Relation.SERVING
        self._link(f"system-{pk}-on", hosting, platform, me, said=str(words.HOSTS))
        if row["hosted_on_id"] is None:
            site = self.id("site", row["site_id"])
            self._link(f"system-{pk}-at", Relation.SERVING, site, me, said=str(words.HOSTS))

    def _routines(self) -> None:
        for row in self.known.routines:
            service = row["kind"] == Routine.Kind.SERVICE
            self._add(
                "routine",
                row,
                Element.BUSINESS_SERVICE if service else Element.BUSINESS_PROCESS,
                row["purpose"],
                owner=self.known.roles.get(row["owner_id"]),
                mtpd=row["mtpd_hours"],
                **self._levels(f"r{row['pk']}"),
            )
            ends = self.id("unit", row["unit_id"]), self.id("routine", row["pk"])
            self._link(f"routine-{row['pk']}-unit", Relation.ASSIGNMENT, *ends)
        for row in self.known.uses:
            ends = self.id("system", row["system_id"]), self.id("routine", row["routine_id"])
            self._link(f"use-{row['pk']}", Relation.SERVING, *ends)

    def _information(self) -> None:
        stored = {asset for _system, asset in self.known.held}
        for row in self.known.assets:
            element = Element.DATA_OBJECT if row["pk"] in stored else Element.BUSINESS_OBJECT
            self._add(
                "asset",
                row,
                element,
                row["description"],
                owner=self.known.roles.get(row["owner_id"]),
                personal_data=_label(InformationAsset.PersonalData, row["personal_data"]),
                **_told_levels(self.known.map.of_assets.get(row["pk"], {})),
            )
        for system, asset in self.known.held:
            ends = self.id("system", system), self.id("asset", asset)
            name = f"system-{system}-holds-{asset}"
            self._link(name, Relation.ACCESS, *ends, reach=Reach.BOTH)
        for row in self.known.rights:
            ends = self.id("routine", row["routine_id"]), self.id("asset", row["asset_id"])
            reach = Reach.READ if row["verb"] in _READS else Reach.WRITE
            self._link(f"right-{row['pk']}", Relation.ACCESS, *ends, reach=reach)

    def _places(self) -> None:
        for row in self.known.sites:
            self._add("site", row, Element.FACILITY, row["address"], country=row["country"])
            ends = self.id("supplier", row["operator_id"]), self.id("site", row["pk"])
            self._link(f"site-{row['pk']}-by", Relation.ASSOCIATION, *ends)

    def _flows(self) -> None:
        told = {row["pk"]: row for row in self.known.flows}
        for edge in self.known.map.edges:
            if edge.tie is Tie.FLOW:
                ends = self.id_of(edge.source), self.id_of(edge.target)
                row = told.get(edge.pk, {})
                self._link(
                    f"flow-{edge.pk}",
                    Relation.FLOW,
                    *ends,
                    said=self._carried(edge) or str(row.get("purpose", "")),
                    properties=self._flow_facts(edge, row),
                )

    def _carried(self, edge: Edge) -> str:
        names = self.known.map.assets
        return ", ".join(sorted(names[asset] for asset in edge.assets if asset in names))

    def _flow_facts(self, edge: Edge, row: Row) -> dict[str, str]:
        means = dict(InformationFlow._meta.get_field("means").flatchoices)
        facts = {
            "means": means.get(edge.means, ""),
            "frequency": _label(InformationFlow.Frequency, row.get("frequency", "")),
            "encrypted": edge.encrypted,
            "leaves_eea": "yes" if edge.leaves else "",
            "country": edge.country,
            **_told_levels(edge.levels),
        }
        return {key: str(value) for key, value in facts.items() if value not in (None, "")}


def _told_levels(levels: Levels) -> dict[str, object]:
    return {str(aspect): levels[aspect] for aspect in Aspect if aspect in levels}


def _label(choices: type[object], code: str) -> str:
    return str(choices(code).label) if code else ""  # type: ignore[attr-defined, call-arg]
