"""Charts as SVG made here: no script, no inline style. Each comes with its table."""

from django import template
from django.utils.translation import gettext as _

from pages import charts

register = template.Library()


@register.inclusion_tag("charts/bars.html")
def bar_chart(title, items, first, second):
    """{% bar_chart title bars _("Stage") _("Cases") %}: a bar a line, and the same as a table."""
    return {"title": title, "bars": charts.bars(items), "first": first, "second": second}


@register.inclusion_tag("charts/parts.html")
def part_chart(title, items, first, second):
    """Parts of a whole in one bar, with a key."""
    items = list(items)
    said = ", ".join(f"{bar.name}: {_said(bar.value)}" for bar in items)
    return {
        "title": title, "said": said, "parts": charts.parts(items), "bars": items, "first": first, "second": second
    }  # fmt: skip


@register.inclusion_tag("charts/columns.html")
def column_chart(title, chart, currency, ident):
    """Columns by month; `ident` tells the charts of one page apart."""
    rows = [
        (month, [one.values[number] for one in chart.series]) for number, month in enumerate(chart.months)
    ]
    return {"title": title, "chart": chart, "rows": rows, "currency": currency, "ident": ident}


@register.inclusion_tag("charts/value.html")
def figure(value, currency=""):
    """A number or a sum; None is a number that is hidden."""
    return {"value": value, "currency": currency}


def _said(value):
    return _("hidden") if value is None else value
