"""{{ code|region_name }}: a region as people there call it."""

from django import template

from wording import places

register = template.Library()
register.filter("region_name", places.region_name)
