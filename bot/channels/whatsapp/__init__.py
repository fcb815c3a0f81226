"""WhatsApp, by Meta's Cloud API: webhooks in, messages of a business number out."""
