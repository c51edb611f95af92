"""Faults, injected into real servers: see the proxy for the network's, and the tests for what must hold."""
