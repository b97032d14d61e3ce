"""Find the agreement that a buyer asks for: ours that hold, ours that ran out, the neighbours'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, When
from django.db.models.functions import Coalesce

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import Agreement, AgreementParty, PriceLine
from samsyn.apps.register.queries.agreements import own_terms
from samsyn.apps.register.queries.buying_words import Understood, near_words, understand
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.validity import last_day
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Visibility

SHOWN, SHOWN_MORE = 10, 50
_LATE, _THEIRS = 5, 5  # how many that ran out, and of neighbours, are shown at first
_RANKED = 300  # the best by words; whether each holds is asked of these alone
_PRICES = 3
_MEANT, _MOST_FORMS = 0.45, 60  # nearness from which a word is looked for among the prices
_SUPPLIER_WEIGHT = 70
_NAMED_ALIKE = 0.6

_RANK = """
    WITH hits AS (
        SELECT m.agreement_id AS id, a.n, max(m.weight * a.factor) AS score
        FROM unnest(%(numbers)s::int[], %(words)s::text[], %(factors)s::float8[])
            AS a(n, word, factor)
        JOIN register_agreementmention m
            ON m.organisation_id = ANY (%(organisations)s) AND m.word = a.word
        WHERE m.visibility = ANY (%(seen)s)
        GROUP BY m.agreement_id, a.n
        UNION ALL
        SELECT g.id, s.n, s.factor
        FROM unnest(%(named)s::int[], %(suppliers)s::bigint[], %(likeness)s::float8[])
            AS s(n, supplier_id, factor)
        JOIN register_agreement g
            ON g.organisation_id = ANY (%(organisations)s) AND g.supplier_id = s.supplier_id
        WHERE g.visibility = ANY (%(seen)s)),
    best AS (SELECT id, n, max(score) AS score FROM hits GROUP BY id, n),
    rarity AS (SELECT n, ln(2 + %(total)s / count(*)::float8) AS worth FROM best GROUP BY n),
    ranked AS (
        SELECT best.id, sum(best.score * rarity.worth)
            * power(count(*)::float8 / %(asked)s, 2) AS score
        FROM best JOIN rarity USING (n) GROUP BY best.id
        ORDER BY score DESC, best.id LIMIT %(most)s)
    SELECT g.id, ranked.score, agreement_holds(
        g.parent_id, g.needs_parent, g.signed_on, g.valid_from, g.valid_until, g.ongoing,
        g.renewal, g.renewal_months, g.terminated_on, %(today)s) AS holds
    FROM ranked JOIN register_agreement g ON g.id = ranked.id
    ORDER BY holds DESC, ranked.score * CASE g.kind WHEN 'framework' THEN 1.1 ELSE 1 END DESC, g.id
"""
# OFFSET 0: each name is folded once, and each likeness measured once.
_SUPPLIERS = """
    SELECT n, id, max(CASE WHEN word = ANY (string_to_array(plain, ' ')) THEN 1.0 ELSE alike END)
    FROM (
        SELECT a.n, a.word, s.id, s.plain, strict_word_similarity(a.word, s.plain) AS alike
        FROM (SELECT id, buyers_fold(buyers_lower(name || ' ' || former_names)) AS plain
              FROM register_supplier OFFSET 0) AS s
        CROSS JOIN unnest(%s::int[], %s::text[]) AS a(n, word) OFFSET 0) AS measured
    WHERE alike >= %s GROUP BY n, id
"""
_LINES = """
    SELECT line.id FROM unnest(%s::int[], %s::bigint[]) AS g(place, id)
    CROSS JOIN LATERAL (
        SELECT p.id FROM register_priceline p
        WHERE p.organisation_id = tenancy_me() AND p.agreement_id = g.id
            AND coalesce(p.valid_until >= %s, true)
            AND (buyers_fold(buyers_lower(p.name)) ~ %s OR buyers_fold(regexp_replace(
                buyers_lower(p.article_number), '[^[:alnum:]]', '', 'g')) = ANY (%s))
        LIMIT %s) AS line
    ORDER BY g.place
"""


@dataclass(slots=True, kw_only=True)
class Found:
    """One agreement as a buyer needs it.

    until     the last day it holds, or held; None for one without
    callable  whether we may call off from it
    """

    agreement: Agreement
    holds: bool
    until: date | None
    callable: bool = True
    prices: list[PriceLine] = field(default_factory=list)

    @property
    def whom(self) -> Person | None:
        """Return whom to ask: its contact, else its owner; nobody who has left."""
        people = (self.agreement.contact, self.agreement.owner)
        return next((one for one in people if one is not None and _is_here(one)), None)


@dataclass(slots=True)
class Answer:
    """What is known about a question; counts tell how many there are beyond those shown."""

    question: str
    today: date = field(default_factory=clock.today)
    holding: list[Found] = field(default_factory=list)
    late: list[Found] = field(default_factory=list)
    theirs: list[Found] = field(default_factory=list)
    holding_count: int = 0
    late_count: int = 0
    read_as: Mapping[str, str] = field(default_factory=dict)
    near: list[str] = field(default_factory=list)
    ask: list[Person] = field(default_factory=list)

    @property
    def found_anything(self) -> bool:
        """Tell whether there is anything to show: a guess that led nowhere helps nobody."""
        return bool(self.holding or self.late or self.theirs)


Ranked = list[tuple[int, bool]]


def find_agreements(actor: Actor, question: str, *, more: bool = False) -> Answer:
    """Answer a buyer's question. Costs a dozen queries, however many agreements there are."""
    answer = Answer(question)
    ours = [actor.organisation_id]
    circle = _circle(actor)
    understood = understand(question, [*ours, *circle])
    if not understood.asked:
        return answer
    answer.read_as = understood.read_as
    suppliers = _suppliers(understood)
    ranked = _ranked(understood, suppliers, ours, list(Visibility.values))
    holding, late = _parted(ranked)
    answer.holding_count, answer.late_count = len(holding), len(late)
    shown, shown_late = (SHOWN_MORE, SHOWN_MORE) if more else (SHOWN, _LATE)
    theirs = _theirs(understood, circle, suppliers) if circle else []
    _fill(actor, answer, (holding[:shown], late[:shown_late], theirs[:_THEIRS]), understood)
    if not answer.holding:
        answer.near = near_words(question, ours)
        answer.ask = who_buys(actor)
    return answer


def person_told(person: Person) -> dict[str, str]:
    """Return whom to ask, and how."""
    return {
        "name": person.name,
        "title": person.job_title,
        "email": person.email,
        "phone": person.phone,
    }


def who_buys(actor: Actor) -> list[Person]:
    """Return whom to ask where no agreement tells: those that answer for most agreements."""
    today = clock.today()
    gone = When(contact__employed_until__lt=today, then=F("owner"))
    whom = Case(gone, default=Coalesce("contact", "owner"))
    people = Agreement.owned_by(actor).annotate(whom=whom).values("whom")
    most = people.exclude(whom=None).annotate(times=Count("pk")).order_by("-times", "whom")
    here = Person.visible_to(actor).exclude(employed_until__lt=today)
    ids = [row["whom"] for row in most.filter(whom__in=here.values("pk"))[:3]]
    found = here.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _is_here(person: Person) -> bool:
    return person.employed_until is None or person.employed_until >= clock.today()


def _circle(actor: Actor) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(tenancy_circle())")
        return [pk for (pk,) in cursor.fetchall() if pk != actor.organisation_id]


def _theirs(
    understood: Understood, circle: list[int], suppliers: list[tuple[int, int, float]]
) -> list[int]:
    """Return the neighbours' agreements that they let us see and that hold."""
    seen = [Visibility.FEDERATION, Visibility.PUBLIC]
    return _parted(_ranked(understood, suppliers, circle, seen))[0]


def _parted(ranked: Ranked) -> tuple[list[int], list[int]]:
    return [pk for pk, holds in ranked if holds], [pk for pk, holds in ranked if not holds]


def _suppliers(understood: Understood) -> list[tuple[int, int, float]]:
    named = [(n, one.plain) for n, one in enumerate(understood.asked) if one.spelled]
    if not named:
        return []
    with connection.cursor() as cursor:
        numbers, words = [n for n, _word in named], [word for _n, word in named]
        cursor.execute(_SUPPLIERS, [numbers, words, _NAMED_ALIKE])
        return [(n, pk, alike**2 * _SUPPLIER_WEIGHT) for n, pk, alike in cursor.fetchall()]


def _ranked(
    understood: Understood,
    suppliers: Sequence[tuple[int, int, float]],
    organisations: Sequence[int],
    seen: Sequence[str],
) -> Ranked:
    terms = understood.terms
    said: dict[str, Any] = {
        "numbers": [n for n, _word, _factor in terms],
        "words": [word for _n, word, _factor in terms],
        "factors": [factor for _n, _word, factor in terms],
        "named": [n for n, _pk, _alike in suppliers],
        "suppliers": [pk for _n, pk, _alike in suppliers],
        "likeness": [alike for _n, _pk, alike in suppliers],
        "organisations": list(organisations),
        "seen": [str(one) for one in seen],
        "asked": len(understood.asked),
        "total": 20_000,
        "most": _RANKED,
        "today": clock.today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_RANK, said)
        return [(pk, holds) for pk, _score, holds in cursor.fetchall()]


def _fill(
    actor: Actor, answer: Answer, chosen: tuple[list[int], ...], understood: Understood
) -> None:
    rows = Agreement.visible_to(actor).select_related(
        "supplier", "contact", "owner", "organisation"
    )
    found = rows.in_bulk([pk for ids in chosen for pk in ids])
    holding, late, theirs = ([found[pk] for pk in ids if pk in found] for ids in chosen)
    prices = _prices(actor, holding, understood)
    parties = _parties(actor, theirs)
    answer.holding = [_found(one, holds=True, prices=prices.get(one.pk, [])) for one in holding]
    answer.late = [_found(one, holds=False) for one in late]
    answer.theirs = [_found(one, holds=True, may_call=one.pk in parties) for one in theirs]


def _found(
    agreement: Agreement,
    *,
    holds: bool,
    may_call: bool = True,
    prices: Iterable[PriceLine] = (),
) -> Found:
    return Found(
        agreement=agreement,
        holds=holds,
        until=last_day(own_terms(agreement), clock.today()),
        callable=may_call,
        prices=list(prices),
    )


def _parties(actor: Actor, theirs: Sequence[Agreement]) -> set[int]:
    """Return which of the neighbours' agreements name us as a party."""
    if not theirs:
        return set()
    parties = AgreementParty.visible_to(actor).filter(agreement__in=[one.pk for one in theirs])
    return set(parties.filter(neighbour=actor.organisation_id).values_list("agreement", flat=True))


def _prices(
    actor: Actor, agreements: Sequence[Agreement], understood: Understood
) -> dict[int, list[PriceLine]]:
    """Return for each agreement the first price lines that say what was asked for."""
    forms = {word for _n, word, factor in understood.terms if factor >= _MEANT}
    if not agreements or not forms:
        return {}
    said = [list(range(len(agreements))), [one.pk for one in agreements]]
    pattern = rf"\m({'|'.join(sorted(forms)[:_MOST_FORMS])})\M"
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [*said, clock.today(), pattern, sorted(forms), _PRICES])
        ids = [pk for (pk,) in cursor.fetchall()]
    lines = PriceLine.visible_to(actor).in_bulk(ids)
    found: dict[int, list[PriceLine]] = {}
    for pk in ids:
        if pk in lines:
            found.setdefault(lines[pk].agreement_id, []).append(lines[pk])
    return found
