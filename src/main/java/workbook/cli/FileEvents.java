package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The operating system's reports of changes in a folder and its subfolders. */
interface FileEvents extends AutoCloseable {

    /** Starts such reports. */
    interface Source {

        /**
         * Asks the system for reports. The caller closes the result.
         *
         * @param changed gets each file that has changed; null if the system has lost events
         * @param ended gets the reason if the system stops reporting
         * @throws IOException if the system cannot report changes
         */
        FileEvents begin(Path folder, Consumer<Path> changed, Consumer<String> ended)
                throws IOException;
    }

    @Override
    void close();
}
