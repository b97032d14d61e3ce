"""The pages of a person's own account: name, language, ways to sign in, tokens for programs."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.access.forms import MeForm, TokenForm
from samsyn.kernel.access.guard import for_the_owner
from samsyn.kernel.access.tokens import create_token, revoke_token, tokens_of
from samsyn.kernel.models import User
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGNED_IN)
def account(request: PageRequest) -> HttpResponse:
    """Show the account, and change name and language."""
    user = User.objects.get(pk=request.actor.user_id)
    form = MeForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return go_to(request, "account")
    return page(
        request,
        "kernel/access/account.html",
        {
            "title": _("My account"),
            "subtitle": user.email,
            "form": form,
            "has_password": user.has_usable_password(),
            "second_factor": is_mfa_enabled(user),
            "single_sign_ons": [
                link.get_provider_account() for link in SocialAccount.objects.filter(user=user)
            ],
            "organisation": request.organisation,
            "tokens": tokens_of(request.actor) if request.organisation else [],
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@for_the_owner
@reauthentication_required  # type: ignore[untyped-decorator] # allauth is untyped
def new_token(request: PageRequest) -> HttpResponseBase:
    """Make a token for a program, and show its secret this once."""
    if request.organisation is None:
        return go_to(request, "account")
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        scopes = {"read", wanted["scope"]}
        secret = create_token(
            request.actor, name=wanted["name"], scopes=scopes, days=wanted["days"]
        )
    return page(
        request,
        "kernel/access/new_token.html",
        {
            "title": _("New API token"),
            "subtitle": request.organisation.name,
            "form": form,
            "secret": secret,
            "cancel_url": reverse("account"),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.SIGNED_IN)
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """Shut one of one's own tokens."""
    token = get_object_or_404(tokens_of(request.actor), pk=pk)
    revoke_token(request.actor, token_id=token.pk)
    messages.success(request, _("%(name)s no longer opens anything.") % {"name": token.name})
    return go_to(request, "account")
