"""Open the pages of an account to its owner alone, and ask once more before what matters."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, requires

View = Callable[..., HttpResponseBase]


def for_the_owner(view: View) -> View:
    """Guard a page of the own account.

    Who has to show who they are comes back to an empty page: what was posted before is not kept
    in the session, where allauth would look for its address without the organisation.
    """

    @functools.wraps(view)
    def sure(request: PageRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - of the address
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            methods = get_adapter(request).get_reauthentication_methods(request.user)
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{methods[0]['url']}?{query}")

    return requires(Permission.SIGNED_IN)(sure)
