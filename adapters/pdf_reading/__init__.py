"""Reads PDF files from strangers in a child process that cannot hurt us."""

from adapters.pdf_reading.reader import Limits, PdfReader, UnreadablePdf
from adapters.pdf_reading.worker import PdfContent, page_digest

__all__ = ["Limits", "PdfContent", "PdfReader", "UnreadablePdf", "page_digest"]
