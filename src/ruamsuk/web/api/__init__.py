"""The JSON API: everything that the pages show and do, by the same rules and verbs."""
