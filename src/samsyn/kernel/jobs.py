"""The kernel's own background work, where the queue looks for it."""

from samsyn.kernel import letter_jobs as letters
from samsyn.kernel import lost_work
from samsyn.kernel.imports import jobs as imports

__all__ = ["imports", "letters", "lost_work"]
