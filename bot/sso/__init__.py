"""Single sign-on by OpenID Connect: the only room that speaks with an identity provider. Needs the extra `sso`."""
