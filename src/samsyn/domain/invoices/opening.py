"""Open XML from strangers: no DTD, no entities, nothing fetched, nothing too large to bear."""

from __future__ import annotations

from lxml import etree

from samsyn.domain.invoices.faults import CannotBeRead, Says, unreadable

LARGEST_DOCUMENT = 25_000_000  # bytes; an embedded picture of a receipt is large, a ledger is not
MOST_ELEMENTS = 300_000
_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
_CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_HEADERS = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
_SFTI = "urn:sfti:"
_ROOTS = frozenset({f"{{{_INVOICE}}}Invoice", f"{{{_CREDIT_NOTE}}}CreditNote"})
_NAMED = {
    "CrossIndustryInvoice": "UN/CEFACT CII",
    "CrossIndustryDocument": "UN/CEFACT CII (ZUGFeRD 1)",
    "Finvoice": "Finvoice",
    "INVOICE_CENTER": "TEAPPSXML",
    "e-faktura": "e2b",
}
_OLDER = {"OIOUBL": "OIOUBL", "urn:www.cenbii.eu": "Peppol BIS 2 / EHF 2"}


def open_document(content: bytes) -> list[etree._Element]:
    """Return the invoices in one XML file: one, or what an envelope (SBDH) holds.

    Raises CannotBeRead, with the reason, for everything else.
    """
    root = _parsed(content)
    space, name = _named(root)
    if space == _HEADERS and name == "StandardBusinessDocument":
        inside = [e for e in root if _named(e)[1] != "StandardBusinessDocumentHeader"]
        if not inside:
            raise unreadable(Says.NOTHING_INSIDE)
        return [_recognised(element) for element in inside]
    return [_recognised(root)]


def _parsed(content: bytes) -> etree._Element:
    if not content.strip():
        raise unreadable(Says.EMPTY_FILE)
    if len(content) > LARGEST_DOCUMENT:
        raise unreadable(Says.TOO_LARGE, megabytes=str(LARGEST_DOCUMENT // 1_000_000))
    _not_something_else(content)
    plain = content.replace(b"\0", b"") if b"\0" in content[:200] else content  # UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise unreadable(Says.DOCTYPE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise _why(problem) from None
    except (ValueError, LookupError):
        raise unreadable(Says.NOT_XML, place="") from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.externalDTD is not None or info.doctype:
        raise unreadable(Says.DOCTYPE)  # in an encoding that hid it from the look above
    if len(content) > MOST_ELEMENTS and sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise unreadable(Says.TOO_MANY_PARTS, count=str(MOST_ELEMENTS))
    return root


def _not_something_else(content: bytes) -> None:
    """Refuse by its name what people send by mistake: the picture of the invoice, a page, a table.

    XML begins with `<`, in the Unicode encodings too, whose marks and zeros stand around it.
    """
    begins = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").lower()
    if begins.startswith(b"%pdf"):
        raise unreadable(Says.OTHER_FORMAT, format="PDF")
    if begins.startswith((b"<!doctype html", b"<html")):
        raise unreadable(Says.NOT_AN_INVOICE, name="html")
    if not begins.startswith(b"<") and begins:
        raise unreadable(Says.NO_XML)


def _why(problem: etree.XMLSyntaxError) -> CannotBeRead:
    told = str(problem)
    if "depth" in told.lower():
        return unreadable(Says.TOO_DEEP)
    if "huge" in told.lower() or "too large" in told.lower() or "too long" in told.lower():
        return unreadable(Says.TOO_LARGE, megabytes="10")
    line, column = problem.position
    if "encoding" in told.lower():
        return unreadable(Says.WRONG_ENCODING, place=f"{line}:{column}")
    return unreadable(Says.NOT_XML, place=f"{line}:{column}")


def _recognised(root: etree._Element) -> etree._Element:
    if root.tag in _ROOTS:
        specification = root.findtext(f"{_CBC}CustomizationID") or ""
        for start, name in _OLDER.items():
            if specification.strip().startswith(start):
                raise unreadable(Says.OTHER_FORMAT, format=name)
        return root
    space, name = _named(root)
    if space.startswith(_SFTI):
        raise unreadable(Says.SVEFAKTURA)
    if name in _NAMED:
        raise unreadable(Says.OTHER_FORMAT, format=_NAMED[name])
    if space.startswith("http://rep.oio.dk/"):
        raise unreadable(Says.OTHER_FORMAT, format="OIOXML")
    raise unreadable(Says.NOT_AN_INVOICE, name=name[:60])


def _named(element: etree._Element) -> tuple[str, str]:
    tag = str(element.tag)
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return space, name
