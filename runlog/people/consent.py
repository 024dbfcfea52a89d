"""The sentence that people agree to before Runlog keeps anything about their health."""

from django.utils.translation import gettext_lazy as _

# Whoever changes the sentence gives it a new version: the version is kept with each person's consent.
CONSENT_VERSION = "2026-11"
CONSENT = _("I agree that Runlog keeps what I enter about my health, such as pain scores and warning signs, and checks it for me.")
