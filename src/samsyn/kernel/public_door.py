"""Open a page to everybody: without signing in, and seeing only what is shown to everybody.

Whoever comes, the page is answered for nobody in particular: PostgreSQL is told so, and shows
public rows alone. Somebody who is signed in sees exactly what a stranger sees.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from samsyn.domain.access.actor import ANONYMOUS
from samsyn.kernel.pages import PageRequest
from samsyn.kernel.tenancy.session import acting_for, standing_of

View = Callable[..., HttpResponseBase]
FOR_EVERYBODY = "everybody"  # where other views name the permission that opens them


def open_to_everybody(view: View) -> View:
    """Answer as nobody, for reading only; the whole answer must be made inside the view."""

    @functools.wraps(view)
    def opened(request: PageRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - of the address
        request.actor, request.organisation, request.organisations = ANONYMOUS, None, []
        with acting_for(standing_of(ANONYMOUS)):
            return view(request, *args, **kwargs)

    answered = require_safe(opened)
    answered.required_permission = FOR_EVERYBODY  # type: ignore[attr-defined]
    return answered
