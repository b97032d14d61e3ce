"""Answers that come another way: a list that is read in, an address that is mailed to somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.federation.forms.polls import ListForm, MailForm
from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.apps.federation.services.answer_at_door import mail_address_to_answer
from samsyn.apps.federation.services.read_list import read_list
from samsyn.apps.federation.views.frames import answer, poll_frame
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, requires
from samsyn.kernel.templatetags.formats import day

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.FEDERATION_WRITE)
def list_page(request: PageRequest, pk: int) -> HttpResponse:
    """Read in a list of answers: all of it, or all that is wrong with it."""
    rows = Poll.owned_by(request.actor).select_related("organisation")
    poll = get_object_or_404(rows, pk=pk)
    form = ListForm(request.POST or None, request.FILES or None)

    def act() -> str:
        taken = read_list(
            request.actor, poll_id=pk, rows=form.rows, mandate=form.cleaned_data["mandate"]
        )
        told = ngettext("%(n)d answer is read in.", "%(n)d answers are read in.", taken.answers)
        said = told % {"n": taken.answers}
        if taken.themselves:
            kept = _("These have answered themselves, and that stands: %(who)s.")
            said += " " + kept % {"who": ", ".join(taken.themselves)}
        return said

    intro = _(
        "For members that have answered in a mail, at a meeting or in a spreadsheet of yours."
        " Nothing is read in before every line is understood; what members answer themselves goes"
        " before it."
    )
    return answer(
        request, form, act, poll_frame(poll, _("Read in a list of answers"), intro, _("Read it in"))
    )


@require_http_methods(_BOTH)
@requires(Permission.FEDERATION_WRITE)
def mail_page(request: PageRequest, pk: int) -> HttpResponse:
    """Mail somebody at a member the address at which to answer without an account."""
    rows = PollAsked.owned_by(request.actor).select_related("poll__organisation", "member")
    asked = get_object_or_404(rows, pk=pk)
    form = MailForm(request.POST or None)

    def act() -> str:
        address = form.cleaned_data["address"]
        mail_address_to_answer(request.actor, asked_id=pk, address=address)
        return _("The mail is on its way to %(address)s.") % {"address": address}

    intro = _(
        "For %(who)s, where nobody has an account. The address opens this poll alone, until %(day)s"
        " that day included; one you mailed before opens nothing any more. What is answered there"
        " is shown as answered by that mail address."
    ) % {"who": asked.member.name, "day": day(asked.poll.deadline)}
    frame = poll_frame(asked.poll, _("Mail a link"), intro, _("Mail it"))
    return answer(request, form, act, frame)
