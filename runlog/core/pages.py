"""What pages with forms share: the id a form's record will have, made when the form is opened."""

import re

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.http import Http404

from runlog.core.records import new_id

_FORM_ID = re.compile(r"[a-z]{2,12}-[0-9a-f]{32}")


def new_form_id(athlete: AbstractBaseUser, prefix: str) -> str:
    """Return the value of a new form's hidden `id`: a new log id, signed for this athlete."""
    return sign_form_id(athlete, new_id(prefix))


def sign_form_id(athlete: AbstractBaseUser, log_id: str) -> str:
    """Return the value of a form's hidden `id` for a log id that is known already."""
    return _signer(athlete).sign(log_id)


def read_form_id(athlete: AbstractBaseUser, value: str | None) -> str:
    """Return the log id of a sent form. Raises Http404 for one that was made for somebody else, or made up."""
    try:
        log_id = _signer(athlete).unsign(value or "")
    except BadSignature as error:
        raise Http404 from error
    if not _FORM_ID.fullmatch(log_id):
        raise Http404
    return log_id


def _signer(athlete: AbstractBaseUser) -> Signer:
    return Signer(salt=f"form-id-{athlete.pk}")
