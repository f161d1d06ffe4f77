package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.List;
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
class RoomsTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("before others"),
                "the list changes when others come and go: it is the one that Rooms itself works with. Return a copy."),
        when(
                seen -> seen.expected("[anna, boris, clara]"),
                "members() is not in alphabetical order: sort, or keep the names in a TreeSet."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "a room that is not there has no set: map.get() returns null."),
        when(
                seen -> seen.expected("[]"),
                "where there is no room, there is nobody: an empty list."),
        when(
                seen ->
                        seen.expected("true")
                                && seen.called("members(")
                                && !seen.called("leave")
                                && !seen.called("join(#milk"),
                "to ask for a room makes it, so that who joins then is not the first. members() only looks."),
        when(
                seen -> seen.expected("true") && seen.called("leave"),
                "a room stays although nobody is in it any more. Remove it with its last member; only then it is new again."),
        when(
                seen -> seen.expected("false") && seen.called("leave"),
                "leave() is true only if they were in this room."),
        when(
                seen -> seen.expected("false"),
                "join() tells whether the room is new, and not whether they are new in it."),
        when(
                seen -> seen.expected("true"),
                "each room is one of its own: the first who joins it makes it."),
        when(
                seen -> seen.gotText().contains("anna, anna"),
                "who joins twice is in the room twice. Keep a set."),
        when(
                seen -> seen.called("leaveAll"),
                "leaveAll() takes the one name out of all rooms, and nobody else."),
        when(seen -> seen.called("leave"), "leave() takes the one name out of the one room."),
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
        void makes_a_room_that_is_not_there() {
            assertThat(join("#tea", "anna")).returns(true);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
        void makes_no_room_that_is_there() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(join("#tea", "boris")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna", "boris"));
        }

        @Test
        void twice_is_the_same_as_once() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(join("#tea", "anna")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
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
        void are_in_alphabetical_order() {
            assertThat(join("#tea", "clara")).returns();
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);

            assertThat(members("#tea")).returns(List.of("anna", "boris", "clara"));
        }

        @Test
        void are_nobody_where_there_is_no_room() {
            assertThat(members("#tea")).returns(List.of());
            assertThat(join("#tea", "anna")).returns(true);
        }

        @Test
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
        void takes_one_out_of_the_room() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);

            assertThat(leave("#tea", "anna")).returns(true);
            assertThat(members("#tea")).returns(List.of("boris"));
        }

        @Test
        void a_room_that_is_not_there_is_false() {
            assertThat(leave("#tea", "anna")).returns(false);
            assertThat(join("#tea", "anna")).returns(true);
        }

        @Test
        void a_room_of_others_is_false() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(leave("#tea", "boris")).returns(false);
            assertThat(members("#tea")).returns(List.of("anna"));
        }

        @Test
        void twice_is_false() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#tea", "boris")).returns(false);
            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(leave("#tea", "anna")).returns(false);
        }

        @Test
        void ends_the_room_if_nobody_is_left() {
            assertThat(join("#tea", "anna")).returns(true);
            assertThat(leave("#tea", "anna")).returns(true);

            assertThat(join("#tea", "boris")).returns(true);
        }

        @Test
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
        void ends_the_rooms_where_nobody_is_left() {
            assertThat(join("#tea", "anna")).returns();
            assertThat(join("#milk", "anna")).returns(true);

            assertThat(leaveAll("anna")).returns();

            assertThat(join("#tea", "boris")).returns(true);
            assertThat(join("#milk", "boris")).returns(true);
        }

        @Test
        void is_nothing_to_who_is_in_none() {
            assertThat(join("#tea", "anna")).returns(true);

            assertThat(leaveAll("boris")).returns();

            assertThat(members("#tea")).returns(List.of("anna"));
        }
    }
}
