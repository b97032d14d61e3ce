"""The pages that make clauses out of a text, and link them to the rules that check them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.policy.forms import PasteForm, RulesForm
from samsyn.apps.policy.models import Clause, SteeringDocument
from samsyn.apps.policy.services.link_clauses import choose_rules_of_clause
from samsyn.apps.policy.services.paste_clauses import objections_to, paste_clauses
from samsyn.apps.policy.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.policy.numbered_text import NumberedText, clauses_in
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def paste(request: PageRequest, pk: int) -> HttpResponse:
    """Take a pasted text, show the clauses it holds, and make them."""
    document = get_object_or_404(SteeringDocument.owned_by(request.actor), pk=pk)
    form = PasteForm(request.POST or None)
    found: list[NumberedText] = []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        found = clauses_in(text)
        if "make" in request.POST and (made := _made(request, document, form)):
            said = ngettext("%(n)d clause was made.", "%(n)d clauses were made.", made)
            messages.success(request, said % {"n": made})
            return go_to(request, record_url(document))
        for objection in objections_to(request.actor, document, found):
            form.add_error("text", explain(objection))
    return page(
        request,
        "policy/paste.html",
        {
            "title": _("Paste clauses"),
            "subtitle": document.name,
            "form": form,
            "found": [{"part": part, "kind": Clause.Kind(part.kind).label} for part in found],
            "ready": bool(found) and not form.errors,
            "cancel_url": record_url(document),
        },
        status=422 if form.errors else 200,
    )


def _made(request: PageRequest, document: SteeringDocument, form: PasteForm) -> int:
    try:
        return paste_clauses(request.actor, document_id=document.pk, text=form.cleaned_data["text"])
    except Refused:
        return 0


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def clause_rules(request: PageRequest, pk: int) -> HttpResponse:
    """Choose the rules that check one clause."""
    clauses = Clause.owned_by(request.actor).select_related("document")
    clause = get_object_or_404(clauses, pk=pk)
    chosen = list(clause.checked_by.values_list("rule_code", flat=True))
    form = RulesForm(request.POST or None, initial={"rules": chosen})
    if request.method == "POST" and form.is_valid():
        codes = form.cleaned_data["rules"]
        choose_rules_of_clause(request.actor, clause_id=clause.pk, rule_codes=codes)
        messages.success(request, _("Saved."))
        return go_to(request, record_url(clause.document))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Which rules check this clause?"),
            "subtitle": f"{clause.document} · {clause}",
            "intro": clause.text,
            "form": form,
            "cancel_url": record_url(clause.document),
        },
        status=422 if form.errors else 200,
    )
