// The review as an officer's desk asks for it, over HTTP with the whole app in between: of a district with
// five years of sums, and of a state of 38 such. Beside it the least a review could do: one bare query.
import { issueCode } from '#server/auth/enrolment.ts';
import { createApp } from '#server/http/app.ts';
import { createPerson } from '#server/people/people.ts';
import { today, type Services } from '#server/services.ts';
import { financialYear, financialYearOf, type Period } from '#shared/report/period.ts';
import { figureResponseSchema, reviewResponseSchema } from '#shared/desk/review.ts';
import { cookieFrom, newKeys, publicJwk } from '#tests/support/server.ts';
import { percentile, printFigure } from './line.ts';
import { CASES, generateSums, multiplyDistrict } from './review-sums.ts';
import { scratchServer } from './server-database.ts';

const WARM_UP = 3;
const ASKED = 30;

/** The pages of one figure: of a count told to all, and of one whose small numbers are hidden month by month. */
const FIGURES = [['open', 'programme=jeevika&part=coverage&cell=newGroups'], ['sensitive', 'programme=one-stop-centre&part=violence&cell=rape']] as const;

export async function benchReview(): Promise<void> {
  const scratch = await scratchServer();
  const { services } = scratch;
  const app = await createApp({ services, limits: { requestsPerMinute: 1e9 } });
  try {
    const day = today(services);
    const tell = (line: string): void => void process.stderr.write(`review: ${line}\n`);
    const size = await generateSums(services, day);
    tell(`${size.days} sums of days, ${size.months} of months, ${size.places} places below the blocks`);
    const { person } = await createPerson(services, 'जिला पदाधिकारी', { role: 'administrator', place: '10', from: '2020-01-01' }, null);
    const base = await app.listen({ host: '127.0.0.1', port: 0 });
    const cookie = await signIn(services, base, person);
    const year = financialYear(financialYearOf(day));
    const spans: readonly (readonly [string, Period])[] = [['year', year], ['last-year', financialYear(financialYearOf(day) - 1)], ['days', { from: `${Number(day.slice(0, 4)) - 1}-06-11`, to: `${day.slice(0, 4)}-02-17` }]];
    const note = `5,32,630 families, ${CASES} cases, five years; ${size.days} sums of days, ${size.months} of months`;
    for (const [name, span] of spans) await measure(services, base, cookie, { name: `review.district-${name}`, place: '10.192', span, target: '<= 150', note });
    const [, span] = spans[0] ?? ['', year];
    await measure(services, base, cookie, { name: 'review.block-year', place: await aBlock(services), span, target: '<= 150', note });
    await measure(services, base, cookie, { name: 'review.centre-year', place: '10.192.osc1', span, target: '<= 150', note });

    const districts = await multiplyDistrict(services, tell);
    for (const [kind, of] of spans) await measure(services, base, cookie, { name: `review.state-${kind}`, place: '10', span: of, target: '<= 300', note: `${districts} such districts` });
    for (const [kind, cell] of FIGURES) await measure(services, base, cookie, { name: `review.state-figure-${kind}`, place: '10', span, cell, target: '<= 300', note: `the page of one figure, ${districts} such districts` });
    await measure(services, base, cookie, { name: 'review.district-year-of-38', place: '10.192', span, target: '<= 150', note: 'a district among 38' });
  } finally {
    await app.close();
    await scratch.close();
  }
}

async function measure({ db }: Services, base: string, cookie: string, { name, place, span, cell, target, note }: { readonly name: string; readonly place: string; readonly span: Period; readonly cell?: string; readonly target: string; readonly note: string }): Promise<void> {
  const url = `${base}/api/review${cell === undefined ? '?' : `/figure?${cell}&`}place=${place}&from=${span.from}&to=${span.to}`;
  const first: unknown = await (await fetch(url, { headers: { cookie } })).json();
  if (cell === undefined ? reviewResponseSchema.parse(first).empty : figureResponseSchema.parse(first).rows.length === 0) throw new Error('there is something to review');
  const districts = await db.pool.query<{ district: number }>('SELECT DISTINCT district FROM indicator_month WHERE $1 = 0 OR district = $1', [Number(place.split('.')[1] ?? 0)]);
  const times: number[] = [];
  const floor: number[] = [];
  for (let n = 0; n < WARM_UP + ASKED; n += 1) {
    const begun = performance.now();
    const bytes = (await (await fetch(url, { headers: { cookie } })).arrayBuffer()).byteLength;
    const ours = performance.now() - begun;
    const bare = performance.now();
    await db.pool.query('SELECT indicator, sum(amount) FROM indicator_month WHERE district = ANY($1) AND month >= $2 AND month <= $3 GROUP BY 1', [districts.rows.map((r) => r.district), span.from.slice(0, 7), span.to.slice(0, 7)]);
    const least = performance.now() - bare;
    if (n === 0 && bytes === 0) throw new Error('an answer has a body');
    if (n < WARM_UP) continue;
    times.push(ours);
    floor.push(least);
  }
  printFigure({ name: `${name}.p50`, value: percentile(times, 50), unit: 'ms', target, beside: { name: 'one bare query of the months', value: percentile(floor, 50), unit: 'ms' }, note });
  printFigure({ name: `${name}.p95`, value: percentile(times, 95), unit: 'ms', target, beside: { name: 'one bare query of the months', value: percentile(floor, 95), unit: 'ms' } });
}

async function aBlock({ db }: Services): Promise<string> {
  const { rows: [row] } = await db.pool.query<{ code: string }>('SELECT code FROM place WHERE district = 192 AND depth = 3 ORDER BY code LIMIT 1');
  return row?.code ?? '';
}

async function signIn(services: Services, base: string, person: string): Promise<string> {
  const { code } = await issueCode(services, person, null);
  const enrolled = await fetch(`${base}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(await newKeys()), app: 'bench' }) });
  if (!enrolled.ok) throw new Error(`could not sign in: ${enrolled.status}`);
  return cookieFrom(enrolled.headers.get('set-cookie') ?? undefined);
}
