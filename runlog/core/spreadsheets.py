"""What files for spreadsheets have in common."""

# Tells Excel that a file is UTF-8.
UTF8_MARK = "\ufeff"
# A cell that begins so would be worked out by a spreadsheet.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text
