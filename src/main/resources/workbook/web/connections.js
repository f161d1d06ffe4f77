// Which connections are over, as far as their events show.

export class Connections {
  #ends = new Map(); // connection → directions that have ended

  /** Learns from an event; whether it is the one that ends its connection. */
  isEndedBy({ connection, kind, udp }) {
    if (!connection || udp) return false;
    if (kind === 'CONNECT') this.#ends.set(connection, 0);
    if (kind === 'END') this.#ends.set(connection, (this.#ends.get(connection) ?? 0) + 1);
    const over = kind === 'RESET' || kind === 'REFUSED' || this.#ends.get(connection) === 2;
    if (over) this.#ends.delete(connection);
    return over;
  }
}
