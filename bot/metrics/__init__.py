"""Numbers for whoever watches over the service, as Prometheus reads them. No person is in any of them."""
