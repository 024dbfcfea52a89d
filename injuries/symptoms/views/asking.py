"""The check of the warning signs, one question a page: every tap is saved, and the check can be left and taken up again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from injuries.symptoms.actions import save_sign_check
from injuries.symptoms.forms.asking import AnswerForm, Question, question_now, read_number
from injuries.symptoms.models import SignCheck
from injuries.symptoms.views.writing import BOTH
from runlog.core.pages import read_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@sensitive_post_parameters()
@require_http_methods(BOTH)
def sign_check_start(request: PersonRequest) -> HttpResponseBase:
    """Go on with the check of today, or ask the questions of a new one, which is made with its first answer."""
    athlete, now = request.user, timezone.now()
    if request.method == "POST":
        log_id = read_form_id(athlete, request.POST.get("id"))
        return _answer(request, SignCheck.objects.of(athlete).filter(log_id=log_id).first(), log_id)
    number = read_number(request.GET.get("question"))
    question = question_now(athlete, now, number)
    return _page(request, question) if number and not question.check else _at_its_address(request, question)


@sensitive_post_parameters()
@require_http_methods(BOTH)
def sign_check_ask(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Ask the next question of a check, or the one that the address names. A closed check is asked no more."""
    check = own(SignCheck, request.user, pk)
    if request.method == "POST":
        return _answer(request, check, check.log_id)
    number = read_number(request.GET.get("question"))
    if check.resolved_on or not (check.open_signs or number):
        return redirect("sign_check_detail", pk)
    question = Question.of(request.user, check, check.log_id, number)
    return _page(request, question) if number else _at_its_address(request, question)


def _at_its_address(request: PersonRequest, question: Question) -> HttpResponse:
    """Lead on to the address that names the question's number, so that the browser's own way back leads to the same question."""
    query = request.GET.copy()
    query["question"] = str(question.number)
    return redirect(f"{question.action}?{query.urlencode()}")


def _answer(request: PersonRequest, check: SignCheck | None, log_id: str) -> HttpResponse:
    athlete, now = request.user, timezone.now()
    form = AnswerForm(request.POST)
    is_valid, number = form.is_valid(), form.number()
    if not is_valid:
        return _page(request, Question.of(athlete, check, log_id, number), errors=form.errors["answer"], status=422)
    answers = form.answers()
    if answers:
        check = save_sign_check(athlete=athlete, log_id=log_id, at=athlete.local(now), answers=answers, now=now)
    onward = Question.of(athlete, check, log_id, number).onward
    if onward:
        return redirect(onward)
    if check:
        return redirect("sign_check_detail", check.pk)
    messages.info(request, _("You left every question open, so there was nothing to save."))
    return redirect("sign_check_list")


def _page(request: PersonRequest, question: Question, *, errors: object = (), status: int = 200) -> HttpResponse:
    return render(request, "symptoms/sign_check_ask.html", {"question": question, "errors": errors}, status=status)
