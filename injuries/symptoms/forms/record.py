"""What forms of one record share: a new one carries the id made when it was opened, an edit goes by its address."""

from typing import Any

from runlog.core.forms import RunlogForm


class RecordForm(RunlogForm):
    """A form that makes or edits one record."""

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        """With `is_new` false the form needs no id."""
        super().__init__(*args, edits=not is_new, **kwargs)
        if not is_new:
            del self.fields["id"]

    def values(self) -> dict[str, Any]:
        """Return what the action that saves it takes, once the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}
