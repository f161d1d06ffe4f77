package workbook.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
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

/**
 * The program of a worker JVM. It says {@code ready}, is told on standard input what to grade,
 * tells on standard output how each test goes, and ends: one worker serves one verdict. It ends at
 * once when the tool does.
 *
 * <p>The learner's code runs in here and may do what it likes: whatever becomes of this process,
 * the tool knows all that was told until then.
 */
public final class Worker {

    private static final int REHEARSALS = 8; // after the first, most of it still runs uncompiled
    private static final int HELPERS = Modifier.STATIC | Modifier.PRIVATE; // no classes of tests
    private static final long REHEARSING = 1_500; // ms, after which no other begins

    private final DataInputStream in;
    private final DataOutputStream out;
    private volatile boolean runaway;

    private Worker(InputStream in, FileOutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(new java.io.BufferedOutputStream(out));
    }

    /** Grades as told on standard input. */
    public static void main(String[] args) throws Exception {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0])); // the learner's code types nothing
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
        Runtime.getRuntime().halt(0); // threads of the learner's may still run
    }

    /**
     * Standard output, for the worker alone: what others write there, such as a program that the
     * learner's code starts, is lost. On Windows, where it has no name, all share it.
     */
    private static FileOutputStream ownOutput() throws IOException {
        File standard = new File("/dev/fd/1");
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        if (!standard.exists()) {
            return out;
        }
        FileOutputStream own = new FileOutputStream(standard);
        out.close(); // to Java that means: leads nowhere from now on
        return own;
    }

    private void serve(Launcher launcher) throws Exception {
        Frame request = Frame.readFrom(in);
        if (request != null && request.kind().equals("rehearse")) {
            rehearse(launcher, request);
            request = Frame.readFrom(in);
        }
        if (request != null) {
            endWithTheTool();
            grade(launcher, request);
            tell("done");
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

    /** Loads and runs once what every grader needs, while the learner's code is being compiled. */
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

    /** Standard input ends when the tool has ended, however it ended. */
    private void endWithTheTool() {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                Frame.readFrom(in);
                            } catch (IOException e) {
                                // the same
                            }
                            Runtime.getRuntime().halt(3);
                        },
                        "end with the tool");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Runs a lesson's grader on the reference solution, in silence, and forgets it: what comes next
     * finds the code loaded and compiled. Stops at the next chance when that has come.
     *
     * @param request as for {@link #grade}, with the kind {@code rehearse}
     */
    private void rehearse(Launcher launcher, Frame request) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REHEARSING);
        for (int i = 0; i < REHEARSALS && in.available() == 0 && System.nanoTime() < end; i++) {
            for (Class<?> tests : inner(graders(request))) {
                if (in.available() == 0) {
                    launcher.execute(discovery(request, List.of(tests)));
                }
            }
        }
        System.gc(); // none may come later: it would close sockets that leaked
    }

    /** The nested classes of tests; a grader that has none stands for itself. */
    private static List<Class<?>> inner(List<Class<?>> graders) {
        List<Class<?>> inner = new ArrayList<>();
        for (Class<?> grader : graders) {
            List<Class<?>> nested =
                    Stream.of(grader.getDeclaredClasses())
                            .filter(type -> (type.getModifiers() & HELPERS) == 0)
                            .toList();
            inner.addAll(nested.isEmpty() ? List.of(grader) : nested);
        }
        return inner;
    }

    /**
     * Runs a lesson's grader on the learner's classes and tells how each test goes.
     *
     * @param request {@code grade}, the lesson, the folder of the learner's classes, the jar of the
     *     graders, the order of the tests ({@code Class.method}, a line each), the number of test
     *     classes, their names, then the ids of tests to leave out
     */
    private void grade(Launcher launcher, Frame request) throws Exception {
        TestPlan plan = launcher.discover(discovery(request, graders(request)));
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier test : plan.getDescendants(root)) {
                if (test.isTest()) {
                    tellPlanned(plan, test);
                }
            }
        }
        launcher.execute(plan, new Teller(plan));
    }

    /** Loads the graders, with the classes to be graded. */
    private static List<Class<?>> graders(Frame request) throws Exception {
        LessonLoader loader =
                new LessonLoader(
                        request.text(1), Path.of(request.text(2)), Path.of(request.text(3)));
        Thread.currentThread().setContextClassLoader(loader);
        List<Class<?>> graders = new ArrayList<>();
        for (String name : request.texts().subList(6, leftOutFrom(request))) {
            graders.add(loader.loadClass(name));
        }
        return graders;
    }

    private static int leftOutFrom(Frame request) {
        return 6 + Integer.parseInt(request.text(5));
    }

    private static LauncherDiscoveryRequest discovery(Frame request, List<Class<?>> graders) {
        System.setProperty("workbook.order", request.text(4));
        List<String> texts = request.texts();
        Set<String> leftOut = new HashSet<>(texts.subList(leftOutFrom(request), texts.size()));
        LauncherDiscoveryRequestBuilder builder =
                LauncherDiscoveryRequestBuilder.request()
                        .configurationParameter(
                                "junit.jupiter.testmethod.order.default", "kit.SourceOrder")
                        .configurationParameter(
                                "junit.jupiter.testclass.order.default", "kit.SourceOrder");
        graders.forEach(grader -> builder.selectors(selectClass(grader)));
        return builder.filters(
                        (PostDiscoveryFilter)
                                test -> FilterResult.includedIf(!leftOut.contains(id(test))))
                .build();
    }

    private static String id(TestDescriptor test) {
        UniqueId id = test.getUniqueId();
        return test.isTest() ? id.toString() : "";
    }

    private void tellPlanned(TestPlan plan, TestIdentifier test) {
        StringBuilder title = new StringBuilder(test.getDisplayName().replace("()", ""));
        TestIdentifier parent = plan.getParent(test).orElseThrow();
        while (parent.getUniqueIdObject().getLastSegment().getType().startsWith("nested")) {
            title.insert(0, parent.getDisplayName() + " ");
            parent = plan.getParent(parent).orElseThrow();
        }
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
                title.toString(),
                tags);
    }

    private void tell(String... texts) {
        synchronized (out) {
            try {
                Frame.of(texts).writeTo(out);
            } catch (IOException e) {
                Runtime.getRuntime().halt(3); // nobody listens any more
            }
        }
    }

    /** Tells the tool how each test goes. */
    private final class Teller implements TestExecutionListener {

        private final TestPlan plan;

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
                tellLeftOut(test, thrown == null ? "" : String.valueOf(thrown.getMessage()));
            } else if (test.isTest() || thrown != null) {
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

        private String message(Throwable thrown) {
            String text =
                    thrown instanceof AssertionError
                            ? String.valueOf(thrown.getMessage())
                            : thrown.toString();
            return text.startsWith("\n") ? text.substring(1) : text;
        }

        private String trace(Throwable thrown) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }
}
