"""The pages on which a worker gives photos and papers, and takes own ones back."""

import uuid
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from door import guessing, photos, visit
from door.forms.photos import PhotosForm, PieceForm
from door.views import language
from door.views.form import READ_AND_WRITE, with_draft
from evidence import arriving, keeping
from evidence.receiving import some_were_left_out
from evidence.taking import Refused, take


def at_form(view):
    """Hands a view the desk of the form that is being filled in or was just sent."""

    @wraps(view)
    @with_draft
    def guarded(request, draft):
        return view(request, photos.of_draft(draft)) if draft else redirect("start")

    return guarded


def at_case(view):
    """Hands a view the desk of the case whose code was given."""

    @wraps(view)
    def guarded(request):
        try:
            receipt = visit.receipt(request)
        except visit.Away:
            receipt = None
        return view(request, photos.of_receipt(receipt)) if receipt else redirect("door:code")

    return guarded


def show(request, desk):
    """What was given, and a way to give more."""
    if wanted := language.asked(request):
        form = PhotosForm(request.POST, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, desk, form))
    if request.method != "POST":
        return _drawn(request, desk, PhotosForm())
    if "take_back" in request.POST:
        return _taken_back(request, desk)
    return _given(request, desk)


def piece(request, desk):
    """One piece of a file, sent by the script of the page; answers how to go on."""
    form = PieceForm(request.POST, request.FILES)
    if not form.is_valid() or not desk.is_open:
        return _refused("broken")
    if not guessing.may_send_piece(desk.place.key):
        return JsonResponse({"wait": True}, status=429)
    sent = form.cleaned_data
    try:
        whole = arriving.add(desk.place, **{**sent, "piece": sent["piece"].read()})
        if whole is None:
            return JsonResponse({"received": sent["offset"] + sent["piece"].size})
        return _arrived(request, desk, sent["key"], whole)
    except arriving.OutOfStep as out:
        return JsonResponse({"received": out.received}, status=409)
    except Refused as refusal:
        if refusal.code == "busy":
            return JsonResponse({"wait": True}, status=503)
        arriving.drop(desk.place, sent["key"])
        return _refused(refusal.code)


def _arrived(request, desk, key, whole):
    if not guessing.may_give(request, desk.place.key):
        raise Refused("many")
    take(whole, place=desk.place, **PhotosForm(request.POST).said())
    arriving.drop(desk.place, key)
    return JsonResponse({"done": True})


def _refused(code):
    return JsonResponse({"refused": photos.sentence(code)}, status=422)


def _given(request, desk):
    uploads = [*request.FILES.getlist("camera"), *request.FILES.getlist("files")]
    form = PhotosForm(request.POST)
    refused = _taken(request, desk, uploads, form.said()) if desk.is_open else []
    if some_were_left_out(request):
        refused.append(("", str(photos.MANY)))
    elif not uploads:
        refused.append(("", str(photos.CHOOSE)))
    return _drawn(request, desk, form, refused, status=422) if refused else redirect(desk.page)


def _taken(request, desk, uploads, said):
    """Those that may be given this hour are taken; (name, sentence) of every other."""
    allowed = [upload for upload in uploads if guessing.may_give(request, desk.place.key)]
    rest = [("", str(photos.MANY))] if len(allowed) < len(uploads) else []
    return photos.take_all(desk, allowed, said) + rest


def _taken_back(request, desk):
    item = desk.place.items.filter(pk=_key(request.POST["take_back"])).first()
    if item:
        keeping.take_back(item)
    return redirect(desk.page)


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _drawn(request, desk, form, refused=(), status=200):
    page = {"desk": desk, "form": form, "refused": refused, "items": desk.items}
    return render(request, "door/photos.html", page, status=status)


def _public(view, methods):
    return login_not_required(sensitive_post_parameters()(methods(view)))


_read_and_write = require_http_methods(READ_AND_WRITE)
of_form = _public(at_form(show), _read_and_write)
of_case = _public(at_case(show), _read_and_write)
piece_of_form = _public(at_form(piece), require_POST)
piece_of_case = _public(at_case(piece), require_POST)
