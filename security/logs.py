"""Log lines without people in them: no query strings, bodies, names, addresses or long numbers; ids are cut short."""

import logging
import re
import traceback

_UUID = re.compile(r"\b([0-9a-fA-F]{8})-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b")
_QUERY = re.compile(r"\?[^\s\"']*")
_MAIL = re.compile(r"[^\s<>\"'@/]+@[^\s<>\"'@/]+")
_ESCAPED = re.compile(r"(%[0-9A-Fa-f]{2})+")
_NUMBER = re.compile(r"\+?\d(?:[\s\-./()]{0,2}\d){5,}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+(?:\s+[^\x00-\x7f]+)*")
_REQUEST_LINE = re.compile(r"[A-Z]{3,7} \S+ HTTP/[\d.]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_HARMLESS = (int, float, bool, type(None))
_EXTRAS = ("request", "sql", "params", "data")


class QuietFilter(logging.Filter):
    """Rewrites every record before it is written. What it does not know to be harmless it leaves out."""

    def filter(self, record):
        record.msg, record.args = quiet_line(_filled_in(record)), ()
        if record.exc_info:
            record.exc_text, record.exc_info = _quiet_traceback(record.exc_info), None
        for name in _EXTRAS:
            record.__dict__.pop(name, None)
        return True


def quiet_line(text) -> str:
    """A line with everything taken out that could name a person."""
    text = _UUID.sub(r"[id \1]", text)
    text = _QUERY.sub("", text)
    text = _ESCAPED.sub("[text]", text)
    text = _MAIL.sub("[mail]", text)
    kept = []
    for part in re.split(r"(\[id [0-9a-fA-F]{8}\])", text):
        kept.append(
            part if part.startswith("[id ") else _FOREIGN.sub("[text]", _NUMBER.sub("[number]", part))
        )
    return _CONTROL.sub(" ", "".join(kept))


def _filled_in(record):
    """The message with its arguments; an argument that may hold a person's words becomes its type."""
    args = record.args
    try:
        if isinstance(args, dict):
            return str(record.msg) % {key: _quiet_argument(value) for key, value in args.items()}
        return (
            str(record.msg) % tuple(_quiet_argument(value) for value in args)
            if args
            else _quiet_message(record.msg)
        )
    except (TypeError, ValueError, KeyError):
        return "[a log line that could not be written]"


def _quiet_message(message):
    return message if isinstance(message, str) else f"[{type(message).__name__}]"


def _quiet_argument(value):
    if isinstance(value, _HARMLESS):
        return value
    if isinstance(value, str) and (not re.search(r"[^\x21-\x7e]", value) or _REQUEST_LINE.fullmatch(value)):
        return value
    if isinstance(value, str):
        return "[text]"
    if type(value).__name__ == "UUID":
        return str(value)
    return f"[{type(value).__name__}]"


def _quiet_traceback(exc_info):
    """Where it happened and which kind of error, of the whole chain; not what the error says."""
    lines, error, seen = [], exc_info[1], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
        lines.append(type(error).__qualname__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)
