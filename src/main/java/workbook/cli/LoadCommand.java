package workbook.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
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
import workbook.load.Load;
import workbook.load.LoadReport;
import workbook.load.Plan;
import workbook.load.ProcessFigures;
import workbook.load.Protocol;
import workbook.load.ServerUse;
import workbook.process.ServerProgram;

@Command(
        name = "load",
        description = {
            "Loads a JIM server with clients that talk, and measures what is delivered.",
            "Without an address it starts the solution of lesson 24. Of a server whose",
            "process is known, it also measures processor time and memory."
        },
        sortOptions = false)
final class LoadCommand implements Callable<Integer> {

    private static final String LESSON = "24";
    private static final String SERVER = "ChatServer";

    @ParentCommand JimCommand jim;
    @Mixin Workbook.Help help;

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Where the server listens, such as 127.0.0.1:7777.")
    String address;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "jim",
            description = "The server's protocol: jim or irc; default ${DEFAULT-VALUE}.")
    String protocol;

    @Option(
            names = "--start",
            paramLabel = "COMMAND",
            description = {
                "Start the server with this command, in a shell. It must",
                "listen at HOST:PORT."
            })
    String start;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The number of the process of the server at HOST:PORT.")
    Long pid;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Clients that talk, 2 to 2000; default ${DEFAULT-VALUE}.")
    int clients;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Clients that are only connected, 0 to 20000; default ${DEFAULT-VALUE}.")
    int idle;

    @Option(
            names = "--rooms",
            paramLabel = "N",
            description = {
                "Rooms for the talking clients; 0: the clients talk in pairs;",
                "default 10, or fewer for fewer than 20 clients."
            })
    Integer rooms;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Messages a second from each of them, 0.01 to 1000; from",
                "all together at most 50000; default ${DEFAULT-VALUE}."
            })
    double rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "For how long they talk, 1 to 600; default ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "100",
            description = "Characters of a text, 50 to 500 (in IRC 400); default ${DEFAULT-VALUE}.")
    int size;

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            description = "Threads of the server that is started: platform or virtual.")
    String threads;

    @Option(names = "--json", description = "Print the report as JSON (docs/json.md).")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int inRooms = rooms == null ? Math.min(10, clients / 2) : rooms;
        Plan plan = new Plan(spoken(), clients, idle, inRooms, rate, seconds, size);
        if (address != null) {
            return known(plan, HostAndPort.ofJim(address));
        }
        if (start != null || pid != null || plan.protocol() != Protocol.JIM) {
            throw new UsageError("--start, --pid and --protocol irc need HOST:PORT.");
        }
        Lesson lesson = jim.workbook.context.catalogue().findRunnable(LESSON);
        try (Compiled compiled = new Compiled(lesson, false);
                ServerProgram server = ServerProgram.printingItsPort(command(lesson, compiled))) {
            return report(plan, server.address(), new ProcessFigures(server.pid()));
        }
    }

    private Protocol spoken() {
        if (!List.of("jim", "irc").contains(protocol)) {
            throw new UsageError("--protocol takes jim or irc.");
        }
        return Protocol.valueOf(protocol.toUpperCase(Locale.ROOT));
    }

    private int known(Plan plan, InetSocketAddress server)
            throws IOException, InterruptedException {
        if (threads != null) {
            throw new UsageError("--threads is for the server that is started without HOST:PORT.");
        }
        if (start != null && pid != null) {
            throw new UsageError("Give --start or --pid: the server runs already, or it does not.");
        }
        if (start == null) {
            return report(plan, server, pid == null ? null : new ProcessFigures(pid));
        }
        try (ServerProgram program = ServerProgram.listeningAt(server, start)) {
            return report(plan, server, new ProcessFigures(program.pid()));
        }
    }

    private List<String> command(Lesson lesson, Compiled compiled) {
        List<String> arguments = new ArrayList<>(List.of("-p", "0", "-a", "127.0.0.1"));
        if (threads != null) {
            if (!List.of("platform", "virtual").contains(threads)) {
                throw new UsageError("--threads takes platform or virtual.");
            }
            arguments.addAll(List.of("--threads", threads));
        }
        Cast cast = new Cast(jim.workbook.context.home(), lesson, compiled.classes(), false);
        List<String> command = new ArrayList<>(cast.java(SERVER, arguments));
        command.remove("-XX:TieredStopAtLevel=1"); // a load test needs full speed
        return command;
    }

    /**
     * Runs the load and prints the report.
     *
     * @param process measures the server's process; null if the process is unknown
     */
    private int report(Plan plan, InetSocketAddress server, ProcessFigures process)
            throws IOException, InterruptedException {
        Load load = new Load(server, plan);
        load.knock();
        ServerUse use = new ServerUse(process);
        Terminal terminal = jim.workbook.context.terminal();
        LoadReport report =
                load.run(
                        words -> {
                            if (!json) {
                                terminal.line(terminal.faint(words + " …"));
                            }
                        },
                        use);
        String where = address == null ? "the solution of lesson " + LESSON : address;
        if (json) {
            terminal.json(LoadJson.of(where, report, use));
        } else {
            new LoadText(terminal).print(where, report, use);
        }
        return report.passed() ? Workbook.PASSED : Workbook.FAILED;
    }
}
