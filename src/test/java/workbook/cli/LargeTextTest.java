package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeTextTest {

    @Test
    void an_address_is_drawn() {
        assertThat(LargeText.lines("10.2:7"))
                .containsExactly(
                        " █  ███   ███   ███",
                        "██  █ █     █ █   █",
                        " █  █ █   ███    █",
                        " █  █ █   █   █  █",
                        "███ ███ █ ███    █");
    }

    @Test
    void each_letter_looks_different() {
        String letters = "0123456789abcdef.:";
        assertThat(letters.chars().mapToObj(c -> LargeText.lines(Character.toString(c))))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_longest_address_fits_into_80_columns_and_its_port_goes_below_in_60() {
        assertThat(LargeText.address("192.168.100.200", 65535, 80))
                .hasSize(5)
                .allMatch(line -> line.length() <= 80);
        assertThat(LargeText.address("192.168.100.200", 65535, 60))
                .hasSize(11)
                .allMatch(line -> line.length() <= 60);
        assertThat(LargeText.address("255.255.255.255", 65535, 80)).isNotEmpty();
    }

    @Test
    void where_there_is_no_room_or_no_letter_nothing_is_drawn() {
        assertThat(LargeText.address("192.168.100.200", 65535, 40)).isEmpty();
        assertThat(LargeText.address("fe80::1%eth0", 9090, 200)).isEmpty();
    }
}
