"""From the bytes of one file to what it says and what is wrong with it; many files by several."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import chain, islice

from samsyn.domain.invoices.document import Document
from samsyn.domain.invoices.faults import CannotBeRead, Fault, Says, unreadable
from samsyn.domain.invoices.identifiers import companies_of, is_person
from samsyn.domain.invoices.matching import name_of
from samsyn.domain.invoices.opening import open_document
from samsyn.domain.invoices.packing import Packed
from samsyn.domain.invoices.reading import read_document
from samsyn.domain.invoices.screening import screened
from samsyn.domain.invoices.validation import faults_of, is_acceptable

_AT_ONCE = 64
_FEW = 400  # starting helpers costs as much as judging these
_AHEAD = 3  # heaps waiting for each helper: memory stays bounded


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging depends on beside the file: the day it is, and the country we are in."""

    today: date
    country: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: what it says (None where that is unreadable), and what is wrong with it."""

    name: str
    digest: str = ""
    document: Document | None = None
    faults: tuple[Fault, ...] = ()
    masked: frozenset[int] = frozenset()  # places of lines that held identity numbers

    @property
    def acceptable(self) -> bool:
        """Tell whether it can be taken."""
        return self.document is not None and is_acceptable(self.faults)


def judge(packed: Packed, setting: Setting) -> list[Judged]:
    """Return what became of one file: one document, or as many as its envelope holds."""
    if packed.fault:
        return [Judged(packed.name, faults=(packed.fault,))]
    digest = sha256(packed.content).hexdigest()
    try:
        roots = open_document(packed.content)
    except CannotBeRead as refused:
        return [Judged(packed.name, digest, faults=(refused.fault,))]
    except Exception:  # noqa: BLE001 - whatever a stranger's file does to us, it is not lost
        return [Judged(packed.name, digest, faults=(unreadable(Says.BROKE_DOWN).fault,))]
    several = len(roots) > 1
    return [
        _judged(root, f"{packed.name}#{n}" if several else packed.name, digest, setting)
        for n, root in enumerate(roots, start=1)
    ]


def judge_many(files: Iterable[Packed], setting: Setting) -> Iterator[list[Judged]]:
    """Yield what became of heaps of files, in order; many files are shared among processes."""
    waiting = iter(files)
    few = list(islice(waiting, _FEW))
    if len(few) < _FEW:
        for heap in _heaps(few):
            yield _judge_heap(heap, setting)
        return
    yield from _by_several(chain(few, waiting), setting)


def sender_key(document: Document) -> str:
    """Return what tells one sender from another: its number where it has one, else its name."""
    for _how, company in companies_of(document.seller):
        if is_person(company):
            return f"person:{sha256(company.number.encode()).hexdigest()[:40]}"
        return f"{company.country}:{company.number}"
    seller = document.seller
    if seller.vat:
        return f"vat:{seller.vat.upper()}"[:250]
    if seller.endpoint:
        return f"{seller.endpoint.scheme}:{seller.endpoint.value}"[:250]
    return f"name:{name_of(seller.name)}"[:250]


def identity_of(document: Document) -> str:
    """Return a digest of what makes it this invoice and no other: sender, kind, number, day."""
    day = document.issued_on.isoformat() if document.issued_on else ""
    said = "\n".join((sender_key(document), document.kind, document.number.strip(), day))
    return sha256(said.encode()).hexdigest()


def _judged(root: object, name: str, digest: str, setting: Setting) -> Judged:
    try:
        document = read_document(root)  # type: ignore[arg-type]
        faults = faults_of(document)
        clean, masked = screened(document, setting.today, setting.country)
    except Exception:  # noqa: BLE001 - as above
        return Judged(name, digest, faults=(unreadable(Says.BROKE_DOWN).fault,))
    return Judged(name, digest, replace(clean, found=()), faults, masked)


def _judge_heap(heap: list[Packed], setting: Setting) -> list[Judged]:
    return [judged for packed in heap for judged in judge(packed, setting)]


def _heaps(files: Iterable[Packed]) -> Iterator[list[Packed]]:
    waiting = iter(files)
    while heap := list(islice(waiting, _AT_ONCE)):
        yield heap


def _by_several(files: Iterable[Packed], setting: Setting) -> Iterator[list[Judged]]:
    helpers = max(1, min(4, (os.cpu_count() or 2) - 1))
    # `spawn`: a helper must not inherit open connections to the database.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(helpers, mp_context=context) as crew:
        under_way: deque[Future[list[Judged]]] = deque()
        try:
            for heap in _heaps(files):
                under_way.append(crew.submit(_judge_heap, heap, setting))
                if len(under_way) > helpers * _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            crew.shutdown(wait=True, cancel_futures=True)
