"""The form that asks before an import is taken back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from runlog.core.fields import SegmentedField
from runlog.core.forms import RunlogForm
from runlog.core.units import format_count

KEEP, TAKE = "keep", "take"


class UndoForm(RunlogForm):
    """What to do with the records that the runner or another import has changed since; nothing is asked where there are none."""

    id = None
    changed = SegmentedField([(KEEP, _("Keep them")), (TAKE, _("Take them out too"))], label=_("What was changed since"), required=True)

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        """`count` is how many were changed since."""
        super().__init__(*args, initial={"changed": KEEP}, **kwargs)
        if not count:
            del self.fields["changed"]
            return
        said = ngettext(
            "%(count)s record was changed since, by you or by another import. What shall become of it?",
            "%(count)s records were changed since, by you or by another import. What shall become of them?",
            count,
        )
        self.fields["changed"].label = said % {"count": format_count(count)}

    def takes_changed(self) -> bool:
        """Tell whether they are to go too."""
        return self.cleaned_data.get("changed") == TAKE
