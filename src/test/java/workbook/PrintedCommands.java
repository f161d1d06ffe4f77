package workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import workbook.cli.Workbook;

/** Finds the commands that README, docs and lessons print. */
final class PrintedCommands {

    /** What a fenced block may say that it holds; without a word, or with sh, it holds commands. */
    private static final Set<String> LANGUAGES =
            Set.of("", "sh", "text", "java", "jshell", "demo", "wire", "verdict", "lanes");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "(\\./workbook|workbook(\\.cmd)?)"
                            + "|(\\./workbook|workbook\\.cmd|(\\./)?mvnw?(\\.cmd)?|javac?|python3?|jshell|nc"
                            + "|diff|git|sudo|brew|winget|ss|lsof|netstat|curl|sh|chmod|export|set) .+");
    private static final Pattern SUBCOMMAND =
            Pattern.compile(
                    "("
                            + String.join(
                                    "|", new CommandLine(new Workbook()).getSubcommands().keySet())
                            + ") (\\d\\d|NN|\\[NN]|--|load|conform).*");

    private PrintedCommands() {}

    /** Each command, and the pages that print it. */
    static Map<String, Set<String>> in(Path root) throws IOException {
        Map<String, Set<String>> commands = new LinkedHashMap<>();
        for (Path page : pages(root)) {
            String name = root.relativize(page).toString().replace('\\', '/');
            for (String command : of(Files.readString(page).replace("\r\n", "\n"))) {
                commands.computeIfAbsent(command, c -> new java.util.TreeSet<>()).add(name);
            }
        }
        return commands;
    }

    /** README, docs and the pages of the lessons. */
    static List<Path> pages(Path root) throws IOException {
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
        for (String folder : List.of("docs", "lessons")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /** The commands of a page, each as it is typed; a loop is one. */
    static List<String> of(String page) {
        List<String> commands = new ArrayList<>();
        Matcher block = FENCED.matcher(page);
        StringBuilder prose = new StringBuilder();
        while (block.find()) {
            if (!LANGUAGES.contains(block.group(1))) {
                throw new IllegalArgumentException(
                        "what does a block of this hold? " + block.group());
            }
            if (block.group(1).isEmpty() || block.group(1).equals("sh")) {
                commands.addAll(lines(block.group(2)));
            }
            block.appendReplacement(prose, "");
        }
        block.appendTail(prose);
        for (String paragraph : prose.toString().split("\\n(?=\\||\\n)")) {
            commands.addAll(inline(paragraph));
        }
        return commands;
    }

    private static List<String> lines(String block) {
        if (block.startsWith("for ")) {
            return List.of(block.strip());
        }
        return block.lines()
                .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The commands in a paragraph; in a row of a table, also its first one with each option. */
    private static List<String> inline(String paragraph) {
        List<String> commands = new ArrayList<>();
        Matcher code = CODE.matcher(paragraph);
        while (code.find()) {
            String text = code.group(1).replaceAll("\\s+", " ").strip();
            if (SUBCOMMAND.matcher(text).matches()) {
                commands.add("./workbook " + text);
            } else if (PROGRAM.matcher(text).matches()) {
                commands.add(text);
            } else if (text.startsWith("--")
                    && paragraph.startsWith("|")
                    && !commands.isEmpty()
                    && commands.get(0).startsWith("./workbook ")) {
                commands.add(commands.get(0) + " " + text);
            }
        }
        return commands;
    }
}
