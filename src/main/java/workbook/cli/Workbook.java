package workbook.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import workbook.catalogue.Home;
import workbook.catalogue.UsageError;
import workbook.files.Reason;
import workbook.process.JavaProcess;
import workbook.wire.Visible;

/** The command line. {@code ./workbook} without a command continues with the current lesson. */
@Command(
        name = "workbook",
        description = {
            "Learn socket programming in Java, lesson by lesson.",
            "",
            "Without a command: watches the lesson that was last open or,",
            "if that is solved, the first unsolved one after it.",
            ""
        },
        mixinStandardHelpOptions = false,
        versionProvider = Workbook.Version.class,
        sortOptions = false,
        subcommands = {
            WatchCommand.class,
            ReadCommand.class,
            DemoCommand.class,
            TapCommand.class,
            ReplayCommand.class,
            RunCommand.class,
            ShellCommand.class,
            ListCommand.class,
            TestCommand.class,
            HintCommand.class,
            ResetCommand.class,
            SolutionCommand.class,
            JimCommand.class,
            CheckCommand.class,
            MistakeCommand.class,
            BenchCommand.class,
            ArchiveCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit status: 0 passed, 1 failed, 2 used wrongly, or no verdict."})
public final class Workbook implements Callable<Integer> {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USED_WRONGLY = 2;
    static final int TROUBLE = 2; // no verdict was possible

    /** The launcher must rebuild the tool and start it again. */
    static final int STALE = 75;

    @CommandLine.Mixin Help help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of the workbook, of Java and of the system.")
    boolean version;

    final Context context = new Context();

    /** The option {@code --help}, which every command has. */
    static final class Help {
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        boolean wanted;
    }

    /**
     * Runs a command.
     *
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            Workbook workbook = new Workbook();
            if (!workbook.context.build().isCurrent()) {
                return System.getProperty("workbook.launcher") != null
                        ? STALE
                        : rebuildAndRun(workbook.context.home(), args);
            }
            CommandLine commands = new CommandLine(workbook);
            commands.getSubcommands().get("run").setUnmatchedOptionsArePositionalParams(true);
            commands.setExecutionExceptionHandler((e, line, parsed) -> explain(e));
            commands.setUsageHelpWidth(workbook.context.terminal().text().helpWidth());
            commands.setParameterExceptionHandler((e, given) -> explain(e, given));
            return commands.execute(args);
        } catch (RuntimeException e) {
            return explain(e);
        }
    }

    private static int explain(CommandLine.ParameterException e, String... given) {
        complain(
                e instanceof CommandLine.UnmatchedArgumentException unknown
                        ? "Not understood: " + String.join(" ", unknown.getUnmatched())
                        : inPlainWords(e.getMessage().split("\\R")[0]));
        String command = "./" + e.getCommandLine().getCommandSpec().qualifiedName(" ");
        complain(
                meant(e, command, given)
                        .map(meant -> "Did you mean: " + meant)
                        .orElse("Try: " + command + " --help"));
        return USED_WRONGLY;
    }

    /** Returns what the user may have wanted to type: a command, or an option of a command. */
    private static Optional<String> meant(
            CommandLine.ParameterException e, String command, String... given) {
        if (given.length > 0 && given[0].matches("\\d{1,2}")) {
            return Optional.of("./workbook test " + given[0]);
        }
        if (!(e instanceof CommandLine.UnmatchedArgumentException unknown)) {
            return Optional.empty();
        }
        List<String> typed = letters(unknown.getUnmatched().get(0));
        return Stream.concat(
                        e.getCommandLine().getSubcommands().keySet().stream()
                                .filter(name -> letters(name).equals(typed)),
                        unknown.getSuggestions().stream())
                .findFirst()
                .map(word -> command + " " + word);
    }

    private static List<String> letters(String word) {
        return word.chars().sorted().mapToObj(Character::toString).toList();
    }

    /** Returns picocli's message about a value without the names of Java types. */
    private static String inPlainWords(String message) {
        return message.replaceFirst("positional parameter at index \\d+ \\((.*?)\\)", "$1")
                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                .replaceFirst("is not a double$", "is not a number");
    }

    /**
     * Prints an error. The text may contain names of files and classes from elsewhere, so it is
     * made safe to show.
     */
    private static void complain(String text) {
        System.err.println(Visible.lines(text));
    }

    private static int explain(Exception e) {
        if (System.getenv("WORKBOOK_TRACE") != null) {
            e.printStackTrace();
        }
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        complain(
                e instanceof UsageError
                        ? e.getMessage()
                        : cause instanceof FileSystemException file
                                ? "Trouble with %s: %s.".formatted(file.getFile(), Reason.of(file))
                                : "The workbook failed: "
                                        + e
                                        + "\n(WORKBOOK_TRACE=1 shows where.)");
        return USED_WRONGLY;
    }

    @Override
    public Integer call() {
        return new Watch(context).run(context.current());
    }

    /**
     * Runs the launcher, which builds and starts the tool. This is for users who start the tool
     * without its launcher, for example with {@code mvn compile exec:java}. The launcher uses the
     * same Maven if it is known.
     */
    private static int rebuildAndRun(Home home, String... args) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c") : List.of("sh"));
        command.add(home.root().resolve(windows ? "workbook.cmd" : "workbook").toString());
        command.addAll(List.of(args));
        ProcessBuilder launcher = JavaProcess.builder(command).inheritIO();
        String maven = System.getProperty("maven.home");
        if (maven != null) {
            String bin = Path.of(maven, "bin") + File.pathSeparator;
            launcher.environment().merge("PATH", bin, (others, first) -> first + others);
        }
        try {
            return launcher.start().waitFor();
        } catch (IOException e) {
            throw new UsageError("The workbook must be built first: run ./workbook.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Prints {@code --version}: the versions that a bug report should contain. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String packed = Workbook.class.getPackage().getImplementationVersion();
            return new String[] {
                "workbook %s, Java %s (%s), %s %s %s"
                        .formatted(
                                packed == null ? "not packed" : packed,
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"))
            };
        }
    }
}
