"""Put an agreement's days, and what stands in the way of its acts, into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from samsyn.domain.register.leaving import Bar
from samsyn.domain.register.notice import Event, Moment, begins_to_count, ending, options
from samsyn.domain.register.validity import CountsFrom, Terms
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.templatetags.formats import day as written

_COUNTED: Mapping[CountsFrom, StrOrPromise] = {
    CountsFrom.THE_DAY: gettext_lazy("counted from the day it is given"),
    CountsFrom.MONTH_END: gettext_lazy("counted from the end of the month"),
    CountsFrom.QUARTER_END: gettext_lazy("counted from the end of the quarter"),
    CountsFrom.HALF_YEAR_END: gettext_lazy("counted from the end of the half-year"),
    CountsFrom.YEAR_END: gettext_lazy("counted from the end of the year"),
}
_BARS: Mapping[Bar, StrOrPromise] = {
    Bar.TERMINATED: gettext_lazy("It has been terminated already, as of %(day)s."),
    Bar.GIVEN_LATER: gettext_lazy("Notice cannot have been given on a day that has not come."),
    Bar.ENDS_BEFORE_GIVEN: gettext_lazy("It cannot end before notice was given."),
    Bar.TOO_EARLY: gettext_lazy(
        "With this notice it ends on %(day)s at the earliest. If the supplier agrees to less, say"
        " so below."
    ),
    Bar.OVER: gettext_lazy("It ended on %(day)s. There is nothing left to end or extend."),
    Bar.NO_OPTION: gettext_lazy("There is no option left to use."),
    Bar.OPTION_TOO_LATE: gettext_lazy(
        "The option had to be used by %(day)s. If the supplier agrees anyhow, say so below."
    ),
    Bar.NO_PERIOD: gettext_lazy("It runs until further notice, so there is no period to extend."),
    Bar.NOT_LATER: gettext_lazy("The new last day must come after %(day)s."),
    Bar.ALREADY_DONE: gettext_lazy("The result of this follow-up is written down already."),
    Bar.DONE_LATER: gettext_lazy("It cannot have been done on a day that has not come."),
    Bar.NEXT_TOO_EARLY: gettext_lazy("The next follow-up must come after this one."),
    Bar.RESULT_MISSING: gettext_lazy("Say what was found."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to an act on an agreement."""
    facts = dict(objection.facts)
    if "day" in facts:
        facts["day"] = written(date.fromisoformat(str(facts["day"])))
    return str(_BARS[Bar(objection.code)]) % facts


def counted(terms: Terms) -> str:
    """Return how notice is counted: three months, counted from the end of the quarter."""
    months = terms.notice_months or 0
    told = ngettext("%(n)d month's notice", "%(n)d months' notice", months) % {"n": months}
    return f"{told}, {_COUNTED[terms.notice_from]}"


def event_in_words(event: Event, terms: Terms) -> str:  # noqa: C901, PLR0911, PLR0912 - one each
    """Return what happens on one day of an agreement's life."""
    match event.moment:
        case Moment.SIGNED:
            return _("Signed")
        case Moment.BEGINS:
            return _("Begins")
        case Moment.IRREVOCABLE:
            return _("It cannot be ended before this day")
        case Moment.NOTICE_BY:
            return _("Last day to give notice")
        case Moment.OPTION_BY:
            return _("Last day to use an option")
        case Moment.RENEWS:
            return ngettext(
                "The period ends; it renews itself for %(n)d month",
                "The period ends; it renews itself for %(n)d months",
                terms.renewal_months or 0,
            ) % {"n": terms.renewal_months or 0}
        case Moment.ENDS:
            return _("Its last day")
        case Moment.TERMINATED:
            return _("Its last day, as it was terminated")
        case Moment.AT_MOST:
            return _("Its last day, if every option is used")
        case Moment.EARLIEST_END:
            return _("Its earliest end, if notice were given today")
        case never:
            assert_never(never)


def how_worked_out(event: Event, terms: Terms, today: date) -> str:
    """Return how a day was worked out; nothing for a day that was written down."""
    if event.moment is Moment.NOTICE_BY and (end := ending(terms, today)):
        facts = {"notice": counted(terms), "end": written(end)}
        return _("%(notice)s, so that it ends %(end)s.") % facts
    if event.moment is Moment.EARLIEST_END:
        begun = written(begins_to_count(today, terms.notice_from))
        return _("%(notice)s: it runs from %(day)s.") % {"notice": counted(terms), "day": begun}
    left = options(terms)
    if event.moment in {Moment.OPTION_BY, Moment.AT_MOST} and left:
        return ngettext(
            "It can be extended once by %(months)d months, to at most %(day)s.",
            "It can be extended %(n)d times by %(months)d months, to at most %(day)s.",
            left.left,
        ) % {"n": left.left, "months": left.months, "day": written(left.at_most)}
    return ""
