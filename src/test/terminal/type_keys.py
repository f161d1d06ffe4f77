"""Runs a command in a terminal of its own, and types.

type_keys.py STEP... -- COMMAND...

see=TEXT waits until TEXT is on the screen; enter=TEXT presses Enter again and again until then; sleep=SECONDS waits; key=K types K, with escapes such
as \\r; loop repeats the steps behind it until the command ends. Prints what the command prints, and
ends with its status.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

split = sys.argv.index('--')
steps, command = sys.argv[1:split], sys.argv[split + 1:]
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM='xterm', NO_COLOR='1')
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))

seen = b''
at = 0
until = None


def type_what_is_due():
    global at, seen, until
    while at < len(steps):
        step, _, argument = steps[at].partition('=')
        if step in ('see', 'enter') and argument.encode() not in seen:
            if step == 'enter' and time.monotonic() > (until or 0):
                os.write(terminal, b'\r')
                until = time.monotonic() + 0.3
            return
        if step == 'sleep':
            until = until or time.monotonic() + float(argument)
            if time.monotonic() < until:
                return
            until = None
        if step in ('see', 'enter'):
            seen, until = b'', None
        if step == 'key':
            os.write(terminal, argument.encode().decode('unicode_escape').encode())
        at += 1
        if at == len(steps) and 'loop' in steps:
            at = steps.index('loop') + 1


while True:
    ready, _, _ = select.select([terminal], [], [], 0.02)
    if ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the command has ended
            break
        if not piece:
            break
        seen += piece
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    type_what_is_due()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
