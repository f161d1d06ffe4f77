// The live page: a stream of events in, clicks and keys out.
import { Connections } from './connections.js';
import { Detail } from './detail.js';
import { Diagram } from './diagram.js';
import { Toolbar } from './toolbar.js';

const byId = (id) => document.getElementById(id);
const run = document.querySelector('meta[name=workbook-run]').content;
const diagram = new Diagram();
const detail = new Detail();
const toolbar = new Toolbar();
const connections = new Connections();

diagram.onopen = (crossing) => {
  detail.show(crossing);
  requestAnimationFrame(() => diagram.reveal());
};
diagram.onmove = (crossing) => { if (detail.open) detail.show(crossing); };
detail.onclose = () => diagram.focus();
detail.onsend = (crossing, text) => toolbar.send(crossing, text);

function link(state, words) {
  byId('link').dataset.link = state;
  byId('link').textContent = words;
}

function connect() {
  const events = new EventSource('/events');
  events.addEventListener('hello', (e) => {
    const hello = JSON.parse(e.data);
    if (hello.run !== run) return location.reload(); // the workbook was started anew
    document.body.classList.toggle('only-shown', !hello.canChange);
    toolbar.show(hello.state);
    link('live', '● live');
  });
  events.addEventListener('crossing', (e) => {
    const crossing = JSON.parse(e.data);
    const over = connections.isEndedBy(crossing);
    diagram.add(crossing, over);
    toolbar.seen(crossing, over);
  });
  events.addEventListener('live', () => { diagram.live = true; });
  events.addEventListener('state', (e) => toolbar.show(JSON.parse(e.data)));
  events.addEventListener('error', () => {
    link('broken', '○ reconnecting…');
    fetch('/state').catch(() => {
      link('broken', '○ the workbook has ended');
      toolbar.over();
    });
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
}

function legend() {
  const kinds = {
    DATA: 'bytes', CONNECT: 'connects', END: 'end of stream', RESET: 'reset',
    REFUSED: 'is refused', LOST: 'lost on the way',
  };
  for (const [kind, words] of Object.entries(kinds)) {
    const arrow = document.createElement('dt');
    arrow.className = `row to-right from-client ${kind}`;
    const line = document.createElement('span');
    line.className = 'line';
    for (const part of ['shaft', 'tail', 'head']) {
      line.append(Object.assign(document.createElement('i'), { className: part }));
    }
    arrow.append(line);
    byId('legend').append(arrow, Object.assign(document.createElement('dd'), { textContent: words }));
  }
}

const help = byId('help');
const letters = {
  h: () => byId('hold').click(),
  s: () => byId('step').click(),
  r: () => byId('run').click(),
  c: () => byId('cut').click(),
  x: () => byId('reset').click(),
  g: () => byId('glue').click(),
  p: () => byId('split').select(),
  d: () => byId('delay').select(),
  e: () => toolbar.send(),
  '?': () => help.showModal(),
};

const changes = 'cxgpde'; // the letters that a replay does not have

// Also those of a presenter's remote control: PageDown, PageUp and the full stop.
const remote = {
  Space: () => byId('step').click(),
  PageDown: () => byId('step').click(),
  Period: () => byId('hold').click(),
  PageUp: () => diagram.move('ArrowUp'),
};

function remoteOf(e) {
  if (e.key === ' ') return 'Space';
  return e.key === '.' || e.code === 'Period' ? 'Period' : e.key;
}

// On a button, Space presses that button; on an event it does what it does anywhere else.
function isTaken(e) {
  return e.target.closest?.('pre') || (e.key === ' ' && e.target.closest?.('button:not(.event), input'));
}

// The letter on a key, also where the keyboard is switched to another script: й stands where q stands.
function letterOf(e) {
  const latin = /^[\x20-\x7e]$/.test(e.key);
  return (latin ? e.key : e.code.replace(/^Key/, '')).toLowerCase();
}

document.addEventListener('keydown', (e) => {
  if (help.open || e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
  const field = e.target.closest?.('input:not([type=checkbox]), select');
  if (e.key === 'Escape') {
    if (e.target.closest?.('#send')) toolbar.closeSend();
    else if (detail.open) { detail.close(); diagram.focus(); }
    else field?.blur();
    return;
  }
  if (field) {
    if (e.key === 'Enter' && field.type === 'number') field.blur();
    return;
  }
  const moves = ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(e.key);
  if (moves && !e.target.closest?.('pre')) {
    e.preventDefault();
    diagram.move(e.key);
  } else if (e.key === 'Enter' && [document.body, byId('scroller')].includes(e.target)) {
    diagram.open();
  } else if (letters[letterOf(e)] && !e.repeat && byId('keys-on').checked) {
    e.preventDefault();
    if (!changes.includes(letterOf(e)) || !document.body.classList.contains('only-shown')) letters[letterOf(e)]();
  } else if (remote[remoteOf(e)] && !isTaken(e) && byId('keys-on').checked && !byId('step').disabled) {
    e.preventDefault();
    if (!e.repeat) remote[remoteOf(e)]();
  }
});
document.addEventListener('keyup', (e) => {
  if (e.key === ' ' && e.target.matches?.('.event') && byId('keys-on').checked) e.preventDefault();
});
// A button that was clicked with the mouse gives the keys back.
byId('tools').addEventListener('click', (e) => {
  if (e.detail > 0) e.target.closest('button')?.blur();
});
byId('help-button').addEventListener('click', () => help.showModal());

legend();
connect();
