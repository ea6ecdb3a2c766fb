"""The application as a server loads it."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruamsuk.web.settings")
application = get_wsgi_application()
reverse("home")  # loads all pages before the server listens: threads that load them wait in a ring
gc.collect()
gc.freeze()  # what stays for good is not looked through in the middle of a page, which took 0.2 s
atexit.register(gc.unfreeze)  # else the engine complains at the end of what was never let go
