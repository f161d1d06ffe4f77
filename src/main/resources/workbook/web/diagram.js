// Lanes and arrows: a sequence diagram that grows downwards.
import { bytesOf, readable, seconds } from './text.js';

const LANES = 5; // of clients; of more, those that have gone (by UDP: are silent) give theirs to new ones
const ROWS = 2000; // of more events the oldest leave the page

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const byId = (id) => document.getElementById(id);

/** The class of a client's colour: the same whoever else is there; the fifth has the first one again. */
function ofClient(name) {
  const number = Number(name.replace(/^client /, '')) || 1;
  return `of-client-${(number - 1) % 4 + 1}`;
}

export class Diagram {
  #sheet = byId('sheet');
  #heads = byId('heads');
  #lanes = byId('lanes');
  #list = byId('events');
  #scroller = byId('scroller');
  #newest = byId('newest');
  #parties = new Map(); // name → lane
  #all = []; // lanes, by their index: {index, right, name, gone, taken, fresh, udp, last}
  #rows = new Map(); // <li> → crossing
  #following = true;
  #top = 0;
  #drawing = false;
  #last = 0;
  #missing = 0;
  #current = null;
  live = false;
  onopen = () => {};
  onmove = () => {};

  constructor() {
    this.#list.addEventListener('click', (e) => {
      const row = e.target.closest('li');
      if (row) { this.#select(row); this.onopen(this.#rows.get(row)); }
    });
    this.#list.addEventListener('focusin', (e) => this.#select(e.target.closest('li')));
    this.#scroller.addEventListener('scroll', () => this.#scrolled());
    this.#newest.addEventListener('click', () => this.move('End'));
    new ResizeObserver(() => { this.#place(); this.#draw(); }).observe(this.#scroller);
  }

  /** Adds one event; what was added before, after a broken stream, is passed over. */
  add(crossing, over) {
    if (crossing.number <= this.#last) return;
    if (crossing.number > this.#last + 1) this.#miss(crossing.number - this.#last - 1);
    this.#last = crossing.number;
    const row = this.#row(crossing);
    const client = this.#parties.get(/^client/.test(crossing.from) ? crossing.from : crossing.to);
    if (client) {
      if (over || crossing.kind === 'CONNECT') client.gone = over;
      Object.assign(client, { udp: crossing.udp, last: crossing.number, fresh: false });
    }
    this.#rows.set(row, crossing);
    this.#list.append(row);
    if (this.#list.childElementCount > ROWS) {
      const oldest = this.#list.firstElementChild;
      if (oldest === this.#current) this.#current = null;
      this.#rows.delete(oldest);
      oldest.remove();
      this.#miss(1);
    }
    if (!this.#current) this.#select(row);
    byId('nothing').hidden = true;
    this.#draw();
  }

  /** Moves between events: by ArrowUp, ArrowDown, Home or End. */
  move(key) {
    const inside = this.#list.contains(document.activeElement);
    if (!inside && this.#following && key.startsWith('Arrow')) key = 'End';
    const to = {
      ArrowUp: this.#current?.previousElementSibling,
      ArrowDown: this.#current?.nextElementSibling,
      Home: this.#list.firstElementChild,
      End: this.#list.lastElementChild,
    }[key];
    if (key === 'End') { this.#following = true; this.#draw(); }
    const button = (to ?? this.#current)?.firstElementChild;
    button?.focus({ preventScroll: true });
    this.reveal();
  }

  /** Back to the event that was looked at. */
  focus() { this.#current?.firstElementChild.focus({ preventScroll: true }); }

  /** Opens the event that is looked at; the newest where none was. */
  open() {
    if (!this.#list.contains(document.activeElement)) this.move('ArrowUp');
    if (this.#current) this.onopen(this.#rows.get(this.#current));
  }

  /** Scrolls no further than that the event that is looked at can be seen. */
  reveal() { this.#current?.scrollIntoView({ block: 'nearest' }); }

  #miss(count) {
    this.#missing += count;
    byId('earlier').textContent = `${this.#missing} earlier not shown`;
    byId('earlier').hidden = false;
  }

  #select(row) {
    if (!row || row === this.#current) return;
    if (this.#current) this.#current.firstElementChild.tabIndex = -1;
    this.#current = row;
    row.firstElementChild.tabIndex = 0;
    this.onmove(this.#rows.get(row));
  }

  #row(crossing) {
    const row = make('li', `row ${crossing.kind} ${this.live ? 'live' : ''}`);
    const button = make('button', 'event');
    button.type = 'button';
    button.tabIndex = -1;
    button.append(make('span', 'time', seconds(crossing.at)));
    const track = make('span', 'track');
    button.append(track);
    row.append(button);
    let spoken;
    if (crossing.kind === 'NOTE') {
      spoken = readable(bytesOf(crossing.base64));
      track.append(make('span', 'note', spoken));
    } else if (crossing.kind === 'PRINT' || !crossing.to) {
      spoken = this.#printed(row, track, crossing);
    } else {
      spoken = this.#arrow(row, track, crossing);
    }
    button.setAttribute('aria-label', `${crossing.number}: ${spoken}`);
    if (this.live) byId('spoken').textContent = spoken;
    return row;
  }

  #printed(row, track, crossing) {
    const lane = this.#lane(crossing.from);
    row.classList.add(lane.right ? 'at-right' : 'at-left');
    row.style.setProperty('--from', `var(--lane-${lane.index})`);
    const words = crossing.kind === 'PRINT' ? 'prints' : crossing.words;
    const box = make('span', 'print');
    box.append(make('span', 'words', words), make('span', 'text', crossing.text));
    track.append(box);
    return `${crossing.from} ${words} ${crossing.text}`;
  }

  #arrow(row, track, crossing) {
    const from = this.#lane(crossing.from);
    const to = this.#lane(crossing.to);
    const right = from.right === to.right ? from.index < to.index : to.right;
    row.classList.add(right ? 'to-right' : 'to-left', from.right ? 'from-server' : 'from-client');
    row.classList.add(ofClient(crossing.from));
    row.style.setProperty('--from', `var(--lane-${from.index})`);
    row.style.setProperty('--to', `var(--lane-${to.index})`);
    const label = make('span', 'label');
    const carries = crossing.size > 0 || crossing.kind === 'DATA';
    if (carries) label.append(make('span', 'text', crossing.text || '""'));
    const words = this.#words(crossing, from.right ? to : from);
    if (words) label.append(make('span', 'words', words));
    if (carries) label.append(make('span', 'size', crossing.count));
    if (crossing.udp) label.append(make('span', 'size', 'UDP'));
    const line = make('span', 'line');
    line.append(make('i', 'shaft'), make('i', 'tail'), make('i', 'head'));
    track.append(line, label);
    const what = [crossing.text, crossing.words, carries ? crossing.count : ''].filter(Boolean);
    return `${crossing.from} to ${crossing.to}, ${what.join(', ')}`;
  }

  /** Whose lane it is now is said where it has changed hands. */
  #words({ kind, words }, lane) {
    const changed = lane.taken && (lane.fresh || kind === 'CONNECT' || kind === 'REFUSED');
    return changed ? `${lane.name} ${words}`.trim() : words;
  }

  #lane(name) {
    const known = this.#parties.get(name);
    if (known) return known;
    const lane = this.#free(name) ?? { index: this.#all.length, right: !name.startsWith('client') };
    lane.name = name;
    lane.gone = false;
    this.#all[lane.index] = lane;
    this.#parties.set(name, lane);
    this.#place();
    return lane;
  }

  /** If there are many: the lane of a client that has gone or, by UDP, has been silent for longest. */
  #free(name) {
    const clients = this.#all.filter((lane) => !lane.right);
    if (!name.startsWith('client') || clients.length < LANES) return undefined;
    const silent = clients.filter((client) => client.udp).sort((a, b) => a.last - b.last);
    const lane = clients.find((client) => client.gone) ?? silent[0];
    if (!lane) return undefined;
    this.#parties.delete(lane.name);
    lane.taken = lane.fresh = true;
    return lane;
  }

  /** Clients stand close together at the left, so that what they say has room beside them. */
  #place() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = this.#lanes.clientWidth;
    this.#heads.replaceChildren();
    this.#lanes.replaceChildren();
    for (const right of [false, true]) {
      const side = this.#all.filter((lane) => lane.right === right);
      const percent = (side.length > 8 ? 42 : 30) / Math.max(1, side.length - 1);
      const step = `min(7rem, ${percent}%)`;
      const room = (percent / 100) * width; // between two lanes, in pixels
      const narrow = side.length > 1 && room < 6.5 * rem;
      side.forEach((lane, i) => {
        const { name } = lane;
        const from = `4rem + ${right ? side.length - 1 - i : i} * ${step}`;
        const x = right ? `calc(100% - (${from}))` : `calc(${from})`;
        this.#sheet.style.setProperty(`--lane-${lane.index}`, x);
        if (!right || i === 0) this.#sheet.style.setProperty(right ? '--gap-right' : '--gap-left', x);
        const number = name === 'client' ? '1' : name.replace(/^client /, '');
        const colour = right ? 'from-server' : ofClient(name);
        const head = make('span', `head ${colour}`, narrow ? number : name);
        head.title = name;
        if (narrow) head.style.fontSize = `min(1.3rem, ${room / 1.5}px)`;
        const stripe = make('span', 'stripe');
        for (const part of [head, stripe]) part.style.setProperty('--x', `var(--lane-${lane.index})`);
        this.#heads.append(head);
        this.#lanes.append(stripe);
      });
    }
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < 8) this.#following = true;
    else if (scrollTop < this.#top - 2) this.#following = false;
    this.#top = scrollTop;
    this.#newest.hidden = this.#following;
  }

  #draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#following) {
        this.#scroller.scrollTop = this.#scroller.scrollHeight;
        this.#top = this.#scroller.scrollTop;
      }
      this.#newest.hidden = this.#following;
    });
  }
}
