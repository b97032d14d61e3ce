"""What every room needs kept: organisations, accounts, history, search, work."""

from samsyn.kernel.models.documents import Document, DocumentPart
from samsyn.kernel.models.history import Act, Change
from samsyn.kernel.models.imports import Import, ImportMapping, ImportRow
from samsyn.kernel.models.letter import DailyLetter
from samsyn.kernel.models.organisation import Membership, Organisation
from samsyn.kernel.models.search import SearchEntry
from samsyn.kernel.models.user import Access, ApiToken, User
from samsyn.kernel.models.work import SavedView, Task

__all__ = [
    "Access",
    "Act",
    "ApiToken",
    "Change",
    "DailyLetter",
    "Document",
    "DocumentPart",
    "Import",
    "ImportMapping",
    "ImportRow",
    "Membership",
    "Organisation",
    "SavedView",
    "SearchEntry",
    "Task",
    "User",
]
