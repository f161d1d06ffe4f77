package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The system's reports of changes in a folder and in the folders inside it. */
interface FileEvents extends AutoCloseable {

    /** Where such reports come from. */
    interface Source {

        /**
         * Asks the system for reports.
         *
         * @param changed is given each file that has changed; null if the system lost count
         * @param ended is given the reason if the reports end by themselves
         * @throws IOException if the system has none to give
         */
        FileEvents begin(Path folder, Consumer<Path> changed, Consumer<String> ended)
                throws IOException;
    }

    @Override
    void close();
}
