"""Reads PDF files from strangers in a child process that cannot hurt us."""

from adapters.pdf_reading.content import PdfContent
from adapters.pdf_reading.reader import Limits, PdfReader, UnreadablePdf

__all__ = ["Limits", "PdfContent", "PdfReader", "UnreadablePdf"]
