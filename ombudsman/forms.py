"""How forms look everywhere: our field and form templates instead of Django's."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Hint, then error, then control; errors also in a summary on top."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
