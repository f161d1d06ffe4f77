package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
class SerializedMapTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("read(three entries") && seen.returned("read(three entries)"),
                "not every entry is checked, and a stranger may mix types. Check each key and each value with instanceof."),
        when(
                seen -> seen.called("the maps of forty entries") && !seen.got("0"),
                "after some maps, the filter rejects a map that it has accepted before. A static field counts for all streams of the program together: compare the numbers of the question, which count for one stream."),
        when(
                seen -> seen.called("another object stream"),
                "the filter applies to every object stream of the program, because Config.setSerialFilter() sets it for all of them. Give it to one stream: objects.setObjectInputFilter()."),
        when(
                seen -> seen.called("read(a TreeMap") && seen.returned("read(a TreeMap)"),
                "a TreeMap is accepted, because it is a Map. The sender may choose any class that is one: check with instanceof HashMap."),
        when(
                seen -> seen.got("closed: 1 times") || seen.got("closed: 2 times"),
                "readFrom() closes in: closing an object stream closes the stream that it reads from. Leave both open, because the caller still needs in."),
        when(
                seen -> seen.threw(ClassCastException.class),
                "readFrom() casts an object whose class it has not checked, and throws a ClassCastException. A stranger may send anything: check with instanceof before you cast, and throw an IOException."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "readFrom() uses an object that is null. The peer can send null as the map, as a key or as a value: check with instanceof, which is false for null."),
        when(
                seen -> seen.threw(IllegalStateException.class, "filter"),
                "the filter is set after the object was read, when its code has already run. Set it before the first readObject()."),
        when(
                seen -> seen.called("read(an unknown class") && seen.threw(RuntimeException.class),
                "the ClassNotFoundException is wrapped in an exception that nobody catches. A stranger may name any class: wrap it in an IOException."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "reading throws an exception that the caller does not expect, so a stranger can end the program. Catch it, and throw an IOException."),
        when(
                seen -> seen.threw(OutOfMemoryError.class),
                "memory is allocated for as many entries as the map claims to have. Before that, the stream asks the filter with the length of the array: compare arrayLength() with ARRAY."),
        when(
                seen -> seen.expectedWords("java.util.HashMap {") && seen.gotText().contains("{"),
                "the map is written in its own class, which the reader's filter rejects. Copy it into a HashMap first: new HashMap<>(map)."),
        when(
                seen -> seen.expectedWords("to return") && seen.threw(InvalidClassException.class),
                "the filter of task 3 rejects something that a map needs: a class, the array, a depth of exactly 3, or a call of the filter without a class. To see which, print serialClass() and depth() in the filter: the last call is the one that it rejects."),
        when(
                seen -> seen.expectedWords("to return") && seen.threw(EOFException.class),
                "bytes are missing at the end, because they are still in a buffer. Flush or close the object stream before toByteArray()."),
        when(
                seen -> seen.got("refused, but its code has run"),
                "the object is created before its class is checked, so its code has already run. Give the filter to the object stream before it reads."),
        when(
                seen -> seen.called("read(strings to"),
                "the cast to Map<Integer, String> does not check the entries, because at run time every such map is only a Map. Check each key and each value with instanceof."),
        when(
                seen -> seen.called("read(integers to integers") || seen.called("read(a map in"),
                "the keys are checked, but not the values. Check each value with instanceof String."),
        when(
                seen -> seen.called("read(integers to null") || seen.called("read(null to"),
                "null passes, because null can be cast to every class. Check each key and each value with instanceof, which is false for null."),
        when(
                seen -> seen.called("read(two maps"),
                "a buffered stream reads more than the map, and the bytes after it are lost. Pass in itself to the ObjectInputStream."),
        when(
                seen -> seen.expectedWords("an IOException") && seen.got("{}"),
                "the exception is caught and an empty map is returned, which the caller cannot tell from a real one. Let the exception pass."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Map<Integer, String>> read(String what, byte[] bytes) {
        return wire.call("read(" + what + ")", () -> SerializedMap.read(bytes));
    }

    private Call<String> readWatched(String what, byte[] bytes) {
        return wire.call("read(" + what + ")", Objects.watched(() -> SerializedMap.read(bytes)));
    }

    private Call<Map<Integer, String>> writeAndRead(Map<Integer, String> map) {
        return wire.call("read(write(a map))", () -> SerializedMap.read(SerializedMap.write(map)));
    }

    private Call<String> write(Map<Integer, String> map) {
        return wire.call("write()", () -> Objects.described(SerializedMap.write(map)));
    }

    @Nested
    class A_map {

        @Test
        @Tag("1.1")
        void is_written_as_an_object_stream_with_a_HashMap() {
            assertThat(write(new HashMap<>(Map.of(1, "привет", -2, ""))))
                    .returns("java.util.HashMap {-2=, 1=привет}");
        }

        @Test
        @Tag("1.1")
        void is_written_as_an_object_stream_even_if_it_is_empty() {
            assertThat(write(new HashMap<>())).returns("java.util.HashMap {}");
        }

        @Test
        @Tag("1.2")
        void is_written_as_a_HashMap_even_if_it_is_a_TreeMap() {
            assertThat(write(new TreeMap<>(Map.of(1, "hi", 2, "there"))))
                    .returns("java.util.HashMap {1=hi, 2=there}");
        }

        @Test
        @Tag("1.2")
        void is_written_as_a_HashMap_even_if_it_is_a_LinkedHashMap() {
            assertThat(write(new LinkedHashMap<>(Map.of(1, "hi"))))
                    .returns("java.util.HashMap {1=hi}");
        }

        @Test
        @Tag("2.1")
        void is_the_same_after_writing_and_reading_it() {
            assertThat(writeAndRead(new TreeMap<>(Map.of(1, "hi", 2, "there"))))
                    .returns(new TreeMap<>(Map.of(1, "hi", 2, "there")));
        }

        @Test
        @Tag("2.1")
        void is_the_same_after_writing_and_reading_it_even_if_it_is_empty() {
            assertThat(writeAndRead(Map.of())).returns(Map.of());
        }

        @Test
        @Tag("2.1")
        void with_any_integers_and_letters_is_the_same_after_writing_and_reading_it() {
            Map<Integer, String> map =
                    new TreeMap<>(Map.of(Integer.MIN_VALUE, "привет", 0, "", -1, "😀\0\n"));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        @Tag("2.1")
        void that_contains_a_value_twice_is_the_same_after_writing_and_reading_it() {
            Map<Integer, String> map = new TreeMap<>(Map.of(1, "hi", 2, "hi"));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        @Tag("2.1")
        void is_read_from_an_object_stream_of_another_program() throws IOException {
            byte[] bytes = Objects.bytes(new HashMap<>(Map.of(1, "hi", 2, "there")));

            assertThat(read("a map", bytes)).returns(new TreeMap<>(Map.of(1, "hi", 2, "there")));
        }
    }

    @Nested
    class A_stream {

        @Test
        @Tag("2.3")
        void with_an_object_that_is_not_a_map_is_rejected() throws IOException {
            assertThat(read("a string", Objects.bytes("hi"))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.3")
        void with_null_instead_of_a_map_is_rejected() throws IOException {
            assertThat(read("null", Objects.bytes(null))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.3")
        void with_a_map_of_another_class_is_rejected() throws IOException {
            assertThat(read("a TreeMap", Objects.bytes(new TreeMap<>(Map.of(1, "hi")))))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("2.2")
        @DisplayName("readFrom() does not close the stream that it reads from")
        void is_left_open() throws IOException {
            byte[] bytes = Objects.map(1, "hi");
            int[] closed = {0};
            InputStream in =
                    new ByteArrayInputStream(bytes) {
                        @Override
                        public void close() {
                            closed[0]++;
                        }
                    };

            Call<String> read =
                    wire.call(
                            "readFrom(a map)",
                            () -> {
                                SerializedMap.readFrom(in);
                                return "closed: " + closed[0] + " times";
                            });

            assertThat(read).returns("closed: 0 times");
        }

        @Test
        @Tag("2.4")
        void with_a_map_whose_keys_are_strings_is_rejected() throws IOException {
            assertThat(read("strings to strings", Objects.map("1", "hi")))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("2.4")
        void with_a_map_whose_values_are_integers_is_rejected() throws IOException {
            assertThat(read("integers to integers", Objects.map(1, 5))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.4")
        void with_a_map_that_has_a_null_value_is_rejected() throws IOException {
            assertThat(read("integers to null", Objects.map(1, null))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.4")
        void with_a_map_that_has_a_null_key_is_rejected() throws IOException {
            assertThat(read("null to strings", Objects.map(null, "hi"))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.4")
        void with_a_map_whose_value_is_a_map_is_rejected() throws IOException {
            assertThat(read("a map in a map", Objects.map(1, new HashMap<>())))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("2.4")
        void with_one_wrong_value_among_others_is_rejected() throws IOException {
            for (int wrong : List.of(1, 2, 3)) {
                Map<Object, Object> map = new HashMap<>(Map.of(1, "one", 2, "two", 3, "three"));
                map.put(wrong, wrong);

                assertThat(read("three entries", Objects.bytes(map))).throwsA(IOException.class);
            }
        }

        @Test
        @Tag("2.5")
        void with_an_object_of_a_class_that_this_computer_lacks_is_rejected() throws IOException {
            assertThat(read("an unknown class", Objects.ofUnknownClass()))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("2.6")
        void that_ends_inside_the_map_is_rejected() throws IOException {
            byte[] bytes = Objects.map(1, "hi");

            assertThat(read("all but two bytes", Arrays.copyOf(bytes, bytes.length - 2)))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("2.6")
        void without_any_bytes_is_rejected() {
            assertThat(read("no byte", new byte[0])).throwsA(IOException.class);
        }

        @Test
        @Tag("2.6")
        @DisplayName("Bytes that are not an object stream are rejected")
        void that_is_no_object_stream_is_refused() {
            assertThat(read("JSON", "{\"1\":\"hi\"}".getBytes(UTF_8))).throwsA(IOException.class);
        }

        @Test
        @Tag("2.2")
        @DisplayName("readFrom() reads the map and leaves the bytes after it unread")
        void with_a_second_object_stream_after_the_map_leaves_it_unread() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Objects.map(1, "hi"));
            bytes.writeBytes(Objects.map(2, "there"));

            assertThat(read("two maps", bytes.toByteArray())).throwsA(IOException.class);
        }
    }

    @Nested
    class An_object_of_an_unexpected_class {

        @Test
        @Tag("4.1")
        void is_rejected_before_it_is_created() throws IOException {
            assertThat(readWatched("an object of a stranger", Objects.bytes(new Stowaway())))
                    .returns("refused");
        }

        @Test
        @Tag("4.1")
        void inside_a_map_is_rejected_before_it_is_created() throws IOException {
            byte[] bytes = Objects.map(1, new Stowaway());

            assertThat(readWatched("an object of a stranger", bytes)).returns("refused");
        }

        @Test
        @Tag("4.1")
        void that_extends_HashMap_is_rejected_before_it_is_created() throws IOException {
            byte[] bytes = Objects.bytes(new Stowaway.Disguised());

            assertThat(readWatched("what extends HashMap", bytes)).returns("refused");
        }
    }

    @Nested
    class A_map_behind_the_filter {

        @Test
        @Tag("4.3")
        @DisplayName("A map with forty entries passes the filter")
        void with_forty_entries_is_read() {
            Map<Integer, String> map =
                    IntStream.range(0, 40).boxed().collect(Collectors.toMap(n -> n, n -> "v" + n));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        @Tag("4.3")
        @DisplayName("A map with forty entries passes the filter, however many were read before")
        void with_forty_entries_is_read_a_hundred_times() {
            Map<Integer, String> map =
                    IntStream.range(0, 40).boxed().collect(Collectors.toMap(n -> n, n -> "v" + n));

            Call<Integer> read =
                    wire.call(
                            "the maps of forty entries that are read before one is rejected",
                            () -> timesRead(SerializedMap.write(map)));

            assertThat(read).returns(100);
        }

        /**
         * Reads these bytes at most a hundred times; returns how many times before the first
         * exception.
         */
        private static int timesRead(byte[] bytes) {
            for (int n = 0; n < 100; n++) {
                try {
                    SerializedMap.read(bytes);
                } catch (IOException e) {
                    return n;
                }
            }
            return 100;
        }

        @Test
        @Tag("4.2")
        @DisplayName("A map that claims a billion entries is rejected before memory is allocated")
        void that_claims_a_billion_entries_is_rejected_before_memory_is_used() throws IOException {
            assertThat(readWatched("a billion entries", Objects.aBillionEntries()))
                    .returns("refused");
        }

        @Test
        @Tag("4.4")
        @DisplayName("The filter does not affect other object streams of the program")
        void does_not_affect_other_object_streams() {
            assertThat(writeAndRead(Map.of(1, "hi"))).returns(Map.of(1, "hi"));

            Call<String> other =
                    wire.call(
                            "another object stream of the program",
                            () -> Objects.described(Objects.bytes(new TreeMap<>(Map.of(2, "x")))));

            assertThat(other).returns("java.util.TreeMap {2=x}");
        }
    }
}
