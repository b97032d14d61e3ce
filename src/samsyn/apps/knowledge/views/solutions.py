"""Read a solution in from its publiccode.yml: everything that is wrong is told at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.knowledge.forms import SolutionForm
from samsyn.apps.knowledge.services.solutions import take_in_solution
from samsyn.apps.knowledge.wording import remark_told
from samsyn.domain.access.permissions import Permission
from samsyn.domain.knowledge.publiccode import read_publiccode
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_http_methods(["GET", "POST"])
@requires(Permission.KNOWLEDGE_WRITE)
def read_in(request: PageRequest) -> HttpResponse:
    """Take a file or a text, and make or renew the solution it describes."""
    sent = request.method == "POST"
    form = SolutionForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        text = form.cleaned_data["pasted"]
        try:
            solution, new = take_in_solution(request.actor, text=text)
        except Refused as refusal:
            form.refuse(refusal.objections)
            form.data = {**form.data.dict(), "pasted": text}  # type: ignore[attr-defined] # put right where it is shown
        else:
            said = _("Read in.") if new else _("Brought up to date from the file.")
            remarks = [remark_told(one) for one in read_publiccode(text).remarks]
            messages.success(request, said)
            if remarks:
                messages.warning(request, " ".join(remarks[:10]))
            return go_to(request, record_url(solution))
    url = reverse("records:list", kwargs={"slug": "solutions"})
    title = _("Read in a publiccode.yml")
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": title,
            "intro": _(
                "The file that public software carries in its source code: what it is, its"
                " licence, who maintains it. Nothing is saved while anything in it is wrong."
            ),
            "form": form,
            "submit_label": _("Read it in"),
            "cancel_url": url,
            "breadcrumbs": [{"label": _("Solutions"), "url": url}, {"label": title}],
        },
        status=422 if form.errors else 200,
    )
