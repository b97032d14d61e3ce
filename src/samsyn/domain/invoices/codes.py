"""The code lists an invoice is held against: UNTDID, ISO 4217, ISO 3166, EAS and UN/ECE units."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: UNTDID 1001, the codes Peppol lets an invoice and a credit note have.
INVOICE_TYPES = _words(
    "71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 456 457 458 553 575 623 633"
    " 718 780 817 870 875 876 877"
)
CREDIT_NOTE_TYPES = _words("81 83 261 262 296 308 381 396 420 458 502 503 532")
#: UNCL5305: standard, zero, exempt, reverse charge, within the EU, export, outside, islands.
VAT_CATEGORIES = frozenset({"S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B"})
#: How the rules about each category are named.
RULES_OF_CATEGORY = {
    "S": "S", "Z": "Z", "E": "E", "AE": "AE", "K": "IC", "G": "G", "O": "O", "L": "AF", "M": "AG",
    "B": "B",
}  # fmt: skip
#: UNTDID 4461 runs from 1 to 97, and ZZZ.
PAYMENT_MEANS = frozenset({str(number) for number in range(1, 98)} | {"ZZZ"})
CREDIT_TRANSFERS = frozenset({"30", "58"})
DIRECT_DEBITS = frozenset({"49", "59"})

CURRENCIES = _words(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN"
    " BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP"
    " ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR"
    " ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD"
    " MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR"
    " PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL"
    " THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF"
    " XAG XAU XBA XBB XBC XBD XCD XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWL"
)
COUNTRIES = _words(
    "1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ"
    " BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO"
    " DZ EC EE EG EH EL ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT"
    " GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR"
    " KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT"
    " MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT"
    " PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD"
    " TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI XK"
    " YE YT ZA ZM ZW"
)
_ENDPOINTS = re.compile(r"(?:0\d{3}|99\d{2}|A[NQSU]|EM)\Z")
_UNIT = re.compile(r"(?:[A-Z0-9]{2,3}|X[A-Z0-9]{1,2})\Z")


def is_endpoint_scheme(code: str) -> bool:
    """Tell whether a code has the form of an EAS code: 0007, 0192, 9955, EM."""
    return bool(_ENDPOINTS.match(code))


def is_unit(code: str) -> bool:
    """Tell whether a code has the form of a UN/ECE recommendation 20 or 21 code: HUR, C62, XBX."""
    return bool(_UNIT.match(code))
