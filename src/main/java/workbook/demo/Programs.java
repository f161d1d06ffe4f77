package workbook.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workbook.demo.clock.ProgramMain;
import workbook.demo.clock.StoppableClock;
import workbook.tap.Recorder;

/**
 * The programs of a scene. They share one clock, which stands still while pieces wait at the valve.
 * So no program times out while the audience looks at a piece. Safe for use by several threads.
 */
final class Programs {

    private final StoppableClock clock = new StoppableClock();
    private final List<Program> running = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    StoppableClock clock() {
        return clock;
    }

    /** Stops or restarts the clock, here and in every program. */
    synchronized void stopClock(boolean stop) {
        if (stop) {
            clock.stop();
        } else {
            clock.go();
        }
        running.forEach(program -> program.tell(stop ? ProgramMain.STOP : ProgramMain.GO));
    }

    synchronized Program start(List<String> command, String name, Recorder recorder)
            throws IOException {
        if (closed) {
            throw new IOException("the demonstration was ended");
        }
        Program program = Program.start(command, name, recorder);
        running.add(program);
        if (clock.isStopped()) {
            program.tell(ProgramMain.STOP);
        }
        return program;
    }

    /** Ends all programs. */
    void end() {
        List<Program> all;
        synchronized (this) {
            all = List.copyOf(running);
            running.clear();
        }
        all.forEach(Program::close); // outside the lock, because it waits for them
    }

    /** Ends all programs. No others can be started afterwards. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        end();
    }
}
