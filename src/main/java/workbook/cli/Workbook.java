package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import workbook.catalogue.UsageError;
import workbook.grading.Build;

/** The command line: {@code ./workbook} with nothing behind it goes on with the next lesson. */
@Command(
        name = "workbook",
        description = {
            "Learn socket programming in Java, lesson by lesson.",
            "",
            "Without a command: watches, from the first lesson that is not solved.",
            ""
        },
        mixinStandardHelpOptions = false,
        sortOptions = false,
        subcommands = {
            WatchCommand.class,
            DemoCommand.class,
            RunCommand.class,
            ShellCommand.class,
            ListCommand.class,
            TestCommand.class,
            HintCommand.class,
            ResetCommand.class,
            SolutionCommand.class,
            JimCommand.class,
            CheckCommand.class,
            BenchCommand.class,
            ArchiveCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit status: 0 passed, 1 failed, 2 used wrongly."})
public final class Workbook implements Callable<Integer> {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USED_WRONGLY = 2;

    /** Tells the launcher to build the tool anew and to start it again. */
    static final int STALE = 75;

    @CommandLine.Mixin Help help;

    final Context context = new Context();

    /** {@code --help}, on every command. */
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
                        : Rebuild.andRun(workbook.context.home(), args);
            }
            CommandLine commands = new CommandLine(workbook);
            commands.getSubcommands().get("run").setUnmatchedOptionsArePositionalParams(true);
            commands.setExecutionExceptionHandler((e, line, parsed) -> explain(e));
            commands.setUsageHelpWidth(Text.WIDTH);
            commands.setParameterExceptionHandler((e, given) -> explain(e, given));
            return commands.execute(args);
        } catch (UsageError e) {
            return explain(e);
        }
    }

    private static int explain(CommandLine.ParameterException e, String... given) {
        System.err.println(
                e instanceof CommandLine.UnmatchedArgumentException unknown
                        ? "Not understood: " + String.join(" ", unknown.getUnmatched())
                        : inPlainWords(e.getMessage().split("\\R")[0]));
        boolean number = given.length > 0 && given[0].matches("\\d{1,2}");
        String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
        System.err.println(
                number
                        ? "Did you mean: ./workbook test " + given[0]
                        : "Try: ./" + command + " --help");
        return USED_WRONGLY;
    }

    /** What picocli says of a value, without the names of Java's types. */
    private static String inPlainWords(String message) {
        return message.replaceFirst("positional parameter at index \\d+ \\((.*?)\\)", "$1")
                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                .replaceFirst("is not a double$", "is not a number");
    }

    private static int explain(Exception e) {
        if (System.getenv("WORKBOOK_TRACE") != null) {
            e.printStackTrace();
        }
        System.err.println(
                e instanceof UsageError
                        ? e.getMessage()
                        : "The workbook failed: " + e + "\n(WORKBOOK_TRACE=1 shows where.)");
        return USED_WRONGLY;
    }

    @Override
    public Integer call() {
        return new Watch(context).run(context.current());
    }

    /** For those who start the tool without its launcher, such as {@code mvn compile exec:java}. */
    private static final class Rebuild {

        static int andRun(workbook.catalogue.Home home, String... args) {
            try {
                int built = run(home, maven(), "-q", "-B", "-DskipTests", "package");
                if (built != 0 || !new Build(home).isCurrent()) {
                    throw new UsageError(
                            "The workbook could not be built: run  mvn package  to see why.");
                }
                List<String> command = new ArrayList<>();
                command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.add("-jar");
                command.add(home.target().resolve("workbook.jar").toString());
                command.addAll(List.of(args));
                return run(home, command.toArray(String[]::new));
            } catch (IOException e) {
                throw new UsageError(
                        "Maven could not be started (" + e.getMessage() + "). Use ./workbook.");
            }
        }

        private static String maven() {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            String mvn = windows ? "mvn.cmd" : "mvn";
            String home = System.getProperty("maven.home");
            return home == null ? mvn : Path.of(home, "bin", mvn).toString();
        }

        private static int run(workbook.catalogue.Home home, String... command) throws IOException {
            try {
                return new ProcessBuilder(command)
                        .directory(home.root().toFile())
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FAILED;
            }
        }
    }
}
