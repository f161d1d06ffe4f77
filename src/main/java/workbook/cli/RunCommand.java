package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.demo.Cast;
import workbook.process.ProcessTree;

@Command(
        name = "run",
        description = {
            "Runs one of a lesson's programs, yours, in this terminal; Ctrl-C ends it.",
            "In a second terminal, run the other."
        },
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(index = "0", paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "",
            paramLabel = "WHICH",
            description = "server, client, or the name of a class.")
    String which;

    @Parameters(
            index = "2..*",
            paramLabel = "ARG",
            description = "For the program: a server takes a port, a client a host and a port.")
    List<String> arguments = new ArrayList<>();

    @Option(names = "--solution", description = "The reference solution's, not yours.")
    boolean solution;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().findRunnable(number);
        String type = type(lesson);
        try (Compiled compiled = new Compiled(lesson, !solution)) {
            Cast cast = new Cast(context.home(), lesson, compiled.classes(), false);
            ProcessTree processes = new ProcessTree(cast.java(type, arguments));
            processes.builder().inheritIO();
            if (type.endsWith("Server")) {
                announce(context.terminal());
            }
            return processes.start().waitFor() == 0 ? Workbook.PASSED : Workbook.FAILED;
        }
    }

    /** Prints the addresses of this computer. The program itself prints the port. */
    private static void announce(Terminal terminal) {
        List<String> addresses = OwnAddresses.all();
        if (!addresses.isEmpty()) {
            String all = String.join(" or ", addresses);
            terminal.line("Other computers reach this one at %s.".formatted(all));
        }
    }

    private String type(Lesson lesson) {
        List<String> types =
                lesson.stubs().stream()
                        .filter(RunCommand::isProgram)
                        .map(Path::getFileName)
                        .map(file -> file.toString().replace(".java", ""))
                        .toList();
        List<String> matching =
                types.stream()
                        .filter(
                                type ->
                                        type.equals(which)
                                                || !which.isEmpty()
                                                        && type.toLowerCase(Locale.ROOT)
                                                                .endsWith(which))
                        .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        throw new UsageError(
                "Lesson %s has these programs: %s. Say which: ./workbook run %s %s"
                        .formatted(
                                lesson.id(),
                                String.join(", ", types),
                                lesson.id(),
                                types.isEmpty() ? "…" : types.get(0)));
    }

    private static boolean isProgram(Path file) {
        try {
            return Files.readString(file).contains("static void main(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
