"""Addresses of the app."""

from django.urls import path

from ruamsuk.communities.views import areas, people, places, profile, trail

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
    path("areas/", areas.areas, name="areas"),
    path("communities/", places.communities, name="communities"),
    path("communities/new/", places.community_new, name="community_new"),
    path("networks/new/", places.network_new, name="network_new"),
    path("n/<slug:slug>/edit/", places.network_edit, name="network_edit"),
    path("c/<slug:slug>/edit/", places.community_edit, name="community_edit"),
    path("c/<slug:slug>/settings/", places.community_settings, name="community_settings"),
    path("c/<slug:slug>/wording/", places.community_wording, name="community_wording"),
    path("c/<slug:slug>/villages/", profile.villages, name="community_villages"),
    path("c/<slug:slug>/profile/", profile.profile, name="community_profile"),
    *(
        path(f"{letter}/<slug:slug>/profile/{address}", view, {"kind": kind}, f"{kind}_{name}")
        for letter, kind in (("c", "community"), ("n", "network"))
        for address, view, name in (
            ("restore/", profile.part_restore, "part_restore"),
            ("<slug:noun>/new/", profile.part_new, "part_new"),
            ("<slug:noun>/<int:pk>/", profile.part_edit, "part_edit"),
            ("<slug:noun>/<int:pk>/delete/", profile.part_delete, "part_delete"),
        )
    ),
    path("c/<slug:slug>/audit/", trail.trail, {"kind": "community"}, "community_audit"),
    path("n/<slug:slug>/audit/", trail.trail, {"kind": "network"}, "network_audit"),
]
