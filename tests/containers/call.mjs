// Two people in Chromium sign in by email and see each other. With `relay`, their browsers may use TURN alone. After COMMAND, such
// as one that kills a server, somebody else signs in and joins, and all of them see each other.
// usage: node call.mjs URL MAIL_FOLDER direct|relay [COMMAND]
import { execSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const puppeteer = createRequire(new URL('../../web/package.json', import.meta.url))('puppeteer-core');

const [url, mails, transport, command] = process.argv.slice(2);
const timeoutMs = 30_000;

const button = (name) => `::-p-aria([name="${name}"][role="button"])`;
const textbox = (name) => `::-p-aria([name="${name}"][role="textbox"])`;

/** Asks until the answer is neither undefined nor false. */
async function until(what, ask) {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(250);
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
}

function signInLink(email) {
  for (const name of readdirSync(mails).filter((file) => file.endsWith('.eml'))) {
    const text = readFileSync(`${mails}/${name}`, 'utf8').replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    if (text.includes(email)) return /https?:\/\/\S+\/sign-in#[^\s"<]+/.exec(text)?.[0];
  }
  return undefined;
}

async function person(browser, name) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  await page.evaluateOnNewDocument((relayOnly) => {
    window.connections = [];
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration) {
        super(relayOnly ? { ...configuration, iceTransportPolicy: 'relay' } : configuration);
        window.connections.push(this);
      }
    };
  }, transport === 'relay');
  const email = `${name}-${Date.now()}@example.org`;
  await page.goto(url);
  await page.locator(textbox('E-mail')).fill(email);
  await page.locator(button('Send sign-in link')).click();
  await page.goto(await until(`an email for ${name}`, () => signInLink(email)));
  await page.locator(button('Sign in')).click();
  await page.locator(textbox('Your name')).fill(name);
  await page.locator(button('Continue')).click();
  await page.waitForSelector(button('New meeting'));
  return page;
}

/** Presses what stands between a person and the room, and starts the camera. */
async function enter(page) {
  await until('the room with a running camera', async () => {
    for (const name of ['Join', 'Start video']) {
      const found = await page.$(button(name));
      if (found) await found.click().catch(() => undefined);
    }
    return (await page.$(button('Stop video'))) !== null && (await page.$(button('Leave'))) !== null;
  });
}

const moving = (page) =>
  page.evaluate(async () => {
    const playing = [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0 && !video.paused);
    const before = playing.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    await new Promise((done) => setTimeout(done, 1000));
    return playing.filter((video, i) => video.getVideoPlaybackQuality().totalVideoFrames > before[i] + 3).length;
  });

/** The media server's end of each connection in use, such as "udp 203.0.113.7:40001". */
const routes = (page) =>
  page.evaluate(async () => {
    const found = [];
    for (const connection of window.connections) {
      const stats = await connection.getStats();
      for (const pair of stats.values()) {
        if (pair.type === 'candidate-pair' && pair.nominated && pair.state === 'succeeded') {
          const [local, remote] = [stats.get(pair.localCandidateId), stats.get(pair.remoteCandidateId)];
          found.push(`${local.relayProtocol ? 'relay' : local.candidateType} -> ${remote.address}:${remote.port}`);
        }
      }
    }
    return found;
  });

async function everybodySees(people, count) {
  for (const [name, page] of Object.entries(people)) {
    await until(`${count} moving pictures at ${name}`, async () => (await moving(page)) >= count);
    console.log(`${name} sees ${count}: ${(await routes(page)).join(', ')}`);
  }
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHATTYCAT_CHROMIUM ?? '/usr/bin/chromium',
  // The proxy's own authority; `run` checks the certificate with curl.
  acceptInsecureCerts: true,
  args: [
    ...(process.env.CHATTYCAT_HOST_RULE ? [`--host-resolver-rules=${process.env.CHATTYCAT_HOST_RULE}`] : []),
    '--no-sandbox',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--disable-background-networking',
  ],
});
try {
  const ann = await person(browser, 'ann');
  const bob = await person(browser, 'bob');
  await ann.locator(button('New meeting')).click();
  await until('the meeting', () => /\/m\/[0-9a-f-]{36}$/.test(ann.url()));
  await enter(ann);
  await bob.goto(ann.url());
  await enter(bob);
  await everybodySees({ ann, bob }, 2);
  if (command) {
    console.log(`> ${command}`);
    execSync(command, { stdio: 'inherit' });
    const carol = await person(browser, 'carol');
    await carol.goto(ann.url());
    await enter(carol);
    await everybodySees({ ann, bob, carol }, 3);
  }
} finally {
  await browser.close();
}
