"""Text messages, by whichever provider the operator has chosen: Twilio or Vonage."""
