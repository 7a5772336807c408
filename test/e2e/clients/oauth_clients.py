"""Runs the code grant with Authlib and with requests-oauthlib, unmodified.

Usage: oauth_clients.py LIBRARY SERVER CLIENT_ID CLIENT_SECRET REDIRECT_URI
Prints the authorization URL on one line, reads the address that the browser came back to on one line, and prints a JSON
object: the scope, whether the API answered, whether the refresh token rotated.
"""

import json
import os
import sys

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

library, server, client_id, client_secret, redirect_uri = sys.argv[1:]
authorize = server + "/oauth/authorize"
token_endpoint = server + "/oauth/token"
scope = "openid cameras:read"


def ask_person(url):
    print(url, flush=True)
    return sys.stdin.readline().strip()


def with_authlib():
    from authlib.common.security import generate_token
    from authlib.integrations.requests_client import OAuth2Session

    session = OAuth2Session(client_id, client_secret, scope=scope, redirect_uri=redirect_uri, code_challenge_method="S256")
    verifier = generate_token(48)
    url, state = session.create_authorization_url(authorize, code_verifier=verifier)
    token = session.fetch_token(
        token_endpoint, authorization_response=ask_person(url), code_verifier=verifier, state=state
    )
    cameras = session.get(server + "/api/v1/cameras")
    refreshed = session.refresh_token(token_endpoint, refresh_token=token["refresh_token"])
    seen = session.introspect_token(server + "/oauth/introspect", token=refreshed["access_token"]).json()
    session.revoke_token(server + "/oauth/revoke", token=refreshed["refresh_token"])
    gone = session.introspect_token(server + "/oauth/introspect", token=refreshed["access_token"]).json()
    return token, cameras, refreshed, seen, gone


def with_requests_oauthlib():
    import base64
    import hashlib
    import secrets

    from requests.auth import HTTPBasicAuth
    from requests_oauthlib import OAuth2Session

    session = OAuth2Session(client_id, scope=scope.split(), redirect_uri=redirect_uri)
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    url, _ = session.authorization_url(authorize, code_challenge=challenge, code_challenge_method="S256")
    basic = HTTPBasicAuth(client_id, client_secret)
    token = session.fetch_token(
        token_endpoint, authorization_response=ask_person(url), auth=basic, code_verifier=verifier
    )
    token = dict(token)
    cameras = session.get(server + "/api/v1/cameras")
    refreshed = dict(session.refresh_token(token_endpoint, auth=basic))
    seen = session.post(server + "/oauth/introspect", data={"token": refreshed["access_token"]}, auth=basic, withhold_token=True).json()
    session.post(server + "/oauth/revoke", data={"token": refreshed["refresh_token"]}, auth=basic, withhold_token=True)
    gone = session.post(server + "/oauth/introspect", data={"token": refreshed["access_token"]}, auth=basic, withhold_token=True).json()
    return token, cameras, refreshed, seen, gone


token, cameras, refreshed, seen, gone = {"authlib": with_authlib, "requests-oauthlib": with_requests_oauthlib}[library]()
granted = token["scope"]
print(
    json.dumps(
        {
            "scope": granted if isinstance(granted, str) else " ".join(granted),
            "cameras": cameras.status_code,
            "rotated": refreshed["refresh_token"] != token["refresh_token"],
            "seen": seen["active"],
            "gone": gone,
        }
    )
)
