"""The pages that end, extend and follow up an agreement, each day counted and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.register.forms.agreements import (
    ExtensionForm,
    FollowUpForm,
    NoticeForm,
    OptionForm,
)
from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.apps.register.queries.agreements import own_terms
from samsyn.apps.register.services.extend_agreement import extend_agreement
from samsyn.apps.register.services.give_notice import give_notice
from samsyn.apps.register.services.record_follow_up import record_follow_up
from samsyn.apps.register.services.use_option import use_option
from samsyn.apps.register.wording.agreements import counted, explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.notice import earliest_end, options
from samsyn.domain.register.validity import Terms, add_months, period_end
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.templatetags.formats import day as written

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def agreement_notice(request: PageRequest, pk: int) -> HttpResponse:
    """Tell what notice means today, and end the agreement with the day that follows."""
    agreement = _ours(request, pk)
    terms, today = own_terms(agreement), clock.today()
    earliest = earliest_end(terms, today)
    form = NoticeForm(request.POST or None, initial={"given_on": today, "last_day": earliest})
    if _done(form, lambda said: give_notice(request.actor, agreement_id=pk, **said)):
        day = written(form.cleaned_data["last_day"])
        messages.success(request, _("Notice is given. Its last day is %(day)s.") % {"day": day})
        return go_to(request, record_url(agreement))
    told = _("Nothing says how notice is counted. Write down its last day yourself.")
    if earliest:
        facts = {"notice": counted(terms), "day": written(earliest)}
        told = _("%(notice)s. Given today, its last day is %(day)s.") % facts
    title = _("Give notice of %(name)s") % {"name": agreement.name}
    return _asked(request, agreement, form, (title, told, _("Give notice")))


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def agreement_option(request: PageRequest, pk: int) -> HttpResponse:
    """Tell what the option gives, and use it."""
    agreement = _ours(request, pk)
    form = OptionForm(request.POST or None)
    if _done(form, lambda said: use_option(request.actor, agreement_id=pk, **said)):
        agreement.refresh_from_db(from_queryset=Agreement.owned_by(request.actor))
        day = written(agreement.valid_until)
        messages.success(request, _("The option is used. It holds until %(day)s.") % {"day": day})
        return go_to(request, record_url(agreement))
    title = _("Use an option of %(name)s") % {"name": agreement.name}
    told = _option_in_words(own_terms(agreement))
    return _asked(request, agreement, form, (title, told, _("Use the option")))


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def agreement_extend(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for a later last day, and write it down."""
    agreement = _ours(request, pk)
    form = ExtensionForm(request.POST or None)
    if _done(form, lambda said: extend_agreement(request.actor, agreement_id=pk, **said)):
        day = written(form.cleaned_data["until"])
        messages.success(request, _("It holds until %(day)s.") % {"day": day})
        return go_to(request, record_url(agreement))
    title = _("Extend %(name)s") % {"name": agreement.name}
    end = period_end(own_terms(agreement), clock.today())
    told = _("Its present period ends %(day)s.") % {"day": written(end)} if end else ""
    return _asked(request, agreement, form, (title, told, _("Extend")))


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def follow_up_done(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what was found, propose when to look again, and keep both."""
    rows = FollowUp.owned_by(request.actor).select_related("agreement")
    follow_up = get_object_or_404(rows, pk=pk)
    today, months = clock.today(), follow_up.agreement.follow_up_months
    begin = {"done_on": today, "next_on": add_months(today, months) if months else None}
    form = FollowUpForm(request.POST or None, initial=begin)
    if _done(form, lambda said: record_follow_up(request.actor, follow_up_id=pk, **said)):
        messages.success(request, _("The result is kept."))
        return go_to(request, record_url(follow_up.agreement))
    title = _("Result of %(name)s") % {"name": follow_up.name}
    told = follow_up.agreement.name
    return _asked(request, follow_up.agreement, form, (title, told, _("Keep the result")))


def _ours(request: PageRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.owned_by(request.actor), pk=pk)


def _done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except Refused as refusal:
        for objection in refusal.objections:
            name = objection.field if objection.field in form.fields else None
            form.add_error(name, explain(objection))
        return False
    return True


def _option_in_words(terms: Terms) -> str:
    left = options(terms)
    if left is None:
        return _("There is no option left to use.")
    facts = {"day": written(left.next_end), "by": written(left.use_by)}
    return _("It will then hold until %(day)s. The option is to be used by %(by)s.") % facts


def _asked(
    request: PageRequest, agreement: Agreement, form: forms.Form, words: tuple[str, str, str]
) -> HttpResponse:
    title, intro, label = words
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": title,
            "intro": intro,
            "form": form,
            "submit_label": label,
            "cancel_url": record_url(agreement),
        },
        status=422 if form.errors else 200,
    )
