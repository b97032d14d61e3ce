"""Which rules hold in an organisation, and with which settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Model, QuerySet

from samsyn.apps.checks.models import OwnRule, RuleSetting
from samsyn.apps.checks.queries.own_rules import as_rule
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking
from samsyn.kernel.rules import Rule, Severity, all_rules

#: A change here changes what is asked, so that everything is asked anew.
RULES_THEMSELVES = frozenset({RuleSetting._meta.db_table, OwnRule._meta.db_table})


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule as it holds in one organisation."""

    rule: Rule
    is_on: bool = True
    reason: str = ""
    severity: Severity | None = None
    thresholds: Mapping[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    def severity_of(self, told: Severity | None) -> Severity:
        """Return how much a hit matters: the organisation says, else the hit, else the rule."""
        return self.severity or told or self.rule.severity


def rules_of(actor: Actor) -> dict[str, RuleHere]:
    """Return every rule by its code as it is set here, our own ones too. Costs two queries."""
    settings = {setting.rule_code: setting for setting in RuleSetting.owned_by(actor)}
    rules = rules_in_words(actor)
    return {code: _here(here.rule, settings.get(code)) for code, here in rules.items()}


def rules_in_words(actor: Actor) -> dict[str, RuleHere]:
    """Return every rule by its code, to put findings into words: unset, and for one query."""
    return in_words(own_rules(actor))


def rules_behind(actor: Actor, codes: Collection[str]) -> Asking[dict[str, RuleHere]]:
    """Ask for the rules with these codes in words; only our own ones cost a question."""
    known = in_words(())
    if set(codes) <= known.keys():
        return known
    (own,) = yield [own_rules(actor)]
    return in_words(own)


def own_rules(actor: Actor) -> QuerySet[OwnRule]:
    """Return the rules that we have written ourselves."""
    return OwnRule.owned_by(actor).order_by("sort_key", "pk")


def in_words(own: Iterable[OwnRule]) -> dict[str, RuleHere]:
    """Return every rule by its code, with those of our own that are given."""
    return {rule.code: _here(rule, None) for rule in [*all_rules(), *map(as_rule, own)]}


def _here(rule: Rule, setting: RuleSetting | None) -> RuleHere:
    defaults = {parameter.name: parameter.default for parameter in rule.parameters}
    if setting is None:
        return RuleHere(rule, thresholds=defaults)
    own = {name: int(value) for name, value in setting.thresholds.items() if name in defaults}
    return RuleHere(
        rule,
        is_on=setting.is_on,
        reason=setting.reason,
        severity=Severity(setting.severity) if setting.severity else None,
        thresholds=defaults | own,
    )


def watching(rules: Iterable[RuleHere], tables: Collection[str]) -> list[str]:
    """Return the codes of the rules whose answer a change of these tables may alter."""
    changed = frozenset(tables)
    return [here.code for here in rules if tables_watched(here.rule) & changed]


def tables_watched(rule: Rule) -> frozenset[str]:
    """Return the tables of the models a rule watches, and of the links between them."""
    return _tables_of(tuple(rule.watches))


@cache  # every write asks, and models do not change while a process lives
def _tables_of(watches: tuple[type[Model], ...]) -> frozenset[str]:
    tables = set()
    for model in watches:
        tables.add(model._meta.db_table)
        tables |= {_table_between(link) for link in model._meta.many_to_many}
        for relation in model._meta.related_objects:
            if relation.many_to_many:
                tables.add(_table_between(relation.field))
    return frozenset(tables)


def _table_between(link: object) -> str:
    through: type[Model] = link.remote_field.through  # type: ignore[attr-defined]
    return through._meta.db_table
