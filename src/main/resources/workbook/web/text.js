// Bytes for people. What comes from the wire is only ever shown as text.

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

const NAMES = { 0x0a: '\\n', 0x0d: '\\r', 0x09: '\\t' };

function hex(number) {
  return number.toString(16).padStart(2, '0');
}

/**
 * UTF-8 as text; what cannot be seen, or would turn the text around, as an escape. `newline` is
 * what stands for the end of a line.
 */
export function readable(bytes, newline = '\n') {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (c) => {
    const code = c.codePointAt(0);
    if (code === 0x0a) return newline;
    if (NAMES[code]) return NAMES[code];
    return code < 0x80 ? `\\x${hex(code)}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** As it is written into the send form. */
export function escaped(bytes) {
  let text = '';
  try {
    for (const c of new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) {
      const code = c.codePointAt(0);
      if (c === '\\') text += '\\\\';
      else if (NAMES[code]) text += NAMES[code];
      else if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(c)) {
        for (const b of new TextEncoder().encode(c)) text += `\\x${hex(b)}`;
      } else text += c;
    }
    return text;
  } catch {
    return Array.from(bytes, (b) => {
      if (b === 0x5c) return '\\\\';
      return b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : (NAMES[b] ?? `\\x${hex(b)}`);
    }).join('');
  }
}

/** Sixteen bytes a line: offset, hexadecimal, ASCII. */
export function hexdump(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const some = Array.from(bytes.subarray(at, at + 16));
    const left = some.slice(0, 8).map(hex).join(' ');
    const right = some.slice(8).map(hex).join(' ');
    const ascii = some.map((b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : '·')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${left.padEnd(23)}  ${right.padEnd(23)}  ${ascii}`);
  }
  return lines.join('\n');
}

export function seconds(millis) {
  return (millis / 1000).toFixed(3);
}
