"""Every text that users read passes through gettext, so that other languages can follow."""

import gettext
from pathlib import Path

_translations = gettext.translation("moked", Path(__file__).parent / "languages", fallback=True)
_ = _translations.gettext
ngettext = _translations.ngettext


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark a text for translation where it is defined; `_` translates it where it is shown."""
    return text
