// Drives one Firefox for the Java tests: WebDriver BiDi by puppeteer-core, commands as JSON lines on standard input.
//
//   {"id":1,"page":"ann","command":"prepare","arguments":["window.early = true"]}     runs before any script of the page
//   {"id":2,"page":"ann","command":"open","arguments":["http://localhost:8080/"]}
//   {"id":3,"page":"ann","command":"evaluate","arguments":["name => document.title + name","!"]}
//   {"id":4,"page":"ann","command":"click","arguments":["switch","Stamp clock"]}      role and accessible name
//   {"id":4,"page":"ann","command":"press","arguments":["Start video"]}               a button, by its label or text
//   {"id":5,"page":"ann","command":"fill","arguments":["textbox","E-mail","ann@example.org"]}
//   {"id":6,"page":"ann","command":"screenshot","arguments":["/tmp/ann.png",390,844]} path, and the window's size
//   {"id":7,"page":"ann","command":"close","arguments":[]}
//
// Standard output starts with {"ready":"<version>"} and answers each command by {"id":…,"result":…} or
// {"id":…,"error":"…"}. Each page has its own cookies. Firefox ends when standard input ends.
import process from 'node:process';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const [executablePath] = process.argv.slice(2);
const commandTimeoutMs = 30_000;

const browser = await puppeteer.launch({
  browser: 'firefox',
  protocol: 'webDriverBiDi',
  executablePath,
  headless: true,
  extraPrefsFirefox: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
    'media.autoplay.blocking_policy': 0,
    // Otherwise a host that has only a loopback interface gathers no ICE candidates.
    'media.peerconnection.ice.loopback': true,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    // Hidden windows must run at full speed.
    'dom.min_background_timeout_value': 4,
    'dom.timeout.enable_budget_timer_throttling': false,
    'widget.windows.window_occlusion_tracking.enabled': false,
    'app.update.disabledForTesting': true,
    'datareporting.policy.dataSubmissionEnabled': false,
    'media.gmp-manager.updateEnabled': false,
  },
});

const pages = new Map();

const commands = {
  prepare: (page, script) => page.evaluateOnNewDocument(script),
  open: (page, url) => page.goto(url, { waitUntil: 'domcontentloaded' }),
  evaluate: (page, source, ...values) => page.evaluate(`(${source})(...${JSON.stringify(values)})`),
  click: (page, role, label) => located(page, role, label).click(),
  press: (page, label) => button(page, label).click(),
  fill: (page, role, label, value) => located(page, role, label).fill(value),
  async screenshot(page, path, width, height) {
    await page.setViewport({ width, height });
    await page.screenshot({ path });
  },
  close: (page) => page.browserContext().close(),
};

async function pageOf(name) {
  let page = pages.get(name);
  if (page === undefined || page.isClosed()) {
    const context = await browser.createBrowserContext();
    page = await context.newPage();
    page.setDefaultTimeout(commandTimeoutMs);
    pages.set(name, page);
  }
  return page;
}

function located(page, role, label) {
  return page.locator(`::-p-aria([name="${label}"][role="${role}"])`);
}

/**
 * A look-up by accessible name computes the names of all elements, for which Firefox needs 10 s in a call on two cores. So
 * buttons, which tests press most, are found by their label or else their text.
 */
function button(page, label) {
  return page.locator(
    new Function(`return [...document.querySelectorAll('button')]
      .find((one) => (one.ariaLabel ?? one.innerText.trim()) === ${JSON.stringify(label)})`),
  );
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function answer(line) {
  const { id, page, command, arguments: values } = JSON.parse(line);
  try {
    const result = await commands[command](await pageOf(page), ...values);
    say({ id, result: result ?? null });
  } catch (problem) {
    say({ id, error: `${command}: ${problem}` });
  }
}

say({ ready: await browser.version() });
for await (const line of createInterface({ input: process.stdin })) {
  await answer(line);
}
await browser.close();
