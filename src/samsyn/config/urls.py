"""Every address in the house, read top to bottom like a table of contents.

Inside an organisation each address begins with the organisation's own part, `/edskog/systems/`;
the middleware takes that part off before these are looked at.
"""

from django.urls import include, path
from django.views.generic import RedirectView

from samsyn.kernel.api.door import api

urlpatterns = [
    path("", include("samsyn.kernel.observing.urls")),
    path("api/v1/", RedirectView.as_view(url="openapi.json")),
    path("api/v1/", api().urls),
    path("", include("samsyn.kernel.access.urls")),
    path("", include("samsyn.apps.organisation.urls")),
    path("", include("samsyn.apps.home.urls")),
    path("", include("samsyn.apps.together.urls")),
    path("", include("samsyn.apps.checks.urls")),
    path("", include("samsyn.apps.policy.urls")),
    path("", include("samsyn.apps.sharing.urls")),
    path("", include("samsyn.apps.knowledge.urls")),
    path("", include("samsyn.apps.rounds.urls")),
    path("", include("samsyn.apps.data_protection.urls")),
    path("", include("samsyn.apps.register.urls")),
    path("", include("samsyn.apps.spend.urls")),
    path("", include("samsyn.apps.needs.urls")),
    path("", include("samsyn.apps.portfolio.urls")),
    path("", include("samsyn.apps.roadmap.urls")),
    path("", include("samsyn.apps.federation.urls")),
    path("", include("samsyn.apps.council.urls")),
    path("", include("samsyn.kernel.imports.urls")),
    path("", include("samsyn.kernel.records.urls")),
]
