"""How files arrive: in pieces from the page's script, or all at once with a form."""

from allauth.core import ratelimit
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from runlog.core.bodies import takes_files
from runlog.core.pages import new_form_id, read_form_id, sign_form_id
from runlog.core.words import Words
from runlog.imports import batch_actions, batch_queries
from runlog.imports.batch_lines import lines_of_batches
from runlog.imports.models import Batch, BatchState
from runlog.imports.receiving_actions import CannotReceive, receive
from runlog.imports.upload_forms import FilesForm, PieceForm, key_of, plain_name
from runlog.imports.upload_words import upload_words
from runlog.people.requests import PersonRequest

# Four times what the page's script sends at once.
MOST_OF_A_PIECE = 16 * 1024**2
TOO_OFTEN = gettext_lazy("You have begun many imports within an hour. Wait a while, then choose the files again.")


@takes_files(MOST_OF_A_PIECE)
@require_POST
def import_upload(request: PersonRequest) -> JsonResponse:
    """Take a piece of a file and answer how much of it is there; without a piece, open the import and answer what is there already."""
    batch = _batch(request)
    if batch is None:
        return _refuse(TOO_OFTEN, 429)
    if batch.state != BatchState.RECEIVING:
        return _refuse(_("This import has gone on already. Open the page again to send more files."), 409)
    if "piece" not in request.FILES:
        return JsonResponse(_standing(batch))
    form = PieceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refuse(_("This piece of a file arrived damaged. Open the page again and send the file once more."), 422)
    given = form.cleaned_data
    try:
        received = receive(batch=batch, chunk=given.pop("piece"), **given)
    except CannotReceive as refusal:
        return _refuse(str(refusal), 422)
    return JsonResponse({"received": received})


def take_form(request: PersonRequest) -> HttpResponse:
    """Take files that were sent with a form, and begin to read them."""
    form = FilesForm(request.POST, request.FILES)
    batch_id = request.POST.get("id")
    read_form_id(request.user, batch_id)
    if not form.is_valid():
        return upload_page(request, form, status=422)
    batch, now = _batch(request), timezone.now()
    if batch is None:
        form.add_error("chosen", TOO_OFTEN)
        return upload_page(request, form, status=429)
    if batch.state == BatchState.RECEIVING:
        try:
            for number, file in enumerate(form.cleaned_data["chosen"]):
                name = plain_name(file.name)
                receive(batch=batch, key=key_of(file, number), name=name, size=file.size, offset=0, chunk=file)
        except CannotReceive as refusal:
            form.add_error("chosen", str(refusal))
            return upload_page(request, form, status=422)
        batch_actions.begin_reading(batch=batch, now=now)
    return redirect("import_detail", batch.pk)


def upload_page(request: PersonRequest, form: FilesForm | None = None, status: int = 200) -> HttpResponse:
    """Show where files can be dropped, and the earlier imports."""
    facts = {
        "form": form or FilesForm(),
        "id": request.POST.get("id") or new_form_id(request.user, "import"),
        "words": upload_words(),
        "batches": lines_of_batches(request.user, batch_queries.batches_of(request.user)),
    }
    return render(request, "imports/activity_import.html", facts, status=status)


def receiving_page(request: PersonRequest, batch: Batch) -> HttpResponse:
    """Show what has arrived, and let the rest be sent."""
    files = list(batch.files.all())
    facts = {
        "batch": batch,
        "created_at": request.user.local(batch.created_at),
        "heading": _("Files are being sent"),
        "files": files,
        "is_any_whole": any(file.received == file.size for file in files),
        "form": FilesForm(),
        "id": sign_form_id(request.user, batch.log_id),
        "words": upload_words(),
    }
    return render(request, "imports/receiving.html", facts)


def _batch(request: PersonRequest) -> Batch | None:
    """Return the import of the form, made by its first request; None where somebody makes too many. Raises Http404."""
    log_id = read_form_id(request.user, request.POST.get("id"))
    is_known = Batch.objects.filter(athlete=request.user, log_id=log_id).exists()
    if not is_known and not ratelimit.consume(request, action="imports", user=request.user):
        return None
    return batch_actions.open_batch(athlete=request.user, log_id=log_id, now=timezone.now())


def _standing(batch: Batch) -> dict[str, object]:
    addresses = {"page": reverse("import_detail", args=[batch.pk]), "read": reverse("import_read", args=[batch.pk])}
    return {**addresses, "files": dict(batch.files.values_list("key", "received"))}


def _refuse(problem: Words, status: int) -> JsonResponse:
    return JsonResponse({"problem": str(problem)}, status=status)
