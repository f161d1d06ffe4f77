package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidClassException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
class SerializedMapTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(ClassCastException.class),
                "A ClassCastException comes out of read(). Ask instanceof before you cast: a stranger may send anything, and only an IOException is expected."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "null can be sent, too: in place of the map, of a key or of a value. Ask instanceof: null is an instance of nothing."),
        when(
                seen -> seen.threw(IllegalStateException.class, "filter"),
                "the filter is set when the object has been read, and its code has run by then. Set it before the first readObject()."),
        when(
                seen -> seen.called("read(an unknown class") && seen.threw(RuntimeException.class),
                "the ClassNotFoundException comes out as another exception. A stranger may name any class: make it an IOException."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "read() ends with an exception that nobody expects of it. Only an IOException tells that what came is no map."),
        when(
                seen -> seen.threw(OutOfMemoryError.class),
                "the map says how many entries it has, and memory is taken for as many. The filter is asked before: with the length of the array."),
        when(
                seen -> seen.expectedWords("java.util.HashMap {") && seen.gotText().contains("{"),
                "the map is written as it is given. Copy it: new HashMap<>(map)."),
        when(
                seen -> seen.expectedWords("to return") && seen.threw(InvalidClassException.class),
                "The filter of task 2 rejects what a map needs: a class, the array, a depth of exactly 3, or a question without a class. Its own tests tell more."),
        when(
                seen -> seen.expectedWords("to return") && seen.threw(EOFException.class),
                "bytes are missing: they are still in a buffer. Flush or close the object stream before toByteArray()."),
        when(
                seen -> seen.got("refused, but its code has run"),
                "It was made to look at its class, and its code has run by then. Give the filter to the object stream before it reads."),
        when(
                seen -> seen.called("read(strings to"),
                "The cast checks nothing: at run time every Map<Integer, String> is just a Map. Ask instanceof of each key and of each value."),
        when(
                seen -> seen.called("read(integers to integers") || seen.called("read(a map in"),
                "the values are not looked at. Ask instanceof of each key and of each value."),
        when(
                seen -> seen.called("read(integers to null") || seen.called("read(null to"),
                "null can be cast to everything. Ask instanceof of each key and of each value: it is false for null."),
        when(
                seen -> seen.called("read(two maps"),
                "readFrom() reads further than the map: a buffered stream takes what comes behind as well. Give in itself to the ObjectInputStream."),
        when(
                seen -> seen.expectedWords("an IOException") && seen.got("{}"),
                "the exception is swallowed, and an empty map is returned: nobody can tell that from a map. Let it through."),
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
    @Tag("task-1")
    class A_map {

        @Test
        void is_a_HashMap_on_the_wire_whatever_map_is_given() {
            assertThat(write(new TreeMap<>(Map.of(1, "hi", 2, "there"))))
                    .returns("java.util.HashMap {1=hi, 2=there}");
        }

        @Test
        void is_a_HashMap_on_the_wire_though_a_subclass_of_it_is_given() {
            assertThat(write(new LinkedHashMap<>(Map.of(1, "hi"))))
                    .returns("java.util.HashMap {1=hi}");
        }

        @Test
        void is_written_and_read() {
            assertThat(writeAndRead(new TreeMap<>(Map.of(1, "hi", 2, "there"))))
                    .returns(new TreeMap<>(Map.of(1, "hi", 2, "there")));
        }

        @Test
        void may_be_empty() {
            assertThat(writeAndRead(Map.of())).returns(Map.of());
        }

        @Test
        void may_have_any_integers_and_any_letters() {
            Map<Integer, String> map =
                    new TreeMap<>(Map.of(Integer.MIN_VALUE, "привет", 0, "", -1, "😀\0\n"));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        void may_have_a_value_twice() {
            Map<Integer, String> map = new TreeMap<>(Map.of(1, "hi", 2, "hi"));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        void is_read_from_the_bytes_of_another_program() throws IOException {
            byte[] bytes = Objects.bytes(new HashMap<>(Map.of(1, "hi", 2, "there")));

            assertThat(read("a map", bytes)).returns(new TreeMap<>(Map.of(1, "hi", 2, "there")));
        }
    }

    @Nested
    @Tag("task-1")
    class What_comes {

        @Test
        void that_is_no_map_is_refused() throws IOException {
            assertThat(read("a string", Objects.bytes("hi"))).throwsA(IOException.class);
        }

        @Test
        void that_is_null_is_refused() throws IOException {
            assertThat(read("null", Objects.bytes(null))).throwsA(IOException.class);
        }

        @Test
        void whose_keys_are_strings_is_refused() throws IOException {
            assertThat(read("strings to strings", Objects.map("1", "hi")))
                    .throwsA(IOException.class);
        }

        @Test
        void whose_values_are_integers_is_refused() throws IOException {
            assertThat(read("integers to integers", Objects.map(1, 5))).throwsA(IOException.class);
        }

        @Test
        void whose_values_are_null_is_refused() throws IOException {
            assertThat(read("integers to null", Objects.map(1, null))).throwsA(IOException.class);
        }

        @Test
        void whose_keys_are_null_is_refused() throws IOException {
            assertThat(read("null to strings", Objects.map(null, "hi"))).throwsA(IOException.class);
        }

        @Test
        void that_holds_a_map_in_a_map_is_refused() throws IOException {
            assertThat(read("a map in a map", Objects.map(1, new HashMap<>())))
                    .throwsA(IOException.class);
        }

        @Test
        void of_a_class_that_is_not_here_is_refused() throws IOException {
            assertThat(read("an unknown class", Objects.ofUnknownClass()))
                    .throwsA(IOException.class);
        }

        @Test
        void that_ends_in_the_middle_is_refused() throws IOException {
            byte[] bytes = Objects.map(1, "hi");

            assertThat(read("all but two bytes", Arrays.copyOf(bytes, bytes.length - 2)))
                    .throwsA(IOException.class);
        }

        @Test
        void that_is_empty_is_refused() {
            assertThat(read("no byte", new byte[0])).throwsA(IOException.class);
        }

        @Test
        void that_is_no_object_stream_is_refused() {
            assertThat(read("JSON", "{\"1\":\"hi\"}".getBytes(UTF_8))).throwsA(IOException.class);
        }

        @Test
        void with_bytes_behind_it_is_refused() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Objects.map(1, "hi"));
            bytes.writeBytes(Objects.map(2, "there"));

            assertThat(read("two maps", bytes.toByteArray())).throwsA(IOException.class);
        }
    }

    @Nested
    @Tag("task-2")
    class An_object_of_a_stranger {

        @Test
        void is_refused_before_it_is_made() throws IOException {
            assertThat(readWatched("an object of a stranger", Objects.bytes(new Stowaway())))
                    .returns("refused");
        }

        @Test
        void is_refused_before_it_is_made_within_a_map() throws IOException {
            byte[] bytes = Objects.map(1, new Stowaway());

            assertThat(readWatched("an object of a stranger", bytes)).returns("refused");
        }

        @Test
        void that_extends_HashMap_is_refused_before_it_is_made() throws IOException {
            byte[] bytes = Objects.bytes(new Stowaway.Disguised());

            assertThat(readWatched("what extends HashMap", bytes)).returns("refused");
        }
    }

    @Nested
    @Tag("task-2")
    class A_map_behind_the_filter {

        @Test
        void is_read_if_it_has_forty_entries() {
            Map<Integer, String> map =
                    IntStream.range(0, 40).boxed().collect(Collectors.toMap(n -> n, n -> "v" + n));

            assertThat(writeAndRead(map)).returns(map);
        }

        @Test
        void is_refused_before_memory_is_taken_if_it_claims_a_billion_entries() throws IOException {
            assertThat(readWatched("a billion entries", Objects.aBillionEntries()))
                    .returns("refused");
        }
    }
}
