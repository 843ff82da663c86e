// The report in headless Chromium, as its reader opens it: no network, no script error, readable on a
// phone, in the dark and with a keyboard; collected text stays text.
//
// VIGIE names the program under test; default: the dev build.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const vigie = process.env.VIGIE ?? resolve(here, '../../build/dev/vigie');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'vigie-browser-'));
const languages = ['en', 'fr', 'de'];
// The example report with groups, as the unit tests know it: groups of every kind, also hostile ones.
const examplePage = resolve(dirname(vigie), 'tests/dashboards/example_page');
let browser;

function run(...args) {
  return execFileSync(vigie, args, { cwd: folder, encoding: 'utf8' });
}

// Accounts whose every field attacks the page.
function hostilePosts() {
  const attack = `</script><script>window.attacked=1</script>"'><img src=x onerror=window.attacked=1>`;
  const lines = [];
  for (let i = 0; i < 200; i += 1) {
    lines.push(JSON.stringify({
      id: `hostile-${i}`,
      account: 'hostile-account',
      handle: `${attack}\u202Egpj.exe`,
      display_name: attack,
      time: new Date(Date.UTC(2026, 2, 25) + i * 1_800_000).toISOString(),
      kind: 'post',
      text: `${attack} \u202E reversed \u2066, really? Yes! https://www.rt.com/sim/${encodeURIComponent(attack)}`,
      urls: [`https://www.rt.com/sim/${i}?x=${attack}`],
      tags: ['<b>tag</b>', 'xss'],
    }));
  }
  return lines.join('\n');
}

before(async () => {
  run('simulate', '--posts', '12000', '--seed', '3', '--out', 'posts.jsonl');
  run('import', '--mapping', 'simulated', 'posts.jsonl');
  writeFileSync(join(folder, 'hostile.jsonl'), hostilePosts());
  run('import', '--mapping', 'simulated', 'hostile.jsonl');
  run('analyze', '--to', '2026-03-28'); // so that there is a morning before
  run('analyze');
  for (const language of languages) run('report', '--out', language, '--lang', language);
  for (const language of languages) {
    for (const kind of ['groups', 'hostile']) {
      mkdirSync(join(folder, `${kind}-${language}`));
      writeFileSync(join(folder, `${kind}-${language}`, 'report.html'),
        execFileSync(examplePage, [language, kind], { maxBuffer: 8_000_000 }));
    }
  }
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Opens a report and returns the page with what went wrong while it loaded.
async function open(language, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  const url = pathToFileURL(join(folder, language, 'report.html')).href;
  await page.goto(url);
  return { page, errors, requests: requests.filter((request) => request !== url) };
}

async function openAllDetails(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

// For axe: of rows, list items and folded blocks that follow each other, the first six.
async function keepFewRows(page) {
  await page.evaluate(() => {
    for (const parent of document.querySelectorAll('tbody, ul, ol, section, main, div')) {
      const alike = [...parent.children].filter((child) => ['TR', 'LI', 'DETAILS', 'ARTICLE'].includes(child.tagName));
      for (const child of alike.slice(6)) child.remove();
    }
  });
}

// Rows differ in their content, not in their kind: all of them would cost axe minutes.
async function openSomeDetails(page) {
  await page.evaluate(() => {
    for (const list of document.querySelectorAll('ol.accounts')) {
      for (const details of [...list.querySelectorAll('details')].slice(0, 3)) details.open = true;
    }
  });
}

for (const language of languages) {
  test(`${language}: asks nothing of the network and raises no error`, async () => {
    const { page, errors, requests } = await open(language);
    await openAllDetails(page);
    assert.deepEqual(errors, []);
    assert.deepEqual(requests, []);
    assert.equal(await page.getAttribute('html', 'lang'), language);
  });

  test(`${language}: has no accessibility violation, light and dark, closed and open`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page } = await open(language, { colorScheme, bypassCSP: true });
      for (const opened of [false, true]) {
        if (opened) await openSomeDetails(page);
        await keepFewRows(page);
        await page.evaluate(axeSource);
        const result = await page.evaluate(() => globalThis.axe.run());
        const found = result.violations.map((v) => `${colorScheme}: ${v.id}: ${v.nodes[0].html.slice(0, 300)}`);
        assert.deepEqual(found, []);
      }
    }
  });

  test(`${language}: fits a phone without scrolling sideways`, async () => {
    const { page } = await open(language, { viewport: { width: 375, height: 800 } });
    await openAllDetails(page);
    const [content, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= window, `content is ${content} px wide in a window of ${window} px`);
  });
}

async function openGroups(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('#groups details')) details.open = true;
  });
}

for (const language of languages) {
  test(`${language}: groups raise no error and no accessibility violation, light and dark`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, errors, requests } = await open(`groups-${language}`, { colorScheme, bypassCSP: true });
      await openGroups(page);
      await page.evaluate(axeSource);
      const result = await page.evaluate(() => globalThis.axe.run('#groups'));
      const found = result.violations.map((v) => `${colorScheme}: ${v.id}: ${v.nodes[0].html.slice(0, 300)}`);
      assert.deepEqual(found, []);
      assert.deepEqual([errors, requests], [[], []]);
    }
  });

  test(`${language}: groups fit a phone without scrolling sideways`, async () => {
    for (const kind of ['groups', 'hostile']) {
      const { page } = await open(`${kind}-${language}`, { viewport: { width: 375, height: 800 } });
      await openAllDetails(page);
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(content <= window, `${kind}: content is ${content} px wide in a window of ${window} px`);
    }
  });
}

for (const language of languages) {
  test(`${language}: explanations have no accessibility violation and fit a phone`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, errors } = await open(`groups-${language}`, { colorScheme, bypassCSP: true, viewport: { width: 375, height: 800 } });
      await page.evaluate(() => { document.querySelector('#a1 details').open = true; });
      assert.equal(await page.locator('#a1 .without').count(), 1);
      assert.equal(await page.locator('#a1 .history').count(), 1);
      assert.equal(await page.locator('#held tbody tr').count(), 1);
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(content <= window, `content is ${content} px wide in a window of ${window} px`);
      await page.evaluate(axeSource);
      const result = await page.evaluate(() => globalThis.axe.run({ include: [['#a1'], ['#held']] }));
      const found = result.violations.map((v) => `${colorScheme}: ${v.id}: ${v.nodes[0].html.slice(0, 300)}`);
      assert.deepEqual([found, errors], [[], []]);
    }
  });
}

test('names and texts of groups stay text', async () => {
  const { page, errors } = await open('hostile-en');
  await openAllDetails(page);
  await page.waitForTimeout(200);
  assert.deepEqual(errors, []);
  assert.equal(await page.evaluate(() => globalThis.attacked), undefined);
  assert.equal(await page.locator('img').count(), 0);
  assert.ok((await page.textContent('#groups')).includes('<script>window.attacked=1</script>'));
});

test('a member leads to its row, a row to its group', async () => {
  const { page } = await open('groups-en');
  await page.evaluate(() => { location.hash = '#g1'; });
  const member = page.locator('#g1 a[href^="#a"]').first();
  await member.waitFor({ state: 'visible', timeout: 5_000 });
  await member.click();
  const back = page.locator('li.account:target a[href="#g1"]');
  await back.waitFor({ state: 'visible', timeout: 5_000 });
});

test('collected text stays text', async () => {
  const { page } = await open('en');
  await openAllDetails(page);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => globalThis.attacked), undefined);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  const text = await page.textContent('body');
  assert.ok(text.includes('<script>window.attacked=1</script>'), 'the attack is shown as text');
  assert.ok(!/[\u202A-\u202E\u2066-\u2069]/u.test(text), 'no bidi control reaches the page');
});

test('links to collected pages cannot be clicked', async () => {
  const { page } = await open('en');
  const targets = await page.evaluate(() => [...document.querySelectorAll('a[href]')]
    .map((a) => a.getAttribute('href')));
  assert.deepEqual(targets.filter((href) => /\/sim\/|\.example/.test(href)), []);
});

test('every contribution of a ranked account leads to a post on the page', async () => {
  const { page } = await open('en');
  const [accounts, dangling, unproved] = await page.evaluate(() => [
    document.querySelectorAll('li.account').length,
    [...document.querySelectorAll('.refs a')]
      .filter((a) => !document.querySelector(a.getAttribute('href'))).length,
    [...document.querySelectorAll('.signals .refs')].filter((refs) => !refs.querySelector('a')).length,
  ]);
  assert.ok(accounts > 20, `${accounts} accounts`);
  assert.equal(dangling, 0);
  assert.equal(unproved, 0);
});

test('a link to a post of a closed row opens the row', async () => {
  const { page } = await open('en');
  const href = await page.getAttribute('.refs a', 'href');
  await page.evaluate((hash) => { location.hash = hash; }, href);
  await page.locator(href).waitFor({ state: 'visible', timeout: 5_000 });
});

test('stays small', async () => {
  for (const language of languages) {
    const size = readFileSync(join(folder, language, 'report.html')).length;
    assert.ok(size < 1_900_000, `${language}: ${size} bytes`);
  }
});
