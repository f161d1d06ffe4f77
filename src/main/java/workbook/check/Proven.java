package workbook.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.files.AtomicFile;

/**
 * Remembers in {@code target/proven} which cases were proven, so that a case that has not changed
 * since is not graded again. A case is identified by a hash of everything that its verdict depends
 * on: its files and expectations, the lesson's graders, the kit, the tool, the libraries and the
 * JDK. On a build server, nothing is remembered.
 */
final class Proven {

    private static final int MOST = 20_000; // cases that are kept

    private final Home home;
    private final boolean remembers;
    private final Map<Path, String> hashes = new HashMap<>(); // of folders
    private final Set<String> proven = new LinkedHashSet<>();

    Proven(Home home) {
        this.home = home;
        this.remembers = System.getenv("CI") == null;
        try {
            if (this.remembers && Files.exists(file())) {
                proven.addAll(Files.readAllLines(file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return home.target().resolve("proven");
    }

    /** Returns whether this case was proven before and has not changed. */
    boolean knows(Case one) {
        return remembers && proven.contains(hash(one));
    }

    /** Notes that these cases are proven. */
    void add(List<Case> cases) {
        if (!remembers) {
            return;
        }
        for (Case one : cases) {
            proven.remove(hash(one));
            proven.add(hash(one));
        }
        try {
            List<String> kept = proven.stream().skip(Math.max(0, proven.size() - MOST)).toList();
            AtomicFile.write(file(), (String.join("\n", kept) + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hash(Case one) {
        MessageDigest digest = sha256();
        Lesson lesson = one.lesson();
        Path root = home.root();
        for (String text :
                List.of(
                        one.toString(),
                        one.fails(),
                        one.says(),
                        String.join("\n", one.nots()),
                        System.getProperty("java.vm.version") + System.getProperty("java.home"),
                        ofFolder(root.resolve("pom.xml")),
                        ofFolder(root.resolve("src/main/java/workbook")),
                        ofFolder(home.graders().resolve("kit")),
                        ofFolder(home.graders().resolve(lesson.name())),
                        ofFolder(home.solutions().resolve(lesson.name())))) {
            digest.update(text.getBytes(UTF_8));
            digest.update((byte) 0);
        }
        for (Path file : one.submission().files()) {
            update(digest, file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String ofFolder(Path folder) {
        return hashes.computeIfAbsent(
                folder,
                key -> {
                    MessageDigest digest = sha256();
                    try (Stream<Path> files = Files.walk(key)) {
                        files.filter(Files::isRegularFile)
                                .sorted()
                                .forEach(file -> update(digest, file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return HexFormat.of().formatHex(digest.digest());
                });
    }

    private static void update(MessageDigest digest, Path file) {
        try {
            digest.update(file.getFileName().toString().getBytes(UTF_8));
            digest.update(sha256().digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
