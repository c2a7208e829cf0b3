"""Page x of y: known only when the last page is there."""

from reportlab.pdfgen.canvas import Canvas


def paginated(draw_foot):
    """A canvas class that calls `draw_foot(canvas, page, pages)` on each page once it knows how many there are."""

    class Paginated(Canvas):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.finished = []

        def showPage(self):  # noqa: N802, the library's name
            self.finished.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            for number, page in enumerate(self.finished, start=1):
                self.__dict__.update(page)
                draw_foot(self, number, len(self.finished))
                Canvas.showPage(self)
            Canvas.save(self)

    return Paginated
