"""The handbook: the files of docs/ as pages, and which of their parts explains each page of the product."""
