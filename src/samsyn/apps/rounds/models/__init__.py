"""The nouns of asking owners whether it is still true."""

from samsyn.apps.rounds.models.round import Round, RoundAnswer, RoundPerson

__all__ = ["Round", "RoundAnswer", "RoundPerson"]
