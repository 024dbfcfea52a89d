"""The whole log as one document, out and in; the command `assess`."""
