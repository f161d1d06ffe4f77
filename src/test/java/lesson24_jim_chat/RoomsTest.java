package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.List;
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
class RoomsTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("before others"),
                "the list changes when users join and leave, because it is the one that Rooms itself works with. Return a copy."),
        when(
                seen -> seen.expectedWords("Zoe"),
                "the names are sorted by another order than compareTo(), in which capital letters come first and no letter equals another one. Sort the names without a Comparator, or keep them in a TreeSet without one."),
        when(
                seen -> seen.expected("[anna, boris, clara]"),
                "members() does not sort the names. Sort them by compareTo(), or keep them in a TreeSet."),
        when(
                seen ->
                        seen.expected("true")
                                && seen.called("leave(#tea, anna)")
                                && !seen.called("join(#tea, boris)"),
                "leave() creates the room that it should leave. Look it up with get(), and return false if there is no such room."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "your code uses the set of a room that does not exist: map.get() returns null for it. Ask for null first."),
        when(
                seen -> seen.expected("[]"),
                "a room that does not exist has no members. Return an empty list."),
        when(
                seen ->
                        seen.expected("true")
                                && seen.called("members(")
                                && !seen.called("leave")
                                && !seen.called("join(#milk"),
                "members() creates a room that nobody has joined, so the first user who joins it seems to be the second. Look it up with get()."),
        when(
                seen -> seen.expected("true") && seen.called("leave"),
                "a room stays although nobody is in it. Remove it with its last member, so that the next join makes a new one."),
        when(
                seen -> seen.expected("false") && seen.called("leave"),
                "leave() returns true for a user who is not a member of the room. Return whether the name was in the set."),
        when(
                seen -> seen.expected("false"),
                "join() returns true for a room that exists. It says whether the room is new, and not whether the user is new in it."),
        when(
                seen -> seen.expected("true"),
                "join() returns false for a new room. Each room is separate, and its first member makes it."),
        when(
                seen -> seen.gotText().contains("anna, anna"),
                "a user who joins twice is in the room twice. Keep a set."),
        when(
                seen -> seen.called("leaveAll"),
                "leaveAll() must remove this one name from all rooms, and no other name."),
        when(seen -> seen.called("leave"), "leave() must remove this one name from this one room."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final Rooms rooms = new Rooms();

    private Call<Boolean> join(String room, String name) {
        return wire.call("join(" + room + ", " + name + ")", () -> rooms.join(room, name));
    }

    private Call<Boolean> leave(String room, String name) {
        return wire.call("leave(" + room + ", " + name + ")", () -> rooms.leave(room, name));
    }

    private Call<Void> leaveAll(String name) {
        return wire.call(
                "leaveAll(" + name + ")",
                () -> {
                    rooms.leaveAll(name);
                    return null;
                });
    }

    private Call<List<String>> members(String room) {
        return members("", room);
    }

    private Call<List<String>> members(String when, String room) {
        return wire.call(when + "members(" + room + ")", () -> rooms.members(room));
    }

    @Nested
    class Joining {

        @Test
        @Tag("4.1")
        @DisplayName("The first user who joins makes the room")
        void makes_a_room_that_is_not_there() {
            assertThat(join("#tea", "anna")).returns(true);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
        @Tag("4.1")
        @DisplayName("The second user who joins does not make the room again")
        void makes_no_room_that_is_there() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(join("#tea", "boris")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna", "boris"));
        }

        @Test
        @Tag("4.1")
        @DisplayName("A member who joins again changes nothing")
        void twice_is_the_same_as_once() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(join("#tea", "anna")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
        @Tag("4.1")
        @DisplayName("A user who joins one room is not a member of another")
        void one_room_is_not_joining_another() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(join("#milk", "anna")).returns(true);
            assertThat(join("#milk", "boris")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna"));
            assertThat(members("#milk")).returns(List.of("anna", "boris"));
        }
    }

    @Nested
    class Members {

        @Test
        @Tag("4.2")
        @DisplayName("members() returns the names in the order of compareTo()")
        void are_in_the_order_of_compareTo() {
            assertThat(join("#tea", "clara")).returns();
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);

            assertThat(members("#tea")).returns(List.of("anna", "boris", "clara"));

            assertThat(join("#tea", "Zoe")).returns(false);
            assertThat(join("#tea", "Anna")).returns(false);

            assertThat(members("#tea")).returns(List.of("Anna", "Zoe", "anna", "boris", "clara"));
        }

        @Test
        @Tag("4.2")
        @DisplayName(
                "For a room that does not exist, members() returns an empty list and makes no room")
        void are_nobody_where_there_is_no_room() {
            assertThat(members("#tea")).returns(List.of());
            assertThat(join("#tea", "anna")).returns(true);
        }

        @Test
        @Tag("4.2")
        @DisplayName("A list from members() does not change when users join and leave")
        void are_a_list_that_stays_as_it_is() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);
            Call<List<String>> before = members("before others come and go: ", "#tea");
            assertThat(before).returns(List.of("anna", "boris"));

            assertThat(join("#tea", "clara")).returns();
            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(before).returns(List.of("anna", "boris"));
        }
    }

    @Nested
    class Leaving {

        @Test
        @Tag("4.3")
        @DisplayName("A member who leaves is not in the room any more")
        void takes_one_out_of_the_room() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);

            assertThat(leave("#tea", "anna")).returns(true);
            assertThat(members("#tea")).returns(List.of("boris"));
        }

        @Test
        @Tag("4.3")
        @DisplayName("Leaving a room that does not exist returns false")
        void a_room_that_is_not_there_is_false() {
            assertThat(leave("#tea", "anna")).returns(false);
            assertThat(join("#tea", "anna")).returns(true);
        }

        @Test
        @Tag("4.3")
        @DisplayName("leave() returns false for a user who is not in the room")
        void a_room_of_others_is_false() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(leave("#tea", "boris")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
        @Tag("4.3")
        @DisplayName("Leaving a room for the second time returns false")
        void twice_is_false() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);
            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(leave("#tea", "anna")).returns(false);
        }

        @Test
        @Tag("4.4")
        @DisplayName("The room ends when its last member leaves")
        void ends_the_room_if_nobody_is_left() {
            assertThat(join("#tea", "anna")).returns(true);
            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(join("#tea", "boris")).returns(true);
        }

        @Test
        @Tag("4.3")
        @DisplayName("A member who leaves one room stays in another")
        void one_room_is_not_leaving_another() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#milk", "anna")).returns(true);

            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(members("#milk")).returns(List.of("anna"));
        }
    }

    @Nested
    class Leaving_all {

        @Test
        @Tag("4.3")
        @DisplayName("leaveAll() removes the user from every room, and nobody else")
        void takes_one_out_of_every_room() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#milk", "anna")).returns();
            assertThat(join("#tea", "boris")).returns();
            assertThat(join("#milk", "boris")).returns(false);

            assertThat(leaveAll("anna")).returns();

            assertThat(members("#tea")).returns(List.of("boris"));
            assertThat(members("#milk")).returns(List.of("boris"));
        }

        @Test
        @Tag("4.4")
        @DisplayName("leaveAll() ends the rooms in which nobody is left")
        void ends_the_rooms_where_nobody_is_left() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#milk", "anna")).returns(true);

            assertThat(leaveAll("anna")).returns();

            assertThat(join("#tea", "boris")).returns(true);
            assertThat(join("#milk", "boris")).returns(true);
        }

        @Test
        @Tag("4.3")
        @DisplayName("leaveAll() of a user who is in no room changes nothing")
        void is_nothing_to_who_is_in_none() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(leaveAll("boris")).returns();

            assertThat(members("#tea")).returns(List.of("anna"));
        }
    }
}
