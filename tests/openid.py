"""A small OpenID provider, so that signing in is tested against the protocol and not a stub.

Discovery, authorization code with PKCE, client authentication, signed identity tokens with their
keys, user information, end of session: what OpenID Connect Core asks of a provider for the code
flow. Its page has one button for each person it knows, and one to refuse.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.serving import Serving, free_port, serving

CLIENT, CLIENT_SECRET = "dashboard", "a secret of the client that only the two know"


@dataclass
class Grant:
    """What a code stands for; it can be redeemed once."""

    person: str
    asked: Mapping[str, str]


@dataclass
class Provider:
    """People by subject with their claims; `age` makes statements that were made long ago."""

    people: Mapping[str, Mapping[str, Any]]
    redirect_uri: str
    port: int = field(default_factory=free_port)
    age: float = 0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    wrong_key: RSAKey | None = None
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> "Any":
        """Serve it for the time of a `with` block."""
        routes = [
            Route("/.well-known/openid-configuration", self.discovery),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
            Route("/jwks", self.jwks),
            Route("/userinfo", self.userinfo),
            Route("/end", self.end),
        ]
        return serving(Serving(Starlette(routes=routes), self.port))

    async def discovery(self, _request: Request) -> Response:
        at = self.issuer
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/jwks",
                "userinfo_endpoint": f"{at}/userinfo",
                "end_session_endpoint": f"{at}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        """Check the request, then ask who it is; `person` is the answer."""
        asked = dict(request.query_params)
        self.seen.append("authorize")
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == self.redirect_uri
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        assert asked["nonce"]
        person = asked.pop("person", None)
        if person is None:
            ways = "".join(self._button(asked, name) for name in [*self.people, "refuse"])
            return HTMLResponse(f"<h1>Who are you?</h1>{ways}")
        if person == "refuse":
            return self._back(asked, error="access_denied")
        code = secrets.token_urlsafe(16)
        self.codes[code] = Grant(person, asked)
        return self._back(asked, code=code)

    async def token(self, request: Request) -> Response:
        """Redeem a code: right client, right address, right verifier, once."""
        sent = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
        grant = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        given = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {given}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if (
            grant is None
            or sent.get("grant_type") != "authorization_code"
            or sent.get("redirect_uri") != grant.asked["redirect_uri"]
            or challenge != grant.asked["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        self.tokens[access] = grant.person
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 3600}
        return JSONResponse({**answer, "id_token": self._id_token(grant, access)})

    async def jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def userinfo(self, request: Request) -> Response:
        person = self.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if person is None:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"sub": person, **self.people[person]})

    async def end(self, request: Request) -> Response:
        self.seen.append("end")
        assert request.query_params["id_token_hint"]
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)

    def _id_token(self, grant: Grant, access: str) -> str:
        half = hashlib.sha256(access.encode()).digest()[:16]
        now = int(time.time() - self.age)
        claims = {
            "iss": self.issuer,
            "sub": grant.person,
            "aud": CLIENT,
            "iat": now,
            "exp": int(time.time()) + 300,
            "nonce": grant.asked["nonce"],
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
            **self.people[grant.person],
        }
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.wrong_key or self.key)

    def _back(self, asked: Mapping[str, str], **answer: str) -> Response:
        query = urlencode({**answer, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{query}", 302)

    def _button(self, asked: Mapping[str, str], name: str) -> str:
        query = urlencode({**asked, "person": name})
        return f'<p><a id="{name}" href="/authorize?{query}">{name}</a></p>'
