"""Give and end seats, and let those who sit there in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.council.forms.agenda import EndSeatForm, SeatForm
from samsyn.apps.council.models import Forum, ForumMember
from samsyn.apps.council.services.seats import add_member, end_seat
from samsyn.apps.council.views.frames import answer, trail
from samsyn.apps.organisation.public import invite
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.invitations import send_invitation
from samsyn.kernel.pages import PageRequest, go_to, requires

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.COUNCIL_WRITE)
def new_seat(request: PageRequest, pk: int) -> HttpResponse:
    """Ask who is to sit there, and give the seat."""
    forum = get_object_or_404(Forum.owned_by(request.actor), pk=pk)
    form = SeatForm(request.actor, forum, request.POST or None)
    context = {
        "title": _("Add a member"),
        "subtitle": forum.name,
        "cancel_url": reverse("council:forum", args=[pk]),
        "breadcrumbs": trail(forum),
    }
    return answer(
        request,
        form,
        lambda: add_member(request.actor, forum_id=pk, seat=form.seat_wanted()),
        context,
        done=_("Saved."),
    )


@require_http_methods(_BOTH)
@requires(Permission.COUNCIL_WRITE)
def seat_end(request: PageRequest, pk: int) -> HttpResponse:
    """Say what ends with the seat, ask when, and end it."""
    rows = ForumMember.owned_by(request.actor).select_related("forum", "person")
    member = get_object_or_404(rows, pk=pk)
    form = EndSeatForm(request.POST or None)
    context = {
        "title": _("End the seat of %(name)s") % {"name": member.person.name},
        "subtitle": member.forum.name,
        "intro": _(
            "After the last day the person sees nothing of this forum: no meeting, paper, decision"
            " or history. Meetings to come are taken out of the person's calendar."
        ),
        "submit_label": _("End the seat"),
        "danger": True,
        "cancel_url": reverse("council:forum", args=[member.forum_id]),
        "breadcrumbs": trail(member.forum),
    }
    return answer(
        request,
        form,
        lambda: end_seat(
            request.actor,
            member_id=pk,
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
        ),
        context,
        done=_("The seat has ended."),
    )


@require_POST
@requires(Permission.ACCESS_MANAGE)
def let_in(request: PageRequest, pk: int) -> HttpResponse:
    """Give a member access to the own forums and nothing else, and mail the way in."""
    rows = ForumMember.owned_by(request.actor).select_related("person")
    member = get_object_or_404(rows, pk=pk)
    if not member.person.email:
        raise Http404
    wanted = {"email": member.person.email, "name": member.person.name}
    try:
        user = invite(request.actor, roles=[AccessRole.MEMBER], **wanted)
    except Refused:
        messages.info(request, _("%(name)s has access already.") % wanted)
    else:
        if send_invitation(request, user):
            messages.success(request, _("The invitation is on its way to %s.") % user.email)
        else:
            told = _("Access was given, but the mail to %s could not be sent. Send it again later.")
            messages.warning(request, told % user.email)
    return go_to(request, "council:forum", member.forum_id)
