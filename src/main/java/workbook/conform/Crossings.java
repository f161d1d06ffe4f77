package workbook.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import workbook.conform.Result.Crossed;

/** Records what crosses while a case is played. If it is much, only the beginning is kept. */
final class Crossings {

    private static final int SHOWN = 1000; // bytes kept of each entry
    private static final int MOST = 200; // entries kept

    private final List<Crossed> all = new ArrayList<>();

    void sent(String peer, byte[] bytes) {
        add(peer, true, bytes, "");
    }

    void received(String peer, byte[] bytes) {
        add(peer, false, bytes, "");
    }

    void did(String peer, Step.Action action) {
        add(peer, true, new byte[0], action.name().toLowerCase(Locale.ROOT));
    }

    private void add(String peer, boolean sent, byte[] bytes, String words) {
        if (all.size() < MOST) {
            byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN));
            all.add(new Crossed(peer, sent, shown, bytes.length, words));
        }
    }

    List<Crossed> all() {
        return List.copyOf(all);
    }
}
