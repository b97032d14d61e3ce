"""Write the first draft of a project directive from what is known of an initiative."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.queries.polls import Said
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.federation.polling import Standing
from samsyn.kernel.templatetags.formats import in_currency


def directive_text(poll: Poll, initiative: Initiative, said: Iterable[Said]) -> str:
    """Return a directive in Markdown, in the federation's language, for people to go on with."""
    with translation.override(poll.organisation.language):
        parts = [
            (_("Why we do this"), initiative.problem or _("To be written.")),
            (_("What we do together"), poll.explanation or _("To be written.")),
            (_("Who takes part"), _who(list(said))),
            (_("What it takes"), _what(poll)),
            (
                _("Who decides what"),
                _(
                    "Each member decides for itself. What is done together is decided by those who"
                    " take part; whoever leads says how it goes at least every month."
                ),
            ),
            (
                _("If somebody leaves"),
                _(
                    "A member that leaves says so in time, and hands over what it holds. Its seats"
                    " are offered to the others."
                ),
            ),
        ]
        return "\n\n".join(f"# {heading}\n\n{text}" for heading, text in parts)


def _who(said: list[Said]) -> str:
    leads = ", ".join(one.member for one in said if one.standing is Standing.LEAD)
    joins = ", ".join(one.member for one in said if one.standing is Standing.JOIN)
    lines = [
        _("Leads: %(who)s.") % {"who": leads or _("nobody yet")},
        _("Take part: %(who)s.") % {"who": joins or _("nobody yet")},
    ]
    return "\n\n".join(lines)


def _what(poll: Poll) -> str:
    lines = []
    if poll.seats:
        lines.append(_("Seats in all: %(n)s.") % {"n": poll.seats})
    if poll.cost is not None:
        figure = in_currency(
            number_format(poll.cost, 0, force_grouping=True), poll.organisation.currency
        )
        lines.append(
            _("Cost to share: %(cost)s. Key: %(key)s.")
            % {"cost": figure, "key": poll.get_cost_key_display()}
        )
    return "\n\n".join(lines) or _("To be written.")
