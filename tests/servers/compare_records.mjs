// Every record that the local Bluesky network was seeded with, against what the database holds.
//
//   node compare_records.mjs SERVERS READY TRUTH DATABASE --accounts=100 --days=14 [--live=9]
//
// SERVERS has the seed's plan: it says what was written (links, tags, targets); TRUTH, the network's
// dump, says where. Both are of the servers and know nothing of Vigie. Prints counts; exit code 1
// when a record is missing, differs or should not be there.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const [servers, readyFile, truthFile, database] = process.argv.slice(2)
const option = (name) => {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`))
  return Number(given?.split('=')[1] ?? 0)
}
const { buildPlan } = await import(path.resolve(servers, 'bluesky/seed-plan.mjs'))

const ready = JSON.parse(fs.readFileSync(readyFile, 'utf8'))
const truth = fs.readFileSync(truthFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const plan = buildPlan({
  accounts: option('accounts'), days: option('days'), seed: 1, start: '2026-03-02T00:00:00.000Z',
})
const items = new Map(plan.items.map((item) => [item.key, item]))
const written = new Map(truth.map((record) => [record.key, record]))
const didOf = new Map(plan.accounts.map((account, n) => [account.handle, ready.accounts[n].did]))

const unique = (list) => [...new Set(list)]
const sorted = (list) => unique(list).sort()

/** Links, tags and mentions of a post as a reader of the protocol finds them. */
function contentOf(record) {
  const length = Buffer.byteLength(record.text ?? '')
  const inside = (record.facets ?? []).filter((facet) => facet.index.byteEnd <= length)
  const features = inside.flatMap((facet) => facet.features)
  const of = (kind) => features.filter((feature) => feature.$type.endsWith(`#${kind}`))
  const card = record.embed?.external
  const tags = [...of('tag').map((tag) => tag.tag), ...(record.tags ?? [])]
  return {
    urls: unique([...of('link').map((link) => link.uri), ...(card ? [card.uri] : [])]),
    tags: sorted(tags.map((tag) => tag.toLowerCase())),
    mentions: sorted(of('mention').map((mention) => mention.did ?? didOf.get(mention.handle))),
  }
}

function expected(record) {
  const item = items.get(record.key)
  const uri = (key) => (key ? written.get(key).uri : null)
  const isRepost = record.collection === 'app.bsky.feed.repost'
  return {
    author: record.did,
    kind: isRepost ? 2 : item.reply ? 1 : item.quote ? 3 : 0,
    created: Date.parse(item.record.createdAt),
    text: isRepost ? '' : item.record.text,
    language: item.record.langs?.[0] ?? '',
    ...contentOf(isRepost ? {} : item.record),
    parent: uri(item.reply?.parent),
    root: uri(item.reply?.root),
    subject: uri(isRepost ? item.subjectKey : item.quote),
  }
}

function query(sql) {
  const call = ['-json', '-readonly', database, sql]
  const text = execFileSync('sqlite3', call, { maxBuffer: 1 << 30 })
  return text.length ? JSON.parse(text) : []
}
const urls = `(SELECT json_group_array(url) FROM (SELECT coalesce(s.url_as_given, o.key) AS url
  FROM post_url s JOIN object o USING (object_id) WHERE s.post_id = p.post_id ORDER BY s.position))`
const objects = (kind) => `(SELECT json_group_array(o.key)
  FROM share s JOIN object o USING (object_id) WHERE s.post_id = p.post_id AND o.kind = ${kind})`
const post = (column) => `(SELECT substr(key, instr(key, 'at://')) FROM object
  WHERE object_id = p.${column})`
const rows = query(`SELECT p.native_id AS uri, a.native_id AS author, p.kind, p.created_ms AS created,
  coalesce(p.text, '') AS text, coalesce(p.declared_language, '') AS language, p.state,
  ${urls} AS urls, ${objects(2)} AS tags, ${objects(5)} AS mentions,
  ${post('parent_object_id')} AS parent,
  ${post('root_object_id')} AS root, ${post('subject_object_id')} AS subject
  FROM post p JOIN account a USING (account_id)`)
const stored = new Map()
const times = new Map()
for (const { uri, state, ...row } of rows) {
  const mentions = JSON.parse(row.mentions).map((key) => key.slice(key.indexOf('did:')))
  const lists = { urls: unique(JSON.parse(row.urls)), tags: sorted(JSON.parse(row.tags)) }
  stored.set(uri, { state, values: { ...row, ...lists, mentions: sorted(mentions) } })
  times.set(uri, (times.get(uri) ?? 0) + 1)
}

const counts = { records: 0, once: 0, erased: 0, live: 0, unexpected: 0 }
const fields = ['author', 'kind', 'created', 'text', 'language', 'urls', 'tags', 'mentions',
  'parent', 'root', 'subject']
const right = Object.fromEntries(fields.map((field) => [field, 0]))
let wrong = 0
const report = (...words) => ++wrong <= 20 && console.log('  ', ...words)

for (const record of truth.filter((r) => /feed\.(post|repost)$/.test(r.collection))) {
  counts.records++
  const found = stored.get(record.uri)
  stored.delete(record.uri)
  if (record.deleted) {
    const content = ['text', 'urls', 'tags', 'mentions', 'parent', 'root', 'subject']
    const left = content.some((field) => found?.values[field]?.length)
    if (found?.state === 1 && !left) counts.erased++
    else report(record.key, 'was deleted and is not erased')
    continue
  }
  if (!found || found.state !== 0) {
    report(record.key, found ? `has state ${found.state}` : 'is missing')
    continue
  }
  if (times.get(record.uri) === 1) counts.once++
  const should = expected(record)
  for (const field of fields) {
    const [is, ought] = [found.values[field] ?? null, should[field]].map((v) => JSON.stringify(v))
    if (is === ought) right[field]++
    else report(record.key, field, is, 'instead of', ought)
  }
}
const live = new Set()
for (const [uri, { values }] of stored) {
  if (/^live post \d+$/.test(values.text)) live.add(values.text)
  else report(uri, 'was never seeded', ++counts.unexpected)
}
counts.live = live.size
if (live.size !== option('live') || stored.size !== live.size) {
  report(`${stored.size} posts of live traffic, not ${option('live')}`)
}

const deletedTexts = truth.filter((r) => r.deleted).map((r) => r.text)
for (const suffix of ['', '-wal']) {
  if (!fs.existsSync(database + suffix)) continue
  const bytes = fs.readFileSync(database + suffix)
  for (const text of deletedTexts) {
    if (bytes.includes(text)) report(`the file still holds "${text}"`)
  }
}

const held = query('SELECT native_id, handle FROM account')
const handles = new Map(held.map((account) => [account.native_id, account.handle]))
const named = ready.accounts.filter((account) => handles.get(account.did) === account.handle).length
if (named !== ready.accounts.length) {
  report(`${ready.accounts.length - named} accounts have another handle`)
}

console.log(`seeded posts and reposts ${counts.records}: stored once ${counts.once}, ` +
  `erased ${counts.erased}; live posts ${counts.live}; never seeded ${counts.unexpected}`)
const figures = fields.map((field) => `${field} ${right[field]}`)
console.log(`right among the stored: ${figures.join(', ')}`)
console.log(`accounts ${ready.accounts.length}: under their present handle ${named}`)
console.log(wrong ? `${wrong} things are wrong` : 'all as seeded')
process.exit(wrong ? 1 : 0)
