"""A client of CAM2 v2 as scripts of 2018 are written: requests, forms, Bearer tokens, silent re-authentication.

Walks the whole of the API against a running server: python3 cam2_v2_client.py BASE_URL < credentials.json, where the
credentials are {"user": [id, secret], "webUI": [...], "admin": [...]}. Tokens must live two seconds there. The first
thing that is not as specified ends it with a traceback.
"""

import datetime
import json
import sys
import time

import requests


class ApiError(Exception):
    def __init__(self, status, message):
        super().__init__("%s: %s" % (status, message))
        self.status = status
        self.message = message


class Client:
    def __init__(self, base_url, client_id, client_secret):
        if len(client_id) != 96 or len(client_secret) < 71:
            raise ValueError("a client id has 96 characters, a secret at least 71")
        self.base_url = base_url
        self.client_id = client_id
        self.client_secret = client_secret
        self.token = None
        self.sign_ins = 0

    def sign_in(self):
        query = {"clientID": self.client_id, "clientSecret": self.client_secret}
        answer = requests.get(self.base_url + "auth", params=query)
        if answer.status_code != 200:
            raise ApiError(answer.status_code, answer.json()["message"])
        self.token = answer.json()["token"]
        self.sign_ins += 1

    def call(self, method, path, **arguments):
        if self.token is None:
            self.sign_in()
        for attempt in range(3):
            headers = {"Authorization": "Bearer " + str(self.token)}
            answer = requests.request(method, self.base_url + path, headers=headers, **arguments)
            if answer.status_code != 401:
                break
            # Read before anything else, as the original's client does: only this very text means "sign in again".
            if answer.json()["message"] != "Token expired." or attempt == 2:
                raise ApiError(401, answer.json()["message"])
            self.sign_in()
        if answer.status_code not in (200, 201):
            raise ApiError(answer.status_code, answer.json()["message"])
        self.status = answer.status_code
        return answer.json()

    def search(self, **query):
        cameras = self.call("GET", "cameras/search", params=query)
        return [flattened(camera) for camera in cameras]

    def search_all(self, **query):
        found = []
        while True:
            page = self.search(offset=len(found), **query)
            found += page
            if len(page) < 100:
                return found

    def write(self, camera_id=None, retrieval=None, **fields):
        if retrieval is not None:
            fields["retrieval"] = json.dumps(retrieval)
        if camera_id is None:
            return self.call("POST", "cameras/create", data=fields)["cameraID"]
        return self.call("PUT", "cameras/" + camera_id, data=fields)["cameraID"]


def flattened(camera):
    """The client pops both and cannot do without either."""
    kind = camera.pop("type")
    retrieval = camera.pop("retrieval")
    if kind == "ip":
        for key in ("ip", "port", "brand", "model", "image_path", "video_path"):
            camera[key] = retrieval[key]
    elif kind == "non_ip":
        camera["snapshot_url"] = retrieval["snapshot_url"]
    elif kind == "stream":
        camera["m3u8_url"] = retrieval["m3u8_url"]
    camera["camera_type"] = kind
    return camera


def refused(status, work, *arguments, **named):
    try:
        work(*arguments, **named)
    except ApiError as error:
        assert error.status == status, error
        return error.message
    raise AssertionError("was not refused with %s" % status)


def walk_auth(base_url, credentials):
    client_id, secret = credentials["user"]
    unknown = Client(base_url, "f" * 96, secret)
    assert refused(404, unknown.sign_in) == "Cannot find client with that ClientID"
    assert refused(401, Client(base_url, client_id, "f" * 96).sign_in) == "Bad client secret"
    query = {"clientID": client_id, "clientSecret": secret}
    token = requests.get(base_url + "auth/", params=query).json()["token"]
    # The Android client has no header.
    assert requests.get(base_url + "cameras/search", params={"access_token": token}).status_code == 200
    stranger = Client(base_url, client_id, secret)
    stranger.token = "a.b.c"
    assert refused(401, stranger.search) == "Failed to authenticate token"


def walk_apps(base_url, credentials):
    web = Client(base_url, *credentials["webUI"])
    made = web.call("POST", "apps/register", data={"owner": "alice"})
    assert web.status == 200 and set(made) == {"clientID", "clientSecret"}
    old = requests.post(
        base_url + "apps/register/",
        params={"owner": "alice", "permissionLevel": "user"},
        headers={"Authorization": "Bearer " + web.token},
    )
    assert old.status_code == 200
    ids = [app["clientID"] for app in web.call("GET", "apps/by-owner", params={"owner": "alice"})]
    assert ids == [made["clientID"], old.json()["clientID"]]
    path = "apps/" + made["clientID"]
    alice = Client(base_url, made["clientID"], made["clientSecret"])
    for _ in range(4):
        alice.search()
    assert web.call("GET", path + "/usage", params={"owner": "alice"}) == {"api_usage": 4}
    message = refused(403, web.call, "GET", path + "/usage", params={"owner": "bob"})
    assert message == "Forbidden to view API usage of this client"
    assert web.call("PUT", path, data={"owner": "bob"}) == {"message": "OK"}
    assert web.call("PUT", path, data={"permissionLevel": "webUI"}) == {"message": "OK"}
    assert web.call("GET", "apps/by-owner", params={"owner": "bob"}) == [{"clientID": made["clientID"]}]
    # Its token was of the old level: it signs in again without a word.
    assert alice.call("GET", "apps/by-owner", params={"owner": "nobody"}) == []
    secret = web.call("PUT", path + "/secret")["clientSecret"]
    assert refused(401, alice.sign_in) == "Bad client secret"
    Client(base_url, made["clientID"], secret).sign_in()
    message = refused(404, web.call, "PUT", "apps/" + "f" * 96, data={"owner": "bob"})
    assert message == "No app exists with given client id."
    assert refused(422, web.call, "POST", "apps/register") == "Must include the owner's username"
    refused(401, Client(base_url, *credentials["user"]).call, "POST", "apps/register", data={"owner": "eve"})


def walk_cameras(base_url, credentials):
    admin = Client(base_url, *credentials["admin"])
    user = Client(base_url, *credentials["user"])
    start = datetime.datetime.now(datetime.timezone.utc).isoformat()
    active = {"is_active_image": True, "is_active_video": False}
    snapshot = {"snapshot_url": "http://example.org/tower.jpg"}
    purdue = {"latitude": 40.4259, "longitude": -86.9081}
    one = admin.write(
        type="ip", retrieval={"ip": "203.0.113.7", "port": "8080"}, legacy_cameraID=31280, **active, **purdue
    )
    assert admin.status == 201
    two = admin.write(type="non_ip", retrieval=snapshot, source="google", country="JP", city=None, **active)
    three = admin.write(type="stream", retrieval={"m3u8_url": "http://example.org/a.m3u8"}, frame_rate=0.5, **active)
    assert [c["cameraID"] for c in user.search(**purdue, radius=50)] == [one]
    assert [c["cameraID"] for c in user.search(lat=40.4, lng=-86.9, radius=50)] == [one]
    assert [c["snapshot_url"] for c in user.search(source="google", is_active_image=True)] == [snapshot["snapshot_url"]]
    assert user.search(type="stream")[0]["frame_rate"] == 0.5
    assert flattened(user.call("GET", "cameras/" + one))["port"] == "8080"
    assert user.call("GET", "cameras/legacy/31280")["cameraID"] == one
    exist = {"type": "ip", "ip": "203.0.113.7", "port": 8080}
    assert [c["cameraID"] for c in user.call("GET", "cameras/exist", params=exist)] == [one]
    assert user.call("GET", "cameras/exist", params={"type": "ip", "ip": "203.0.113.7"}) == []

    keys = ("ip", "port", "brand", "model", "image_path", "video_path")
    change = dict.fromkeys(keys, None)
    change["image_path"] = "/new.jpg"
    assert admin.write(one, type="ip", retrieval=change) == one
    camera = flattened(user.call("GET", "cameras/" + one))
    assert [camera[key] for key in keys] == ["203.0.113.7", "8080", None, None, "/new.jpg", None]
    admin.write(two, type="stream", retrieval={"m3u8_url": "http://example.org/b.m3u8"})
    assert flattened(user.call("GET", "cameras/" + two))["m3u8_url"] == "http://example.org/b.m3u8"

    refused(409, admin.write, type="non_ip", retrieval=snapshot, legacy_cameraID=31280, **active)
    refused(422, admin.write, type="non_ip", retrieval=snapshot)
    refused(422, admin.write, type="ip", retrieval=snapshot, **active)
    refused(422, admin.write, one, m3u8_url="http://example.org/c.m3u8")
    refused(422, user.search, latitude=1)
    refused(422, user.call, "GET", "cameras/short")
    refused(404, user.call, "GET", "cameras/" + "f" * 24)
    refused(404, admin.write, "f" * 24, city="x")
    refused(403, user.write, type="non_ip", retrieval=snapshot, **active)

    web = Client(base_url, *credentials["webUI"])
    log = web.call("GET", "apps/db-change", params={"start": start})
    assert [entry["cameraID"] for entry in log] == [one, two, three, one, two]
    assert all(entry["timestamp"].endswith("Z") for entry in log)
    assert web.call("GET", "apps/db-change", params={"start": start, "offset": 4}) == log[4:]


def walk_export(base_url, credentials):
    """Every camera once, in the order of the ids, over pages of a hundred, with a token that expires on the way."""
    user = Client(base_url, *credentials["user"])
    first = user.search()
    assert len(first) == 100
    time.sleep(2.1)
    exported = user.search_all()
    assert user.sign_ins >= 2
    ids = [camera["cameraID"] for camera in exported]
    assert len(ids) >= 250 and ids == sorted(set(ids))
    assert user.search(offset=len(ids)) == []


def main():
    base_url = sys.argv[1]
    credentials = json.load(sys.stdin)
    for walk in (walk_auth, walk_apps, walk_cameras, walk_export):
        walk(base_url, credentials)
        print("done: " + walk.__name__)


main()
