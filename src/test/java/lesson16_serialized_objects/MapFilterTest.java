package lesson16_serialized_objects;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.AbstractMap;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MapFilterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NullPointerException.class),
                "the filter uses serialClass() without checking for null. It is null if the stream asks about numbers only: check that before you use the class, but after you have compared the numbers."),
        when(
                seen ->
                        seen.called("checkInput(references 4294967297")
                                || seen.called("checkInput(bytes 4294967297"),
                "the limits are ignored if there is no class, or a number is cast to an int. Compare the long, whether serialClass() is null or not."),
        when(
                seen -> seen.called("checkInput(65 elements"),
                "arrayLength() is compared only if the class is the array. The limit holds for every question: compare the numbers first, then look at the class."),
        when(
                seen -> seen.called("checkInput(4294967297"),
                "a number is cast to an int, which turns 4294967297 into 1. Compare the long."),
        when(
                seen -> seen.called("checkInput(") && seen.called("checkInput(depth 4, no class"),
                "the limits are ignored if there is no class. Compare the numbers first, whether serialClass() is null or not."),
        when(
                seen ->
                        seen.called("checkInput(101 references, no class")
                                || seen.called("checkInput(1001 bytes, no class"),
                "the limits are ignored if there is no class. Compare the numbers first, whether serialClass() is null or not."),
        when(
                seen -> seen.called("checkInput(no class"),
                "a call of the filter without a class is rejected. serialClass() is null if the stream refers to an earlier object, which a good map does too: return UNDECIDED."),
        when(
                seen -> seen.expected("rejected: none"),
                "the filter rejects the classes above, but a map needs them: Integer has the superclass Number, and HashMap asks for an array, Map.Entry[]. Add them to the list."),
        when(
                seen -> seen.gotText().endsWith("Prank"),
                "UNDECIDED lets a class in, because nobody else rejects it. Return REJECTED for every class that is not on your list; a pattern needs !* at its end."),
        when(
                seen -> seen.gotText().endsWith("Stowaway"),
                "the filter has a list of bad classes, which is never complete: this class is not on it. List the good classes, and reject all others."),
        when(
                seen -> seen.gotText().endsWith("Disguised"),
                "isAssignableFrom() also accepts classes that extend HashMap, and their code runs. Compare the classes themselves."),
        when(
                seen ->
                        (seen.called("checkInput(4 classes)")
                                        || seen.called("checkInput(2 classes)"))
                                && seen.gotText().contains("[]"),
                "an array is accepted because of the class of its elements, as a pattern does, too. Compare serialClass() itself with Map.Entry[].class."),
        when(
                seen -> seen.gotText().equals("accepted: HashMap"),
                "a class is accepted because of its simple name, but this is somebody else's HashMap. Compare the classes themselves, not getSimpleName()."),
        when(
                seen -> seen.gotText().startsWith("accepted: "),
                "the filter accepts classes of the Java library that a map does not need. List the five classes, not a package."),
        when(
                seen -> seen.called("checkInput(beyond"),
                "the limits are ignored if the class is allowed. Compare the numbers first, then look at the class."),
        when(
                seen -> seen.called("checkInput(negative"),
                "a negative number is rejected, as a pattern with limits does. It is below its limit: reject only numbers above, with info.depth() > DEPTH and the like."),
        when(
                seen -> seen.called("checkInput(at the limits"),
                "a number that equals its limit is rejected. Reject only numbers above it: use >, not >=."),
        when(
                seen -> seen.called("checkInput(depth"),
                "depth() is not compared with DEPTH. Maps inside maps inside maps keep a processor busy for hours."),
        when(
                seen -> seen.called("checkInput(65"),
                "arrayLength() is not compared with ARRAY. A few bytes can claim a billion elements, and memory is allocated for all of them."),
        when(
                seen -> seen.called("checkInput(101"),
                "references() is not compared with REFERENCES. Each object of a stream counts as one."),
        when(
                seen -> seen.called("checkInput(1001"),
                "streamBytes() is not compared with BYTES. It returns how much of the stream has been read."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** The information that an object stream passes to a filter. */
    private record Info(
            Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
            implements ObjectInputFilter.FilterInfo {}

    private Call<String> asked(String what, Info info) {
        return wire.call(
                "checkInput(" + what + ")",
                () -> {
                    Status status = MapFilter.filter().checkInput(info);
                    return status == Status.REJECTED ? "rejected" : "accepted";
                });
    }

    /** Returns the names of those classes that get this answer, if all numbers are small. */
    private Call<String> askedAbout(String answer, Class<?>... types) {
        return wire.call(
                "checkInput(" + types.length + " classes)",
                () -> {
                    List<String> names = new ArrayList<>();
                    for (Class<?> type : types) {
                        long length = type.isArray() ? 16 : -1;
                        Info info = new Info(type, length, 1, 1, 50);
                        Status status = MapFilter.filter().checkInput(info);
                        String given = status == Status.REJECTED ? "rejected" : "accepted";
                        if (given.equals(answer)) {
                            names.add(type.getSimpleName());
                        }
                    }
                    return answer + ": " + (names.isEmpty() ? "none" : String.join(", ", names));
                });
    }

    @Nested
    class A_class {

        @Test
        @Tag("3.1")
        void that_a_map_needs_is_not_rejected() {
            Call<String> asked =
                    askedAbout(
                            "rejected",
                            HashMap.class,
                            Integer.class,
                            Number.class,
                            String.class,
                            Map.Entry[].class);

            assertThat(asked).returns("rejected: none");
        }

        @Test
        @Tag("3.2")
        void that_nobody_expects_is_rejected() {
            assertThat(askedAbout("accepted", Stowaway.class, Prank.class))
                    .returns("accepted: none");
        }

        @Test
        @Tag("3.2")
        void that_extends_HashMap_is_rejected() {
            assertThat(askedAbout("accepted", LinkedHashMap.class, Stowaway.Disguised.class))
                    .returns("accepted: none");
        }

        @Test
        @Tag("3.2")
        void of_the_Java_library_that_a_map_does_not_need_is_rejected() {
            Call<String> asked =
                    askedAbout(
                            "accepted",
                            TreeMap.class,
                            ArrayList.class,
                            PriorityQueue.class,
                            Arrays.asList(1).getClass(),
                            java.net.URL.class,
                            Long.class,
                            Object[].class);

            assertThat(asked).returns("accepted: none");
        }

        @Test
        @Tag("3.3")
        @DisplayName("A class of any other array is rejected")
        void of_other_arrays_is_rejected() {
            Call<String> asked =
                    askedAbout(
                            "accepted",
                            HashMap[].class,
                            String[].class,
                            Map.Entry[][].class,
                            HashMap.class.arrayType().arrayType());

            assertThat(asked).returns("accepted: none");
            assertThat(
                            askedAbout(
                                    "accepted",
                                    AbstractMap.SimpleEntry[].class,
                                    AbstractMap.SimpleImmutableEntry[].class))
                    .returns("accepted: none");
        }

        @Test
        @Tag("3.3")
        void with_only_the_same_simple_name_is_rejected() {
            assertThat(askedAbout("accepted", Stowaway.Namesake.HashMap.class, Map.Entry.class))
                    .returns("accepted: none");
        }
    }

    @Nested
    class A_question {

        @Test
        @Tag("3.4")
        void without_a_class_is_not_rejected() {
            assertThat(asked("no class", new Info(null, -1, 2, 7, 169))).returns("accepted");
        }

        @Test
        @Tag("3.6")
        void with_numbers_equal_to_the_limits_is_not_rejected() {
            assertThat(asked("at the limits", new Info(Map.Entry[].class, 64, 3, 100, 1000)))
                    .returns("accepted");
        }

        @Test
        @Tag("3.5")
        void with_all_numbers_above_the_limits_is_rejected() {
            assertThat(asked("beyond all limits", new Info(Map.Entry[].class, 65, 4, 101, 1001)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_a_depth_above_the_limit_is_rejected() {
            assertThat(asked("depth 4", new Info(HashMap.class, -1, 4, 9, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_an_array_length_above_the_limit_is_rejected() {
            assertThat(asked("65 places", new Info(Map.Entry[].class, 65, 1, 9, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_more_references_than_the_limit_is_rejected() {
            assertThat(asked("101 references", new Info(Integer.class, -1, 2, 101, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_more_bytes_than_the_limit_is_rejected() {
            assertThat(asked("1001 bytes", new Info(Integer.class, -1, 2, 9, 1001)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void without_a_class_is_rejected_if_the_depth_is_above_the_limit() {
            assertThat(asked("depth 4, no class", new Info(null, -1, 4, 9, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void without_a_class_is_rejected_if_there_are_more_references_than_the_limit() {
            assertThat(asked("101 references, no class", new Info(null, -1, 2, 101, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void without_a_class_is_rejected_if_there_are_more_bytes_than_the_limit() {
            assertThat(asked("1001 bytes, no class", new Info(null, -1, 2, 9, 1001)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_a_number_that_does_not_fit_into_an_int_is_rejected() {
            long much = (1L << 32) + 1; // 1, if it is cast to an int

            assertThat(asked("4294967297 deep", new Info(HashMap.class, -1, much, 9, 200)))
                    .returns("rejected");
            assertThat(asked("4294967297 elements", new Info(Map.Entry[].class, much, 1, 9, 200)))
                    .returns("rejected");
            assertThat(asked("4294967297 references", new Info(Integer.class, -1, 2, much, 200)))
                    .returns("rejected");
            assertThat(asked("4294967297 bytes", new Info(Integer.class, -1, 2, 9, much)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void without_a_class_is_rejected_if_a_number_does_not_fit_into_an_int() {
            long much = (1L << 32) + 1; // 1, if it is cast to an int

            assertThat(asked("references 4294967297, no class", new Info(null, -1, 2, much, 200)))
                    .returns("rejected");
            assertThat(asked("bytes 4294967297, no class", new Info(null, -1, 2, 9, much)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.5")
        void with_an_array_length_above_the_limit_is_rejected_whatever_its_class_is() {
            assertThat(asked("65 elements, no class", new Info(null, 65, 2, 9, 200)))
                    .returns("rejected");
            assertThat(asked("65 elements, HashMap", new Info(HashMap.class, 65, 1, 9, 200)))
                    .returns("rejected");
        }

        @Test
        @Tag("3.6")
        void without_a_class_is_not_rejected_if_its_numbers_equal_the_limits() {
            assertThat(asked("no class, at the limits", new Info(null, -1, 3, 100, 1000)))
                    .returns("accepted");
        }

        @Test
        @Tag("3.6")
        void with_negative_numbers_is_not_rejected() {
            assertThat(asked("negative numbers", new Info(HashMap.class, -1, -1, -1, -1)))
                    .returns("accepted");
            assertThat(asked("negative numbers", new Info(null, -1, -1, -1, -1)))
                    .returns("accepted");
        }
    }
}
