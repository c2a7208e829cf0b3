"""What a group says of itself, per language: imprint, privacy, hours."""

from django.db import transaction

from accounts.models import GroupText


def text_of(group, kind, language):
    """The text in this language, else in English, else in the group's own languages, else in any there is."""
    texts = {text.language: text for text in group.texts.all() if text.kind == kind}
    for wanted in [language, "en", *group.languages, *sorted(texts)]:
        if wanted in texts:
            return texts[wanted]
    return None


@transaction.atomic
def write(group, kind, language, body):
    """Set the text, or take it away with an empty one."""
    if not body:
        group.texts.filter(kind=kind, language=language).delete()
        return None
    text, _is_new = GroupText.objects.update_or_create(
        group=group, kind=kind, language=language, defaults={"body": body}
    )
    return text
