package workbook.grading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import workbook.worker.Frame;

/** A worker JVM, seen from the tool. It serves one verdict. */
final class WorkerProcess implements AutoCloseable {

    static final int MEMORY = 256; // MiB of heap

    private static final int COMMON_POOL = 3; // threads, on every computer

    private final Process process;
    private final boolean archiving;
    private final DataInputStream in;
    private final DataOutputStream out;

    private WorkerProcess(Process process, boolean archiving) {
        this.process = process;
        this.archiving = archiving;
        this.in = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(process.getOutputStream());
    }

    /** Starts a worker; it warms up by itself and then waits for its one request. */
    static WorkerProcess start(Build build, List<String> prefix, boolean archiving)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(build));
        String archive = build.workerArchive().toString();
        command.add((archiving ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=") + archive);
        command.add("workbook.worker.Worker");
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new WorkerProcess(process, archiving);
    }

    private static List<String> options(Build build) {
        List<String> classPath = new ArrayList<>();
        classPath.add(build.tool().toString());
        classPath.add(build.graders().toString());
        build.libraries().forEach(jar -> classPath.add(jar.toString()));
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + MEMORY + "m");
        options.add("-Xmn" + MEMORY / 2 + "m"); // a collection would close leaked sockets
        options.add("-XX:+UseSerialGC");
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-XX:CompileThresholdScaling=0.1"); // it does not live long
        options.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + COMMON_POOL);
        options.add("-XX:-UsePerfData");
        options.add("-Xlog:disable");
        // A computer unlike the learner's, on purpose: what the code takes from it in silence, its
        // charset, its time zone or its line end, shows.
        options.add("-Dfile.encoding=windows-1251");
        options.add("-Duser.timezone=Pacific/Chatham");
        if (File.separatorChar == '/') { // where lines do not end so anyway
            options.add("-Dline.separator=\r\n");
        }
        options.add("-cp");
        options.add(String.join(File.pathSeparator, classPath));
        return options;
    }

    /** Sends the request that this worker serves. */
    void request(Frame request) throws IOException {
        request.writeTo(out);
    }

    /** Has the worker rehearse as told before it serves its request; a dead one is found later. */
    void rehearse(Frame rehearsal) {
        try {
            rehearsal.writeTo(out);
        } catch (IOException e) {
            // the conversation that comes will tell
        }
    }

    /** The next message; null when the worker has ended, in whatever way, or talks gibberish. */
    Frame next() {
        try {
            return Frame.readFrom(in);
        } catch (IOException e) {
            process.destroyForcibly(); // where somebody else writes among its messages
            return null;
        }
    }

    /** Kills the worker after a while, so that {@link #next()} never waits for ever. */
    CompletableFuture<Void> killAfter(long seconds) {
        return CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
    }

    /** The exit status; waits for the end. */
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
            exitStatus(); // it writes its archive
        }
        process.destroyForcibly();
    }
}
