"""Routes of the door: short, and they say nothing."""

from django.urls import path

from door.views import after, form, held, language, page, photos, public, reach, staff

app_name = "door"
urlpatterns = [
    path("f/<int:number>", form.step, name="step"),
    path("f/another", form.another, name="another"),
    path("f/later", form.later, name="later"),
    path("f/check", form.check, name="check"),
    path("f/photos", photos.of_form, name="photos"),
    path("f/photos/piece", photos.piece_of_form, name="photos_piece"),
    path("f/sent", after.sent, name="sent"),
    path("f/sheet", after.sheet, name="sheet"),
    path("call", public.call, name="call"),
    path("code", page.code, name="code"),
    path("status", page.show, name="status"),
    path("status/contact", reach.rules, name="reach"),
    path("status/photos", photos.of_case, name="photos_of_case"),
    path("status/photos/piece", photos.piece_of_case, name="photos_of_case_piece"),
    path("away", public.away, name="away"),
    path("leave", public.leave, name="leave"),
    path("phone", public.traces, name="traces"),
    path("waiting", held.waiting, name="waiting"),
    path("l/<slug:language>", language.link, name="language"),
    path("cases/<uuid:pk>/code", staff.renew, name="renew"),
    path("cases/<uuid:pk>/code/void", staff.void, name="void"),
    path("cases/<uuid:pk>/together", staff.together, name="together"),
    path("held/", held.listing, name="held"),
    path("held/<uuid:pk>/", held.show, name="held_story"),
    path("held/<uuid:pk>/open", held.open_case, name="held_open"),
    path("held/<uuid:pk>/away", held.put_away, name="held_away"),
]
