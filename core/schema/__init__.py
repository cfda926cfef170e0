"""What a form is made of: kinds of values, specs of fields, records, and their paper."""
