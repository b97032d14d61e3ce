"""The room's nouns, one family a file."""

from samsyn.apps.knowledge.models.agreement_text import AgreementText
from samsyn.apps.knowledge.models.article import Article, ArticleEdition
from samsyn.apps.knowledge.models.checklist import ChecklistRun, ChecklistStep, RunStep
from samsyn.apps.knowledge.models.reading import Reading
from samsyn.apps.knowledge.models.requirements import Requirement, RequirementSet
from samsyn.apps.knowledge.models.solution import Solution, SolutionText

__all__ = [
    "AgreementText",
    "Article",
    "ArticleEdition",
    "ChecklistRun",
    "ChecklistStep",
    "Reading",
    "Requirement",
    "RequirementSet",
    "RunStep",
    "Solution",
    "SolutionText",
]
