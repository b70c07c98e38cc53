// Draws what the server tells (one event, "state", twice a second) and lets the time in between run by itself.

const $ = (id) => document.getElementById(id);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const COLOURS = 6;
const MIN_SPAN = 30_000;
const MAX_SPAN = 300_000;
const ROWS = 8;

const REASONS = {
	STOPPED: 'stopped', STEPPED_DOWN: 'stepped down', TERM_LIMIT: 'term limit', TASK_COMPLETED: 'task completed',
	TASK_FAILED: 'task failed', LOST: 'lost', EXPIRED: 'expired', CHALLENGED: 'challenged'
};

let state = null; // the newest
let receivedAt = 0; // when, by this browser
let highestRow = null; // of the ledger
const colours = new Map(); // of instances, by identity
const shown = new Map(); // how full the bars are, by election
const said = new Map(); // who led when that was announced, by election

// --- small helpers

function element(tag, classes, text) {
	const created = document.createElement(tag);
	created.className = classes;
	created.textContent = text ?? '';
	return created;
}

/** Makes the children of a parent match items, and keeps those that are there (and the focus in them). */
function keyed(parent, items, key, create, update) {
	const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
	items.forEach((item, index) => {
		const name = String(key(item));
		const child = old.get(name) ?? create(item);
		old.delete(name);
		child.dataset.key = name;
		if (parent.children[index] !== child) {
			parent.insertBefore(child, parent.children[index] ?? null);
		}
		update(child, item);
	});
	old.forEach((child) => child.remove());
}

function text(node, value) {
	if (node.textContent !== value) {
		node.textContent = value;
	}
}

/** Stable for as long as the page is open, and the same in all that lists instances. */
function colour(identity) {
	if (!identity) {
		return 'nobody';
	}
	if (!colours.has(identity)) {
		colours.set(identity, colours.size % COLOURS);
	}
	return 'c' + colours.get(identity);
}

/** The random part of an identity matters, but not as much as the name. */
function identity(node, value) {
	if (node.dataset.identity !== value) {
		node.dataset.identity = value;
		const cut = value.lastIndexOf('_');
		const name = cut > 0 ? value.slice(0, cut) : value;
		node.replaceChildren(element('span', name.length < 16 ? 'short' : '', name), element('wbr', ''),
			element('span', 'random short', value.slice(name.length)));
	}
}

function duration(ms) {
	const s = Math.max(0, Math.floor(ms / 1000));
	if (s < 60) {
		return s + ' s';
	}
	const min = Math.floor(s / 60);
	return min < 60 ? `${min} min ${s % 60} s` : `${Math.floor(min / 60)} h ${min % 60} min`;
}

const seconds = (ms) => (ms / 1000).toFixed(1);
const whole = (ms) => String(Number((ms / 1000).toFixed(1)));
const number = (value) => value.toLocaleString('en');
const time = (iso) => new Date(iso).toLocaleTimeString('en-GB');
const elapsed = () => performance.now() - receivedAt;
const now = () => Date.parse(state.at) + elapsed();

// --- drawing

function draw() {
	const elections = state.elections;
	// The oldest first, so that everybody keeps the colour that it had.
	elections.forEach((election) => [...election.terms].reverse().forEach((term) => colour(term.instance)));
	elections.forEach((election) => election.instances.forEach((instance) => colour(instance.identity)));
	keyed($('elections'), elections, (election) => election.name,
		() => $('election').content.firstElementChild.cloneNode(true), drawElection);
	drawLedger();
	$('trouble').hidden = true;
	connection('live', `Live from ${state.instance}`);
	elections.forEach(announce);
	move(true);
}

function drawElection(section, election) {
	const id = 'election-' + election.name.replace(/[^A-Za-z0-9-]/g, (c) => '_' + c.codePointAt(0));
	const lead = section.querySelector('.lead');
	section.setAttribute('aria-labelledby', id);
	section.querySelector('h2').id = id;
	text(section.querySelector('.name'), election.name);
	lead.className = 'card lead';
	section.querySelector('.lease').className = 'lease ' + colour(election.leader);
	const leader = section.querySelector('.leader');
	leader.className = 'leader ' + colour(election.leader);
	identity(leader.querySelector('.identity'), election.leader ?? 'Nobody');
	text(leader.querySelector('.verb'), 'leads');
	const button = section.querySelector('.term button');
	button.onclick = () => act(button, election.name, election.leader, section);
	enable(button, election.leader !== null);
	text(button.lastElementChild, election.leader ?? '');
	drawTerms(section, election);
	drawInstances(section, election);
	const own = election.trustLeftMs !== null;
	text(section.querySelector('.what'), own ? 'Trust left' : 'Lease left');
	section.querySelector('.meter').setAttribute('aria-label', own ? 'Trust left' : 'Lease left');
	text(section.querySelector('.hint'), hint(election, own));
}

function hint(election, own) {
	if (own) {
		return `Each renewal fills it up. When it is empty, ${state.instance} leads no more, even before its lease ends.`;
	}
	return election.leader ? 'Each renewal fills it up. When it is empty, another may take over.'
		: 'Whoever looks next takes over.';
}

function isCurrent(election, term) {
	return election.leader !== null && term.token === election.token && term.reason === null;
}

/** Instances tell of themselves twice a second. */
function isSilent(instance) {
	return instance.seenMs > 3000;
}

function drawTerms(section, election) {
	keyed(section.querySelector('.terms tbody'), election.terms.slice(0, ROWS), (term) => term.token, (term) => {
		const row = element('tr', colour(term.instance));
		row.append(element('td', 'right', number(term.token)), named(term.instance),
			element('td', 'right wide', time(term.beganAt)), element('td', 'right'), element('td', ''));
		return row;
	}, (row, term) => {
		const current = isCurrent(election, term);
		const end = current ? now() : Date.parse(term.ledUntil);
		text(row.cells[3], duration(end - Date.parse(term.beganAt)));
		text(row.cells[4], current ? 'still leads' : REASONS[term.reason] ?? term.reason?.toLowerCase() ?? 'went silent');
		row.cells[4].className = current ? '' : 'muted';
	});
}

function named(instance) {
	const cell = element('td', '');
	const name = element('span', '');
	identity(name, instance);
	cell.append(element('span', 'dot'), name);
	return cell;
}

function drawInstances(section, election) {
	const known = new Set(election.instances.map((instance) => instance.identity));
	const from = now() - MAX_SPAN;
	// Those that are gone stay for as long as their terms can be seen.
	const gone = [...new Set(election.terms.filter((term) => Date.parse(term.ledUntil) > from)
		.map((term) => term.instance))].filter((instance) => !known.has(instance))
		.map((instance) => ({ identity: instance, gone: true }));
	const all = [...election.instances, ...gone].sort((a, b) => (a.identity < b.identity ? -1 : 1));
	keyed(section.querySelector('.instances'), all, (instance) => instance.identity, (instance) => {
		const row = $('instance').content.firstElementChild.cloneNode(true);
		identity(row.querySelector('.identity'), instance.identity);
		const button = row.querySelector('button');
		text(button.lastElementChild, instance.identity);
		button.addEventListener('click', () => act(button, election.name, instance.identity, section));
		return row;
	}, (row, instance) => drawInstance(row, instance, election));
	const count = election.instances.filter((instance) => !isSilent(instance)).length;
	text(section.querySelector('h3 + .aside'), `${count} ${count === 1 ? 'shares' : 'share'} the database`);
}

function drawInstance(row, instance, election) {
	const silent = !instance.gone && isSilent(instance);
	const leads = !instance.gone && election.leader === instance.identity;
	const self = instance.identity === state.instance;
	row.className = colour(instance.identity) + (leads ? ' leads' : '');
	const words = instance.gone ? 'gone' : silent ? `silent for ${duration(instance.seenMs)}`
		: leads ? 'leads' : { FOLLOWING: 'follows', LEADING: 'follows' }[instance.state] ?? instance.state.toLowerCase();
	text(row.querySelector('.state'), words + (self ? ', serves this page' : ''));
	const link = row.querySelector('.identity');
	if (self || instance.gone || silent) {
		link.removeAttribute('href');
	}
	else {
		link.href = address(instance.url);
	}
	const button = row.querySelector('button');
	const paused = instance.state === 'PAUSED';
	enable(button, !silent);
	button.dataset.action = paused ? 'resume' : 'pause';
	text(button.firstElementChild, paused ? 'Resume' : 'Pause');
	button.hidden = Boolean(instance.gone);
	keyed(row.querySelector('.lane'), election.terms.filter((term) => term.instance === instance.identity),
		(term) => term.token, () => element('div', 'span'), (span, term) => {
			const current = isCurrent(election, term);
			span.className = current ? 'span current' : 'span';
			span.dataset.from = Date.parse(term.beganAt);
			span.dataset.until = current ? '' : Date.parse(term.ledUntil);
			span.dataset.token = number(term.token);
		});
}

/** Instances tell where they listen on their machine; this browser may call that machine by another name. */
function address(url) {
	const target = new URL(url);
	if (['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname)) {
		target.hostname = location.hostname;
	}
	return target.href;
}

/** Stays in the tab order, so that nobody loses the place. */
function enable(button, enabled) {
	button.setAttribute('aria-disabled', String(!enabled));
}

function drawLedger() {
	const rows = state.ledger.slice(0, ROWS);
	const before = highestRow;
	keyed($('ledger'), rows, (row) => row.id, (row) => {
		const created = element('tr', colour(row.instance) + (before !== null && row.id > before ? ' new' : ''));
		created.append(element('td', 'right', number(row.id)), named(row.instance),
			element('td', 'right', number(row.fencingToken)), element('td', 'right', time(row.writtenAt)));
		return created;
	}, () => {});
	highestRow = rows[0]?.id ?? 0;
	text($('ledger-total'), number(highestRow));
}

function announce(election) {
	if (said.has(election.name) && said.get(election.name) === election.leader) {
		return;
	}
	said.set(election.name, election.leader);
	const of = state.elections.length > 1 ? ` election ${election.name}` : '';
	text($('announcer'), election.leader ? `${election.leader} leads${of}, term ${election.token}` : `Nobody leads${of}`);
}

// --- what moves between two events

function move(told) {
	for (const section of $('elections').children) {
		const election = state.elections.find((candidate) => candidate.name === section.dataset.key);
		moveBar(section, election, told);
		moveLanes(section, election);
		const since = election.leader ? `Term ${number(election.token)}, for ${duration(now() - Date.parse(election.acquiredAt))}`
			: `${number(election.token)} ${election.token === 1 ? 'term' : 'terms'} so far`;
		text(section.querySelector('.since'), since);
	}
}

function moveBar(section, election, told) {
	const own = election.trustLeftMs !== null;
	const full = own ? election.trustMs : election.leaseMs;
	const left = Math.max(0, (own ? election.trustLeftMs : election.leaseLeftMs) - elapsed());
	const target = Math.min(1, left / full);
	const before = shown.get(election.name) ?? 0;
	// It shrinks as time goes by, and fills up quickly but not with a jolt.
	const filled = !calm.matches && target > before ? before + Math.max((target - before) * 0.18, 0.002) : target;
	shown.set(election.name, Math.min(filled, Math.max(target, before)));
	section.querySelector('.fill').style.transform = `translateX(${(shown.get(election.name) - 1) * 100}%)`;
	text(section.querySelector('.left'), `${seconds(left)} s of ${whole(full)} s`);
	if (told) {
		const meter = section.querySelector('.meter');
		meter.setAttribute('aria-valuemax', whole(full));
		meter.setAttribute('aria-valuenow', seconds(left));
		meter.setAttribute('aria-valuetext', `${seconds(left)} of ${whole(full)} seconds`);
	}
}

function moveLanes(section, election) {
	const to = now();
	const oldest = election.terms.length ? Date.parse(election.terms.at(-1).beganAt) : to;
	const span = Math.min(MAX_SPAN, Math.max(MIN_SPAN, to - oldest));
	const place = (at) => ((at - to + span) / span) * 100;
	const width = section.querySelector('.ticks').clientWidth;
	for (const bar of section.querySelectorAll('.span')) {
		const from = Math.max(-2, place(Number(bar.dataset.from)));
		const until = bar.dataset.until ? place(Number(bar.dataset.until)) : 100;
		bar.hidden = until < 0;
		bar.style.left = `${from}%`;
		bar.style.width = `max(3px, calc(${until - from}% - 1px))`;
		const room = ((until - Math.max(0, from)) / 100) * width;
		const token = bar.dataset.token;
		text(bar, room > 48 + 8 * token.length ? `Term ${token}` : room > 12 + 8 * token.length ? token : '');
	}
	const most = Math.max(1, Math.min(6, width / 80));
	const step = ([5, 10, 15, 30, 60, 120].find((s) => span / (s * 1000) <= most) ?? 300) * 1000;
	const ticks = [];
	for (let ago = Math.floor(span / step) * step; ago > 0; ago -= step) {
		if ((place(to - ago) / 100) * width > 24 && (1 - place(to - ago) / 100) * width > 60) {
			ticks.push(ago);
		}
	}
	keyed(section.querySelector('.ticks'), [...ticks, 0], (ago) => ago,
		(ago) => element('span', ago ? '' : 'now', ago ? `${ago % 60_000 ? ago / 1000 + ' s' : ago / 60_000 + ' min'} ago` : 'now'),
		(tick, ago) => {
			tick.style.left = `${place(to - ago)}%`;
		});
}

function frame() {
	if (state && !calm.matches) {
		move(false);
	}
	requestAnimationFrame(frame);
}

// --- buttons

async function act(button, election, instance, section) {
	if (button.getAttribute('aria-disabled') === 'true') {
		return;
	}
	const problem = section.querySelector('.problem');
	enable(button, false);
	try {
		const response = await fetch(`/elections/${encodeURIComponent(election)}/actions`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ instance, action: button.dataset.action })
		});
		text(problem, response.ok ? '' : (await reason(response)));
	}
	catch {
		text(problem, 'The instance that serves this page does not answer.');
	}
}

async function reason(response) {
	if (response.status === 403) {
		return 'The buttons of this demo work only on the machine that it runs on, under the name localhost.';
	}
	try {
		return (await response.json()).detail;
	}
	catch {
		return `The answer was ${response.status}.`;
	}
}

// --- the stream

function connection(kind, words) {
	const node = $('connection');
	node.dataset.kind = kind;
	text(node.querySelector('.words'), words);
}

function trouble(words) {
	const node = $('trouble');
	const others = [...new Map((state?.elections ?? []).flatMap((election) => election.instances)
		.filter((instance) => instance.identity !== state.instance)
		.map((instance) => [instance.identity, instance.url]))];
	const links = others.flatMap(([name, url]) => {
		const link = element('a', '', name);
		link.href = address(url);
		return [' ', link];
	});
	node.replaceChildren(words, ...(links.length ? [' Others:', ...links] : []));
	node.hidden = false;
}

function lost() {
	connection('lost', 'Not connected');
	trouble(`${state ? state.instance : 'This instance'} does not answer; trying again. What is shown is how things stood.`);
}

function connect() {
	const source = new EventSource('/events');
	source.addEventListener('state', (event) => {
		state = JSON.parse(event.data);
		receivedAt = performance.now();
		draw();
	});
	source.addEventListener('trouble', (event) => {
		connection('lost', 'Without database');
		trouble(event.data);
	});
	source.addEventListener('bye', lost);
	source.addEventListener('error', () => {
		lost();
		// Refused, because too many watch: the browser does not try again by itself.
		if (source.readyState === EventSource.CLOSED) {
			setTimeout(connect, 5000);
		}
	});
}

setInterval(() => {
	if (state && elapsed() > 3000 && $('connection').dataset.kind === 'live') {
		connection('lost', 'No news');
	}
}, 1000);

connect();
requestAnimationFrame(frame);
