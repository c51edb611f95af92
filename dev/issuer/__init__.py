"""The demo issuer: signs in the demo's people without a password. It refuses to run in production."""
