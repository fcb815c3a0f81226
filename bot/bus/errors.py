"""What can be wrong with the bus. Apart from its client, which takes a moment to import."""


class BadBusUrlError(ValueError):
    """The address of the bus is none."""

    def __init__(self) -> None:
        super().__init__(
            "UNHOOK_BUS_URL is not the address of a Valkey or Redis server. Cure: write it as redis://host:6379, rediss://… for "
            "TLS or unix:///path; or leave it empty, for one process."
        )
