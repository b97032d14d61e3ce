"""Why a date is what it is, and why something is left out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.domain.roadmap.picture import Missing, Picture, Piece
from samsyn.domain.scheduling.bindings import Bind
from samsyn.domain.scheduling.outcome import LeftOut

Facts = Mapping[str, Any]
_NAMED = 3


def week_in_words(picture: Picture, week: int) -> str:
    """Name a week as people do: week 14, with its year where that is another."""
    year, number, _day = picture.calendar.date_of(week).isocalendar()
    if year == picture.calendar.date_of(0).isocalendar().year:
        return _("week %(number)d") % {"number": number}
    return _("week %(number)d, %(year)d") % {"number": number, "year": year}


def why(picture: Picture, piece: Piece) -> list[str]:
    """Say everything that binds a phase, the most telling first."""
    return [
        _binding(picture, piece, Bind(binding["code"]), binding["facts"])
        for binding in piece.bindings
    ]


def _binding(picture: Picture, piece: Piece, code: Bind, facts: Facts) -> str:  # noqa: PLR0911, C901, PLR0912 - a line per code
    match code:
        case Bind.PINNED:
            return _("It has begun, or was pinned: it starts in %(week)s.") % {
                "week": week_in_words(picture, piece.start)
            }
        case Bind.PLAN_BEGINS:
            return _("Nothing holds it back: it starts when the plan does.")
        case Bind.EARLIEST:
            return _("It may not start before %(week)s.") % {
                "week": week_in_words(picture, facts["week"])
            }
        case Bind.PREDECESSOR:
            return _predecessor(picture, facts)
        case Bind.ROLE_FULL:
            return _role_full(picture, piece, facts)
        case Bind.ROLE_AWAY:
            return _role_away(picture, facts)
        case Bind.MONEY:
            return _(
                "%(fund)s has %(left)s left in %(year)d, and this phase costs %(amount)s: it waits"
                " for the next year's money."
            ) % {
                "fund": picture.names.get(facts["fund"], facts["fund"]),
                "left": number_format(facts["left"], 0, force_grouping=True),
                "amount": number_format(facts["amount"], 0, force_grouping=True),
                "year": facts["fiscal_year"],
            }
        case Bind.TIED:
            owners = _owners(picture, (facts["after"],))
            after = owners[0] if owners else picture.names.get(facts["after"], "")
            return _("%(name)s must follow soon after it, and cannot come sooner.") % {
                "name": after
            }
        case Bind.KEPT_APART:
            names = [picture.names.get(facts[side], facts[side]) for side in ("one", "other")]
            return _("%(one)s and %(other)s may not run in the same week.") % {
                "one": names[0],
                "other": names[1],
            }
        case Bind.TRACK_SHARE:
            return _(
                "The share of people's time that its track may take in %(year)s is used up."
            ) % {"year": facts["fiscal_year"] or _("the whole plan")}
        case Bind.PUBLISHED:
            return _("It could start earlier, and stays where it was published.")
        case Bind.COULD_BE_EARLIER:
            return _("Nothing holds it back; an earlier start would gain nothing.")
        case unknown:
            assert_never(unknown)


def _predecessor(picture: Picture, facts: Facts) -> str:
    told = {
        "name": picture.names.get(facts["before"], facts["before"]),
        "week": week_in_words(picture, facts["finish"] - 1),
        "lag": facts["lag"],
    }
    if facts["lag"] > 0:
        return (
            ngettext(
                "It waits for %(name)s, finished in %(week)s, and %(lag)d week more.",
                "It waits for %(name)s, finished in %(week)s, and %(lag)d weeks more.",
                facts["lag"],
            )
            % told
        )
    if facts["lag"] < 0:
        return _("It overlaps %(name)s by as much as is allowed.") % told
    return _("It waits for %(name)s, finished in %(week)s.") % told


def _role_full(picture: Picture, piece: Piece, facts: Facts) -> str:
    told = {
        **_role(picture, facts),
        "until": week_in_words(picture, piece.start),
        "others": ", ".join(_owners(picture, facts.get("taken_by", ()))),
    }
    return (
        _(
            "It waits for %(role)s%(holders)s until %(until)s: busy with %(others)s, and"
            " %(percent)d %% is needed."
        )
        % told
    )


def _role_away(picture: Picture, facts: Facts) -> str:
    if facts["first_week"] == facts["last_week"]:
        return _(
            "%(role)s%(holders)s has too little time in %(first)s: %(percent)d %% is needed, and"
            " %(free)d %% is there."
        ) % _role(picture, facts)
    return _(
        "%(role)s%(holders)s has too little time from %(first)s to %(last)s: %(percent)d %% is"
        " needed, and %(free)d %% is there."
    ) % _role(picture, facts)


def _role(picture: Picture, facts: Facts) -> dict[str, object]:
    people = [picture.names.get(key, "") for key in facts["holders"]]
    named = ", ".join(name for name in people[:_NAMED] if name)
    return {
        "role": picture.names.get(facts["role"], facts["role"]),
        "holders": f" ({named})" if named else "",
        "first": week_in_words(picture, facts["first_week"]),
        "last": week_in_words(picture, facts["last_week"]),
        "percent": facts["percent"],
        "free": facts["free_percent"],
    }


def _owners(picture: Picture, phases: tuple[str, ...]) -> list[str]:
    """Name the initiatives that some phases belong to, each once."""
    owner = {f"p{piece.key}": placed.name for placed in picture.placed for piece in placed.pieces}
    return list(dict.fromkeys(owner[key] for key in phases if key in owner))[:_NAMED]


def why_not(picture: Picture, missing: Missing) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    """Say why an initiative is not in the plan."""
    facts = missing.facts
    role = picture.names.get(str(facts.get("role", "")), "")
    match LeftOut(missing.code):
        case LeftOut.WAITS_FOR_ITSELF:
            return _("It waits for itself, by way of others. Break the circle.")
        case LeftOut.NO_HOLDER:
            return _("Nobody holds the role %(role)s, which it needs.") % {"role": role}
        case LeftOut.TOO_LITTLE_CAPACITY:
            return _(
                "It needs %(percent)d %% of %(role)s at a time; there is never more than"
                " %(most)d %%."
            ) % {
                "role": role,
                "percent": facts.get("percent", 0),
                "most": facts.get("most_percent", 0),
            }
        case LeftOut.BEYOND_HORIZON:
            return _("It cannot be finished before the plan ends, even by itself.")
        case LeftOut.NO_MONEY:
            fund = picture.names.get(str(facts.get("fund", "")), "")
            return _("%(fund)s never has the money it costs.") % {"fund": fund}
        case LeftOut.NEEDS_UNPLACED:
            needs = picture.names.get(str(facts.get("needs", "")), "")
            return _("It waits for %(name)s, which is not in the plan.") % {"name": needs}
        case LeftOut.LAGS_CONTRADICT:
            return _(
                "The weeks that must and that may lie between its parts contradict each other."
            )
        case LeftOut.OTHER_CHOSEN:
            other = picture.names.get(str(facts.get("other", "")), "")
            return _("%(name)s is planned instead; only one of them is done.") % {"name": other}
        case LeftOut.NO_ROOM:
            return _("What is in the plan takes the time, or the money, that it would need.")
        case LeftOut.NOT_WORTH_IT:
            return _("Its benefit within the plan does not pay for its cost.")
        case unknown:
            assert_never(unknown)
