"""Results to take along: tables, pictures and a printed report, each as its reader may see it."""
