package workbook.grading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.files.TemporaryFolder;
import workbook.process.JavaProcess;
import workbook.worker.Frame;
import workbook.worker.Seal;

/** A worker JVM, seen from the tool. It serves one request, or several while it stays warm. */
final class WorkerProcess implements AutoCloseable {

    static final int MEMORY = 256; // MiB of heap

    private static final int COMMON_POOL = 3; // threads, on every computer

    private final Process process;
    private final TemporaryFolder folder;
    private final boolean archiving;
    private boolean warm;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String key = Seal.newKey();
    private Seal seal; // of its messages; null until the key is sent
    private boolean forged;

    private WorkerProcess(Process process, TemporaryFolder folder, boolean archiving) {
        this.process = process;
        this.folder = folder;
        this.archiving = archiving;
        this.in = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(process.getOutputStream());
    }

    /** Starts a worker. It warms up by itself and then waits for a request. */
    static WorkerProcess start(Build build, List<String> prefix, boolean archiving)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(JavaProcess.java());
        TemporaryFolder folder = new TemporaryFolder();
        command.addAll(options(build, folder.path()));
        String archive = build.workerArchive().toString();
        command.add((archiving ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=") + archive);
        command.add("workbook.worker.Worker");
        try {
            Process process =
                    JavaProcess.builder(command)
                            .directory(folder.path().toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new WorkerProcess(process, folder, archiving);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Returns the JVM options of a worker.
     *
     * @param folder for all files that the worker creates, even by a crash
     */
    private static List<String> options(Build build, Path folder) {
        List<String> classPath = new ArrayList<>();
        classPath.add(build.tool().toString());
        classPath.add(build.graders().toString());
        build.libraries().forEach(jar -> classPath.add(jar.toString()));
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + MEMORY + "m");
        options.add("-Xmn" + MEMORY / 2 + "m"); // a collection would close leaked sockets
        options.add("-XX:+UseSerialGC");
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-XX:CompileThresholdScaling=0.1"); // a worker does not live long
        options.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + COMMON_POOL);
        options.add("-XX:-UsePerfData");
        options.add("-Xlog:disable");
        options.add("-XX:+DisableAttachMechanism");
        options.addAll(JavaProcess.crashingInto(folder));
        options.add("-Djava.io.tmpdir=" + folder);
        // These differ from the learner's computer on purpose. If the code relies on the default
        // charset, time zone or line separator, a test fails.
        options.add("-Dfile.encoding=windows-1251");
        options.add("-Duser.timezone=Pacific/Chatham");
        if (File.separatorChar == '/') { // Windows has this line separator anyway
            options.add("-Dline.separator=\r\n");
        }
        options.add("-cp");
        options.add(String.join(File.pathSeparator, classPath));
        return options;
    }

    /** Notes that the worker is clean and waits for another request. */
    void staysWarm() {
        warm = true;
    }

    /** Returns whether the worker waits for another request. */
    boolean isWarm() {
        return warm;
    }

    /** Sends a request. Before the first one, sends the key for the seals. */
    void request(Frame request) throws IOException {
        warm = false;
        if (seal == null) {
            Frame.of("key", key).writeTo(out);
            seal = new Seal(key);
        }
        request.writeTo(out);
    }

    /**
     * Makes the worker rehearse before its request. If the worker has died, this is noticed later.
     */
    void rehearse(Frame rehearsal) {
        try {
            rehearsal.writeTo(out);
        } catch (IOException e) {
            // the worker has ended; its next request will show that
        }
    }

    /**
     * Returns the next message; null if the worker has ended for any reason, or if other code has
     * written among its messages.
     */
    Frame next() {
        try {
            Frame frame = Frame.readFrom(in);
            if (frame == null || seal == null) {
                return frame;
            }
            Frame message = seal.opened(frame);
            if (message != null) {
                return message;
            }
        } catch (IOException e) {
            // other code has written something that is not a message
        }
        forged = process.isAlive();
        kill();
        return null;
    }

    /** Returns whether it was killed because other code wrote among its messages. */
    boolean forged() {
        return forged;
    }

    /** Ends the worker at once, and every program that was started in it. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits until the worker has ended, and returns its exit status. */
    int exitStatus() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        if (archiving) {
            exitStatus(); // waits until the worker has written its archive
        }
        kill();
        process.onExit().thenRun(folder::close);
    }
}
