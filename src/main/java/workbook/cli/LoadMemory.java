package workbook.cli;

import java.util.OptionalLong;
import workbook.load.ProcessFigures;

/** What memory a server takes with and without its clients; nothing if we did not start it. */
final class LoadMemory {

    private final ProcessFigures process; // null: somebody else's
    private final OptionalLong heapBefore;
    private final OptionalLong residentBefore;
    private OptionalLong heap = OptionalLong.empty();
    private OptionalLong resident = OptionalLong.empty();

    /** Looks at the server before its clients come; each look begins with a collection. */
    LoadMemory(ProcessFigures process) {
        this.process = process;
        heapBefore = process == null ? OptionalLong.empty() : process.heap();
        residentBefore = process == null ? OptionalLong.empty() : process.resident();
    }

    /** Looks at it again, now that they are there. */
    void connected() {
        if (process != null) {
            heap = process.heap();
            resident = process.resident();
        }
    }

    /** Bytes of the resident set for each client; empty if unknown. */
    OptionalLong resident(int clients) {
        return perClient(residentBefore, resident, clients);
    }

    /** Bytes of the heap, after a collection, for each client; empty if unknown. */
    OptionalLong heap(int clients) {
        return perClient(heapBefore, heap, clients);
    }

    private static OptionalLong perClient(OptionalLong before, OptionalLong after, int clients) {
        return before.isEmpty() || after.isEmpty() || clients == 0
                ? OptionalLong.empty()
                : OptionalLong.of((after.getAsLong() - before.getAsLong()) / clients);
    }
}
