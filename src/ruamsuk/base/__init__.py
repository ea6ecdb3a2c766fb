"""What every app of the web stands on: fields, filters of templates, revisions."""
