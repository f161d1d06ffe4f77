package workbook.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.files.Reason;
import workbook.wire.Visible;

/**
 * A Java file and its text.
 *
 * @param text without a byte order mark
 */
record Source(Path file, String text) {

    private static final int LONGEST = 1 << 20; // bytes; the longest file of a lesson has 10,000

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\r\n]*");
    private static final Pattern PACKAGE = Pattern.compile("\\s*package\\s+([\\w.\\s]+?)\\s*;");

    /** Thrown if a file does not contain a text that can be compiled. It contains the fault. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        private Unusable(Fault fault) {
            super(fault.text());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /**
     * Reads a file.
     *
     * @throws Unusable if it cannot be read, or is not UTF-8 text
     */
    static Source read(Path file) throws Unusable {
        String name = name(file);
        byte[] bytes = bytes(file, name);
        if (bytes.length > LONGEST) {
            throw unusable(name, Fault.Kind.FILE, " is longer than a megabyte.");
        }
        String trouble = Encoding.trouble(Visible.line(name), bytes);
        if (!trouble.isEmpty()) {
            throw new Unusable(new Fault(name, Fault.Kind.TEXT, trouble));
        }
        int mark = Encoding.hasMark(bytes) ? Encoding.MARK.length : 0;
        return new Source(file, new String(bytes, mark, bytes.length - mark, UTF_8));
    }

    private static byte[] bytes(Path file, String name) throws Unusable {
        if (Files.isDirectory(file)) {
            throw unusable(name, Fault.Kind.FILE, " is a folder, not a file.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a read might never end
            throw unusable(name, Fault.Kind.FILE, " is not a regular file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw unusable(name, Fault.Kind.FILE, " cannot be read: " + reason(file, e) + ".");
        }
    }

    private static String reason(Path file, IOException e) {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            return "it is a link, and what it points to does not exist";
        }
        return Reason.of(e);
    }

    private static Unusable unusable(String name, Fault.Kind kind, String what) {
        return new Unusable(new Fault(name, kind, Visible.line(name) + what));
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }

    String name() {
        return name(file);
    }

    /** Returns the package that the file declares; empty if it declares none. */
    String declaredPackage() {
        Matcher declared = PACKAGE.matcher(COMMENT.matcher(text).replaceAll(" "));
        return declared.lookingAt() ? declared.group(1).replaceAll("\\s", "") : "";
    }
}
