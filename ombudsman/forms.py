"""How forms look everywhere: our field and form templates instead of Django's."""

from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

#: What every field of every form says of too many letters (``apps.py``).
TOO_LONG = _(
    "Terlalu panjang: paling banyak %(limit_value)s huruf (sekarang %(show_value)s)."
)


class PortalRenderer(TemplatesSetting):
    """Hint, then error, then control; errors also in a summary on top."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
