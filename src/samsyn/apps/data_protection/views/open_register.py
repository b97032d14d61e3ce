"""What everybody may read of how an organisation uses personal data, without signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from samsyn.apps.data_protection.queries.open_register import opened_register
from samsyn.apps.data_protection.wording import ARTICLE_6, ARTICLE_9
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, page
from samsyn.kernel.public_door import open_to_everybody


@open_to_everybody
def open_register(request: PageRequest, slug: str) -> HttpResponse:
    """Show the activities that an organisation lets everybody see, each with its summary."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    activities, controllers = opened_register(request.actor, organisation)
    context = {
        "title": _("How %(organisation)s uses personal data") % {"organisation": organisation.name},
        "organisation": organisation,
        "activities": [
            {
                "pk": one.pk,
                "name": one.name,
                "summary": one.summary,
                "storage": one.storage,
                "grounds": list(
                    dict.fromkeys(
                        words
                        for purpose in one.purposes
                        for words in (
                            *(ARTICLE_6[letter] for letter in purpose.article_6),
                            *(ARTICLE_9[letter] for letter in purpose.article_9),
                            *(line for line in purpose.law.splitlines() if line.strip()),
                        )
                    )
                ),
            }
            for one in activities
        ],
        "controllers": controllers,
    }
    return page(request, "data_protection/open_register.html", context)
