"""What every room uses: units, dates, document shapes, the registry of records, change(), the bin, form fields."""
