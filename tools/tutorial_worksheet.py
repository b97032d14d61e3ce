"""Make the tutorial's worksheet: a list of systems as somebody really keeps one.

Run from the project's folder: python tools/tutorial_worksheet.py
"""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

WHERE = Path(__file__).resolve().parents[1] / "docs" / "tutorial" / "systems.xlsx"
HEADERS = (
    "IT-system",
    "Vad används det till?",
    "Systemägare",
    "Systemförvaltare",
    "Ant. användare",
    "Kostnad/år (kr)",
    "Driftstart",
    "Läge",
)
SIV, PER, JONAS = "Siv Norling", "Per-Olof Grahn", "Jonas Kvistberg"
ROWS: tuple[tuple[object, ...], ...] = (
    ("Sälgträ Omsorg", "Journal i omsorgen", SIV, "", 210, "212 000", "2012", "Drift"),
    ("Fixarlistan", "Felanmälan i skolorna", PER, "", "35", "12 500 kr", "2019-08-15", "Drift"),
    ("Hygienronden", "Kontroller i köken", SIV, SIV, 18, 9800, date(2021, 3, 1), "Drift"),
    ("fixarlistan ", "Samma som ovan?", PER, "", 35, "", "", "Drift"),
    ("Nyckelskåpet", "Hemtjänstens nycklar", SIV, SIV, 40, "24.000:-", "1 sept 2020", "Drift"),
    ("Bokbussen", "Var bussen är när", "Gunnel Åhl", "", 3, "0", "2016-05-02", "Ska bort"),
    ("Provsvaret", "Vattenprover", JONAS, JONAS, "ca 6", "31 200", "2018-11-20", "Drift"),
    ("Snöjouren", "Vem plogar i natt", "", "", 12, "6 000", "31/2 2022", "Pilot"),
)


def make() -> Workbook:
    """Return the workbook: a title, an empty row, merged cells, the table, a sum and a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "System 2024"
    sheet["A1"] = "Systemlista Edskogs kommun"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "uppdaterad av Pernilla, senast i våras"
    sheet.merge_cells("A2:H2")
    sheet.append([])
    sheet.append(list(HEADERS))
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for row in ROWS:
        sheet.append([value if value != "" else None for value in row])
    sheet.append(["Summa", None, None, None, None, "=SUM(F5:F12)"])
    for column, width in zip("ABCDEFGH", (24, 32, 20, 20, 14, 16, 14, 10), strict=True):
        sheet.column_dimensions[column].width = width
    notes = book.create_sheet("Gammalt")
    notes["A1"] = "Fråga Kerstin om det som stod här."
    return book


if __name__ == "__main__":
    make().save(WHERE)
