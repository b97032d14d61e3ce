"""Send a paper to the person who asked for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from samsyn.domain.papers.paper import Paper
from samsyn.kernel.papers.docx import as_docx
from samsyn.kernel.papers.pdf import as_pdf

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": (_WORD, as_docx),
}


def paper_response(paper: Paper, form: str) -> HttpResponse:
    """Answer with the paper as a file of this form, or with 404 for a form there isn't."""
    if form not in FORMS:
        raise Http404
    media_type, make = FORMS[form]
    response = HttpResponse(make(paper), content_type=media_type)
    name = f"{slugify(paper.title) or 'samsyn'}-{paper.day:%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
