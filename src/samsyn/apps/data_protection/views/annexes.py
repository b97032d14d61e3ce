"""The annexes of a data-processing agreement, made from the register and handed out as files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.apps.data_protection.queries.templates import terms_with_all
from samsyn.apps.data_protection.services.annex_paper import annex_paper, sources_of
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.papers.responses import paper_response
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def terms_annexes(request: PageRequest, pk: int) -> HttpResponse:
    """Show what the annexes are made of, what is missing, and where to get them."""
    terms = _terms(request, pk)
    sources = sources_of(request.actor, terms)
    context = {
        "title": _("Annexes"),
        "subtitle": terms.agreement.name,
        "breadcrumbs": [
            {"label": terms.agreement.name, "url": record_url(terms.agreement)},
            {"label": _("Annexes")},
        ],
        "body": sources.body,
        "body_url": record_url(sources.body) if sources.body else "",
        "template": terms.agreement.template,
        "template_version": terms.agreement.template_version,
        "missing": sources.missing,
        "activities": [
            {"name": known.activity.name, "url": record_url(known.activity)}
            for known in sources.activities
        ],
        "systems": sources.systems,
        "sub_processors": sources.sub_processors,
        "terms_url": record_url(terms),
        "files": [
            {
                "label": form.upper(),
                "url": reverse("data_protection:annex_file", args=[terms.pk, form]),
            }
            for form in ("docx", "pdf")
        ],
    }
    return page(request, "data_protection/annexes.html", context)


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def annex_file(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Send the agreement with its annexes as PDF or DOCX."""
    terms = _terms(request, pk)
    return paper_response(annex_paper(sources_of(request.actor, terms)), form)


def _terms(request: PageRequest, pk: int) -> ProcessorTerms:
    terms = terms_with_all(request.actor, pk)
    if terms is None:
        raise Http404
    return terms
