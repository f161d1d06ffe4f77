package workbook.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;
import workbook.wire.Visible;

/**
 * The program of a worker JVM. It writes {@code ready}, reads a request from standard input, writes
 * the result of each test to standard output, and ends. After {@code prove} or {@code seek}, it may
 * serve further requests. If the tool ends, the worker ends at once.
 *
 * <p>The learner's code runs in this process and may do anything to it. Even if the process dies,
 * the tool has all results that were reported before.
 */
public final class Worker {

    private static final int REHEARSALS = 8; // after the first, most code still runs uncompiled
    private static final long REHEARSING = 1_500; // ms, after which no further rehearsal begins

    private final DataInputStream in;
    private final DataOutputStream out;
    private Seal seal; // guarded by out
    private volatile boolean runaway;

    private Worker(InputStream in, FileOutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(new java.io.BufferedOutputStream(out));
    }

    /** Reads requests from standard input and serves them. */
    public static void main(String[] args) throws Exception {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0])); // the learner's code gets no input
        PrintStream ignored = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.setOut(ignored);
        Worker worker = new Worker(in, ownOutput());
        worker.becomeHost();
        Launcher launcher = LauncherFactory.create(plain());
        warmUp(launcher);
        worker.tell("ready");
        try {
            worker.serve(launcher);
        } catch (ClassNotFoundException e) {
            worker.tell("damaged", e.getMessage());
        }
        Runtime.getRuntime().halt(0); // threads of the learner's code may still run
    }

    /**
     * Returns a private copy of standard output, which only the worker can use. What other code
     * writes to standard output is lost. On Windows, standard output has no file name, so it is
     * shared.
     */
    private static FileOutputStream ownOutput() throws IOException {
        File standard = new File("/dev/fd/1");
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        if (!standard.exists()) {
            return out;
        }
        FileOutputStream own = new FileOutputStream(standard);
        out.close(); // Java then redirects standard output to nowhere
        return own;
    }

    private void serve(Launcher launcher) throws Exception {
        Frame request = Frame.readFrom(in);
        if (request != null && request.kind().equals("rehearse")) {
            rehearse(launcher, request);
            request = Frame.readFrom(in);
        }
        if (request != null) {
            synchronized (out) {
                seal = new Seal(request.text(1));
            }
            request = Frame.readFrom(in);
        }
        if (request != null) {
            BlockingQueue<Frame> more = endWithTheTool();
            if (request.kind().equals("grade")) {
                grade(launcher, request);
                tell("done");
            } else {
                proveAll(launcher, request, more);
            }
        }
    }

    /**
     * Grades one submission after another, as long as they leave nothing behind. {@code prove} runs
     * all tests, {@code seek} runs them up to the first failure.
     */
    private void proveAll(Launcher launcher, Frame first, BlockingQueue<Frame> more)
            throws Exception {
        Traces traces = new Traces();
        for (Frame request = first; ; request = more.take()) {
            Host.forget();
            traces.note();
            if (request.kind().equals("seek")) {
                seek(launcher, request);
            } else {
                grade(launcher, request);
            }
            Thread.currentThread().setContextClassLoader(Worker.class.getClassLoader());
            String left = traces.left(request.text(1));
            tell("done", left.isEmpty() ? "clean" : left);
            if (!left.isEmpty()) {
                return;
            }
        }
    }

    private static LauncherConfig plain() {
        return LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
    }

    /**
     * Loads the classes that every grader needs and runs them once, while the tool compiles the
     * learner's code.
     */
    private static void warmUp(Launcher launcher) {
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass("kit.WarmUp"))
                        .build());
    }

    private void becomeHost() {
        Host.become(
                new Host() {
                    @Override
                    protected void lastWords(String text) {
                        tell("words", text);
                    }

                    @Override
                    protected void runaway() {
                        runaway = true;
                    }
                });
    }

    /**
     * Starts a thread that reads further requests. When standard input ends, the tool has ended,
     * and the thread ends this process.
     *
     * @return the queue of these requests
     */
    private BlockingQueue<Frame> endWithTheTool() {
        BlockingQueue<Frame> more = new LinkedBlockingQueue<>();
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                for (Frame next = Frame.readFrom(in);
                                        next != null;
                                        next = Frame.readFrom(in)) {
                                    more.add(next);
                                }
                            } catch (IOException e) {
                                // same as the end of the stream
                            }
                            Runtime.getRuntime().halt(3);
                        },
                        "end with the tool");
        watch.setDaemon(true);
        watch.start();
        return more;
    }

    /**
     * Runs the tests of a lesson on the reference solution without a report, so that the code is
     * already loaded and compiled for the next request. When that request arrives, stops after the
     * current test.
     *
     * @param request like that of {@link #grade}, but of the kind {@code rehearse}
     */
    private void rehearse(Launcher launcher, Frame request) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REHEARSING);
        for (int i = 0; i < REHEARSALS && in.available() == 0 && System.nanoTime() < end; i++) {
            TestPlan plan = launcher.discover(discovery(request, graders(request)));
            for (TestIdentifier test : tests(plan)) {
                if (in.available() == 0) {
                    launcher.execute(one(test));
                }
            }
        }
        System.gc(); // now, because a later collection would close leaked sockets
    }

    /**
     * Runs a lesson's grader on the learner's classes and reports each test.
     *
     * @param request {@code grade}, the lesson, the folder of the learner's classes, the jar of the
     *     graders, the order of the tests ({@code Class.method}, a line each), the task whose tests
     *     come first (empty for none), the number of test classes, their names, then the ids of
     *     tests to leave out
     */
    private void grade(Launcher launcher, Frame request) throws Exception {
        List<Class<?>> graders = graders(request);
        TestPlan plan = launcher.discover(discovery(request, graders));
        tellPlanned(plan);
        Teller teller = new Teller(plan);
        if (request.text(5).isEmpty()) {
            launcher.execute(plan, teller);
        } else {
            int first = Integer.parseInt(request.text(5));
            Predicate<TestDescriptor> isFirst = test -> requirement(test.getTags()).task() == first;
            launcher.execute(discovery(request, graders, isFirst), teller);
            launcher.execute(discovery(request, graders, isFirst.negate()), teller);
        }
    }

    /**
     * Runs the tests in the order of the verdict until one has failed. In this request, the first
     * task is named by words from the title of one of its tests.
     */
    private void seek(Launcher launcher, Frame request) throws Exception {
        TestPlan plan = launcher.discover(discovery(request, graders(request)));
        List<TestIdentifier> tests = tellPlanned(plan);
        List<String> order = request.text(4).lines().toList();
        String words = request.text(5);
        int first =
                tests.stream()
                        .filter(test -> !words.isEmpty() && title(plan, test).contains(words))
                        .mapToInt(test -> requirement(test.getTags()).task())
                        .min()
                        .orElse(0);
        tests.sort(
                Comparator.comparing(
                                (TestIdentifier test) ->
                                        requirement(test.getTags()).task() != first)
                        .thenComparing(test -> requirement(test.getTags()))
                        .thenComparingInt(test -> order.indexOf(position(test))));
        Teller teller = new Teller(plan);
        for (TestIdentifier test : tests) {
            if (!teller.failed) {
                launcher.execute(one(test), teller);
            }
        }
    }

    /** Returns a title in lower case and without "()", like the words in the request. */
    private static String title(TestPlan plan, TestIdentifier test) {
        return title(plan, test, (MethodSource) test.getSource().orElseThrow())
                .toLowerCase(Locale.ROOT)
                .replace("()", "");
    }

    private static LauncherDiscoveryRequest one(TestIdentifier test) {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false) // other code could set them
                .selectors(selectUniqueId(test.getUniqueId()))
                .build();
    }

    private static RequirementTag requirement(Set<TestTag> tags) {
        return RequirementTag.of(tags.stream().map(TestTag::getName).toList());
    }

    /** Returns the name of a test as in the order: {@code Class.method}. */
    private static String position(TestIdentifier test) {
        MethodSource source = (MethodSource) test.getSource().orElseThrow();
        String type = source.getClassName();
        return type.substring(Math.max(type.lastIndexOf('$'), type.lastIndexOf('.')) + 1)
                + "."
                + source.getMethodName();
    }

    private List<TestIdentifier> tellPlanned(TestPlan plan) {
        List<TestIdentifier> tests = tests(plan);
        tests.forEach(test -> tellPlanned(plan, test));
        return tests;
    }

    private static List<TestIdentifier> tests(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Loads the graders with a new loader, which also loads the learner's classes. */
    private static List<Class<?>> graders(Frame request) throws Exception {
        LessonLoader loader =
                new LessonLoader(
                        request.text(1), Path.of(request.text(2)), Path.of(request.text(3)));
        Thread.currentThread().setContextClassLoader(loader);
        List<Class<?>> graders = new ArrayList<>();
        for (String name : request.texts().subList(7, leftOutFrom(request))) {
            graders.add(loader.loadClass(name));
        }
        return graders;
    }

    private static int leftOutFrom(Frame request) {
        return 7 + Integer.parseInt(request.text(6));
    }

    private static LauncherDiscoveryRequest discovery(Frame request, List<Class<?>> graders) {
        return discovery(request, graders, test -> true);
    }

    private static LauncherDiscoveryRequest discovery(
            Frame request, List<Class<?>> graders, Predicate<TestDescriptor> wanted) {
        System.setProperty("workbook.order", request.text(4));
        List<String> texts = request.texts();
        Set<String> leftOut = new HashSet<>(texts.subList(leftOutFrom(request), texts.size()));
        LauncherDiscoveryRequestBuilder builder =
                LauncherDiscoveryRequestBuilder.request()
                        .enableImplicitConfigurationParameters(false) // other code could set them
                        .configurationParameter(
                                "junit.jupiter.testmethod.order.default", "kit.SourceOrder")
                        .configurationParameter(
                                "junit.jupiter.testclass.order.default", "kit.SourceOrder");
        graders.forEach(grader -> builder.selectors(selectClass(grader)));
        return builder.filters(
                        (PostDiscoveryFilter)
                                test ->
                                        FilterResult.includedIf(
                                                !test.isTest()
                                                        || wanted.test(test)
                                                                && !leftOut.contains(id(test))))
                .build();
    }

    private static String id(TestDescriptor test) {
        return test.getUniqueId().toString();
    }

    private void tellPlanned(TestPlan plan, TestIdentifier test) {
        MethodSource source = (MethodSource) test.getSource().orElseThrow();
        String tags =
                test.getTags().stream()
                        .map(tag -> tag.getName())
                        .sorted()
                        .collect(Collectors.joining(" "));
        tell(
                "planned",
                test.getUniqueId(),
                source.getClassName(),
                source.getMethodName(),
                title(plan, test, source),
                tags);
    }

    /**
     * Returns the test's {@code @DisplayName}; without one, the names from the outer class to the
     * method.
     */
    private static String title(TestPlan plan, TestIdentifier test, MethodSource source) {
        String given = test.getDisplayName();
        String name = given.replace("()", "");
        if (!name.equals(source.getMethodName().replace('_', ' '))) {
            return given; // a @DisplayName, which may contain a method name such as "close()"
        }
        StringBuilder title = new StringBuilder(name);
        TestIdentifier parent = plan.getParent(test).orElseThrow();
        while (parent.getUniqueIdObject().getLastSegment().getType().startsWith("nested")) {
            title.insert(0, parent.getDisplayName() + " ");
            parent = plan.getParent(parent).orElseThrow();
        }
        return title.toString();
    }

    private void tell(String... texts) {
        synchronized (out) {
            try {
                Frame message = Frame.of(texts);
                (seal == null ? message : seal.sealed(message)).writeTo(out);
            } catch (IOException e) {
                Runtime.getRuntime().halt(3); // the tool has ended
            }
        }
    }

    /** Reports each test to the tool. */
    private final class Teller implements TestExecutionListener {

        private final TestPlan plan;
        private boolean failed;

        Teller(TestPlan plan) {
            this.plan = plan;
        }

        @Override
        public void executionSkipped(TestIdentifier skipped, String reason) {
            tellLeftOut(skipped, reason);
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.isTest()) {
                tell("started", test.getUniqueId());
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable thrown = result.getThrowable().orElse(null);
            if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                tellLeftOut(test, message(thrown));
            } else if (test.isTest() || thrown != null) {
                failed |= thrown != null;
                tell(
                        thrown == null ? "passed" : "failed",
                        test.getUniqueId(),
                        thrown == null ? "" : message(thrown),
                        thrown == null ? "" : trace(thrown));
            }
            if (runaway) {
                tell("runaway");
                Runtime.getRuntime().halt(0);
            }
        }

        private void tellLeftOut(TestIdentifier without, String reason) {
            Stream.concat(Stream.of(without), plan.getDescendants(without).stream())
                    .filter(TestIdentifier::isTest)
                    .forEach(test -> tell("left out", test.getUniqueId(), reason));
        }

        /**
         * Returns the text of an exception. The learner's code may define its class, so even its
         * methods may throw.
         */
        private String message(Throwable thrown) {
            try {
                String text =
                        thrown instanceof AssertionError || thrown instanceof TestAbortedException
                                ? String.valueOf(thrown.getMessage())
                                : Visible.line(Shortened.of(thrown.toString()));
                return Shortened.of(text.startsWith("\n") ? text.substring(1) : text);
            } catch (Throwable e) {
                return thrown.getClass().getName() + ", whose text cannot be shown";
            }
        }

        private String trace(Throwable thrown) {
            try {
                StringWriter text = new StringWriter();
                thrown.printStackTrace(new PrintWriter(text));
                return Shortened.of(text.toString());
            } catch (Throwable e) {
                return "";
            }
        }
    }
}
