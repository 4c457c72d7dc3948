"""Reads PDF files from strangers in a child process that cannot hurt us."""

from adapters.pdf_reading.reader import Limits, PdfContent, PdfReader, UnreadablePdf

__all__ = ["Limits", "PdfContent", "PdfReader", "UnreadablePdf"]
