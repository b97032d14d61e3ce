"""Count and time every request, and write one line about it, by route and never by words typed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

log = structlog.get_logger("samsyn.request")
Answer = Callable[[HttpRequest], HttpResponseBase]
REQUESTS = Counter("samsyn_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("samsyn_request_seconds", "Time to answer a request.", ["method", "route"])
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(answer: Answer) -> Answer:
    """Time the answer; the request id goes into every line logged meanwhile."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:12])
        try:
            response = answer(request)
            _tell(request, response.status_code, time.perf_counter() - began)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
        return response

    return middleware


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    match = getattr(request, "resolver_match", None)
    route = match.route if match else "(none)"
    method = request.method if request.method in _METHODS else "(other)"
    REQUESTS.labels(method, route, status).inc()
    SECONDS.labels(method, route).observe(seconds)
    if route.startswith("health/"):
        return  # asked every few seconds; counted, and not worth a line
    actor = getattr(request, "actor", None)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 1),
        organisation=getattr(actor, "organisation_id", None),
        person=getattr(actor, "user_id", None),
    )
