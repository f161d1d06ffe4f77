// The buttons: each asks the server, which answers with the state of the tap.

const byId = (id) => document.getElementById(id);
const token = document.querySelector('meta[name=workbook-token]').content;

export class Toolbar {
  #connections = new Set();
  #serial = 0;

  constructor() {
    for (const action of ['hold', 'step', 'run']) this.#click(action, () => this.ask({ action }));
    for (const action of ['cut', 'reset']) {
      this.#click(action, () => this.ask({ action, connection: Number(byId('which').value) }));
    }
    this.#change('split', (value) => ({ action: 'split', bytes: value }));
    this.#change('delay', (value) => ({ action: 'delay', millis: value }));
    byId('glue').addEventListener('change', (e) => {
      this.ask({ action: 'glue', together: e.target.checked });
    });
    this.#click('open-send', () => this.send());
    this.#click('close-send', () => this.closeSend());
    byId('send').addEventListener('submit', (e) => {
      e.preventDefault();
      this.#send();
    });
  }

  async ask(request) {
    try {
      const reply = await fetch('/control', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Workbook-Token': token },
        body: JSON.stringify(request),
      });
      if (!reply.ok) throw new Error((await reply.text()).trim());
      this.show(await reply.json());
      this.#problem('');
      return true;
    } catch (e) {
      this.#problem(e instanceof TypeError ? 'The workbook does not answer.' : e.message);
      return false;
    }
  }

  /** Shows how the tap is set; a field that is being edited is left alone. */
  show(state) {
    if (state.serial < this.#serial) return; // a reply may be overtaken by what happens next
    this.#serial = state.serial;
    byId('hold').setAttribute('aria-pressed', String(state.held));
    byId('mode').dataset.held = String(state.held);
    const running = state.held ? '❚❚ held' : '▶ running';
    const parts = [state.over ? '■ over' : running];
    this.#disable(state.over);
    if (state.waiting) {
      parts.push(`${state.waiting} waiting`);
      this.#problem(''); // such as that nothing was waiting
    }
    if (state.split) parts.push(`split ${state.split}`);
    if (state.delay) parts.push(`delay ${state.delay} ms`);
    if (state.glued) parts.push('glued');
    byId('mode').textContent = parts.join(' · ');
    for (const name of ['split', 'delay']) {
      if (document.activeElement !== byId(name)) byId(name).value = state[name];
    }
    byId('glue').checked = state.glued;
  }

  /** The workbook has ended, and nothing can be asked of it any more. */
  over() {
    this.#disable(true);
    byId('mode').textContent = '■ over';
  }

  #disable(disabled) {
    const all = '#tools button, #tools input, #tools select, #send button, #send input';
    for (const control of document.querySelectorAll(all)) control.disabled = disabled;
  }

  /** Offers a connection once it was seen, until it is over. */
  seen(crossing, over) {
    const number = crossing.connection;
    if (over) this.#forget(number);
    if (!number || over || this.#connections.has(number)) return;
    this.#connections.add(number);
    byId('which').append(new Option(number, number));
    const send = byId('send-connection');
    const untouched = send.selectedIndex === send.length - 1;
    send.append(new Option(number, number));
    if (untouched) send.value = number;
  }

  /** One that is chosen stays: otherwise the next key, or what is being written, would meet others. */
  #forget(number) {
    const options = document.querySelectorAll(`#which option[value="${number}"], #send-connection option[value="${number}"]`);
    if ([...options].some((option) => option.selected && (option.closest('#which') || !byId('send').hidden))) return;
    options.forEach((option) => option.remove());
    this.#connections.delete(number);
  }

  /** Opens the send form, as an event filled it in or as it was. */
  send(crossing, text) {
    byId('send').hidden = false;
    byId('open-send').setAttribute('aria-expanded', 'true');
    if (crossing) {
      byId('send-connection').value = crossing.connection;
      byId('send-to').value = crossing.to.startsWith('client') ? 'client' : 'server';
      byId('send-text').value = text;
    }
    byId('send-text').focus();
  }

  closeSend() {
    byId('send').hidden = true;
    byId('open-send').setAttribute('aria-expanded', 'false');
    byId('open-send').focus();
  }

  async #send() {
    const connection = Number(byId('send-connection').value);
    if (!connection) return this.#problem('There is no connection yet to send into.');
    const to = byId('send-to').value;
    if (await this.ask({ action: 'send', connection, to, text: byId('send-text').value })) {
      byId('send-text').select();
    }
  }

  #click(id, what) { byId(id).addEventListener('click', what); }

  #change(id, request) {
    byId(id).addEventListener('change', (e) => this.ask(request(e.target.valueAsNumber)));
  }

  #problem(text) {
    byId('problem').textContent = text;
    byId('problem').hidden = !text;
  }
}
