"""The page that shows who else uses a product, and how."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.register.models import Product
from samsyn.apps.register.queries.systems import systems_elsewhere
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE_SIZE = 50


@require_GET
@requires(Permission.REGISTER_READ)
def product_users(request: PageRequest, pk: int) -> HttpResponse:
    """Show the systems that others build on this product, as far as each lets us see them.

    What they keep to themselves is neither shown nor counted.
    """
    product = get_object_or_404(Product.visible_to(request.actor), pk=pk)
    pages = Paginator(systems_elsewhere(request.actor, product), _PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    return page(
        request,
        "register/product_users.html",
        {
            "title": _("Who else uses %(name)s") % {"name": product.name},
            "product": product,
            "product_url": record_url(product),
            "systems": [
                {"system": system, "url": record_url(system)} for system in shown.object_list
            ],
            "count": pages.count,
            "pager": {
                "number": shown.number,
                "last": pages.num_pages,
                "first_index": shown.start_index(),
                "last_index": shown.end_index(),
                "previous_url": f"?page={shown.number - 1}" if shown.has_previous() else "",
                "next_url": f"?page={shown.number + 1}" if shown.has_next() else "",
            },
        },
    )
