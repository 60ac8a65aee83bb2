"""What others take along: citations, feeds, cards, the map of the site."""

from django.urls import URLPattern, path

from enduse.web.public import feeds
from enduse.web.public.publisher import sitemap
from enduse.web.public.views.taken import cards, citing

urlpatterns: list[URLPattern] = [
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemaps/<int:part>.xml", sitemap.part, name="sitemap-part"),
    path("feed.atom", feeds.of_site, name="feed"),
    path("card.png", cards.of_site, name="card"),
    path("<slug:noun>/<slug:pk>/feed.atom", feeds.of_page, name="feed-of"),
    path("<slug:noun>/<slug:pk>/card.png", cards.of_record, name="card-of"),
    path("<slug:noun>/<slug:pk>/cite.<slug:form>", citing.citation, name="citation"),
]
