package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The solution of lesson 24 and programs that differ from the handbook, each in one way. The tables
 * in {@code docs/jim.md} say which of them get along with each other, and with which option; every
 * cell is played.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JimInTheWildIT {

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([a-z0-9-]+)` \\| [^|]+ \\| (yes|no) \\| (–|(yes|no), `(.+)`) \\|");
    private static final Pattern WAY = Pattern.compile("\"([a-z0-9-]+)\"");
    private static final Map<List<String>, ChatProgram> SERVERS = new HashMap<>();
    private static final Map<List<String>, Integer> PORTS = new HashMap<>();
    private static int names; // so that each client has a new one

    /** A cell of a table: a peer, the options of our program, and whether they get along. */
    record Cell(String way, List<String> options, boolean works) {

        @Override
        public String toString() {
            return way + " " + String.join(" ", options) + (works ? ": yes" : ": no");
        }
    }

    @BeforeAll
    static void needs_python() {
        PythonPeer.needed();
    }

    @AfterAll
    static void end_the_servers() {
        SERVERS.values().forEach(ChatProgram::close);
    }

    static List<Cell> clients() throws IOException {
        return cells("### Our server and their clients");
    }

    static List<Cell> servers() throws IOException {
        return cells("### Our client and their servers");
    }

    /** The cells of the table under a heading. */
    private static List<Cell> cells(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/jim.md"));
        List<Cell> cells = new ArrayList<>();
        List<String> lines = page.lines().toList();
        for (String line : lines.subList(lines.indexOf(heading) + 1, lines.size())) {
            if (line.startsWith("#")) {
                break;
            }
            if (line.startsWith("| `")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                cells.add(new Cell(row.group(1), List.of(), row.group(2).equals("yes")));
                if (row.group(4) != null) {
                    List<String> options = List.of(row.group(5).split(" "));
                    cells.add(new Cell(row.group(1), options, row.group(4).equals("yes")));
                }
            }
        }
        return cells;
    }

    private static List<Cell> someClients() throws IOException {
        return Sample.of("clients of other people", clients());
    }

    private static List<Cell> someServers() throws IOException {
        return Sample.of("servers of other people", servers());
    }

    @Test
    void the_tables_name_every_way_in_which_the_peers_differ() throws IOException {
        assertThat(clients().stream().map(Cell::way).distinct())
                .containsExactlyInAnyOrderElementsOf(ways("wild_client.py"));
        assertThat(servers().stream().map(Cell::way).distinct())
                .containsExactlyInAnyOrderElementsOf(ways("wild_server.py"));
    }

    /** The ways that a peer knows. */
    private static List<String> ways(String script) throws IOException {
        String source = Files.readString(Path.of("src/test/python", script));
        String ways = source.split("WAYS = \\(")[1].split("\\)")[0];
        return WAY.matcher(ways).results().map(way -> way.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("someClients")
    void our_server_and_a_client(Cell cell) throws Exception {
        int port = portOfServer(cell.options());

        List<String> said = PythonPeer.output("wild_client.py", port, cell.way(), "" + ++names);

        assertThat(said.get(said.size() - 1)).startsWith(cell.works() ? "works" : "fails: ");
    }

    private static int portOfServer(List<String> options) throws IOException {
        if (!PORTS.containsKey(options)) {
            List<String> arguments = new ArrayList<>(List.of("-p", "0", "-a", "127.0.0.1"));
            arguments.addAll(options);
            ChatProgram server = new ChatProgram("ChatServer", arguments);
            SERVERS.put(options, server);
            PORTS.put(options, server.port());
        }
        return PORTS.get(options);
    }

    @ParameterizedTest
    @MethodSource("someServers")
    void our_client_and_a_server(Cell cell) throws Exception {
        try (PythonPeer server = PythonPeer.server("wild_server.py", cell.way());
                ChatProgram client = client(server.port(), cell)) {
            String fault = converse(client, cell.way());

            assertThat(server.nextLine()).startsWith(cell.works() ? "works" : "fails: ");
            assertThat(fault.isEmpty()).as(fault).isEqualTo(cell.works());
        }
    }

    /** Chats with boris, and quits; what has gone wrong, or nothing. */
    private static String converse(ChatProgram client, String way) throws Exception {
        try {
            client.waitFor(Pattern.compile("^\\* you are anna"));
            client.type(way.equals("slow") ? "/msg boris hi\nhi" : "/msg boris hi");
            if (way.equals("unknown-action")) {
                client.waitFor(Pattern.compile("^\\* .* unknown action: contact_list$"));
            }
            String room = way.equals("everybody") ? "#all " : "";
            client.waitFor(Pattern.compile("^" + room + "boris: привет, anna$"));
            client.type("/quit");
            int status = client.status();
            return status == 0 && !client.seen().contains("connection") ? "" : client.seen();
        } catch (AssertionError e) {
            return e.getMessage(); // it has ended
        }
    }

    private static ChatProgram client(int port, Cell cell) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("127.0.0.1", "" + port));
        arguments.addAll(List.of("--name", "anna"));
        if (cell.way().equals("authenticate")) {
            arguments.addAll(List.of("--password", "s3cret"));
        }
        cell.options().forEach(option -> arguments.add(option.equals("''") ? "" : option));
        return new ChatProgram("ChatClient", arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ChatServer --assume handbook",
                "ChatServer --assume",
                "ChatServer --pace fast",
                "ChatServer --pace 60001",
                "ChatClient 127.0.0.1 9 --name anna --dialect pirate",
                "ChatClient 127.0.0.1 9 --name anna --pace -1",
            })
    void options_that_make_no_sense_are_refused(String line) throws Exception {
        List<String> words = List.of(line.split(" "));
        try (ChatProgram program = new ChatProgram(words.get(0), words.subList(1, words.size()))) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.seen()).containsPattern("(takes|needs) .*; usage: ");
        }
    }
}
