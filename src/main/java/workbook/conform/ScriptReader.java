package workbook.conform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;
import workbook.conform.Script.Group;
import workbook.conform.Template.Form;

/** Reads cases from their files. docs/jim.md describes the format. */
public final class ScriptReader {

    private static final String FOLDER = "/workbook/conform/";
    private static final String ENDING = ".txt";
    private static final long LONGEST = 1 << 20; // bytes of a file

    private static final Pattern STEP =
            Pattern.compile(
                    "(?<peer>\\p{L}[\\p{L}\\d]*) "
                            + "(?:(?<act>connects|ends|resets|closes)"
                            + "|(?:until (?<until>[^ ]+) )?"
                            + "(?<way>>>|>|<) (?<text>.+))");

    private static final String TOKEN = "0000000"; // as long as a real one

    private final String source; // the file, as error messages name it
    private final List<Step> steps = new ArrayList<>();
    private String title;
    private Group group;

    private ScriptReader(String source) {
        this.source = source;
    }

    /** Returns the cases that belong to the workbook, in their order. */
    public static List<Script> all() {
        return resource("index.txt").lines().map(ScriptReader::named).toList();
    }

    private static Script named(String name) {
        return parse(name, resource(name + ENDING));
    }

    private static String resource(String file) {
        try (InputStream in = ScriptReader.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new UsageError("The workbook lacks its case " + file + ".");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UsageError("The case " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a case that the user has written.
     *
     * @throws UsageError if it cannot be read or parsed; the message names the file and the line
     */
    public static Script file(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UsageError("There is no file " + file + ".");
            }
            if (Files.size(file) > LONGEST) {
                throw new UsageError(file + " is longer than 1 MB: too long for a case.");
            }
            return parse(file.toString(), Files.readString(file, UTF_8));
        } catch (CharacterCodingException e) {
            throw new UsageError(file + " is not UTF-8 text.");
        } catch (IOException e) {
            throw new UsageError(file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a case.
     *
     * @param source the file, as error messages name it
     * @throws UsageError if it cannot be parsed; the message names the file and the line
     */
    static Script parse(String source, String text) {
        ScriptReader reader = new ScriptReader(source);
        int number = 0;
        for (String line : text.lines().toList()) {
            reader.line(++number, line.strip());
        }
        if (reader.steps.isEmpty()) {
            throw reader.error(Math.max(1, number), "A case has a title, a group, and steps.");
        }
        String name = source.replaceAll(".*[/\\\\]", "").replaceAll("\\.txt$", "");
        return new Script(name, reader.group, reader.title, List.copyOf(reader.steps));
    }

    private void line(int number, String line) {
        if (title == null) {
            title(number, line);
        } else if (line.isEmpty() || line.startsWith("#")) {
            return;
        } else if (group == null) {
            group(number, line);
        } else {
            step(number, line);
        }
    }

    private void title(int number, String line) {
        if (!line.startsWith("#") || line.substring(1).isBlank()) {
            throw error(number, "The first line is the title: # Two clients talk in turn");
        }
        title = line.substring(1).strip();
    }

    private void group(int number, String line) {
        if (!line.equals("protocol") && !line.equals("ours")) {
            throw error(number, "Before the steps stands protocol or ours, on a line of its own.");
        }
        group = Group.valueOf(line.toUpperCase(Locale.ROOT));
    }

    private void step(int number, String line) {
        Matcher parts = STEP.matcher(line);
        if (!parts.matches()) {
            throw error(
                    number,
                    "A step is: anna > TEXT, anna >> \"BYTES\", anna < 200, anna connects.");
        }
        try {
            steps.add(step(number, parts));
        } catch (IllegalArgumentException e) {
            throw error(number, e.getMessage());
        }
    }

    private static Step step(int line, Matcher parts) {
        String peer = parts.group("peer");
        if (parts.group("act") != null) {
            String action = parts.group("act").toUpperCase(Locale.ROOT);
            return new Step.Act(line, peer, Step.Action.valueOf(action));
        }
        if (parts.group("way").equals("<")) {
            if (parts.group("until") != null) {
                throw new IllegalArgumentException("until goes with > and >>.");
            }
            Template what = new Template(parts.group("text"), Form.LINE);
            Expected.of(what.fill(TOKEN));
            return new Step.Expect(line, peer, what);
        }
        Template text = text(parts);
        text.pieces(TOKEN);
        if (parts.group("until") == null) {
            return new Step.Send(line, peer, text);
        }
        Expected.of(parts.group("until"));
        return new Step.Until(line, peer, parts.group("until"), text);
    }

    private static Template text(Matcher parts) {
        String text = parts.group("text");
        if (parts.group("way").equals(">")) {
            return new Template(text, Form.LINE);
        }
        if (text.length() < 3 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new IllegalArgumentException("After >> the bytes stand in quotes.");
        }
        String bytes = text.substring(1, text.length() - 1);
        return new Template(bytes, Form.BYTES);
    }

    private UsageError error(int line, String message) {
        return new UsageError(source + ":" + line + ": " + message);
    }
}
