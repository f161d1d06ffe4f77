package workbook.cli;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.UsageError;
import workbook.conform.Result;
import workbook.conform.Script;
import workbook.conform.ScriptReader;
import workbook.conform.Suite;

@Command(
        name = "conform",
        description = {
            "Plays conversations with a JIM server, and shows where its responses differ.",
            "The protocol's cases are for any server; ours show what this workbook",
            "decided where the protocol is silent (docs/jim.md)."
        },
        sortOptions = false)
final class ConformCommand implements Callable<Integer> {

    private static final double LONGEST = 60; // s

    @ParentCommand JimCommand jim;
    @Mixin Workbook.Help help;

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Where the server listens, such as 127.0.0.1:7777.")
    String address;

    @Option(names = "--protocol-only", description = "Leave out what the workbook decided.")
    boolean protocolOnly;

    @Option(
            names = "--case",
            paramLabel = "FILE",
            description = "Play this file of your own, or the case of this name; may be repeated.")
    List<String> cases = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long the server may take for each step; default ${DEFAULT-VALUE}.")
    double timeout;

    @Option(
            names = "--restart",
            paramLabel = "COMMAND",
            description = {
                "Start the server with this command, in a shell, for each",
                "case anew. It must listen at HOST:PORT."
            })
    String restart;

    @Option(names = "--list", description = "List the cases, and play none.")
    boolean list;

    @Option(names = "--json", description = "Print the verdict as JSON (docs/json.md).")
    boolean json;

    @Override
    public Integer call() {
        Duration patience = patience();
        List<Script> scripts = scripts();
        ConformText text = new ConformText(jim.workbook.context.terminal());
        if (list) {
            text.list(scripts);
            return Workbook.PASSED;
        }
        if (address == null) {
            throw new UsageError(
                    "Say where the server listens: ./workbook jim conform 127.0.0.1:7777");
        }
        InetSocketAddress server = HostAndPort.ofJim(address);
        Suite suite = new Suite(server, patience);
        if (restart == null) {
            suite.knock();
        } else {
            suite = suite.restarting(restart);
        }
        List<Result> results = suite.play(scripts, json ? result -> {} : text::result);
        if (json) {
            jim.workbook
                    .context
                    .terminal()
                    .json(ConformJson.of(address, results, scripts.size() - results.size()));
        } else {
            text.summary(results, scripts.size() - results.size(), restart != null);
        }
        return results.stream().allMatch(Result::passed) ? Workbook.PASSED : Workbook.FAILED;
    }

    private Duration patience() {
        if (!(timeout > 0 && timeout <= LONGEST)) {
            throw new UsageError("--timeout takes seconds, more than 0 and at most 60.");
        }
        return Duration.ofMillis(Math.max(1, Math.round(timeout * 1000)));
    }

    private List<Script> scripts() {
        List<Script> scripts =
                cases.isEmpty()
                        ? ScriptReader.all()
                        : cases.stream().map(ConformCommand::script).toList();
        List<Script> wanted =
                scripts.stream()
                        .filter(script -> !protocolOnly || script.group() == Script.Group.PROTOCOL)
                        .toList();
        if (wanted.isEmpty()) {
            throw new UsageError("--protocol-only leaves out all of these cases.");
        }
        return wanted;
    }

    private static Script script(String name) {
        return isFile(name)
                ? ScriptReader.file(Path.of(name))
                : ScriptReader.all().stream()
                        .filter(script -> script.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UsageError(
                                                "There is no file "
                                                        + name
                                                        + ", and no such case;"
                                                        + " --list shows them."));
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) { // on Windows, for example with *
            return false;
        }
    }
}
