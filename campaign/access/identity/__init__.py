"""An identity provider's word on who somebody is: OpenID Connect, code flow with PKCE. Off unless a site names one."""
