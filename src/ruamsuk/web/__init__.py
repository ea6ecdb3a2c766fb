"""The web application: settings, addresses, and the pages that join the apps."""
