// style: plain maps behind a lock; the heartbeat is a state and the moment at which it ends.
package lesson23_jim_sessions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

public final class MemoryAccounts implements Accounts {

    private final Hasher hasher;
    private final Map<String, String> hashes = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();

    public MemoryAccounts(Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public synchronized boolean create(String name, String password) {
        if (hashes.containsKey(name)) {
            return false;
        }
        hashes.put(name, hasher.hash(password));
        return true;
    }

    @Override
    public boolean check(String name, String password) {
        String hash;
        synchronized (this) {
            hash = hashes.get(name);
        }
        return hasher.match(password, hash);
    }

    @Override
    public synchronized boolean block(String name) {
        if (hashes.containsKey(name)) {
            blocked.add(name);
            return true;
        }
        return false;
    }

    @Override
    public synchronized Standing standing(String name) {
        if (blocked.contains(name)) {
            return Standing.BLOCKED;
        }
        return hashes.containsKey(name) ? Standing.GOOD : Standing.UNKNOWN;
    }

    @Override
    public void close() {}
}
