// A client of Kurento's protocol that shares no line with the Java ones: Node's built-in modules, frames by hand (RFC 6455).
// usage: node second-client.mjs HOST PORT
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { connect } from "node:net";

const [host, port] = process.argv.slice(2);
const socket = connect({ host, port: Number(port) });
const key = randomBytes(16).toString("base64");
const waiting = new Map();
const events = [];
let received = Buffer.alloc(0);
let upgraded = false;
let lastId = 0;

socket.setTimeout(20_000, () => fail("no answer within 20 s"));
socket.on("error", (error) => fail(error.message));
socket.on("connect", () =>
  socket.write(
    `GET /kurento HTTP/1.1\r\nHost: ${host}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  ),
);
socket.on("data", (data) => {
  received = Buffer.concat([received, data]);
  if (!upgraded) {
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = received.subarray(0, end).toString();
    const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
    assert.match(head, /^HTTP\/1\.1 101 /);
    assert.ok(head.toLowerCase().includes(`sec-websocket-accept: ${accept.toLowerCase()}`));
    received = received.subarray(end + 4);
    upgraded = true;
    main().then(() => process.exit(0), (error) => fail(error.stack));
  }
  while (readFrame());
});

function fail(why) {
  console.error(why);
  process.exit(1);
}

function readFrame() {
  if (received.length < 2) return false;
  let length = received[1] & 0x7f;
  let start = 2;
  if (length === 126) {
    if (received.length < 4) return false;
    length = received.readUInt16BE(2);
    start = 4;
  } else if (length === 127) {
    if (received.length < 10) return false;
    length = Number(received.readBigUInt64BE(2));
    start = 10;
  }
  if (received.length < start + length) return false;
  const opcode = received[0] & 0x0f;
  const payload = received.subarray(start, start + length);
  received = received.subarray(start + length);
  if (opcode === 1) {
    const message = JSON.parse(payload.toString());
    if (message.method === "onEvent") events.push(message.params.value);
    else waiting.get(message.id)?.(message);
  }
  return true;
}

function call(method, params) {
  const id = ++lastId;
  const payload = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  const mask = randomBytes(4);
  const masked = payload.map((byte, i) => byte ^ mask[i % 4]);
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    socket.write(Buffer.concat([head, mask, masked]));
  });
}

async function main() {
  const { sessionId, serverId } = (await call("connect", {})).result;
  assert.ok(sessionId && serverId);
  const create = async (type, constructorParams) =>
    (await call("create", { type, constructorParams, sessionId })).result.value;
  const invoke = async (object, operation, operationParams) =>
    call("invoke", { object, operation, operationParams, sessionId });

  const mediaPipeline = await create("MediaPipeline", {});
  const webRtc = await create("WebRtcEndpoint", { mediaPipeline });
  const rtp = await create("RtpEndpoint", { mediaPipeline });
  for (const type of ["ElementConnected", "ElementDisconnected"]) {
    assert.ok((await call("subscribe", { object: webRtc, type, sessionId })).result.value);
  }
  const offer = (await invoke(webRtc, "generateOffer", {})).result.value;
  assert.match(offer, /^v=0\r\n[^]*m=video [^]*VP8\/90000/);
  assert.equal((await invoke(webRtc, "generateOffer", {})).error.code, 40208);
  await invoke(webRtc, "connect", { sink: rtp, mediaType: "VIDEO" });
  assert.equal((await invoke(rtp, "getSourceConnections", {})).result.value[0].source, webRtc);
  assert.equal((await call("release", { object: mediaPipeline, sessionId })).result.sessionId, sessionId);
  assert.equal((await invoke(webRtc, "getName", {})).error.code, 40101);
  assert.deepEqual(
    events.map((event) => [event.type, event.data.mediaType, event.data.sink]),
    [
      ["ElementConnected", "VIDEO", rtp],
      ["ElementDisconnected", "VIDEO", rtp],
    ],
  );
  assert.equal((await call("closeSession", { sessionId })).result, null);
}
