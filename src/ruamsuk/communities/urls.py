"""Addresses of the app."""

from django.urls import path

from ruamsuk.communities.views import people

urlpatterns = [
    path("c/<slug:slug>/people/", people.people, {"kind": "community"}, "community_people"),
    path("n/<slug:slug>/people/", people.people, {"kind": "network"}, "network_people"),
    path("c/<slug:slug>/people/invite/", people.invite, {"kind": "community"}, "community_invite"),
    path("n/<slug:slug>/people/invite/", people.invite, {"kind": "network"}, "network_invite"),
    path("members/<int:pk>/", people.member, name="member"),
    path("members/<int:pk>/remove/", people.member_remove, name="member_remove"),
    path("invitations/<int:pk>/", people.invitation_link, name="invitation_link"),
    path("invitations/<int:pk>/revoke/", people.invitation_revoke, name="invitation_revoke"),
    path("join/<str:secret>/", people.join, name="invitation"),
]
