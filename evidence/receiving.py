"""How posted files reach us: in memory and within bounds. Django's own way would lay them on a disk in plain."""

from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from evidence.checking.limits import MEGABYTE, MOST_BYTES

MOST_TOGETHER = 25 * MEGABYTE
MOST_SENT = 45 * MEGABYTE  # beyond this nothing of the post is read


class BoundedMemoryHandler(FileUploadHandler):
    """Keeps files in memory. Of one that is too big only so much that everybody sees it is; what comes when there
    is no room any more is left out, and the request says so (`left_out`)."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MOST_SENT:
            raise RequestDataTooBig("The files are too large together.")
        self.room = MOST_TOGETHER

    def new_file(self, *args, **options):
        super().new_file(*args, **options)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start > MOST_BYTES:
            return
        self.room -= len(raw_data)
        if self.room < 0:
            self.request.left_out = True
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


def some_were_left_out(request):
    return getattr(request, "left_out", False)
