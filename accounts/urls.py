"""Routes of the account app. Signing in itself stands in `accounts.doors`."""

from django.urls import path

from accounts.views import groups, invitations, members, profile

app_name = "accounts"
urlpatterns = [
    path("invitation/<str:token>/", invitations.accept, name="accept_invitation"),
    path("profile/", profile.profile, name="profile"),
    path("profile/sign-ins/end/", profile.end_others, name="end_other_sign_ins"),
    path("profile/sign-ins/<int:number>/end/", profile.end, name="end_sign_in"),
    path("groups/<str:code>/imprint/", groups.imprint, name="imprint"),
    path("groups/<str:code>/privacy/", groups.privacy, name="privacy"),
    path("groups/<str:code>/texts/", groups.texts, name="texts"),
    path("groups/<str:code>/contact/", groups.contact, name="contact"),
    path("groups/<str:code>/members/", members.members, name="members"),
    path("groups/<str:code>/invite/", members.invite, name="invite"),
    path("invitations/<uuid:pk>/withdraw/", members.withdraw, name="withdraw_invitation"),
]
