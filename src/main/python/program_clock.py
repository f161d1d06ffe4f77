"""Runs a Python program whose clock the tool stops and lets go on, by a byte on standard input.

python3 program_clock.py SCRIPT ARGUMENTS

Time-outs of sockets and selectors, and time.sleep(), count by this clock. The program finds its
standard input empty. If the tool ends, so does the program.
"""
import os
import runpy
import selectors
import socket
import sys
import threading
import time

real_monotonic = time.monotonic
real_sleep = time.sleep
real_time = time.time

LEAST = 0.005  # seconds that a real wait takes, lest a stopped clock keeps a processor busy


class Clock:
    def __init__(self):
        self.lock = threading.Lock()
        self.since = None  # when it was stopped last
        self.before = 0  # for how long it had stood still before

    def stop(self):
        with self.lock:
            if self.since is None:
                self.since = real_monotonic()

    def go(self):
        with self.lock:
            if self.since is not None:
                self.before += real_monotonic() - self.since
                self.since = None

    def is_stopped(self):
        return self.since is not None

    def stood(self):
        with self.lock:
            now = 0 if self.since is None else real_monotonic() - self.since
            return self.before + now

    def now(self):
        with self.lock:
            return (real_monotonic() if self.since is None else self.since) - self.before


clock = Clock()


def obey(tool):
    while True:
        order = os.read(tool, 1)
        if order == b's':
            clock.stop()
        elif order == b'g':
            clock.go()
        elif not order:
            os._exit(1)


def sleep(seconds):
    end = clock.now() + seconds
    real_sleep(0 if seconds > 0 else seconds)
    while clock.now() < end:
        real_sleep(max(end - clock.now(), LEAST))


def with_timeout(name):
    """A method of sockets that is called again if the clock stood still while it waited."""
    original = getattr(socket.socket, name)

    def call(self, *arguments, **named):
        timeout = self.gettimeout()
        if timeout is None:
            return original(self, *arguments, **named)
        if timeout == 0:
            if clock.is_stopped():
                real_sleep(LEAST)  # a program that only looks whether something has come
            return original(self, *arguments, **named)
        end = clock.now() + timeout
        try:
            while True:
                try:
                    return original(self, *arguments, **named)
                except socket.timeout:
                    left = end - clock.now()
                    if left <= 0:
                        raise
                    self.settimeout(max(left, LEAST))
        finally:
            if self.fileno() >= 0:
                self.settimeout(timeout)

    return call


def with_selector(kind):
    original = kind.select

    def select(self, timeout=None):
        if timeout is None or timeout <= 0:
            return original(self, timeout)
        end = clock.now() + timeout
        while True:
            ready = original(self, max(end - clock.now(), LEAST))
            if ready or clock.now() >= end:
                return ready

    return select


def main():
    tool = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    threading.Thread(target=obey, args=(tool,), daemon=True).start()
    time.sleep = sleep
    time.monotonic = clock.now
    time.time = lambda: real_time() - clock.stood()
    for name in ('accept', 'recv', 'recv_into', 'recvfrom', 'recvfrom_into'):
        setattr(socket.socket, name, with_timeout(name))
    for name in ('SelectSelector', 'PollSelector', 'EpollSelector', 'KqueueSelector'):
        if hasattr(selectors, name):
            kind = getattr(selectors, name)
            kind.select = with_selector(kind)
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    runpy.run_path(sys.argv[0], run_name='__main__')


if __name__ == '__main__':
    main()
