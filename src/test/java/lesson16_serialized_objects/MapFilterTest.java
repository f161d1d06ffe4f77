package lesson16_serialized_objects;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-2")
class MapFilterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NullPointerException.class),
                "serialClass() is null where the stream has no class to ask about, only numbers. Look for that first."),
        when(
                seen -> seen.called("checkInput(no class"),
                "serialClass() is null where an object is mentioned again, and that is no reason to reject: null is not on a list, but it is no class either."),
        when(
                seen -> seen.expected("rejected: "),
                "a map needs what is named here: Integer has a superclass, Number, and HashMap asks for an array, Map.Entry[]."),
        when(
                seen -> seen.gotText().endsWith("Prank"),
                "UNDECIDED lets in what nobody rejects. Whatever is not allowed must be REJECTED; a pattern says so with !* at its end."),
        when(
                seen -> seen.gotText().endsWith("Stowaway"),
                "a list of what is bad is never complete: this class was not on it. List what is good, and reject the rest."),
        when(
                seen -> seen.gotText().endsWith("Disguised"),
                "isAssignableFrom() and the like let in what extends a HashMap, and its code runs. Compare the classes themselves."),
        when(
                seen -> seen.gotText().startsWith("let in: "),
                "more of Java's classes than a map needs are let in. Name those five, and no package."),
        when(
                seen -> seen.called("checkInput(beyond"),
                "the limits are not asked for a class that is allowed. Compare them first, and look at the class then."),
        when(
                seen -> seen.called("checkInput(at the limits"),
                "as much as the limit is taken: reject what is larger than it, with >, not >=."),
        when(
                seen -> seen.called("checkInput(depth"),
                "depth() is not compared with DEPTH. Maps within maps within maps keep a processor busy for hours."),
        when(
                seen -> seen.called("checkInput(65"),
                "arrayLength() is not compared with ARRAY. A few bytes can claim a billion places, and memory is taken for all."),
        when(
                seen -> seen.called("checkInput(101"),
                "references() is not compared with REFERENCES. Each object of a stream counts as one."),
        when(
                seen -> seen.called("checkInput(1001"),
                "streamBytes() is not compared with BYTES. It tells how much of the stream has been read."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** What an object stream tells a filter. */
    private record Info(
            Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
            implements ObjectInputFilter.FilterInfo {}

    private Call<String> asked(String what, Info info) {
        return wire.call(
                "checkInput(" + what + ")",
                () -> {
                    Status status = MapFilter.filter().checkInput(info);
                    return status == Status.REJECTED ? "rejected" : "let in";
                });
    }

    /** Of several small objects, the classes of those that get this answer. */
    private Call<String> askedAbout(String answer, Class<?>... types) {
        return wire.call(
                "checkInput(" + types.length + " classes)",
                () -> {
                    List<String> names = new ArrayList<>();
                    for (Class<?> type : types) {
                        long length = type.isArray() ? 16 : -1;
                        Info info = new Info(type, length, 1, 1, 50);
                        Status status = MapFilter.filter().checkInput(info);
                        String given = status == Status.REJECTED ? "rejected" : "let in";
                        if (given.equals(answer)) {
                            names.add(type.getSimpleName());
                        }
                    }
                    return answer + ": " + String.join(", ", names);
                });
    }

    @Nested
    class A_class {

        @Test
        void that_a_map_needs_is_let_in() {
            Call<String> asked =
                    askedAbout(
                            "rejected",
                            HashMap.class,
                            Integer.class,
                            Number.class,
                            String.class,
                            Map.Entry[].class);

            assertThat(asked).returns("rejected: ");
        }

        @Test
        void of_a_stranger_is_rejected() {
            assertThat(askedAbout("let in", Stowaway.class, Prank.class)).returns("let in: ");
        }

        @Test
        void that_extends_HashMap_is_rejected() {
            assertThat(askedAbout("let in", LinkedHashMap.class, Stowaway.Disguised.class))
                    .returns("let in: ");
        }

        @Test
        void of_Javas_that_is_not_needed_is_rejected() {
            Call<String> asked =
                    askedAbout(
                            "let in",
                            TreeMap.class,
                            ArrayList.class,
                            PriorityQueue.class,
                            Arrays.asList(1).getClass(),
                            java.net.URL.class,
                            Long.class,
                            Object[].class);

            assertThat(asked).returns("let in: ");
        }
    }

    @Nested
    class A_question {

        @Test
        void without_a_class_is_no_reason_to_reject() {
            assertThat(asked("no class", new Info(null, -1, 2, 7, 169))).returns("let in");
        }

        @Test
        void about_what_is_exactly_as_large_as_the_limits_is_let_in() {
            assertThat(asked("at the limits", new Info(Map.Entry[].class, 64, 3, 100, 1000)))
                    .returns("let in");
        }

        @Test
        void about_what_is_beyond_all_limits_is_rejected() {
            assertThat(asked("beyond all limits", new Info(Map.Entry[].class, 65, 4, 101, 1001)))
                    .returns("rejected");
        }

        @Test
        void about_what_is_deeper_than_the_limit_is_rejected() {
            assertThat(asked("depth 4", new Info(HashMap.class, -1, 4, 9, 200)))
                    .returns("rejected");
        }

        @Test
        void about_an_array_that_is_longer_than_the_limit_is_rejected() {
            assertThat(asked("65 places", new Info(Map.Entry[].class, 65, 1, 9, 200)))
                    .returns("rejected");
        }

        @Test
        void about_more_references_than_the_limit_is_rejected() {
            assertThat(asked("101 references", new Info(Integer.class, -1, 2, 101, 200)))
                    .returns("rejected");
        }

        @Test
        void about_more_bytes_than_the_limit_is_rejected() {
            assertThat(asked("1001 bytes", new Info(Integer.class, -1, 2, 9, 1001)))
                    .returns("rejected");
        }

        @Test
        void without_a_class_is_rejected_if_it_is_deeper_than_the_limit() {
            assertThat(asked("depth 4, no class", new Info(null, -1, 4, 9, 200)))
                    .returns("rejected");
        }

        @Test
        void without_a_class_is_rejected_if_there_are_more_references_than_the_limit() {
            assertThat(asked("101 references, no class", new Info(null, -1, 2, 101, 200)))
                    .returns("rejected");
        }

        @Test
        void without_a_class_is_rejected_if_there_are_more_bytes_than_the_limit() {
            assertThat(asked("1001 bytes, no class", new Info(null, -1, 2, 9, 1001)))
                    .returns("rejected");
        }
    }
}
