"""Programs that measure and print. They assert nothing."""
