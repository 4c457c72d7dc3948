"""Reads PDF files from strangers in a child process that cannot hurt us."""

from adapters.pdf_reading.reader import Limits, PdfReader, UnreadablePdf
from adapters.pdf_reading.worker import PdfContent

__all__ = ["Limits", "PdfContent", "PdfReader", "UnreadablePdf"]
