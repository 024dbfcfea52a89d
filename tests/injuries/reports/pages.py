"""Reports as people read them: their words, and the sheets of a PDF."""

from io import BytesIO
from typing import Any

from django.test import Client
from django.utils.html import strip_tags
from pypdf import PdfReader

from injuries.reports.actions import save_preparation
from injuries.reports.parts import Chosen, Paper
from injuries.symptoms.models import Appointment
from injuries.symptoms.records import PREPARATION_FIELDS
from tests.support.clock import NOW


def words(answer: Any) -> str:
    """What people read on a page, its spaces plain."""
    return plain(strip_tags(answer.content.decode()).replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">"))


def report_of(answer: Any) -> str:
    """What people read on the report itself, without the page around it."""
    return words(answer).partition("Get the PDF")[2].partition("Runlog, 22 Nov 2026.")[0]


def plain(text: str) -> str:
    """Return a text with single plain spaces."""
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").replace("\x00", "").split())


def pdf_of(client: Client, appointment: Appointment) -> PdfReader:
    """Get the PDF of an appointment's report."""
    answer = client.get(f"/appointments/{appointment.pk}/report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def text_of(pdf: PdfReader) -> str:
    """What the sheets say."""
    return plain(" ".join(page.extract_text() for page in pdf.pages))


def choose(appointment: Appointment, *, questions: list[str] | None = None, **chosen: Any) -> None:
    """Store a preparation as the page would, texts as they are."""
    texts = {name: getattr(appointment, name) for name in PREPARATION_FIELDS}
    told = Chosen(**{"paper": Paper.A4, **chosen})
    save_preparation(appointment=appointment, questions=questions or appointment.questions, texts=texts, chosen=told, now=NOW)
