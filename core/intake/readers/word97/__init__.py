"""Word 97-2003 binary files (.doc, .wps, .dot), read from their published layout [MS-DOC]."""

from core.intake.readers.word97.reader import read_doc

__all__ = ["read_doc"]
