"""The counsellor's face, on its own port with its own sessions."""
