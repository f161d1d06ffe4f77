package workbook.demo.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import workbook.calls.ReplacedCalls;

/** Changes compiled classes so that they use the clock of {@link Timed}. */
public final class TimedClass {

    private static final ReplacedCalls CALLS = new ReplacedCalls(Timed.class);

    private TimedClass() {}

    /** Changes all class files in a folder, including its subfolders. */
    public static void changeAll(Path folder) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(folder)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        Map<String, byte[]> originals = new HashMap<>();
        for (Path file : classes) {
            byte[] bytes = Files.readAllBytes(file);
            originals.put(new ClassReader(bytes).getClassName(), bytes);
        }
        for (Path file : classes) {
            Files.write(file, of(Files.readAllBytes(file), originals));
        }
    }

    /**
     * Returns the changed class file.
     *
     * @param originals the class files of the program, by their names with slashes
     */
    static byte[] of(byte[] original, Map<String, byte[]> originals) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(CALLS.in(writer, originals::get), 0);
        return writer.toByteArray();
    }
}
