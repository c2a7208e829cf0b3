"""Routes of photos and papers; each stands below its case."""

from django.urls import path

from evidence.views import items

app_name = "evidence"
ITEM = "cases/<uuid:pk>/evidence/<uuid:item_id>"
urlpatterns = [
    path("cases/<uuid:pk>/evidence/add", items.add, name="add"),
    path(f"{ITEM}/", items.show, name="show"),
    path(f"{ITEM}/edit", items.edit, name="edit"),
    path(f"{ITEM}/remove", items.remove, name="remove"),
    path(f"{ITEM}/page/<int:number>", items.picture, name="picture"),
    path(f"{ITEM}/copy", items.copy, name="copy"),
]
