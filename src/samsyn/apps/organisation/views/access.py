"""The pages where administrators give and take access, and describe the organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.organisation.forms import InvitationForm, OrganisationForm, RolesForm
from samsyn.apps.organisation.queries import AccountHere, accounts_here
from samsyn.apps.organisation.services.change_access import change_access
from samsyn.apps.organisation.services.change_settings import change_settings
from samsyn.apps.organisation.services.invite import invite
from samsyn.apps.organisation.wording import explain
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.invitations import send_invitation
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.pages import PageRequest, go_to, page, requires

_BOTH = ["GET", "POST"]


@require_GET
@requires(Permission.ACCESS_MANAGE)
def access_list(request: PageRequest) -> HttpResponse:
    """Show who may do what here."""
    return page(
        request,
        "organisation/access_list.html",
        {
            "title": _("Access"),
            "accounts": accounts_here(request.actor),
            "actions": [
                {
                    "label": _("Invite somebody"),
                    "url": reverse("organisation:invite"),
                    "method": "get",
                    "primary": True,
                }
            ],
        },
    )


@require_http_methods(_BOTH)
@requires(Permission.ACCESS_MANAGE)
def access_change(request: PageRequest, pk: int) -> HttpResponse:
    """Give one account other roles, or none."""
    account = _account(request, pk)
    form = RolesForm(request.POST or None, initial={"roles": list(account.roles)})
    if request.method == "POST" and form.is_valid():
        roles = [AccessRole(role) for role in form.cleaned_data["roles"]]
        try:
            change_access(
                request.actor, user_id=pk, roles=roles, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Saved. It holds from the next click."))
            return go_to(request, "organisation:access")
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Change access"),
            "subtitle": f"{account.name} · {account.email}",
            "form": form,
            "cancel_url": reverse("organisation:access"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.ACCESS_MANAGE)
def invitation(request: PageRequest) -> HttpResponse:
    """Ask who is invited to do what, and send the invitation."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        roles = [AccessRole(role) for role in wanted["roles"]]
        try:
            user = invite(request.actor, email=wanted["email"], name=wanted["name"], roles=roles)
        except Refused as refusal:
            _say(form, refusal)
        else:
            _send(request, user)
            return go_to(request, "organisation:access")
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Invite somebody"),
            "intro": _("They get a mail with a link, and choose a password themselves."),
            "form": form,
            "submit_label": _("Send the invitation"),
            "cancel_url": reverse("organisation:access"),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.ACCESS_MANAGE)
def invite_again(request: PageRequest, pk: int) -> HttpResponse:
    """Send the mail once more to somebody who has not signed in yet."""
    account = _account(request, pk)
    if account.signed_in:
        raise Http404
    _send(request, get_object_or_404(User, pk=pk))
    return go_to(request, "organisation:access")


@require_http_methods(_BOTH)
@requires(Permission.ACCESS_MANAGE)
def settings(request: PageRequest) -> HttpResponse:
    """Show and change what the organisation says about itself."""
    organisation = Organisation.objects.get(pk=request.actor.organisation_id)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        change_settings(request.actor, values=form.cleaned_data)
        messages.success(request, _("Saved."))
        return go_to(request, "organisation:settings")
    return page(
        request,
        "kernel/forms/page.html",
        {"title": _("Settings"), "subtitle": organisation.name, "form": form},
        status=422 if form.errors else 200,
    )


def _account(request: PageRequest, pk: int) -> AccountHere:
    """Return an account that has access here, or answer 404: others are nobody's business."""
    for account in accounts_here(request.actor):
        if account.user_id == pk:
            return account
    raise Http404


def _send(request: PageRequest, user: User) -> None:
    if send_invitation(request, user):
        messages.success(request, _("The invitation is on its way to %s.") % user.email)
    else:
        messages.warning(
            request,
            _("Access was given, but the mail to %s could not be sent. Send it again later.")
            % user.email,
        )


def _say(form: Any, refusal: Refused) -> None:  # noqa: ANN401 - any form
    for objection in refusal.objections:
        form.add_error(objection.field or None, explain(objection))
