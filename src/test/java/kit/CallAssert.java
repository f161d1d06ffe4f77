package kit;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractAssert;

/** Expectations of how a call of the learner's code ends. */
public final class CallAssert<T> extends AbstractAssert<CallAssert<T>, Call<T>> {

    /**
     * How many milliseconds too early a wait may end without being wrong. In JDK 17 and 25,
     * connect() ends up to 1 ms early. On Windows a wait ends at a tick of the system clock, which
     * has 64 ticks per second.
     */
    private static final int GRAIN = Quiescence.FINE ? 1 : 16;

    CallAssert(Call<T> call) {
        super(call, CallAssert.class);
    }

    /** Expects that the call returns, without an exception. */
    public CallAssert<T> returns() {
        await();
        if (actual.thrown() != null) {
            throw unmet(actual.name() + (isConstructor() ? " without an exception" : " to return"));
        }
        return this;
    }

    /**
     * Returns whether this is a call of a constructor. A constructor returns nothing, so the value
     * of such a call is what the test has found out about the new object.
     */
    private boolean isConstructor() {
        return actual.name().startsWith("new ");
    }

    /**
     * Expects that the call returns without waiting: it has returned when all of the learner's
     * threads are at rest.
     */
    public CallAssert<T> returnsWithoutWaiting() {
        actual.wire().settle();
        if (!actual.done()) {
            throw unmet(actual.name() + " to return without waiting", "it waits");
        }
        return returns();
    }

    /** Expects that the call returns this value. */
    public CallAssert<T> returns(T expected) {
        await();
        if (actual.thrown() != null) {
            String value = Expectation.quote(expected);
            String call = actual.name() + (actual.isFinding() ? ": " : " to return ");
            throw unmet(isConstructor() ? value : call + value);
        }
        if (!Objects.equals(actual.result(), expected)) {
            throw actual.wire().failure(Expectation.value(expected, actual.result()), actual);
        }
        return this;
    }

    /** Expects that the call returns one of these two values. */
    public CallAssert<T> returnsEither(T one, T other) {
        returns();
        return Objects.equals(actual.result(), other) ? this : returns(one);
    }

    /** Expects that this call and another one return these two values, in either order. */
    public CallAssert<T> returnsTogetherWith(Call<T> other, T one, T two) {
        returns();
        new CallAssert<>(other).returns();
        List<T> results = List.of(actual.result(), other.result());
        if (!results.equals(List.of(one, two)) && !results.equals(List.of(two, one))) {
            byte[] both = results.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            String expected = quoted(one, two) + ", in any order";
            String was = quoted(results.get(0), results.get(1));
            throw actual.wire()
                    .failure(
                            new Expectation(
                                    Expectation.Kind.RETURN,
                                    expected,
                                    was,
                                    "",
                                    both,
                                    false,
                                    false));
        }
        return this;
    }

    private static String quoted(Object one, Object two) {
        return Expectation.quote(one) + " and " + Expectation.quote(two);
    }

    /** Expects that the call throws an exception of this type. */
    public CallAssert<T> throwsA(Class<? extends Exception> type) {
        await();
        if (!type.isInstance(actual.thrown())) {
            throw unmet(named(type));
        }
        actual.accept();
        return this;
    }

    /**
     * Expects that the call throws an exception of this type, whose message contains this whole
     * word or number.
     */
    public CallAssert<T> throwsATelling(Class<? extends Exception> type, String word) {
        throwsA(type);
        String message = String.valueOf(actual.thrown().getMessage());
        if (!List.of(message.split("[^\\p{L}\\p{N}]+")).contains(word)) {
            throw unmet(named(type) + " whose message contains " + word);
        }
        return this;
    }

    /** Expects that the call throws an exception of this type with exactly this message. */
    public CallAssert<T> throwsA(Class<? extends Exception> type, String message) {
        actual.wire().quiescence().await(actual::done);
        String expected = type.getSimpleName() + ": " + message;
        if (!actual.done()) {
            throw unmet(expected, actual.name() + " is still running");
        }
        if (!type.isInstance(actual.thrown()) || !message.equals(actual.thrown().getMessage())) {
            throw unmet(expected);
        }
        actual.accept();
        return this;
    }

    /**
     * Expects that the call times out: it throws an exception of this type whose message contains
     * the time, such as {@code 300 ms}.
     */
    public CallAssert<T> timesOut(Class<? extends Exception> type, int millis) {
        actual.wire().quiescence().await(actual::done);
        String expected = type.getSimpleName() + " after " + millis + " ms";
        if (!actual.done()) {
            throw unmet(expected, actual.name() + " is still running");
        }
        if (actual.thrown() == null && actual.result() == null) {
            throw unmet(expected, "no exception");
        }
        if (!type.isInstance(actual.thrown())
                || !String.valueOf(actual.thrown().getMessage()).contains(millis + " ms")) {
            throw unmet(expected);
        }
        actual.accept();
        return this;
    }

    /**
     * Expects that the call takes at least this many milliseconds, less {@code GRAIN}, before it
     * returns or throws.
     */
    public CallAssert<T> afterAtLeast(int millis) {
        await();
        if (actual.nanosTaken() < TimeUnit.MILLISECONDS.toNanos(millis - GRAIN)) {
            throw unmet(actual.name() + " to wait for " + millis + " ms", "it ended sooner");
        }
        return this;
    }

    /** Expects that the call returns this value, or throws an {@link IOException}. */
    public CallAssert<T> returnsOrFails(T expected) {
        await();
        return actual.thrown() instanceof IOException ? this : returns(expected);
    }

    /**
     * Expects that the call keeps running: when all of the learner's threads are at rest, it has
     * neither returned nor thrown.
     */
    public CallAssert<T> goesOn() {
        actual.wire().settle();
        actual.wire().quiescence().outlastTimeout();
        if (actual.done()) {
            String was =
                    actual.thrown() == null ? "it has returned" : Thrown.words(actual.thrown());
            throw actual.wire()
                    .failure(
                            Expectation.of(Expectation.Kind.STAY, actual.name() + " to go on", was),
                            actual);
        }
        return this;
    }

    /** Expects that the call returns any value, or throws an {@link IOException}. */
    public CallAssert<T> ends() {
        await();
        if (actual.thrown() != null && !(actual.thrown() instanceof IOException)) {
            throw unmet(actual.name() + " to return");
        }
        return this;
    }

    private static String named(Class<?> type) {
        String name = type.getSimpleName();
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private void await() {
        actual.wire().quiescence().await(actual::done);
        if (!actual.done()) {
            throw unmet(actual.name() + " to end", "it is still running");
        }
    }

    private Failure unmet(String expected, String was) {
        return actual.wire()
                .failure(Expectation.of(Expectation.Kind.RETURN, expected, was), actual);
    }

    private Failure unmet(String expected) {
        String was =
                actual.thrown() == null
                        ? Expectation.quote(actual.result())
                        : Thrown.words(actual.thrown());
        byte[] bytes =
                actual.result() == null
                        ? null
                        : actual.result()
                                .toString()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return actual.wire()
                .failure(
                        new Expectation(
                                Expectation.Kind.RETURN, expected, was, "", bytes, false, false),
                        actual);
    }
}
