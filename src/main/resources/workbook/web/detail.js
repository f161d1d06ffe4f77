// The bytes of one event, in hexadecimal and as text.
import { bytesOf, escaped, hexdump, readable, seconds } from './text.js';

const byId = (id) => document.getElementById(id);

export class Detail {
  #panel = byId('detail');
  #crossing = null;
  onsend = () => {};
  onclose = () => {};

  constructor() {
    byId('detail-close').addEventListener('click', () => { this.close(); this.onclose(); });
    byId('detail-send').addEventListener('click', () => {
      this.onsend(this.#crossing, escaped(bytesOf(this.#crossing.base64)));
    });
  }

  get open() { return !this.#panel.hidden; }

  close() { this.#panel.hidden = true; }

  show(crossing) {
    this.#crossing = crossing;
    const bytes = bytesOf(crossing.base64);
    const what = crossing.words || { PRINT: 'prints', NOTE: 'note' }[crossing.kind] || '';
    byId('detail-title').textContent = [
      crossing.number,
      [crossing.from, crossing.to].filter(Boolean).join(' → '),
      what,
      bytes.length ? crossing.count : '',
    ].filter(Boolean).join('   ');
    byId('detail-where').textContent = [
      `${seconds(crossing.at)} s`,
      crossing.connection ? `connection ${crossing.connection}` : '',
      crossing.source ? `${crossing.udp ? 'UDP' : 'TCP'} ${crossing.source} → ${crossing.destination}` : '',
      crossing.left ? `the last ${crossing.left} bytes are not shown` : '',
    ].filter(Boolean).join(' · ');
    byId('detail-hex').textContent = hexdump(bytes) || 'no bytes';
    byId('detail-text').textContent = readable(bytes, '\\n\n');
    byId('detail-text').hidden = bytes.length === 0;
    byId('detail-send').hidden = bytes.length === 0 || crossing.left > 0 || !crossing.connection;
    this.#panel.hidden = false;
    byId('detail-hex').scrollTop = 0;
    byId('detail-text').scrollTop = 0;
  }
}
