package kit;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Where one thread of the learner's code is, and what it does there.
 *
 * @param who {@code serve()} for a thread that the grader started, otherwise {@code another thread
 *     of yours}
 * @param call the method that the learner's line has called: {@code accept}, {@code readLine}
 * @param method the learner's method that contains this line
 * @param at the learner's line, {@code UppercaseServer.java:34}; empty if none is on the stack
 * @param timed whether the wait ends by itself after a while
 * @param inChannel whether {@code call} is a method of a channel
 * @param inReader whether {@code call} is a method of a {@code Reader}, which decodes bytes
 * @param cpu nanoseconds of processor time that the thread has used
 */
record Place(
        String who,
        Doing doing,
        String call,
        String method,
        String at,
        boolean timed,
        boolean inChannel,
        boolean inReader,
        long cpu) {

    /** What a thread can wait for; {@code RUN} if it does not wait. */
    enum Doing {
        ACCEPT,
        CONNECT,
        READ,
        WRITE,
        RECEIVE,
        SELECT,
        SLEEP,
        LOCK,
        WAIT,
        RUN
    }

    private static final Set<String> TIMED =
            Set.of("timedRead", "timedAccept", "timedFinishConnect", "timedReceive");

    private static final Set<String> EXECUTORS =
            Set.of(
                    "java.util.concurrent.ExecutorService",
                    "java.util.concurrent.ThreadPerTaskExecutor");

    static Place of(String who, Thread.State state, StackTraceElement[] stack, long cpu) {
        Doing doing = doing(state, stack);
        String call = "";
        boolean inChannel = false;
        boolean inReader = false;
        boolean timed =
                state == Thread.State.TIMED_WAITING
                        && !isIdleInPool(stack)
                        && !closesExecutor(stack);
        for (StackTraceElement frame : stack) {
            if (LearnerCode.wrote(frame)) {
                return new Place(
                        who,
                        doing,
                        call,
                        frame.getMethodName(),
                        LearnerCode.at(frame),
                        timed,
                        inChannel,
                        inReader,
                        cpu);
            }
            inChannel = frame.getClassName().endsWith("ChannelImpl");
            inReader = frame.getClassName().matches("java\\.io\\.\\w*Reader");
            call =
                    frame.getMethodName().equals("<init>")
                            ? simpleName(frame)
                            : frame.getMethodName();
            timed |= TIMED.contains(frame.getMethodName());
        }
        return new Place(who, doing, "", "", "", timed, false, false, cpu);
    }

    /**
     * Returns whether this is an idle thread of a pool, which waits for a task. When its time-out
     * is over, the thread only ends. A scheduler's thread is not idle, because it has a task later.
     */
    private static boolean isIdleInPool(StackTraceElement[] stack) {
        boolean idle = false;
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().endsWith("$DelayedWorkQueue")) {
                return false;
            }
            idle |=
                    frame.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")
                            && frame.getMethodName().equals("getTask");
        }
        return idle;
    }

    /**
     * Returns whether this thread is in {@code close()} of an executor. That waits one day at a
     * time, again and again, so no time-out ends it.
     */
    private static boolean closesExecutor(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(
                        frame ->
                                frame.getMethodName().equals("close")
                                        && EXECUTORS.contains(frame.getClassName()));
    }

    private static String simpleName(StackTraceElement frame) {
        return "new " + frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    }

    /** Returns the place of the same thread, which is known to run in a loop. */
    Place spinning() {
        return new Place(who, Doing.RUN, call, method, at, false, inChannel, inReader, cpu);
    }

    boolean blocked() {
        return doing != Doing.RUN;
    }

    /** Returns whether it waits for the network with a time-out. */
    boolean waitsWithTimeout() {
        return timed
                && (doing == Doing.ACCEPT
                        || doing == Doing.READ
                        || doing == Doing.RECEIVE
                        || doing == Doing.CONNECT);
    }

    /** Describes this place: {@code serve() waits in accept() at UppercaseServer.java:34}. */
    String describe() {
        String where = at.isEmpty() ? "" : " at " + at;
        String in = call.isEmpty() ? "" : " in " + call + "()";
        return switch (doing) {
            case RUN ->
                    at.isEmpty()
                            ? who + " keeps running"
                            : who + " keeps running in " + method + "()" + where;
            case SLEEP -> who + " sleeps" + where;
            case LOCK -> who + " waits for a lock" + where;
            default -> who + (in.isEmpty() ? " waits" : " waits" + in) + where;
        };
    }

    private static Doing doing(Thread.State state, StackTraceElement[] stack) {
        if (state == Thread.State.BLOCKED) {
            return Doing.LOCK;
        }
        if (stack.length == 0) {
            return Doing.RUN;
        }
        boolean waiting = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        StackTraceElement top = stack[0];
        if (!waiting && !(top.isNativeMethod() && isSystemCall(top.getClassName()))) {
            return Doing.RUN;
        }
        for (StackTraceElement frame : stack) {
            if (LearnerCode.wrote(frame)) {
                break;
            }
            Optional<Doing> known = known(frame);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return Doing.WAIT;
    }

    private static boolean isSystemCall(String type) {
        return type.startsWith("sun.nio.ch.")
                || type.startsWith("java.net.")
                || type.startsWith("java.io.");
    }

    private static Optional<Doing> known(StackTraceElement frame) {
        String method = frame.getMethodName();
        if (frame.getClassName().equals("java.lang.Thread") && method.startsWith("sleep")) {
            return Optional.of(Doing.SLEEP);
        }
        if (!isSystemCall(frame.getClassName())) {
            return Optional.empty();
        }
        String name = method.toLowerCase(java.util.Locale.ROOT);
        if (name.contains("accept")) {
            return Optional.of(Doing.ACCEPT);
        }
        if (name.contains("connect")) {
            return Optional.of(Doing.CONNECT);
        }
        if (name.contains("select")) {
            return Optional.of(Doing.SELECT);
        }
        if (name.contains("receive")) {
            return Optional.of(Doing.RECEIVE);
        }
        if (name.contains("read")) {
            return Optional.of(Doing.READ);
        }
        if (name.contains("write") || name.contains("send")) {
            return Optional.of(Doing.WRITE);
        }
        return Optional.empty();
    }
}
