"""Files that came in, letters that went out."""

from documents.models.files import StoredFile
from documents.models.letters import Letter, LetterCounter

__all__ = ["Letter", "LetterCounter", "StoredFile"]
