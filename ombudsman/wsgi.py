import os

from django.core.wsgi import get_wsgi_application

from ombudsman import memory

memory.give_back()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "10s")  # for pages: nobody waits longer
application = get_wsgi_application()
